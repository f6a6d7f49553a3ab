from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import policycheck
from policycheck import Policies
from policycheck.compiled.program import CompiledProgram
from policycheck.facts import Case
from policycheck.report.document import decision_document
from policycheck.report.json_format import json_text


@dataclass(frozen=True)
class Both:
    """The shipped policies, decided by each of the engines."""

    regopy: Policies
    compiled: Policies

    def difference(
        self,
        policy: str,
        decision: str,
        case: Case,
        readings: Mapping[str, str] | None = None,
        known_at: date | None = None,
    ) -> str | None:
        """What to say of a decision whose documents are not the same, byte by byte."""
        made = [
            as_text(each, policy, decision, case, readings=readings, known_at=known_at)
            for each in (self.regopy, self.compiled)
        ]
        return None if made[0] == made[1] else "\n".join((policy, decision, *made))


def as_text(policies: Policies, policy: str, decision: str, case: Case, **chosen: Any) -> str:
    found = policies.decide(policy, decision, case, **chosen)
    return json_text(decision_document(case.name, found))


def program(policies: Policies, policy: str) -> CompiledProgram:
    found = policies.program(policy)
    assert isinstance(found, CompiledProgram)
    return found


@pytest.fixture(scope="session")
def both() -> Both:
    return Both(policycheck.load(), policycheck.load(engine="compiled"))
