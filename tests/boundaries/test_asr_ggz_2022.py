"""Every date, number and term of asr.ggz_2022: just before it, on it, and just after.

The statuses are written out from the text of the page, boundary by boundary. What the page says,
and does not say, on a contract that comes late and on claims before it stands at the end.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from policycheck import Policies
from policycheck.model import Outcome, Status
from properties.changing import changed

from .boundary import Boundary, assert_every_parameter, check_boundary

POLICY = "asr.ggz_2022"
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE, OPEN = Status.NOT_APPLICABLE, Status.OPEN

YEARS = "insurers.asr.contract_years"
START = "insurers.asr.contract_request.requested_start_on"
CONCLUDED = "insurers.asr.contract.concluded_on"
CLAIMS = "insurers.asr.claims.count_for_contract_year"
STATUS = "insurers.asr.contracting_status"
CLASS = "insurers.asr.contract_class"
STATUTE = "provider.quality_statute.section"
OPENED = "insurers.asr.invoice.opened_on"
SUBMITTED = "insurers.asr.invoice.submitted_on"
SUBMISSION = "insurers.asr.invoice.submission"
STANDARD = "insurers.asr.invoice.meets_standard"
AMOUNT = "insurers.asr.invoice.amount"
MAXIMUM = "insurers.asr.invoice.maximum_reimbursement"
AGREED = "insurers.asr.invoice.agreed_tariff"
EXPECTED = "insurers.asr.authorisation.expected_minutes"
NOW = "insurers.asr.authorisation.minutes_now"
BEGINS = "insurers.asr.authorisation.start_on"
REQUESTED = "insurers.asr.authorisation.requested_on"
REFERRAL = "insurers.asr.authorisation.referral"
GIVEN = "insurers.asr.authorisation.decision"

BASE: Mapping[str, Any] = {
    "as_of": "2024-03-01",
    "contract_year": 2022,
    "provider": {"sectors": ["ggz"], "quality_statute": {"section": "III"}},
}
# An institution without a contract, and a practice: each needs an authorisation.
INSTITUTION: Mapping[str, Any] = {YEARS: [], REFERRAL: "specialised", EXPECTED: 3001}
PRACTICE: Mapping[str, Any] = {STATUTE: "II", YEARS: [2022], EXPECTED: 3001}
NOT_COME: Mapping[str, Any] = {OPENED: "2021-05-20", SUBMISSION: "not_submitted"}
BY_THE_RULE = {"thirtieth-of-april": "too-late"}
BY_THE_EXAMPLE = {"thirtieth-of-april": "in-time"}
IN_TIME = "claims/submitted-in-time"

BOUNDARIES = [
    Boundary(
        "contract_year",
        "contract_form/contract-year",
        "contract_year",
        {2021: NOT_MET, 2022: MET, 2023: NOT_MET},
    ),
    # A contract in another year is none for 2022.
    Boundary(
        "contract_year",
        "authorisation/authorised-institution",
        YEARS,
        {2021: NOT_MET, 2022: NOT_APPLICABLE, 2023: NOT_MET},
        {**INSTITUTION, GIVEN: "refused"},
    ),
    Boundary(
        "contract_year",
        "attention/postcodes-entered",
        YEARS,
        {2021: NOT_APPLICABLE, 2022: NOT_MET, 2023: NOT_APPLICABLE},
        {"insurers.asr.portal_postcodes_entered": False},
    ),
    Boundary(
        "minutes_over",
        "authorisation/authorised-long-treatment",
        EXPECTED,
        {2999: NOT_APPLICABLE, 3000: NOT_APPLICABLE, 3001: NOT_MET},
        {**PRACTICE, GIVEN: "refused"},
    ),
    Boundary(
        "minutes_over",
        "authorisation/requested-beforehand",
        EXPECTED,
        {2999: NOT_APPLICABLE, 3000: NOT_APPLICABLE, 3001: UNKNOWN},
        {**PRACTICE, BEGINS: "2022-03-07"},
    ),
    # An institution needs no authorisation for the length of a treatment.
    Boundary(
        "minutes_over",
        "authorisation/authorised-long-treatment",
        EXPECTED,
        {2999: NOT_APPLICABLE, 3000: NOT_APPLICABLE, 3001: NOT_APPLICABLE},
        {**INSTITUTION, GIVEN: "refused"},
    ),
    Boundary(
        "term_from",
        IN_TIME,
        SUBMITTED,
        {"2021-12-31": OPEN, "2022-01-01": MET, "2022-01-02": MET},
        {OPENED: "2021-05-20"},
    ),
    # In the Netherlands the new year begins an hour before it begins in London.
    Boundary(
        "term_from",
        IN_TIME,
        SUBMITTED,
        {"2021-12-31T22:59:59Z": OPEN, "2021-12-31T23:00:00Z": MET, "2022-01-01": MET},
        {OPENED: "2021-05-20"},
    ),
    Boundary(
        "term_from",
        IN_TIME,
        "as_of",
        {"2021-12-30": OPEN, "2021-12-31": OPEN, "2022-01-01": UNKNOWN},
        {OPENED: "2021-05-20", SUBMISSION: "submitted"},
    ),
    # The rule turns away what comes on 30 April; by the example that is the last day.
    *(
        Boundary(
            "claim_last_days",
            IN_TIME,
            SUBMITTED,
            {f"{year}-04-29": MET, f"{year}-04-30": on_the_day, f"{year}-05-01": NOT_MET},
            {OPENED: opened},
            reading,
        )
        for year, opened in (
            (2022, "2021-01-01"),
            (2022, "2021-05-20"),
            (2022, "2021-12-31"),
            (2023, "2022-01-01"),
            (2023, "2022-02-28"),
            (2023, "2022-12-31"),
        )
        for reading, on_the_day in ((BY_THE_EXAMPLE, MET), (BY_THE_RULE, NOT_MET))
    ),
    # Unless a reading is chosen, the example is shown.
    Boundary(
        "claim_last_days",
        IN_TIME,
        SUBMITTED,
        {"2023-04-29": MET, "2023-04-30": MET, "2023-05-01": NOT_MET},
        {OPENED: "2022-05-20"},
    ),
    # The year of opening sets the term; the page has none for 2020 and earlier, or after 2022.
    Boundary(
        "claim_last_days",
        IN_TIME,
        OPENED,
        {"2020-12-31": OPEN, "2021-01-01": MET, "2021-01-02": MET},
        {SUBMITTED: "2022-04-30"},
    ),
    Boundary(
        "claim_last_days",
        IN_TIME,
        OPENED,
        {"2021-12-30": NOT_MET, "2021-12-31": NOT_MET, "2022-01-01": MET},
        {SUBMITTED: "2022-05-01"},
    ),
    Boundary(
        "claim_last_days",
        IN_TIME,
        OPENED,
        {"2022-12-30": NOT_MET, "2022-12-31": NOT_MET, "2023-01-01": OPEN},
        {SUBMITTED: "2023-05-01"},
    ),
    # What has not come can still come on 30 April by the example only.
    Boundary(
        "claim_last_days",
        IN_TIME,
        "as_of",
        {"2022-04-29": NOT_APPLICABLE, "2022-04-30": NOT_APPLICABLE, "2022-05-01": NOT_MET},
        NOT_COME,
        BY_THE_EXAMPLE,
    ),
    Boundary(
        "claim_last_days",
        IN_TIME,
        "as_of",
        {"2022-04-29": NOT_APPLICABLE, "2022-04-30": NOT_MET, "2022-05-01": NOT_MET},
        NOT_COME,
        BY_THE_RULE,
    ),
    Boundary(
        "claim_last_days",
        IN_TIME,
        "as_of",
        {"2023-04-29": NOT_APPLICABLE, "2023-04-30": NOT_APPLICABLE, "2023-05-01": NOT_MET},
        {**NOT_COME, OPENED: "2022-12-31"},
    ),
    # Whether it came, and when, is not known.
    Boundary(
        "claim_last_days",
        IN_TIME,
        "as_of",
        {"2022-04-29": UNKNOWN, "2022-04-30": UNKNOWN, "2022-05-01": UNKNOWN},
        {OPENED: "2021-05-20"},
    ),
]


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=str)
def test_each_side_of_a_boundary_has_its_status(boundary: Boundary, policies: Policies) -> None:
    check_boundary(boundary, POLICY, policies, BASE)


def test_every_parameter_has_its_boundaries_here(policies: Policies) -> None:
    tested = {boundary.parameter for boundary in BOUNDARIES}
    assert_every_parameter(POLICY, tested, set(), policies)


def test_every_boundary_is_the_one_of_its_parameter(policies: Policies) -> None:
    """What parameters.yaml says is one of the steps; of the years of opening, one of their days."""
    parameters = policies.manifests[POLICY].parameters
    for boundary in BOUNDARIES:
        value = parameters[boundary.parameter].versions[-1].value
        values = {value} if isinstance(value, str | int) else set(value)
        if boundary.fact == OPENED:
            values = {day for year in value.values() for day in year.values()}
        assert values & set(boundary.steps), boundary


@pytest.mark.parametrize(
    ("requested", "begins", "status"),
    [
        ("2022-03-06", "2022-03-07", MET),
        ("2022-03-07", "2022-03-07", OPEN),
        ("2022-03-08", "2022-03-07", NOT_MET),
        # around the end of February, in a leap year and in another
        ("2022-02-28", "2022-03-01", MET),
        ("2024-02-28", "2024-02-29", MET),
        ("2024-02-29", "2024-02-29", OPEN),
        ("2024-02-29", "2024-03-01", MET),
        ("2024-02-29", "2024-02-28", NOT_MET),
        # around the end of the year
        ("2021-12-31", "2022-01-01", MET),
        ("2022-01-01", "2022-01-01", OPEN),
        ("2022-01-01", "2021-12-31", NOT_MET),
    ],
)
@pytest.mark.parametrize("needs", [INSTITUTION, PRACTICE])
def test_an_authorisation_is_requested_before_the_day_of_the_treatment(
    needs: Mapping[str, Any], requested: str, begins: str, status: Status, policies: Policies
) -> None:
    case = changed(BASE, {**needs, REQUESTED: requested, BEGINS: begins})
    decided = policies.decide(POLICY, "authorisation", case)
    assert decided.conditions["requested-beforehand"].status is status


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-02-28", NOT_APPLICABLE), ("2024-02-29", UNKNOWN), ("2024-03-01", UNKNOWN)],
)
def test_until_the_day_before_the_treatment_a_request_can_still_come(
    as_of: str, status: Status, policies: Policies
) -> None:
    case = changed(BASE, {**PRACTICE, "as_of": as_of, BEGINS: "2024-02-29"})
    decided = policies.decide(POLICY, "authorisation", case)
    assert decided.conditions["requested-beforehand"].status is status


@pytest.mark.parametrize(("minutes", "noted"), [(2999, False), (3000, False), (3001, True)])
def test_only_more_than_the_limit_is_a_treatment_that_grew(
    minutes: int, noted: bool, policies: Policies
) -> None:
    case = changed(BASE, {**PRACTICE, EXPECTED: 2000, NOW: minutes})
    decided = policies.decide(POLICY, "authorisation", case)
    assert decided.outcome is Outcome.MET
    assert decided.result == {"authorisation": "not_required"}
    assert ("minutes-estimate" in {use.id for use in decided.readings}) == noted


@pytest.mark.parametrize(
    ("amount", "maximum", "at_most"),
    [
        (99.99, 100, 99.99),
        (100, 100, 100),
        (100.01, 100, 100),
        # In binary arithmetic a hundred times these is no whole number.
        (1.14, 1.15, 1.14),
        (1.15, 1.15, 1.15),
        (1.16, 1.15, 1.15),
        (0, 0.01, 0),
        (0.01, 0, 0),
    ],
)
def test_without_a_contract_the_maximum_is_the_limit(
    amount: float, maximum: float, at_most: float, policies: Policies
) -> None:
    case = changed(BASE, {YEARS: [2021, 2023], AMOUNT: amount, MAXIMUM: maximum})
    decided = policies.decide(POLICY, "reimbursement", case)
    assert decided.result == {"basis": "policy_conditions", "at_most": at_most}


@pytest.mark.parametrize("known_at", ["2021-07-31", "2021-08-01", "2021-08-02", "1999-12-31"])
def test_the_page_has_one_text_from_the_beginning(known_at: str, policies: Policies) -> None:
    """It announces a sharpening for 1 August 2021, which is not here: each decision says so."""
    case = changed(BASE, {STATUTE: "II", "known_at": known_at})
    decided = policies.decide(POLICY, "contract_form", case)
    assert decided.result == {"form": "independent_practice"}
    assert "incomplete-policy" in {use.id for use in decided.readings}


# ## A contract that comes late, and claims before it
#
# The page forbids no retroactive contract, sets no day to ask or sign, and lets invoices come with
# and without a contract.

EVERYTHING: Mapping[str, Any] = {
    **INSTITUTION,
    YEARS: [2022],
    CLASS: "tariff_only",
    REQUESTED: "2022-02-01",
    BEGINS: "2022-02-08",
    GIVEN: "granted",
    OPENED: "2022-02-08",
    SUBMITTED: "2022-03-01",
    STANDARD: True,
    AMOUNT: 120,
    AGREED: 110,
}
SILENT = [
    # just before, on and just after the day of conclusion
    ("2022-03-14", "2022-03-15"),
    ("2022-03-15", "2022-03-15"),
    ("2022-03-16", "2022-03-15"),
    # the end of February, and the leap day after it
    ("2022-02-28", "2022-03-01"),
    ("2024-02-28", "2024-02-29"),
    ("2024-02-29", "2024-02-29"),
    ("2024-03-01", "2024-02-29"),
    # the end of a year
    ("2021-12-31", "2022-01-01"),
    ("2022-01-01", "2021-12-31"),
    ("2022-12-31", "2023-01-01"),
    ("2023-01-01", "2022-12-31"),
]


@pytest.mark.parametrize(("start", "concluded"), SILENT)
def test_the_start_and_the_day_of_conclusion_decide_nothing(
    start: str, concluded: str, policies: Policies
) -> None:
    case = changed(BASE, EVERYTHING)
    late = changed(case, {START: start, CONCLUDED: concluded, CLAIMS: 3})
    for decision in policies.manifests[POLICY].decisions:
        without, decided = (policies.decide(POLICY, decision, each) for each in (case, late))
        assert decided.conditions == without.conditions, decision
        assert (decided.outcome, decided.result) == (without.outcome, without.result), decision


@pytest.mark.parametrize(("start", "concluded"), SILENT)
def test_that_no_ban_of_another_year_is_used_is_said(
    start: str, concluded: str, policies: Policies
) -> None:
    case = changed(BASE, {**EVERYTHING, START: start, CONCLUDED: concluded})
    decided = policies.decide(POLICY, "contract_form", case)
    assert ("other-years" in {use.id for use in decided.readings}) == (start < concluded)


def test_no_condition_of_another_policy_is_borrowed(policies: Policies) -> None:
    borrowed = {
        "minimum-turnover",
        "no-claims-yet",
        "purchasing-completed",
        "request-in-time",
        "signed-in-time",
        "start-not-retroactive",
        "uniform-claims-paragraph",
    }
    for rule in policies.manifests[POLICY].decisions.values():
        assert not borrowed & set(rule.conditions), rule.id


@pytest.mark.parametrize("status", ["open", "completed", "none"])
@pytest.mark.parametrize("years", [[], [2022]])
def test_claims_do_not_wait_for_a_contract(
    status: str, years: list[int], policies: Policies
) -> None:
    case = changed(BASE, {**EVERYTHING, YEARS: years, STATUS: status})
    decided = policies.decide(POLICY, "claims", case)
    assert decided.outcome is Outcome.MET
    assert ("claims-on-hold" in {use.id for use in decided.readings}) == (status == "open")


@pytest.mark.parametrize(
    ("submitted", "outcome", "leaning"),
    [
        ("2023-04-29", Outcome.MET, None),
        ("2023-04-30", Outcome.REFER, Outcome.MET),
        ("2023-05-01", Outcome.NOT_MET, None),
    ],
)
def test_a_claim_for_last_year_is_contested_on_30_april_only(
    submitted: str, outcome: Outcome, leaning: Outcome | None, policies: Policies
) -> None:
    """Claims for 2022 that are submitted in 2023 fall under the term of the year of opening."""
    case = changed(BASE, {**EVERYTHING, OPENED: "2022-12-31", SUBMITTED: submitted})
    decided = policies.decide(POLICY, "claims", case)
    assert (decided.outcome, decided.leaning) == (outcome, leaning)
    contested = {use.id for use in decided.readings if use.decides}
    assert contested == ({"thirtieth-of-april"} if outcome is Outcome.REFER else set())
