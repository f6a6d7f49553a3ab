"""Why a decision is as it is, as data: what decides it, on which facts, against which numbers.

The values are here. What makes them is :func:`policycheck.explain`, of
:mod:`policycheck.explaining.making`; whoever only shows them needs no engine.
"""

from policycheck.explaining.model import (
    ConditionExplained,
    Detail,
    ExemptionState,
    ExemptionUse,
    Explanation,
    FactRead,
    ReadingExplained,
    Requirement,
    ValueGives,
)

__all__ = [
    "ConditionExplained",
    "Detail",
    "ExemptionState",
    "ExemptionUse",
    "Explanation",
    "FactRead",
    "ReadingExplained",
    "Requirement",
    "ValueGives",
]
