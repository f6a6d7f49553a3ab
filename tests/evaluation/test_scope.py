"""Which policies are about a case: by sector and year, and never by the text of another year."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policycheck
from policycheck import Policies
from policycheck.errors import UsageError
from policycheck.model import Outcome, PolicyText, Scope, Status

GGZ = (PolicyText("asr.ggz_2022", 2022, 2022), PolicyText("asr.ggz_2024", 2024, 2024))
DAY = date(2023, 10, 2)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return policycheck.load()


def ggz(year: int | None, **facts: Any) -> dict[str, Any]:
    provider = {"sectors": ["ggz"], "organisation": "institution"}
    return {"provider": provider, **({"contract_year": year} if year else {}), **facts}


def scopes(policies: Policies, case: dict[str, Any], **dates: Any) -> dict[str, Scope]:
    return {each.scope.policy: each.scope for each in policies.judge(case, **dates)}


@pytest.mark.parametrize(
    ("year", "old", "new"),
    [
        (2021, Status.NOT_MET, Status.NOT_MET),
        (2022, Status.MET, Status.NOT_MET),
        (2023, Status.NOT_MET, Status.NOT_MET),
        (2024, Status.NOT_MET, Status.MET),
        (2025, Status.NOT_MET, Status.NOT_MET),
    ],
)
def test_a_policy_is_about_its_own_year(
    year: int, old: Status, new: Status, policies: Policies
) -> None:
    found = scopes(policies, ggz(year), as_of=DAY)
    assert (found["asr.ggz_2022"].status, found["asr.ggz_2024"].status) == (old, new)
    for id in ("asr.ggz_2022", "asr.ggz_2024"):
        other_year = found[id].status is Status.NOT_MET
        assert found[id].texts == (GGZ if other_year else ())


def test_another_year_is_not_applicable_and_says_which_years_there_are(policies: Policies) -> None:
    decision = policies.decide("asr.ggz_2024", "eligibility", ggz(2023), as_of=DAY)
    assert (decision.outcome, decision.texts) == (Outcome.NOT_APPLICABLE, GGZ)


def test_another_sector_says_nothing_of_years(policies: Policies) -> None:
    found = scopes(policies, ggz(2024), as_of=DAY)
    assert found["caresq.categoraal_2024"].status is Status.NOT_MET
    assert found["caresq.categoraal_2024"].texts == ()


def test_one_loaded_policy_knows_of_the_other_years() -> None:
    one = policycheck.load(policies=["asr.ggz_2024"])
    assert one.scope("asr.ggz_2024", ggz(2022), as_of=DAY).texts == GGZ


def test_what_decides_the_scope_is_named(policies: Policies) -> None:
    found = scopes(policies, {"contract_year": 2024}, as_of=DAY)
    assert found["asr.ggz_2024"].status is Status.UNKNOWN
    assert found["asr.ggz_2024"].missing == ("/provider/sectors", "/provider/organisation")
    assert found["asr.ggz_2022"].status is Status.NOT_MET
    assert found["asr.ggz_2022"].missing == ()


@pytest.mark.parametrize("sectors", [["ggz"], ["ggz", "categorical"], ["other", "ggz"]])
def test_a_sector_among_others_counts(sectors: list[str], policies: Policies) -> None:
    case = ggz(2024)
    case["provider"]["sectors"] = sectors
    assert scopes(policies, case, as_of=DAY)["asr.ggz_2024"].status is Status.MET


def test_no_sector_is_an_answer(policies: Policies) -> None:
    case = ggz(2024)
    case["provider"]["sectors"] = []
    found = scopes(policies, case, as_of=DAY)
    assert {each.status for each in found.values()} == {Status.NOT_MET}


def test_only_policies_that_are_about_the_case_decide(policies: Policies) -> None:
    request = {"received_on": "2023-08-14"}
    case = ggz(2024, insurers={"asr": {"contract_request": request}})
    judged = {each.scope.policy: each.decisions for each in policies.judge(case, as_of=DAY)}
    assert {id for id, decisions in judged.items() if decisions} == {"asr.ggz_2024"}


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"decisions": {"asr.ggz_2042": ["claims"]}}, "Did you mean asr.ggz_2024?"),
        ({"decisions": {"asr.ggz_2022": ["claim"]}}, "Did you mean claims?"),
        ({"readings": {"asr.ggz_2042": {}}}, "Did you mean asr.ggz_2024?"),
    ],
)
def test_a_name_that_does_not_exist_is_told_even_where_it_would_not_matter(
    chosen: dict[str, Any], message: str, policies: Policies
) -> None:
    with pytest.raises(UsageError) as caught:
        policies.judge(ggz(2024), as_of=DAY, **chosen)
    assert message in str(caught.value)


def test_the_day_before_the_first_text_is_an_error_only_where_the_text_is_asked(
    policies: Policies,
) -> None:
    before: dict[str, Any] = {"as_of": DAY, "known_at": date(2023, 3, 31)}
    assert policies.scope("caresq.categoraal_2024", ggz(2024), **before).status is Status.NOT_MET
    with pytest.raises(UsageError, match=r"first text of caresq\.categoraal_2024 was published on"):
        policies.decide("caresq.categoraal_2024", "approach", ggz(2024), **before)
    on: dict[str, Any] = {"as_of": DAY, "known_at": date(2023, 4, 1)}
    decision = policies.decide("caresq.categoraal_2024", "approach", ggz(2024), **on)
    assert decision.known_at == date(2023, 4, 1)


def test_a_period_that_is_over_asks_for_a_day_only_where_the_policy_is_about_the_case(
    policies: Policies,
) -> None:
    case = ggz(2023, insurers={"asr": {"contract_request": {"received_on": "2021-08-14"}}})
    assert all(not each.decisions for each in policies.judge(case))
    case["contract_year"] = 2022
    with pytest.raises(UsageError, match=r"contract period of asr\.ggz_2022 ended"):
        policies.judge(case, decisions={"asr.ggz_2022": ["contract_form"]})


def test_readings_decide_the_scope_too(policies: Policies, root: Path) -> None:
    file = root / "fixtures/cases/caresq.categoraal_2024/radiology-clinic.yaml"
    case = policycheck.read_case(file)
    policy = "caresq.categoraal_2024"
    assert policies.scope(policy, case).status is Status.MET
    other = policies.scope(policy, case, readings={"scope-overlap": "policy-of-the-other"})
    assert other.status is Status.NOT_MET


CASES = Path(__file__).parents[2] / "fixtures" / "cases"


@pytest.mark.parametrize(
    "file", sorted(CASES.glob("*/*.yaml")), ids=lambda f: f"{f.parent.name}/{f.stem}"
)
def test_every_fixture_asks_its_own_policy_something(file: Path, policies: Policies) -> None:
    judged = {each.scope.policy: each for each in policies.judge(policycheck.read_case(file))}
    own = judged[file.parent.name]
    assert own.scope.status is Status.MET
    assert own.decisions
