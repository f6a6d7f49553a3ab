"""A condition reads the facts that its manifest declares, and no others."""

from typing import Any

import pytest
from generators.cases import Cases, exchanged, fact_pointers
from generators.subjects import NAMES, SUBJECTS
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from policycheck import Policies
from policycheck.errors import InvalidCase
from policycheck.model import Decision
from policycheck.policies.manifest import ConditionRule


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
@given(data=st.data())
@settings(max_examples=25)
def test_a_fact_that_a_condition_does_not_declare_never_changes_its_status(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    cases = Cases(policies, policy)
    case = data.draw(cases.strategy())
    other = data.draw(cases.strategy(as_of=cases.day(case)))
    schema = policies.schemas.schema
    facts = sorted({*fact_pointers(case, schema), *fact_pointers(other, schema)})
    few = st.lists(st.sampled_from(facts), min_size=1, max_size=6, unique=True)
    changed = data.draw(few | st.permutations(facts).map(lambda order: order[: len(facts) // 2]))
    before = _decided(policies, policy, decision, case)
    after = _decided(policies, policy, decision, exchanged(case, other, changed))
    for id, rule in policies.manifests[policy].decisions[decision].conditions.items():
        if not any(_declares(rule, fact) for fact in changed):
            assert after.conditions[id].status is before.conditions[id].status, (id, changed)


def _decided(policies: Policies, policy: str, decision: str, case: dict[str, Any]) -> Decision:
    try:
        return policies.decide(policy, decision, case, known_at=None)
    except InvalidCase:
        # Facts of two cases need not fit together.
        assume(False)
        raise


def _declares(rule: ConditionRule, fact: str) -> bool:
    declared = (*rule.facts, *rule.departure)
    return any(each == fact or each.startswith(f"{fact}/") for each in declared)
