"""The case that is shown is the plainest one: the fewest facts, then plain values."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import z3

import policycheck
from policycheck import Policies
from policycheck.facts import case_from_mapping
from policycheck.proving import minimise
from policycheck.proving.cases import DAYS
from policycheck.proving.minimise import plainest
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import Subject, subject_of

from .made_wrong import CHANNEL, DECISION, POLICY, RECEIVED, with_laws

AMOUNT, REALISED = "/insurers/asr/ceiling/amount", "/insurers/asr/ceiling/realised"
SECTION, STARTED = "/provider/quality_statute/section", "/provider/started_on"


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Policies:
    rules: Path = with_laws(tmp_path_factory.mktemp("rules"))
    return policycheck.load(rules)


@pytest.fixture
def view(policies: Policies) -> View:
    subject: Subject = subject_of(policies, POLICY, DECISION)
    return View(subject)


def shown(view: View, *formulas: z3.BoolRef, more: tuple[z3.BoolRef, ...] = ()) -> dict[str, Any]:
    """The plainest case of formulas, found from a model that has more than it needs."""
    room = Room(view)
    found = room.check(*formulas, *more)
    assert found.answer is Answer.SOME
    assert found.model is not None
    model = plainest(room, formulas, found.model)
    for formula in (*formulas, *room.constraints()):
        assert z3.is_true(model.eval(formula, model_completion=True)), formula
    case = room.facts(view).case(model)
    case_from_mapping(case, schemas=view.subject.policies.schemas)
    return case


def test_no_fact_is_known_without_need(view: View) -> None:
    known = view.variables.known
    extra = (known(CHANNEL), known(AMOUNT), known(STARTED))
    case = shown(view, known(RECEIVED), more=extra)
    assert list(case["insurers"]["asr"]["contract_request"]) == ["received_on"]
    assert case.keys() == {"insurers", *(day[1:] for day in DAYS)}
    assert list(case["insurers"]["asr"]) == ["contract_request"]


def test_one_of_two_is_enough(view: View) -> None:
    known = view.variables.known
    case = shown(view, z3.Or(known(STARTED), z3.And(known(AMOUNT), known(REALISED))))
    assert case["provider"].keys() == {"started_on"}
    assert "insurers" not in case


def test_both_days_are_one_where_they_can_be(view: View) -> None:
    days = [view.variables.value(day) for day in DAYS]
    apart = (days[0] > days[1] + 100,)
    case = shown(view, view.variables.known(RECEIVED), more=apart)
    assert case["as_of"] == case["known_at"]
    case = shown(view, days[0] == days[1] + 1)
    assert date.fromisoformat(case["as_of"]).toordinal() == (
        date.fromisoformat(case["known_at"]).toordinal() + 1
    )


def test_a_day_is_the_first_of_the_policy_or_the_nearest_to_it(view: View) -> None:
    variables = view.variables
    first = view.subject.policy.period[0]
    assert shown(view, variables.known(STARTED))["as_of"] == first.isoformat()
    late = first.toordinal() + 40
    case = shown(view, variables.known(STARTED), variables.value(STARTED) >= late)
    assert date.fromisoformat(case["provider"]["started_on"]).toordinal() == late


def test_a_number_is_round_or_the_least(view: View) -> None:
    variables = view.variables
    value = variables.value(AMOUNT)
    asked = variables.known(AMOUNT)
    far = (value > 10**9,)
    # A ceiling is more than nothing.
    assert shown(view, asked, more=far)["insurers"]["asr"]["ceiling"]["amount"] == 1
    case = shown(view, asked, value >= 150, value <= 900_000)
    assert case["insurers"]["asr"]["ceiling"]["amount"] == 10
    case = shown(view, asked, value > 1_234, value < 9_000)
    assert float(case["insurers"]["asr"]["ceiling"]["amount"]) == 12.35


def test_a_truth_value_is_true_where_it_can_be(view: View) -> None:
    fact = "/provider/sound_administration"
    known, holds = view.variables.known(fact), view.variables.holds(fact)
    case = shown(view, known, more=(z3.Not(holds),))
    assert case["provider"]["sound_administration"] is True
    case = shown(view, known, z3.Not(holds))
    assert case["provider"]["sound_administration"] is False


def test_without_time_the_case_is_a_case_all_the_same(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minimise, "_SECONDS", 0.001)
    known = view.variables.known
    case = shown(view, known(RECEIVED), more=(known(CHANNEL),))
    assert "received_on" in case["insurers"]["asr"]["contract_request"]
