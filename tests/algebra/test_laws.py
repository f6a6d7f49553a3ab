"""What holds of the algebra itself, whatever a policy makes of it.

The laws are checked on the reference; `test_decisions` shows that Rego decides as it does.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from generators.saying import say

from . import reference
from .models import AS_OF, KNOWN_AT, MODELS, Json, Model, State

FINAL = {"met", "not_met", "not_applicable"}

Answers = Mapping[State, Json]


def tables(name: str) -> Iterator[tuple[Model, Answers]]:
    """Each model of that name with the decision in each of its states."""
    for model in MODELS[name]():
        yield (
            model,
            {
                state: reference.decide(
                    model.manifest, model.found(state), AS_OF, KNOWN_AT, model.chosen
                )
                for state in model.states()
            },
        )


def completions(
    model: Model, answers: Answers, of: Callable[[Json], str]
) -> Mapping[State, frozenset[str]]:
    """Per state, what each way of learning all that is unknown makes of the decision."""
    found: dict[State, frozenset[str]] = {}

    def possible(state: State) -> frozenset[str]:
        if state not in found:
            learned = list(model.learn_missing(state))
            parts = [possible(other) for other in learned]
            found[state] = frozenset().union(*parts) if parts else frozenset({of(answers[state])})
        return found[state]

    for state in answers:
        possible(state)
    return found


@pytest.mark.parametrize("name", MODELS)
def test_what_is_learned_never_changes_a_final_outcome(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = 0
    for model, answers in tables(name):
        for state, answer in answers.items():
            if answer.get("outcome") in FINAL:
                for other in model.learn(state):
                    steps += 1
                    assert _answer(answers[other]) == _answer(answer), (model, state, other)
    say(capsys, f"algebra, {name}: {steps} facts more left a final outcome as it was")


@pytest.mark.parametrize("name", MODELS)
def test_what_is_learned_never_changes_that_a_condition_is_met_or_not_met(name: str) -> None:
    for model, answers in tables(name):
        for state, answer in answers.items():
            for other in model.learn(state):
                for id, status in answer["statuses"].items():
                    if status == "met" or (status == "not_met" and "recorded" not in other):
                        assert answers[other]["statuses"][id] == status, (model, state, other)


def test_only_a_departure_turns_a_condition_that_is_not_met() -> None:
    turned = {
        (modality, departed)
        for modality in ("must", "in_principle", "judgement", "weighed")
        for departed in (False, True)
        if reference.status(modality, False, [], departed=departed) == "met"
    }
    assert turned == {("in_principle", True), ("weighed", True)}


@pytest.mark.parametrize("name", MODELS)
def test_a_condition_is_unknown_only_if_facts_can_still_make_a_difference(name: str) -> None:
    for model, answers in tables(name):
        for id in model.manifest["modality"]:
            possible = completions(model, answers, partial(_benign, id=id))
            for state, answer in answers.items():
                status = answer["statuses"][id]
                assert (status == "unknown") == (len(possible[state]) > 1), (model, state, id)
                assert status == "unknown" or {_benign(answer, id)} == possible[state]


@pytest.mark.parametrize("name", MODELS)
def test_a_decision_that_can_only_end_in_one_final_outcome_has_it(name: str) -> None:
    for model, answers in tables(name):
        possible = completions(model, answers, _answer)
        for state, answer in answers.items():
            ends = possible[state]
            if len(ends) == 1 and not ends & {"none {}"} and not _refers(ends):
                assert {_answer(answer)} == ends, (model, state)


@pytest.mark.parametrize("name", MODELS)
def test_what_can_only_be_referred_waits_for_what_is_in_principle_or_for_a_reading(
    name: str,
) -> None:
    """The order of the outcomes puts such a decision at undetermined; nothing else does."""
    for model, answers in tables(name):
        possible = completions(model, answers, _answer)
        for state, answer in answers.items():
            if len(possible[state]) == 1 and _refers(possible[state]):
                waits = {
                    model.manifest["modality"][id]
                    for id, status in answer["statuses"].items()
                    if status == "unknown"
                }
                excused = "in_principle" in waits or len(answer["combinations"]) > 1
                assert excused or answer["outcome"] == "refer", (model, state)


@pytest.mark.parametrize("name", MODELS)
def test_only_met_and_refer_have_a_result(name: str) -> None:
    for _, answers in tables(name):
        for answer in answers.values():
            if answer.get("outcome") not in ("met", "refer"):
                assert answer["result"] == {}


@pytest.mark.parametrize("name", MODELS)
def test_a_decision_that_is_met_has_all_of_its_result(name: str) -> None:
    for model, answers in tables(name):
        for answer in answers.values():
            if answer.get("outcome") == "met":
                assert set(answer["result"]) == set(model.manifest["results"])


def test_an_open_scope_leaves_the_outcome_undetermined() -> None:
    conditions = [("scope", "open"), ("must", "not_met")]
    assert reference.outcome(conditions, {}) == {"outcome": "undetermined"}


def test_points_of_attention_have_no_outcome_even_out_of_scope() -> None:
    conditions = [("scope", "not_met"), ("expectation", "not_met"), ("insurer_duty", "unknown")]
    assert reference.outcome(conditions, {}) == {}


def _answer(decision: Json) -> str:
    return f"{decision.get('outcome', 'none')} {decision['result']}"


def _refers(ends: frozenset[str]) -> bool:
    return all(end.startswith("refer") for end in ends)


def _benign(decision: Json, id: str) -> str:
    """A status, where not applicable is as good as met."""
    status: str = decision["statuses"][id]
    return "met" if status == "not_applicable" else status
