"""What the policy of a.s.r. for 2024 promises of every case, whatever else it says."""

import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.cases import Cases
from policycheck import Policies
from policycheck.model import Outcome, Status

from .changing import changed

POLICY = "asr.ggz_2024"
FORMS = {"offer_letter", "digital_without_questionnaire", "digital_with_questionnaire"}
REQUEST = "insurers.asr.contract_request"
BETTER = {Status.NOT_MET: 0, Status.UNKNOWN: 1, Status.NOT_APPLICABLE: 2, Status.MET: 2}

cents = st.integers(0, 30_000_000)
day_counts = st.integers(1, 800)


def fact(case: Mapping[str, Any], name: str) -> Any:
    value: Any = case
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def readings_of(policies: Policies, *names: str) -> list[dict[str, str]]:
    """Every way to choose those readings."""
    values = [policies.manifests[POLICY].readings[name].defensible for name in names]
    return [dict(zip(names, each, strict=True)) for each in itertools.product(*values)]


@given(data=st.data())
@settings(max_examples=60)
def test_a_provider_never_has_two_contract_forms(policies: Policies, data: st.DataObject) -> None:
    case = data.draw(Cases(policies, POLICY, "contract_form").strategy())
    decided = policies.decide(POLICY, "contract_form", case)
    assert decided.combinations
    for combination in decided.combinations:
        assert set(combination.result) <= {"form"}
        assert combination.result.get("form") in {*FORMS, None}
        if combination.outcome is Outcome.MET:
            assert combination.result["form"] in FORMS
    for readings in readings_of(policies, "form-threshold"):
        chosen = policies.decide(POLICY, "contract_form", case, readings=readings)
        one_form = chosen.conditions["one-form"].status is Status.MET
        assert not (chosen.outcome is Outcome.MET and not one_form)


@pytest.mark.parametrize("kind", ["integrated", "categorical", "ambulatory", "other"])
@pytest.mark.parametrize("large", [True, False])
@given(amount=cents)
@settings(max_examples=15)
def test_a_provider_of_which_all_is_known_has_one_contract_form(
    kind: str, large: bool, policies: Policies, amount: int
) -> None:
    case = changed(
        {"as_of": "2023-10-02", "contract_year": 2024},
        {
            "provider.sectors": ["ggz"],
            "provider.organisation": "institution",
            "provider.ggz_kind": kind,
            "insurers.asr.considered_large": large,
            "insurers.asr.turnover_adjusted.2023": amount / 100,
        },
    )
    usual = policies.decide(
        POLICY, "contract_form", case, readings={"form-threshold": "one-amount"}
    )
    assert (usual.outcome, set(usual.result)) == (Outcome.MET, {"form"})
    letter = kind == "integrated" or (large and kind in ("categorical", "ambulatory"))
    assert (usual.result["form"] == "offer_letter") == letter


@given(data=st.data(), ago=st.integers(0, 800), before=day_counts)
@settings(max_examples=60)
def test_a_new_provider_never_starts_before_the_contract_is_concluded(
    policies: Policies, data: st.DataObject, ago: int, before: int
) -> None:
    cases = Cases(policies, POLICY, "application")
    case = data.draw(cases.strategy())
    concluded = cases.day(case) - timedelta(days=ago)
    years = data.draw(st.sampled_from([[], [2022], [2021, 2024], None]))
    changes = {
        "insurers.asr.contract.concluded_on": concluded.isoformat(),
        f"{REQUEST}.requested_start_on": (concluded - timedelta(days=before)).isoformat(),
        "insurers.asr.contract_years": years,
    }
    decided = policies.decide(POLICY, "application", changed(case, changes))
    assert decided.outcome is not Outcome.MET
    expected = Status.UNKNOWN if years is None else Status.NOT_MET
    assert decided.conditions["start-not-retroactive"].status is expected


@given(data=st.data(), claims=st.integers(1, 1000), after=day_counts)
@settings(max_examples=60)
def test_claims_without_a_departure_never_leave_a_request_in_the_running_year_met(
    policies: Policies, data: st.DataObject, claims: int, after: int
) -> None:
    case = data.draw(Cases(policies, POLICY, "application").strategy())
    changes: dict[str, Any] = {
        "insurers.asr.claims": {"count_for_contract_year": claims},
        f"{REQUEST}.requested_start_on": str(date(2024, 1, 1) + timedelta(days=after)),
        "insurers.asr.departures": None,
    }
    decided = policies.decide(POLICY, "application", changed(case, changes))
    assert decided.outcome is not Outcome.MET
    assert decided.conditions["no-claims-yet"].status is Status.NOT_MET


@given(data=st.data(), more=st.tuples(cents, cents))
@settings(max_examples=40)
def test_more_turnover_is_never_worse(
    policies: Policies, data: st.DataObject, more: tuple[int, int]
) -> None:
    case = data.draw(Cases(policies, POLICY, "eligibility").strategy())
    started = fact(case, "provider.started_on")
    richer = changed(case, {})
    turnover = fact(richer, "insurers.asr.turnover") or {}
    for year, extra in zip(("2021", "2022"), more, strict=True):
        if year in turnover and not (started and started > f"{year}-12-31"):
            turnover[year] = round(turnover[year] * 100 + extra) / 100
    choices = readings_of(policies, "turnover-years", "starter-turnover", "lapsed-provider")
    readings = data.draw(st.sampled_from([{}, *choices]))
    before, after = (
        policies.decide(POLICY, "eligibility", each, readings=readings).conditions[
            "minimum-turnover"
        ]
        for each in (case, richer)
    )
    assert BETTER[after.status] >= BETTER[before.status]


@given(data=st.data(), ago=st.integers(0, 400), before=day_counts)
@settings(max_examples=40)
def test_a_request_that_came_earlier_is_never_worse(
    policies: Policies, data: st.DataObject, ago: int, before: int
) -> None:
    cases = Cases(policies, POLICY, "application")
    case = data.draw(cases.strategy())
    later, earlier = (
        policies.decide(
            POLICY, "application", changed(case, {f"{REQUEST}.received_on": day.isoformat()})
        )
        for received in [cases.day(case) - timedelta(days=ago)]
        for day in (received, received - timedelta(days=before))
    )
    status = earlier.conditions["request-in-time"].status
    assert BETTER[status] >= BETTER[later.conditions["request-in-time"].status]


@given(data=st.data())
@settings(max_examples=40)
def test_a_finding_against_the_provider_is_never_met(
    policies: Policies, data: st.DataObject
) -> None:
    case = data.draw(Cases(policies, POLICY, "eligibility").strategy())
    found = changed(case, {"insurers.asr.findings.plausible_indications": True})
    decided = policies.decide(POLICY, "eligibility", found)
    assert decided.outcome in (Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED)
    assert decided.conditions["no-plausible-indications"].status is Status.NOT_MET
