"""A condition reads the facts that its manifest declares, and no others."""

from random import Random
from typing import Any

import pytest

from generators.cases import Cases, exchanged, fact_pointers
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.errors import InvalidCase
from policycheck.model import Decision
from policycheck.policies.manifest import ConditionRule

SEED = "declared facts"
CASES = 40


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_a_fact_that_a_condition_does_not_declare_never_changes_its_status(
    policy: str, decision: str, policies: Policies
) -> None:
    cases = Cases(policies, policy)
    rules = policies.manifests[policy].decisions[decision].conditions
    random = Random(f"{policy}.{decision} {SEED}")
    compared = 0
    for number, case in enumerate(cases.seeded(CASES, f"{decision} {SEED}")):
        other = cases.drawn(random.randint, cases.day(case))
        changes = _some(random, case, other, cases)
        before = policies.decide(policy, decision, case)
        after = _decided(policies, policy, decision, exchanged(case, other, changes))
        if after is None:
            continue
        for id, rule in rules.items():
            if not any(_declares(rule, fact) for fact in changes):
                compared += 1
                same = after.conditions[id].status is before.conditions[id].status
                assert same, f"seed {SEED!r}, case {number}: {id} changes with {changes}"
    assert compared > CASES


def _some(random: Random, case: Any, other: Any, cases: Cases) -> list[str]:
    """A few of the facts that either case has, or many."""
    schema = cases.policies.schemas.schema
    facts = sorted({*fact_pointers(case, schema), *fact_pointers(other, schema)})
    return random.sample(facts, random.choice((1, 3, 10, len(facts) // 2)))


def _decided(policies: Policies, policy: str, decision: str, case: Any) -> Decision | None:
    try:
        return policies.decide(policy, decision, case)
    except InvalidCase:
        return None  # facts of two cases need not fit together


def _declares(rule: ConditionRule, fact: str) -> bool:
    declared = (*rule.facts, *rule.departure)
    return any(each == fact or each.startswith(f"{fact}/") for each in declared)
