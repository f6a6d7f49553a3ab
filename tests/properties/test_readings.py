"""Readings that are chosen give what the decision said that they would give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.cases import Cases
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.model import Outcome

every_decision = pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)


@every_decision
@given(data=st.data())
@settings(max_examples=10)
def test_choosing_the_readings_of_a_combination_gives_its_outcome(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, policy, decision).strategy())
    free = policies.decide(policy, decision, case)
    if free.combinations:
        combination = data.draw(st.sampled_from(free.combinations))
        chosen = policies.decide(policy, decision, case, readings=combination.readings)
        assert (chosen.outcome, chosen.leaning) == (combination.outcome, combination.leaning)
        if chosen.outcome in (Outcome.MET, Outcome.REFER):
            assert chosen.result == combination.result


@every_decision
@given(data=st.data())
@settings(max_examples=8)
def test_choosing_every_reading_gives_the_outcome_of_one_of_the_combinations(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, policy, decision).strategy())
    readings = {
        id: data.draw(st.sampled_from(reading.defensible))
        for id, reading in policies.manifests[policy].readings.items()
    }
    free = policies.decide(policy, decision, case)
    chosen = policies.decide(policy, decision, case, readings=readings)
    assert chosen.chosen_readings == readings
    if free.combinations:
        [expected] = [
            each
            for each in free.combinations
            if all(readings[id] == value for id, value in each.readings.items())
        ]
        assert (chosen.outcome, chosen.leaning) == (expected.outcome, expected.leaning)


@every_decision
@given(data=st.data())
@settings(max_examples=8)
def test_combinations_that_agree_are_the_decision(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, policy, decision).strategy())
    decided = policies.decide(policy, decision, case)
    outcomes = {each.outcome for each in decided.combinations}
    if len(outcomes) > 1:
        wants = Outcome.UNDETERMINED if Outcome.UNDETERMINED in outcomes else Outcome.REFER
        assert decided.outcome is wants
    elif outcomes:
        results = {repr(sorted(each.result.items())) for each in decided.combinations}
        assert decided.outcome in outcomes or (
            len(results) > 1 and decided.outcome is Outcome.REFER
        )
