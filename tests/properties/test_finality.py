"""Facts that are added never change an answer that was final, and a missing fact never answers."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generators.cases import Cases, fact_pointers, without
from generators.subjects import NAMES, POLICIES, SUBJECTS
from policycheck import Policies
from policycheck.model import FINAL_OUTCOMES, Decision, Status
from policycheck.policies.manifest import DecisionRule

SEED = "finality"
CASES = 50
FEW = 20
MANY_CONDITIONS = 20

every_decision = pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)


@pytest.mark.parametrize("policy", POLICIES)
@given(data=st.data())
@settings(max_examples=10)
def test_every_valid_case_is_decided(policy: str, policies: Policies, data: st.DataObject) -> None:
    case = data.draw(Cases(policies, policy).strategy())
    for decision, rule in policies.manifests[policy].decisions.items():
        decided = policies.decide(policy, decision, case)
        assert set(decided.conditions) == set(rule.conditions)
        assert (decided.outcome is None) == (not rule.outcomes)


@every_decision
@given(data=st.data())
@settings(max_examples=20)
def test_a_final_answer_with_few_facts_is_the_answer_with_more(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, policy, decision).strategy())
    facts = fact_pointers(case, policies.schemas.schema)
    assume(facts)
    few = st.lists(st.sampled_from(facts), min_size=1, max_size=4, unique=True)
    removed = data.draw(few | st.permutations(facts).map(lambda order: order[: len(facts) // 2]))
    fewer = policies.decide(policy, decision, without(case, removed))
    more = policies.decide(policy, decision, case)
    _assert_decided_alike(fewer, more, policies.manifests[policy].decisions[decision], removed)


@every_decision
def test_what_is_decided_with_seven_facts_in_ten_is_decided_alike_with_all(
    policy: str, decision: str, policies: Policies
) -> None:
    cases = Cases(policies, policy, decision)
    rule = policies.manifests[policy].decisions[decision]
    random = Random(f"{policy}.{decision} {SEED}")
    for _ in range(FEW if len(rule.conditions) > MANY_CONDITIONS else CASES):
        case = cases.drawn(random.randint, usual=50)
        facts = fact_pointers(case, policies.schemas.schema)
        more = policies.decide(policy, decision, case)
        for _ in range(2):
            removed = random.sample(facts, max(1, len(facts) * 3 // 10))
            fewer = policies.decide(policy, decision, without(case, removed))
            _assert_decided_alike(fewer, more, rule, removed)


@every_decision
@given(data=st.data())
@settings(max_examples=6)
def test_facts_that_are_removed_one_after_another_never_turn_a_final_outcome_into_another(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, policy, decision).strategy())
    order = data.draw(st.permutations(fact_pointers(case, policies.schemas.schema)))
    step = max(1, len(order) // 5)
    steps = [
        policies.decide(policy, decision, without(case, order[:count]))
        for count in range(0, len(order) + 1, step)
    ]
    finals = [_answer(each) for each in steps if each.outcome in FINAL_OUTCOMES]
    assert len(set(finals)) <= 1, order
    # Once it is no longer final it stays so, however many facts are removed.
    assert [each.outcome in FINAL_OUTCOMES for each in steps] == sorted(
        (each.outcome in FINAL_OUTCOMES for each in steps), reverse=True
    )


@every_decision
@given(data=st.data())
@settings(max_examples=5)
def test_without_facts_nothing_is_met_and_nothing_is_final(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    """A missing fact is never "no", and never "yes"; only the two days say more."""
    as_of = data.draw(st.sampled_from(Cases(policies, policy).days))
    decided = policies.decide(policy, decision, {"as_of": as_of.isoformat()})
    assert decided.outcome not in FINAL_OUTCOMES
    for condition in decided.conditions.values():
        said_without_facts = condition.due or condition.withdrawn_by
        assert condition.status is Status.UNKNOWN or (
            condition.status is Status.NOT_APPLICABLE and said_without_facts
        ), condition.id


def _answer(decision: Decision) -> tuple[object, ...]:
    return (decision.outcome, *sorted(decision.result.items()))


def _assert_decided_alike(
    fewer: Decision, more: Decision, rule: DecisionRule, removed: Sequence[str]
) -> None:
    if fewer.outcome in FINAL_OUTCOMES:
        assert (more.outcome, more.result) == (fewer.outcome, fewer.result), removed
    for id, condition in fewer.conditions.items():
        # A departure that is recorded turns what was not met.
        departed = any(
            f"{fact}/".startswith(f"{each}/")
            for fact in rule.conditions[id].departure
            for each in removed
        )
        if condition.status is Status.MET or (condition.status is Status.NOT_MET and not departed):
            assert more.conditions[id].status is condition.status, (id, removed)
