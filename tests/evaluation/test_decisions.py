"""The Python API: what a decision holds, and how a wrong call is answered."""

import dataclasses
import json
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policycheck
from policycheck.errors import UsageError
from policycheck.model import Outcome, Status

POLICY = "asr.ggz_2024"
CASES = Path(__file__).parents[2] / "fixtures" / "cases" / POLICY


@pytest.fixture(scope="module")
def policies() -> policycheck.Policies:
    return policycheck.load(policies=[POLICY])


def read(name: str) -> policycheck.Case:
    return policycheck.read_case(CASES / f"{name}.yaml")


def test_a_decision_explains_itself(policies: policycheck.Policies) -> None:
    decision = policies.decide(POLICY, "eligibility", read("under-supervision"))
    assert decision.outcome is Outcome.NOT_MET
    condition = decision.conditions["no-heightened-supervision"]
    assert condition.status is Status.NOT_MET
    assert condition.source.refs == ("alg-08",)
    assert condition.source.lines == (192,)
    assert condition.facts[0].path == "/provider/heightened_supervision"
    assert condition.facts[0].value == [{"from": "2023-05-01", "status": "in_force"}]


def test_a_restated_clause_is_cited_with_the_one_that_decides(
    policies: policycheck.Policies,
) -> None:
    decision = policies.decide(POLICY, "contract_form", read("large-integrated"))
    refs = decision.conditions["one-form"].source.refs
    assert refs == ("typ-01", "chg-04", "typ-00", "typ-04", "typ-07")


def test_a_final_outcome_misses_nothing(policies: policycheck.Policies) -> None:
    decision = policies.decide(POLICY, "eligibility", {**read("under-supervision").value})
    assert decision.missing == ()
    assert decision.conditions["added-value"].missing == ("/insurers/asr/findings/added_value",)


def test_a_recorded_departure_is_read_and_never_asked_for(policies: policycheck.Policies) -> None:
    decision = policies.decide(POLICY, "application", read("mid-year-with-claims"))
    condition = decision.conditions["no-claims-yet"]
    assert condition.status is Status.NOT_MET
    case = dict(read("mid-year-with-claims").value)
    del case["insurers"]
    case["insurers"] = {"asr": {"contract_years": []}}
    bare = policies.decide(POLICY, "application", case)
    assert "/insurers/asr/departures/no_claims_yet/on" not in bare.missing


def test_the_receipt_changes_with_the_case_only(policies: policycheck.Policies) -> None:
    one = policies.decide(POLICY, "eligibility", read("complete")).receipt
    again = policies.decide(POLICY, "application", read("complete")).receipt
    other = policies.decide(POLICY, "eligibility", read("under-supervision")).receipt
    assert one == again
    assert one.case != other.case
    assert dataclasses.replace(one, case="") == dataclasses.replace(other, case="")
    assert one.engine == "regopy 1.5.2"
    assert one.policycheck == policycheck.__version__


def test_decisions_are_frozen(policies: policycheck.Policies) -> None:
    decision = policies.decide(POLICY, "claims", read("held-claims"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        decision.outcome = Outcome.MET  # type: ignore[misc]
    with pytest.raises(TypeError):
        decision.conditions["x"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("asr.ggz_2042", "eligibility", {}), "Did you mean asr.ggz_2024"),
        ((POLICY, "eligability", {}), "Did you mean eligibility"),
        ((POLICY, "eligibility", {"turnover-year": "each-year"}), "Did you mean turnover-years"),
        ((POLICY, "eligibility", {"turnover-years": "each-years"}), "Did you mean each-year"),
        ((POLICY, "eligibility", {"turnover-years": "average"}), "is noted and never decides"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(
    policies: policycheck.Policies, call: tuple[str, str, Mapping[str, str]], message: str
) -> None:
    policy, decision, readings = call
    with pytest.raises(UsageError, match=message):
        policies.decide(policy, decision, read("complete"), readings=readings)


def test_a_chosen_reading_is_kept_in_the_decision(policies: policycheck.Policies) -> None:
    decision = policies.decide(
        POLICY,
        "contract_form",
        read("between-the-thresholds"),
        readings={"form-threshold": "literal"},
    )
    assert decision.outcome is Outcome.REFER
    assert decision.chosen_readings == {"form-threshold": "literal"}


def test_asked_follows_the_facts(policies: policycheck.Policies) -> None:
    assert policies.asked(POLICY, {"contract_year": 2024}) == ()
    asked = policies.asked(POLICY, read("spravato-and-peers"))
    assert asked == ("spravato", "peer_support")


def test_threads_do_not_see_each_others_cases(policies: policycheck.Policies) -> None:
    cases = [(read("ceiling-69-99"), Outcome.NOT_MET), (read("ceiling-70-00"), Outcome.REFER)]
    wrong: list[Any] = []

    def work(number: int) -> None:
        for turn in range(10):
            case, expected = cases[(number + turn) % 2]
            outcome = policies.decide(POLICY, "ceiling_increase", case).outcome
            if outcome is not expected:
                wrong.append((number, turn, outcome))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_mapping_decides_as_the_file_does(policies: policycheck.Policies) -> None:
    case = read("new-institution")
    mapping = json.loads(json.dumps(case.value))
    one = policies.decide(POLICY, "eligibility", case)
    other = policies.decide(POLICY, "eligibility", mapping, as_of=date(2023, 8, 15))
    assert one == other


def test_the_public_names_are_these() -> None:
    assert sorted(policycheck.__all__) == policycheck.__all__
    assert all(getattr(policycheck, name) is not None for name in policycheck.__all__)
    with pytest.raises(AttributeError):
        _ = policycheck.absent
