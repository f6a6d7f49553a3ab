"""Every date, amount, share and term of asr.ggz_2024: just before it, on it, and just after.

The statuses are written out from the text of the policy, boundary by boundary. What the text says
on a start before the contract and on claims before it stands at the end.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from policycheck import Policies
from policycheck.model import Status
from properties.changing import changed

from .boundary import Boundary, assert_every_parameter, check_boundary

POLICY = "asr.ggz_2024"
BASE = {"as_of": "2023-08-15"}
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE, OPEN = Status.NOT_APPLICABLE, Status.OPEN
NEW: Mapping[str, Any] = {"insurers.asr.contract_years": []}
START = "insurers.asr.contract_request.requested_start_on"
RECEIVED = "insurers.asr.contract_request.received_on"
SIGNED = "insurers.asr.contract.signed_on"
PUBLISHED = "insurers.asr.contract.published_on"
ASKED = "insurers.asr.ceiling_request.received_on"
REPLIED = "insurers.asr.ceiling_request.replied_on"
FILED = "provider.sustainability.co2_roadmap.filed_on"
ERRORS = "provider.serious_errors"
STARTED = "provider.started_on"
TURNOVER_2021 = "insurers.asr.turnover.2021"
TURNOVER_2022 = "insurers.asr.turnover.2022"
ADJUSTED = "insurers.asr.turnover_adjusted.2023"
REALISED = "insurers.asr.ceiling.realised"
NORMAL_START = {**NEW, START: "2024-01-01"}


def error_on(day: str) -> dict[str, Any]:
    return {ERRORS: [{"on": day, "integrity_in_doubt": True}]}


BOUNDARIES = [
    Boundary(
        "contract_year",
        "eligibility/contract-year",
        "contract_year",
        {2023: NOT_MET, 2024: MET, 2025: NOT_MET},
    ),
    Boundary(
        "request_before",
        "application/request-in-time",
        RECEIVED,
        {"2023-08-31": MET, "2023-09-01": NOT_MET, "2023-09-02": NOT_MET},
        {"as_of": "2023-10-02", **NORMAL_START},
    ),
    Boundary(
        "request_before",
        "application/request-in-time",
        "as_of",
        {"2023-08-30": NOT_APPLICABLE, "2023-08-31": NOT_APPLICABLE, "2023-09-01": UNKNOWN},
        {RECEIVED: None, **NORMAL_START},
    ),
    Boundary(
        "first_day",
        "application/request-in-time",
        START,
        {"2023-12-31": NOT_MET, "2024-01-01": NOT_MET, "2024-01-02": NOT_APPLICABLE},
        {"as_of": "2023-10-02", RECEIVED: "2023-10-01", **NEW},
    ),
    Boundary(
        "first_day",
        "application/no-claims-yet",
        START,
        {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_MET},
        {"as_of": "2024-03-01", "insurers.asr.claims.count_for_contract_year": 1, **NEW},
    ),
    Boundary(
        "first_day",
        "application/signed-in-time",
        START,
        {"2023-12-31": OPEN, "2024-01-01": OPEN, "2024-01-02": NOT_APPLICABLE},
        {"as_of": "2024-03-01", SIGNED: "2023-12-31", **NEW},
    ),
    Boundary(
        "sign_by",
        "application/signed-in-time",
        SIGNED,
        {"2023-10-31": MET, "2023-11-01": MET, "2023-11-02": OPEN},
        {"as_of": "2023-12-01", **NORMAL_START},
    ),
    Boundary(
        "sign_by",
        "application/signed-in-time",
        SIGNED,
        {"2023-10-31": MET, "2023-11-01": MET, "2023-11-02": NOT_MET},
        {"as_of": "2023-12-01", **NORMAL_START},
        {"late-signature": "no-contract"},
    ),
    Boundary(
        "sign_by",
        "application/signed-in-time",
        "as_of",
        {"2023-10-31": NOT_APPLICABLE, "2023-11-01": NOT_APPLICABLE, "2023-11-02": UNKNOWN},
        {SIGNED: None, **NORMAL_START},
    ),
    Boundary(
        "published_on",
        "application/published-on-website",
        PUBLISHED,
        {"2023-11-11": MET, "2023-11-12": MET, "2023-11-13": NOT_MET},
        {"as_of": "2023-12-01", **NORMAL_START},
    ),
    Boundary(
        "published_on",
        "application/published-on-website",
        "as_of",
        {"2023-11-11": NOT_APPLICABLE, "2023-11-12": NOT_APPLICABLE, "2023-11-13": UNKNOWN},
        {PUBLISHED: None, **NORMAL_START},
    ),
    Boundary(
        "previous_year",
        "renewal/contracted-last-year",
        "insurers.asr.contract_years",
        {2022: NOT_MET, 2023: MET, 2024: NOT_MET},
    ),
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2028-08-14": NOT_MET, "2028-08-15": NOT_MET, "2028-08-16": MET},
        error_on("2023-08-15"),
    ),
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2028-08-14": NOT_MET, "2028-08-15": MET, "2028-08-16": MET},
        error_on("2023-08-15"),
        {"five-year-edge": "exclusive"},
    ),
    # 29 February minus five years is 28 February.
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2024-02-28": NOT_MET, "2024-02-29": NOT_MET, "2024-03-01": MET},
        error_on("2019-02-28"),
    ),
    Boundary(
        "minimum_turnover",
        "eligibility/minimum-turnover",
        TURNOVER_2022,
        {49999.99: NOT_MET, 50000: MET, 50000.01: MET},
        {TURNOVER_2021: 0, **NEW},
    ),
    Boundary(
        "minimum_turnover",
        "eligibility/minimum-turnover",
        TURNOVER_2021,
        {49999.99: NOT_MET, 50000: MET, 50000.01: MET},
        {TURNOVER_2022: 49999.99, **NEW},
    ),
    Boundary(
        "minimum_turnover",
        "eligibility/minimum-turnover",
        TURNOVER_2022,
        {49999.99: UNKNOWN, 50000: MET, 50000.01: MET},
        {TURNOVER_2021: None, STARTED: None, **NEW},
    ),
    Boundary(
        "minimum_turnover",
        "eligibility/minimum-turnover",
        TURNOVER_2022,
        {49999.99: NOT_MET, 50000: MET, 50000.01: MET},
        {TURNOVER_2021: 50000, **NEW},
        {"turnover-years": "each-year"},
    ),
    Boundary(
        "minimum_turnover",
        "eligibility/minimum-turnover",
        TURNOVER_2022,
        {29999.99: NOT_MET, 30000: MET, 30000.01: MET},
        {TURNOVER_2021: 20000, **NEW},
        {"turnover-years": "years-together"},
    ),
    # From the first day after those years there can be no turnover in them.
    Boundary(
        "turnover_years",
        "eligibility/minimum-turnover",
        STARTED,
        {"2022-12-30": UNKNOWN, "2022-12-31": UNKNOWN, "2023-01-01": NOT_MET},
        {TURNOVER_2021: None, TURNOVER_2022: None, **NEW},
    ),
    Boundary(
        "turnover_years",
        "eligibility/minimum-turnover",
        STARTED,
        {"2021-12-30": UNKNOWN, "2021-12-31": UNKNOWN, "2022-01-01": NOT_MET},
        {TURNOVER_2021: None, TURNOVER_2022: 49999.99, **NEW},
    ),
    Boundary(
        "turnover_years",
        "eligibility/minimum-turnover",
        STARTED,
        {"2022-12-30": NOT_MET, "2022-12-31": NOT_MET, "2023-01-01": NOT_APPLICABLE},
        {TURNOVER_2021: 0, TURNOVER_2022: 0, **NEW},
        {"starter-turnover": "not-for-starters"},
    ),
    Boundary(
        "ceiling_percentage",
        "ceiling_increase/ceiling-reached",
        REALISED,
        {70000.76: NOT_MET, 70000.77: MET, 70000.78: MET},
        {"insurers.asr.ceiling.amount": 100001.10},
    ),
    Boundary(
        "ceiling_percentage",
        "ceiling_increase/ceiling-reached",
        REALISED,
        {69999.99: NOT_MET, 70000: MET, 70000.01: OPEN},
        {"insurers.asr.ceiling.amount": 100000},
        {"ceiling-percentage": "exact-moment"},
    ),
    Boundary(
        "ceiling_request_before",
        "ceiling_increase/ceiling-request-in-time",
        ASKED,
        {"2024-08-31": MET, "2024-09-01": NOT_MET, "2024-09-02": NOT_MET},
        {"as_of": "2024-10-01"},
    ),
    Boundary(
        "ceiling_request_before",
        "ceiling_increase/ceiling-request-in-time",
        "as_of",
        {"2024-08-30": NOT_APPLICABLE, "2024-08-31": NOT_APPLICABLE, "2024-09-01": UNKNOWN},
        {ASKED: None},
    ),
    Boundary(
        "ceiling_request_before",
        "ceiling_increase/ceiling-request-in-time",
        "insurers.asr.ceiling.reached_on",
        {"2024-08-31": NOT_MET, "2024-09-01": OPEN, "2024-09-02": OPEN},
        {"as_of": "2024-10-01", ASKED: "2024-09-15"},
        {"reached-after-window": "insurer-decides"},
    ),
    Boundary(
        "reply_days",
        "ceiling_increase/replied-in-time",
        REPLIED,
        {"2024-07-28": MET, "2024-07-29": MET, "2024-07-30": NOT_MET},
        {"as_of": "2024-10-01", ASKED: "2024-07-01"},
    ),
    # Over the leap day, and over the end of the year.
    Boundary(
        "reply_days",
        "ceiling_increase/replied-in-time",
        REPLIED,
        {"2024-02-28": MET, "2024-02-29": MET, "2024-03-01": NOT_MET},
        {"as_of": "2024-10-01", ASKED: "2024-02-01"},
    ),
    Boundary(
        "reply_days",
        "ceiling_increase/replied-in-time",
        REPLIED,
        {"2023-12-31": MET, "2024-01-01": MET, "2024-01-02": NOT_MET},
        {"as_of": "2024-10-01", ASKED: "2023-12-04"},
    ),
    Boundary(
        "reply_days",
        "ceiling_increase/replied-in-time",
        "as_of",
        {"2024-07-28": NOT_APPLICABLE, "2024-07-29": NOT_APPLICABLE, "2024-07-30": UNKNOWN},
        {ASKED: "2024-07-01"},
    ),
    Boundary(
        "minimum_level",
        "peer_support/minimum-level",
        "provider.peer_support.level",
        {4: NOT_MET, 5: MET, 6: MET},
        {"provider.peer_support.level_scale": "nlqf"},
    ),
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-filed",
        FILED,
        {"2023-12-31": MET, "2024-01-01": MET, "2024-01-02": NOT_MET},
        {"as_of": "2024-02-01"},
    ),
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-filed",
        "as_of",
        {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_MET},
        {"provider.sustainability.co2_roadmap.status": "not_filed"},
    ),
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-adopted",
        "as_of",
        {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_MET},
        {"provider.sustainability.co2_roadmap.board_adopted": False},
    ),
]

FORMS = ("digital_with_questionnaire", "digital_without_questionnaire")
# They set the contract form, or what is noted, and not the status of a condition.
ELSEWHERE = {
    "without_questionnaire_from",
    "with_questionnaire_below",
    "form_turnover_year",
    "sharpening_until",
}


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=str)
def test_each_side_of_a_boundary_has_its_status(boundary: Boundary, policies: Policies) -> None:
    check_boundary(boundary, POLICY, policies, BASE)


@pytest.mark.parametrize(
    ("turnover", "reading", "form", "one_form"),
    [
        (149999.99, "one-amount", FORMS[0], MET),
        (150000, "one-amount", FORMS[1], MET),
        (150000.01, "one-amount", FORMS[1], MET),
        (100049.99, "literal", FORMS[0], MET),
        (100050, "literal", None, OPEN),
        (100050.01, "literal", None, OPEN),
        (149999.99, "literal", None, OPEN),
        (150000, "literal", FORMS[1], MET),
        (150000.01, "literal", FORMS[1], MET),
    ],
)
def test_each_side_of_a_turnover_boundary_has_its_form(
    turnover: float, reading: str, form: str | None, one_form: Status, policies: Policies
) -> None:
    case = changed(
        {"as_of": "2023-08-15", "contract_year": 2024},
        {
            "provider.sectors": ["ggz"],
            "provider.organisation": "institution",
            "provider.ggz_kind": "other",
            ADJUSTED: turnover,
        },
    )
    decided = policies.decide(POLICY, "contract_form", case, readings={"form-threshold": reading})
    assert decided.result.get("form") == form
    assert decided.conditions["one-form"].status is one_form
    assert decided.outcome == ("met" if form else "refer")


@pytest.mark.parametrize("year", ["2022", "2023", "2024"])
def test_only_the_turnover_of_its_own_year_sets_the_form(year: str, policies: Policies) -> None:
    facts = {"provider.ggz_kind": "other", f"insurers.asr.turnover_adjusted.{year}": 150000}
    case = changed({"as_of": "2023-08-15"}, facts)
    decided = policies.decide(POLICY, "contract_form", case)
    assert (decided.conditions["one-form"].status is MET) == (year == "2023")


@pytest.mark.parametrize(
    ("known_at", "noted"), [("2023-08-30", True), ("2023-08-31", True), ("2023-09-01", False)]
)
def test_the_text_can_still_be_sharpened_until_the_end_of_august(
    known_at: str, noted: bool, policies: Policies
) -> None:
    case = {"as_of": "2023-10-02", "known_at": known_at}
    decided = policies.decide(POLICY, "claims", case)
    assert ("text-version" in {each.id for each in decided.readings}) == noted


def test_every_parameter_has_its_boundaries_here(policies: Policies) -> None:
    tested = {boundary.parameter for boundary in BOUNDARIES}
    assert_every_parameter(POLICY, tested, ELSEWHERE, policies)


def test_every_boundary_is_the_one_of_its_parameter(policies: Policies) -> None:
    """The day or the amount in the middle is what parameters.yaml says, give or take the word."""
    parameters = policies.manifests[POLICY].parameters
    for boundary in BOUNDARIES:
        value = parameters[boundary.parameter].versions[-1].value
        if isinstance(value, str) and boundary.fact != "as_of":
            assert value in boundary.steps, boundary


# ## A start before the contract, and claims before it
#
# The one policy that forbids a contract with retroactive effect, under new providers. In a running
# year a contract is in principle for who has not claimed for that year.

CONCLUDED = "insurers.asr.contract.concluded_on"
CLAIMS = "insurers.asr.claims.count_for_contract_year"
LISTED = "insurers.asr.claims.submitted"
STATUS = "insurers.asr.contracting_status"
RENEWED: Mapping[str, Any] = {"insurers.asr.contract_years": [2023]}
LATER: Mapping[str, Any] = {"as_of": "2025-02-01", "contract_year": 2024}
BAN_FOR_ALL = {"retroactivity-scope": "every-contract"}


@pytest.mark.parametrize(
    ("start", "concluded", "new"),
    [
        # just before, on and just after the day of conclusion
        ("2024-06-14", "2024-06-15", NOT_MET),
        ("2024-06-15", "2024-06-15", MET),
        ("2024-06-16", "2024-06-15", MET),
        # the leap day
        ("2024-02-28", "2024-02-29", NOT_MET),
        ("2024-02-29", "2024-02-29", MET),
        ("2024-03-01", "2024-02-29", MET),
        ("2024-02-29", "2024-02-28", MET),
        ("2024-02-29", "2024-03-01", NOT_MET),
        # the end of a year
        ("2023-12-31", "2024-01-01", NOT_MET),
        ("2024-01-01", "2023-12-31", MET),
        ("2024-01-01", "2024-01-01", MET),
        ("2024-01-01", "2024-01-02", NOT_MET),
        ("2024-12-31", "2024-12-31", MET),
        ("2024-12-31", "2025-01-01", NOT_MET),
    ],
)
def test_a_contract_starts_on_the_day_of_conclusion_or_later(
    start: str, concluded: str, new: Status, policies: Policies
) -> None:
    """For a renewal the ban holds under the other reading only: it stands under new providers."""
    request = changed(LATER, {START: start, CONCLUDED: concluded})
    renewal = new if new is MET else NOT_APPLICABLE
    for facts, readings, status in (
        (NEW, {}, new),
        (NEW, BAN_FOR_ALL, new),
        (RENEWED, {}, renewal),
        (RENEWED, BAN_FOR_ALL, new),
    ):
        case = changed(request, facts)
        decided = policies.decide(POLICY, "application", case, readings=readings)
        assert decided.conditions["start-not-retroactive"].status is status


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-02-28", NOT_APPLICABLE), ("2024-02-29", NOT_APPLICABLE), ("2024-03-01", UNKNOWN)],
)
def test_until_its_start_a_contract_can_still_be_concluded(
    as_of: str, status: Status, policies: Policies
) -> None:
    case = changed(LATER, {"as_of": as_of, START: "2024-02-29", **NEW})
    decided = policies.decide(POLICY, "application", case)
    assert decided.conditions["start-not-retroactive"].status is status


@pytest.mark.parametrize(
    ("start", "claimed"),
    [
        ("2023-12-31", NOT_APPLICABLE),
        ("2024-01-01", NOT_APPLICABLE),
        ("2024-01-02", NOT_MET),
        ("2024-02-29", NOT_MET),
        ("2024-12-31", NOT_MET),
    ],
)
def test_claims_for_the_year_are_asked_of_a_contract_in_the_running_year(
    start: str, claimed: Status, policies: Policies
) -> None:
    for count, status in enumerate((MET, claimed, claimed)):
        case = changed(LATER, {START: start, CLAIMS: count, **NEW})
        decided = policies.decide(POLICY, "application", case)
        assert decided.conditions["no-claims-yet"].status is status, count


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("submitted_on", ["2024-12-31", "2025-01-02"])
@pytest.mark.parametrize(
    ("care_on", "status"),
    [
        ("2023-12-31", MET),
        ("2024-01-01", NOT_MET),
        ("2024-02-29", NOT_MET),
        ("2024-12-31", NOT_MET),
    ],
)
def test_the_year_of_the_care_decides_which_claims_count(
    care_on: str, status: Status, submitted_on: str, withdrawn: bool, policies: Policies
) -> None:
    """Whenever a claim is submitted, and whether or not it is withdrawn: the reading says so."""
    claim = {"care_on": care_on, "submitted_on": submitted_on, "withdrawn": withdrawn}
    case = changed(LATER, {START: "2024-04-01", LISTED: [claim], **NEW})
    decided = policies.decide(POLICY, "application", case)
    assert decided.conditions["no-claims-yet"].status is status
    noted = {use.id for use in decided.readings}
    assert ("claims-for-year" in noted) == (status is NOT_MET)


def test_a_departure_that_was_recorded_settles_the_claims_and_not_the_start(
    policies: Policies,
) -> None:
    departure = {"by": "Zorginkoop", "on": "2024-06-01", "reason": "Afspraak in de regio"}
    facts = {"insurers.asr.departures.no_claims_yet": departure, CLAIMS: 2, **NEW}
    case = changed(LATER, {START: "2024-05-31", CONCLUDED: "2024-06-01", **facts})
    decided = policies.decide(POLICY, "application", case)
    assert decided.conditions["no-claims-yet"].status is MET
    assert decided.conditions["start-not-retroactive"].status is NOT_MET


@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-29"])
@pytest.mark.parametrize(
    ("contracting", "status"), [("open", NOT_MET), ("completed", MET), ("none", NOT_APPLICABLE)]
)
def test_claims_wait_until_purchasing_is_completed_whatever_the_day(
    as_of: str, contracting: str, status: Status, policies: Policies
) -> None:
    """That a.s.r. aims at 1 January is an aim: what counts is whether purchasing is completed."""
    case = changed(LATER, {"as_of": as_of, STATUS: contracting})
    decided = policies.decide(POLICY, "claims", case)
    assert decided.conditions["purchasing-completed"].status is status
