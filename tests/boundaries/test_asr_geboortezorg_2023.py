"""Every date, number and term of asr.geboortezorg_2023: just before it, on it, and just after.

The statuses are written out from the text of the policy, boundary by boundary. What the text says,
and does not say, on a start before the contract and on claims before it stands at the end.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from policycheck import Policies
from policycheck.errors import UsageError
from policycheck.model import Outcome, Status
from properties.changing import changed

from .boundary import Boundary, assert_every_parameter, check_boundary

POLICY = "asr.geboortezorg_2023"
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE, OPEN = Status.NOT_APPLICABLE, Status.OPEN

YEARS = "insurers.asr.contract_years"
START = "insurers.asr.contract_request.requested_start_on"
ASKED = "insurers.asr.contract_request.received_on"
CHANNEL = "insurers.asr.contract_request.channel"
CONCLUDED = "insurers.asr.contract.concluded_on"
PUBLISHED = "insurers.asr.contract.published_on"
CLAIMS = "insurers.asr.claims.count_for_contract_year"
LISTED = "insurers.asr.claims.submitted"
STATUS = "insurers.asr.contracting_status"
OFFERED = "insurers.asr.birth_care.integral_offer.received_on"
CONTACT = "insurers.asr.birth_care.integral_offer.contact_made"
CARE_ON = "insurers.asr.birth_care.deprived_area_claim.care_on"
PAID = "insurers.asr.birth_care.partus_claim.paid_before"
MAXIMUM = "insurers.asr.birth_care.tariff.nza_maximum"
TARIFF = "insurers.asr.birth_care.tariff.asked"
CARERS = "provider.birth_care.maternity.most_carers_per_request"
LEVEL = "provider.birth_care.carers.lowest_level"
CARE = "provider.birth_care.care"

BASE: Mapping[str, Any] = {
    "as_of": "2025-02-01",
    "contract_year": 2023,
    "provider": {"sectors": ["birth_care"], "birth_care": {"care": ["midwifery"]}},
}
NEW: Mapping[str, Any] = {YEARS: []}
INTEGRAL: Mapping[str, Any] = {CARE: ["integral"]}
TWO_YEARS = {"integral-exception": "approach-only"}
BY_THE_TEXT = {"offer-date": "before-the-day"}
BY_THE_TIMETABLE = {"offer-date": "on-the-day"}
DAY_OUT = {"five-year-edge": "exclusive"}


def error_on(day: str) -> dict[str, Any]:
    return {"provider.serious_errors": [{"on": day, "integrity_in_doubt": True}]}


BOUNDARIES = [
    Boundary(
        "contract_year",
        "eligibility/contract-year",
        "contract_year",
        {2022: NOT_MET, 2023: MET, 2024: MET},
    ),
    Boundary(
        "second_year",
        "eligibility/contract-year",
        "contract_year",
        {2023: MET, 2024: MET, 2025: NOT_MET},
    ),
    # Integral birth care has one year, or two if the exception is about the approach only.
    Boundary(
        "contract_year",
        "integral_contract/integral-year",
        "contract_year",
        {2022: NOT_MET, 2023: MET, 2024: NOT_MET},
        INTEGRAL,
    ),
    Boundary(
        "second_year",
        "integral_contract/contract-year",
        "contract_year",
        {2023: MET, 2024: NOT_MET, 2025: NOT_MET},
        INTEGRAL,
    ),
    Boundary(
        "second_year",
        "integral_contract/integral-year",
        "contract_year",
        {2023: MET, 2024: MET, 2025: NOT_MET},
        INTEGRAL,
        TWO_YEARS,
    ),
    # Without the kind of care the second year can be in the contract or not.
    Boundary(
        "second_year",
        "eligibility/contract-year",
        "contract_year",
        {2023: MET, 2024: UNKNOWN, 2025: NOT_MET},
        {CARE: None},
    ),
    Boundary(
        "previous_year",
        "renewal/contracted-last-year",
        YEARS,
        {2021: NOT_MET, 2022: MET, 2023: NOT_MET},
    ),
    Boundary(
        "previous_year",
        "application/request-channel",
        YEARS,
        {2021: NOT_MET, 2022: NOT_APPLICABLE, 2023: NOT_MET},
        {CHANNEL: "other"},
    ),
    # A start before the first year and one after it are in no sentence.
    Boundary(
        "first_day",
        "contract_term/joins-in-first-year",
        START,
        {"2022-12-31": OPEN, "2023-01-01": MET, "2023-01-02": MET},
        NEW,
    ),
    Boundary(
        "second_year_from",
        "contract_term/joins-in-first-year",
        START,
        {"2023-12-31": MET, "2024-01-01": OPEN, "2024-01-02": OPEN},
        NEW,
    ),
    Boundary(
        "second_year_from",
        "contract_term/joins-in-first-year",
        START,
        {"2023-12-31": MET, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_APPLICABLE},
        {YEARS: [2022]},
    ),
    Boundary(
        "term_years",
        "contract_term/joins-in-first-year",
        START,
        {"2023-01-01": MET, "2023-07-01": MET, "2023-12-31": MET},
        NEW,
        result={"years": 2, "last_day": "2024-12-31"},
    ),
    Boundary(
        "last_day",
        "contract_term/two-year-offer",
        "as_of",
        {"2024-12-30": MET, "2024-12-31": MET, "2025-01-01": MET},
        {YEARS: [2022]},
        result={"years": 2, "last_day": "2024-12-31"},
    ),
    Boundary(
        "first_day",
        "integral_contract/no-claims-yet",
        START,
        {"2022-12-31": NOT_APPLICABLE, "2023-01-01": NOT_APPLICABLE, "2023-01-02": NOT_MET},
        {CLAIMS: 1, **INTEGRAL},
    ),
    # If there is a second year, its first day is not in a running year either.
    Boundary(
        "second_year_from",
        "integral_contract/no-claims-yet",
        START,
        {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_MET},
        {"contract_year": 2024, CLAIMS: 1, **INTEGRAL},
        TWO_YEARS,
    ),
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2022-10-02": NOT_MET, "2022-10-03": NOT_MET, "2022-10-04": MET},
        error_on("2017-10-03"),
    ),
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2022-10-02": NOT_MET, "2022-10-03": MET, "2022-10-04": MET},
        error_on("2017-10-03"),
        DAY_OUT,
    ),
    # 29 February minus five years is 28 February.
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2024-02-28": NOT_MET, "2024-02-29": NOT_MET, "2024-03-01": MET},
        error_on("2019-02-28"),
    ),
    # An error on 29 February is less than five years old on 28 February.
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2025-02-27": NOT_MET, "2025-02-28": NOT_MET, "2025-03-01": MET},
        error_on("2020-02-29"),
        DAY_OUT,
    ),
    Boundary(
        "serious_error_years",
        "eligibility/no-serious-error",
        "as_of",
        {"2023-12-30": NOT_MET, "2023-12-31": NOT_MET, "2024-01-01": MET},
        error_on("2018-12-31"),
    ),
    Boundary(
        "carers_per_request",
        "eligibility/carers-per-request",
        CARERS,
        {1: MET, 2: MET, 3: NOT_MET},
        {CARE: ["maternity"]},
    ),
    Boundary(
        "carers_per_request",
        "eligibility/carers-per-request",
        CARERS,
        {1: MET, 2: MET, 3: NOT_APPLICABLE},
        {CARE: ["midwifery", "birth_centre"]},
    ),
    Boundary(
        "carer_level",
        "eligibility/carers-level",
        LEVEL,
        {2: NOT_MET, 3: MET, 4: MET},
        {CARE: ["birth_centre"]},
    ),
    # Outside a birth centre the text names no level.
    Boundary(
        "carer_level",
        "eligibility/carers-level",
        LEVEL,
        {2: NOT_APPLICABLE, 3: MET, 4: MET},
        {CARE: ["maternity"]},
    ),
    Boundary(
        "supplement_ends",
        "deprived_area_supplement/care-before-end",
        CARE_ON,
        {"2022-12-31": MET, "2023-01-01": NOT_MET, "2023-01-02": NOT_MET},
        {CARE: ["maternity"]},
    ),
    # In the Netherlands the year has begun an hour before it begins in London.
    Boundary(
        "supplement_ends",
        "deprived_area_supplement/care-before-end",
        CARE_ON,
        {"2022-12-31T22:59:59Z": MET, "2022-12-31T23:00:00Z": NOT_MET, "2023-01-01": NOT_MET},
        {CARE: ["maternity"]},
    ),
    Boundary(
        "payments_per_delivery",
        "partus_assistance/one-payment",
        PAID,
        {0: MET, 1: NOT_MET, 2: NOT_MET},
    ),
    Boundary(
        "offer_by",
        "integral_contract/offer-in-time",
        OFFERED,
        {"2022-10-31": MET, "2022-11-01": MET, "2022-11-02": NOT_MET},
        INTEGRAL,
    ),
    Boundary(
        "offer_by",
        "integral_contract/contact-made",
        OFFERED,
        {"2022-10-31": NOT_APPLICABLE, "2022-11-01": NOT_APPLICABLE, "2022-11-02": NOT_MET},
        {CONTACT: False, **INTEGRAL},
        BY_THE_TIMETABLE,
    ),
    Boundary(
        "offer_before",
        "integral_contract/offer-in-time",
        OFFERED,
        {"2022-10-31": MET, "2022-11-01": NOT_MET, "2022-11-02": NOT_MET},
        INTEGRAL,
        BY_THE_TEXT,
    ),
    Boundary(
        "offer_before",
        "integral_contract/contact-made",
        OFFERED,
        {"2022-10-31": NOT_APPLICABLE, "2022-11-01": NOT_MET, "2022-11-02": NOT_MET},
        {CONTACT: False, **INTEGRAL},
        BY_THE_TEXT,
    ),
    # The last day that is in time by both.
    Boundary(
        "offer_before",
        "integral_contract/offer-in-time",
        "as_of",
        {"2022-10-30": NOT_APPLICABLE, "2022-10-31": NOT_APPLICABLE, "2022-11-01": UNKNOWN},
        INTEGRAL,
    ),
    Boundary(
        "published_on",
        "application/published-on-website",
        PUBLISHED,
        {"2022-11-11": MET, "2022-11-12": MET, "2022-11-13": NOT_MET},
    ),
    Boundary(
        "published_on",
        "application/published-on-website",
        "as_of",
        {"2022-11-11": NOT_APPLICABLE, "2022-11-12": NOT_APPLICABLE, "2022-11-13": UNKNOWN},
    ),
]


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=str)
def test_each_side_of_a_boundary_has_its_status(boundary: Boundary, policies: Policies) -> None:
    check_boundary(boundary, POLICY, policies, BASE)


def test_every_parameter_has_its_boundaries_here(policies: Policies) -> None:
    tested = {boundary.parameter for boundary in BOUNDARIES}
    assert_every_parameter(POLICY, tested, set(), policies)


def test_every_boundary_is_the_one_of_its_parameter(policies: Policies) -> None:
    """What parameters.yaml says is one of the steps; a number of years is counted from a step."""
    parameters = policies.manifests[POLICY].parameters
    for boundary in BOUNDARIES:
        value = parameters[boundary.parameter].versions[-1].value
        if boundary.parameter not in {"serious_error_years", "term_years"}:
            assert value in boundary.steps, boundary


@pytest.mark.parametrize(
    ("asked", "maximum", "status"),
    [
        (650.24, 650.25, MET),
        (650.25, 650.25, MET),
        (650.26, 650.25, NOT_MET),
        # In binary arithmetic a hundred times these is no whole number.
        (1.14, 1.15, MET),
        (1.15, 1.15, MET),
        (1.16, 1.15, NOT_MET),
    ],
)
def test_each_side_of_the_maximum_tariff_has_its_status(
    asked: float, maximum: float, status: Status, policies: Policies
) -> None:
    case = changed(BASE, {TARIFF: asked, MAXIMUM: maximum})
    decided = policies.decide(POLICY, "tariff", case)
    assert decided.conditions["within-nza-maximum"].status is status


@pytest.mark.parametrize("known_at", ["2022-04-01", "2022-04-02", "2024-12-31"])
def test_the_text_is_known_from_the_day_that_its_timetable_names(
    known_at: str, policies: Policies
) -> None:
    case = {**BASE, "known_at": known_at}
    assert policies.decide(POLICY, "renewal", case).known_at == date.fromisoformat(known_at)


def test_a_day_earlier_there_was_no_text(policies: Policies) -> None:
    with pytest.raises(UsageError, match="published on 2022-04-01"):
        policies.decide(POLICY, "renewal", {**BASE, "known_at": "2022-03-31"})


# ## A start before the contract, and claims before it
#
# The text forbids no retroactive contract and sets no day, no turnover and no signature. On claims
# in a running year it speaks of integral birth care only.

REQUEST: Mapping[str, Any] = {
    ASKED: "2022-09-15",
    CHANNEL: "contracts_mailbox",
    "provider.vecozo_signatory": {"personal_certificate": True, "authorised": True},
    **NEW,
}
OFFER: Mapping[str, Any] = {
    OFFERED: "2022-10-24",
    "insurers.asr.birth_care.integral_offer.preferred_insurer": "agreed",
    "insurers.asr.birth_care.integral_offer.follows_preferred_terms": True,
    **INTEGRAL,
}
SILENT = [
    # just before, on and just after the day of conclusion
    ("2023-03-14", "2023-03-15"),
    ("2023-03-15", "2023-03-15"),
    ("2023-03-16", "2023-03-15"),
    # the leap day
    ("2024-02-28", "2024-02-29"),
    ("2024-02-29", "2024-02-29"),
    ("2024-03-01", "2024-02-29"),
    ("2024-02-29", "2024-02-28"),
    ("2024-02-29", "2024-03-01"),
    # the end of a year
    ("2022-12-31", "2023-01-01"),
    ("2023-01-01", "2022-12-31"),
    ("2023-12-31", "2024-01-01"),
    ("2024-01-01", "2023-12-31"),
]


@pytest.mark.parametrize(("start", "concluded"), SILENT)
@pytest.mark.parametrize("kind", ["midwifery", "maternity", "integral"])
def test_the_day_of_conclusion_decides_nothing(
    kind: str, start: str, concluded: str, policies: Policies
) -> None:
    facts = {**REQUEST, **OFFER, CARE: [kind], START: start, CLAIMS: 0, STATUS: "completed"}
    case = changed(BASE, {**facts, "contract_year": int(start[:4]) if start > "2023" else 2023})
    for decision in policies.manifests[POLICY].decisions:
        without = policies.decide(POLICY, decision, case)
        with_day = policies.decide(POLICY, decision, changed(case, {CONCLUDED: concluded}))
        assert with_day.conditions == without.conditions, decision
        assert (with_day.outcome, with_day.result) == (without.outcome, without.result)


@pytest.mark.parametrize(("start", "concluded"), SILENT)
def test_that_the_text_is_silent_on_a_retroactive_start_is_said(
    start: str, concluded: str, policies: Policies
) -> None:
    case = changed(BASE, {**REQUEST, ASKED: None, START: start, CONCLUDED: concluded})
    decided = policies.decide(POLICY, "application", case)
    assert decided.outcome is Outcome.MET
    assert ("no-window" in {use.id for use in decided.readings}) == (start < concluded)


def test_no_condition_of_another_policy_is_borrowed(policies: Policies) -> None:
    borrowed = {
        "minimum-turnover",
        "no-claims-yet",
        "request-in-time",
        "signed-in-time",
        "start-not-retroactive",
    }
    rules = policies.manifests[POLICY].decisions
    found = {id: borrowed & set(rule.conditions) for id, rule in rules.items()}
    # Its own: the paragraph on claims in a running year, for integral birth care.
    assert found.pop("integral_contract") == {"no-claims-yet"}
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("start", "claimed"),
    [
        ("2022-12-31", NOT_APPLICABLE),
        ("2023-01-01", NOT_APPLICABLE),
        ("2023-01-02", NOT_MET),
        ("2023-07-01", NOT_MET),
        ("2023-12-31", NOT_MET),
    ],
)
def test_claims_in_the_running_year_are_asked_of_integral_care(
    start: str, claimed: Status, policies: Policies
) -> None:
    for count, status in enumerate((MET, claimed, claimed)):
        case = changed(BASE, {**OFFER, START: start, CLAIMS: count})
        decided = policies.decide(POLICY, "integral_contract", case)
        assert decided.conditions["no-claims-yet"].status is status, count
        assert decided.outcome is (Outcome.REFER if status is NOT_MET else Outcome.MET), count


def test_claims_in_the_running_year_are_not_asked_of_other_care(policies: Policies) -> None:
    case = changed(BASE, {**REQUEST, **OFFER, CARE: ["midwifery"], START: "2023-07-01", CLAIMS: 3})
    assert policies.decide(POLICY, "application", case).outcome is Outcome.MET
    assert policies.decide(POLICY, "integral_contract", case).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("submitted_on", ["2023-12-31", "2024-01-02"])
@pytest.mark.parametrize(
    ("care_on", "status"),
    [
        ("2022-12-31", MET),
        ("2023-01-01", NOT_MET),
        ("2023-02-28", NOT_MET),
        ("2023-12-31", NOT_MET),
    ],
)
def test_the_year_of_the_care_decides_which_claims_count(
    care_on: str, status: Status, submitted_on: str, withdrawn: bool, policies: Policies
) -> None:
    """Whenever a claim is submitted, and whether or not it is withdrawn: the reading says so."""
    claim = {"care_on": care_on, "submitted_on": submitted_on, "withdrawn": withdrawn}
    case = changed(BASE, {**OFFER, START: "2023-07-01", LISTED: [claim]})
    decided = policies.decide(POLICY, "integral_contract", case)
    assert decided.conditions["no-claims-yet"].status is status
    noted = {use.id for use in decided.readings}
    assert ("claims-for-year" in noted) == (status is NOT_MET)


@pytest.mark.parametrize("as_of", ["2022-12-31", "2023-01-01", "2023-01-02", "2024-02-29"])
@pytest.mark.parametrize(
    ("status", "handled", "outcome"),
    [
        ("open", NOT_MET, Outcome.NOT_MET),
        ("completed", MET, Outcome.MET),
        ("none", NOT_APPLICABLE, Outcome.REFER),
    ],
)
def test_claims_wait_until_purchasing_is_completed_whatever_the_day(
    as_of: str, status: str, handled: Status, outcome: Outcome, policies: Policies
) -> None:
    """That a.s.r. aims at 1 January is an aim: what counts is whether purchasing is completed."""
    facts = {STATUS: status, "insurers.asr.claim.follows_uniform_claims_paragraph": True}
    decided = policies.decide(POLICY, "claims", changed(BASE, {"as_of": as_of, **facts}))
    assert decided.conditions["purchasing-completed"].status is handled
    assert decided.outcome is outcome
