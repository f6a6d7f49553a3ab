"""Every date, amount, share and term of vgz.msz_2024: just before it, on it, and just after.

The statuses are written out from the text of the policy, boundary by boundary. What it says on a
contract in the running year, and what it does not say, stands at the end.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from policycheck import Policies
from policycheck.model import Outcome, Status
from properties.changing import changed

from .boundary import Boundary, Value, assert_every_parameter, check_boundary

POLICY = "vgz.msz_2024"
BASE: Mapping[str, Any] = {"as_of": "2023-09-20"}
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE, OPEN = Status.NOT_APPLICABLE, Status.OPEN

KIND = "provider.medical_specialist.kind"
STARTING = "provider.medical_specialist.starting"
ACQUIRED = "provider.medical_specialist.acquired"
SPECIALISTS = "provider.medical_specialist.specialists"
SCORE = "provider.medical_specialist.zorgkaart_score_july_2023"
TESTS_CIEBAG = "provider.medical_specialist.molecular_diagnostics.ciebag_met"
MEDICINE_CIEBAG = "provider.medical_specialist.medicine.ciebag_met"
MINUTES = "provider.medical_specialist.backup.transfer_minutes"
YEARS = "insurers.vgz.contract_years"
RECEIVED = "insurers.vgz.contract_request.received_on"
DUTY_OF_CARE = "insurers.vgz.findings.duty_of_care_met"
CRITERIA = "insurers.vgz.findings.criteria"
ZEKUR_CARE = "insurers.vgz.zekur.care"
DISTANCE = "insurers.vgz.zekur.nearest_hospital_km"
EXPLAINED = "insurers.vgz.policy_explained.on"
CHANNEL = "insurers.vgz.policy_explained.channel"
INTENDED = "insurers.vgz.reduction.intended_2024"
VALUE = "insurers.vgz.reduction.contract_value_2023"
SENT = "insurers.vgz.reduction.notice_sent_on"
REALISED = "insurers.vgz.ceiling.realised"
AMOUNT = "insurers.vgz.ceiling.amount"
ASKED = "insurers.vgz.ceiling_request.received_on"
COMPLETE = "insurers.vgz.ceiling_request.complete_on"
REPLIED = "insurers.vgz.ceiling_request.replied_on"

ZBC: Mapping[str, Any] = {KIND: "zbc"}
NEW_ZBC: Mapping[str, Any] = {KIND: "zbc", STARTING: True, ACQUIRED: False, YEARS: []}
OTHER_ZBC: Mapping[str, Any] = {KIND: "zbc", STARTING: False, ACQUIRED: False}
HOSPITAL: Mapping[str, Any] = {KIND: "general_hospital"}
PLANNED: Mapping[str, Any] = {**HOSPITAL, ZEKUR_CARE: "planned"}
EVERY_CRITERION = ("quality_efficiency", "client_experience", "competitive_price", "added_value")
NO_CRITERION: Mapping[str, Any] = {f"{CRITERIA}.{each}": False for each in EVERY_CRITERION}
DECISIONS = (
    "eligibility",
    "chronic_lung_failure",
    "molecular_diagnostics",
    "medicines",
    "selective_purchasing",
    "application",
    "notice",
    "ceiling_increase",
    "general_conditions",
    "attention",
)


AROUND_ZEKUR = ("2023-07-26", "2023-07-27", "2023-07-28")
AROUND_TESTS = ("2023-08-01", "2023-08-02", "2023-08-03")


def by_text_of(
    days: tuple[str, str, str], statuses: tuple[Status, Status, Status]
) -> Mapping[Value, Status]:
    """What the text of each day comes to."""
    return dict(zip(days, statuses, strict=True))


def within_radius(
    parameter: str, steps: Mapping[Value, Status], readings: Mapping[str, str] | None = None
) -> Boundary:
    """The distance to the nearest hospital, by the text that still had the criterion."""
    facts = {"known_at": "2023-07-26", **PLANNED}
    condition = "selective_purchasing/hospital-within-radius"
    return Boundary(parameter, condition, DISTANCE, steps, facts, readings or {})


def month_after(received: str, complete: str, before: str, last: str, after: str) -> Boundary:
    """A request and its information of two days, and the days on which the reply comes."""
    facts = {"as_of": "2025-06-01", ASKED: received, COMPLETE: complete}
    steps: Mapping[Value, Status] = {before: MET, last: MET, after: NOT_MET}
    return Boundary("reply_months", "ceiling_increase/replied-in-time", REPLIED, steps, facts)


def insurer_by(
    parameter: str, condition: str, fact: str, days: tuple[str, str, str], facts: Mapping[str, Any]
) -> tuple[Boundary, Boundary]:
    """What VGZ must have done by a day: the day on which it did, and the day that is judged."""
    before, last, after = days
    later = {"as_of": "2023-12-01", **facts}
    return (
        Boundary(parameter, condition, fact, {before: MET, last: MET, after: NOT_MET}, later),
        Boundary(
            parameter,
            condition,
            "as_of",
            {before: NOT_APPLICABLE, last: NOT_APPLICABLE, after: UNKNOWN},
            facts,
        ),
    )


BOUNDARIES = [
    *(
        Boundary(
            "contract_year",
            f"{decision}/contract-year",
            "contract_year",
            {2023: NOT_MET, 2024: MET, 2025: NOT_MET},
        )
        for decision in DECISIONS
    ),
    # New is who had no contract; the contract that is asked for makes nobody less new.
    Boundary(
        "previous_year",
        "application/new-provider",
        YEARS,
        {2022: MET, 2023: NOT_MET, 2024: MET},
        OTHER_ZBC,
    ),
    Boundary(
        "previous_year",
        "application/new-provider",
        YEARS,
        {2022: NOT_MET, 2023: NOT_MET, 2024: MET},
        OTHER_ZBC,
        {"lapsed-provider": "never-contracted"},
    ),
    Boundary(
        "previous_year",
        "application/new-provider",
        YEARS,
        {2022: MET, 2023: MET, 2024: MET},
        {**OTHER_ZBC, ACQUIRED: True},
        {"lapsed-provider": "never-contracted"},
    ),
    Boundary(
        "previous_year",
        "eligibility/one-criterion",
        YEARS,
        {2022: NOT_MET, 2023: NOT_APPLICABLE, 2024: NOT_MET},
        {**OTHER_ZBC, **NO_CRITERION},
    ),
    Boundary(
        "previous_year",
        "eligibility/one-criterion",
        YEARS,
        {2022: NOT_APPLICABLE, 2023: NOT_APPLICABLE, 2024: NOT_MET},
        {**OTHER_ZBC, **NO_CRITERION},
        {"lapsed-provider": "never-contracted"},
    ),
    Boundary(
        "previous_year",
        "attention/explained-in-time",
        YEARS,
        {2022: NOT_APPLICABLE, 2023: NOT_MET, 2024: NOT_APPLICABLE},
        {**ZBC, EXPLAINED: "2023-06-16"},
    ),
    Boundary(
        "previous_year",
        "attention/new-zbc-explained-in-time",
        YEARS,
        {2022: NOT_MET, 2023: NOT_APPLICABLE, 2024: NOT_MET},
        {**ZBC, EXPLAINED: "2023-09-16"},
    ),
    # The requirement for the tests lapsed; nothing else did, and it had not lapsed before.
    *(
        Boundary(
            "tests_changed_on",
            f"molecular_diagnostics/{condition}",
            day,
            by_text_of(AROUND_TESTS, statuses),
            facts,
        )
        for day in ("known_at", "as_of")
        for condition, statuses, facts in (
            (
                "ciebag-criteria-tests",
                (NOT_MET, NOT_APPLICABLE, NOT_APPLICABLE),
                {TESTS_CIEBAG: False},
            ),
            ("ciebag-criteria-tests", (MET, NOT_APPLICABLE, NOT_APPLICABLE), {TESTS_CIEBAG: True}),
            ("ciebag-criteria-tests", (UNKNOWN, NOT_APPLICABLE, NOT_APPLICABLE), {}),
            (
                "agreements-signed",
                (NOT_MET, NOT_MET, NOT_MET),
                {"provider.medical_specialist.molecular_diagnostics.sla_signed_by_all": False},
            ),
            (
                "regional-network-recorded",
                (NOT_MET, NOT_MET, NOT_MET),
                {"provider.medical_specialist.molecular_diagnostics.sla_regional_network": False},
            ),
        )
    ),
    Boundary(
        "tests_changed_on",
        "medicines/ciebag-criteria-medicine",
        "known_at",
        by_text_of(AROUND_TESTS, (NOT_MET, NOT_MET, NOT_MET)),
        {MEDICINE_CIEBAG: False},
    ),
    Boundary(
        "tests_changed_on",
        "selective_purchasing/zorgkaart-mark",
        "known_at",
        by_text_of(AROUND_TESTS, (NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE)),
        {**PLANNED, SCORE: 6.9},
    ),
    # The criteria for hospitals lapsed, and the requirement for the tests did not yet.
    *(
        Boundary(
            "zekur_changed_on",
            f"selective_purchasing/{condition}",
            day,
            by_text_of(AROUND_ZEKUR, (NOT_MET, NOT_APPLICABLE, NOT_APPLICABLE)),
            {**PLANNED, **facts},
        )
        for day in ("known_at", "as_of")
        for condition, facts in (
            ("zorgkaart-mark", {SCORE: 6.9}),
            ("lowest-price-level", {"insurers.vgz.zekur.lowest_price_level": False}),
            ("hospital-within-radius", {DISTANCE: 46}),
            ("alliance", {"insurers.vgz.zekur.alliance_2024": False}),
            ("general-hospital", {KIND: "university_hospital"}),
            ("large-population", {"insurers.vgz.zekur.large_population": False}),
            ("a-hospital", ZBC),
        )
    ),
    *(
        Boundary(
            "zekur_changed_on",
            "selective_purchasing/purchased-regularly",
            "known_at",
            by_text_of(AROUND_ZEKUR, (NOT_APPLICABLE, bought, bought)),
            {KIND: kind},
            readings,
        )
        for kind, bought, readings in (
            ("general_hospital", MET, {}),
            ("zbc", OPEN, {}),
            ("zbc", MET, {"zekur-and-clinics": "never-selective"}),
            ("zbc", MET, {"zekur-and-clinics": "no-limit-left"}),
        )
    ),
    Boundary(
        "zekur_changed_on",
        "molecular_diagnostics/ciebag-criteria-tests",
        "known_at",
        by_text_of(AROUND_ZEKUR, (NOT_MET, NOT_MET, NOT_MET)),
        {TESTS_CIEBAG: False},
    ),
    # By the text of the amendment there is no criterion for 2024, on whichever day one judges.
    Boundary(
        "zekur_lapses_on",
        "selective_purchasing/zorgkaart-mark",
        "as_of",
        {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_APPLICABLE},
        {**PLANNED, SCORE: 6.9},
    ),
    # By the text before the amendment nothing ends at the turn of the year.
    Boundary(
        "zekur_lapses_on",
        "selective_purchasing/zorgkaart-mark",
        "as_of",
        {"2023-12-31": NOT_MET, "2024-01-01": NOT_MET, "2024-01-02": NOT_MET},
        {"known_at": "2023-07-26", **PLANNED, SCORE: 6.9},
    ),
    Boundary(
        "zorgkaart_mark",
        "selective_purchasing/zorgkaart-mark",
        SCORE,
        {6.99: NOT_MET, 7: MET, 7.01: MET},
        {"known_at": "2023-07-26", **PLANNED},
    ),
    Boundary(
        "zorgkaart_mark",
        "selective_purchasing/zorgkaart-mark",
        SCORE,
        {6.99: NOT_APPLICABLE, 7: MET, 7.01: MET},
        {"known_at": "2023-07-26", **HOSPITAL, ZEKUR_CARE: "emergency"},
    ),
    # A range of 30 to 45 kilometres: within the one surely, beyond the other surely not.
    within_radius("radius_inner", {29: MET, 30: MET, 31: MET}),
    within_radius("radius_inner", {29: MET, 30: MET, 31: NOT_MET}, {"radius": "inner"}),
    within_radius("radius_outer", {44: MET, 45: MET, 46: NOT_MET}),
    within_radius("radius_outer", {44: NOT_MET, 45: NOT_MET, 46: NOT_MET}, {"radius": "inner"}),
    *insurer_by(
        "explain_by",
        "attention/explained-in-time",
        EXPLAINED,
        ("2023-06-14", "2023-06-15", "2023-06-16"),
        HOSPITAL,
    ),
    *insurer_by(
        "explain_by",
        "attention/explained-in-time",
        EXPLAINED,
        ("2023-06-14", "2023-06-15", "2023-06-16"),
        {**ZBC, YEARS: [2023]},
    ),
    *insurer_by(
        "explain_to_new_by",
        "attention/new-zbc-explained-in-time",
        EXPLAINED,
        ("2023-09-14", "2023-09-15", "2023-09-16"),
        NEW_ZBC,
    ),
    *insurer_by(
        "open_by",
        "attention/module-opened",
        "insurers.vgz.vecozo.module_opened_on",
        ("2023-09-14", "2023-09-15", "2023-09-16"),
        {},
    ),
    *insurer_by(
        "open_by",
        "attention/standard-contract-available",
        "insurers.vgz.vecozo.standard_contract_on",
        ("2023-09-14", "2023-09-15", "2023-09-16"),
        {},
    ),
    *insurer_by(
        "notice_by",
        "notice/notice-in-time",
        SENT,
        ("2023-05-14", "2023-05-15", "2023-05-16"),
        {**ZBC, VALUE: 100000, INTENDED: 79999.99},
    ),
    # No notice is needed, so none can be late.
    Boundary(
        "notice_by",
        "notice/notice-in-time",
        SENT,
        {"2023-05-14": MET, "2023-05-15": MET, "2023-05-16": NOT_APPLICABLE},
        {**ZBC, VALUE: 100000, INTENDED: 80000},
    ),
    Boundary(
        "product_structure",
        "attention/offer-product-structure",
        "insurers.vgz.offer.product_structure_year",
        {2022: NOT_MET, 2023: MET, 2024: NOT_MET},
    ),
    Boundary(
        "notice_percentage",
        "notice/buys-less",
        INTENDED,
        {79999.99: MET, 80000: NOT_MET, 80000.01: NOT_MET},
        {VALUE: 100000},
    ),
    Boundary(
        "notice_percentage",
        "notice/buys-less",
        INTENDED,
        {80000.87: MET, 80000.88: NOT_MET, 80000.89: NOT_MET},
        {VALUE: 100001.10},
    ),
    # 80 percent is 80,000.008 euros: the whole cent below it is less.
    Boundary(
        "notice_percentage",
        "notice/buys-less",
        INTENDED,
        {79999.99: MET, 80000: MET, 80000.01: NOT_MET},
        {VALUE: 100000.01},
    ),
    Boundary(
        "notice_percentage",
        "notice/buys-less",
        INTENDED,
        {0: MET, 0.01: UNKNOWN, 80000: UNKNOWN},
    ),
    Boundary(
        "apply_until",
        "application/request-in-time",
        RECEIVED,
        {"2023-05-31": MET, "2023-06-01": MET, "2023-06-02": NOT_MET},
        NEW_ZBC,
    ),
    *(
        Boundary(
            "apply_until",
            "application/request-in-time",
            RECEIVED,
            {"2023-05-31": MET, "2023-06-01": MET, "2023-06-02": late},
            {**NEW_ZBC, DUTY_OF_CARE: duty_of_care},
            {"late-and-duty-of-care": "extra-contracting"},
        )
        for duty_of_care, late in ((True, NOT_MET), (False, OPEN), (None, UNKNOWN))
    ),
    Boundary(
        "apply_until",
        "application/request-in-time",
        RECEIVED,
        {"2023-05-31": MET, "2023-06-01": MET, "2023-06-02": NOT_APPLICABLE},
        HOSPITAL,
    ),
    Boundary(
        "apply_until",
        "application/request-in-time",
        "as_of",
        {"2023-05-31": NOT_APPLICABLE, "2023-06-01": NOT_APPLICABLE, "2023-06-02": UNKNOWN},
        NEW_ZBC,
    ),
    Boundary(
        "ceiling_percentage",
        "ceiling_increase/ceiling-reached",
        REALISED,
        {69999.99: NOT_MET, 70000: MET, 70000.01: MET},
        {AMOUNT: 100000},
    ),
    Boundary(
        "ceiling_percentage",
        "ceiling_increase/ceiling-reached",
        REALISED,
        {70000.76: NOT_MET, 70000.77: MET, 70000.78: MET},
        {AMOUNT: 100001.10},
    ),
    # 70 percent is 69,999.993 euros: the whole cent above it reaches it.
    Boundary(
        "ceiling_percentage",
        "ceiling_increase/ceiling-reached",
        REALISED,
        {69999.99: NOT_MET, 70000: MET, 70000.01: MET},
        {AMOUNT: 99999.99},
    ),
    # Any day of the year will do; before and after it the route is not described.
    Boundary(
        "first_day",
        "ceiling_increase/asked-during-year",
        ASKED,
        {"2023-12-31": OPEN, "2024-01-01": MET, "2024-01-02": MET},
        {"as_of": "2025-02-01"},
    ),
    Boundary(
        "last_day",
        "ceiling_increase/asked-during-year",
        ASKED,
        {"2024-12-30": MET, "2024-12-31": MET, "2025-01-01": OPEN},
        {"as_of": "2025-02-01"},
    ),
    # The month runs from the later of the request and the information.
    month_after("2024-03-10", "2024-03-20", "2024-04-19", "2024-04-20", "2024-04-21"),
    month_after("2024-03-20", "2024-03-10", "2024-04-19", "2024-04-20", "2024-04-21"),
    # Where there is no such day, the last day of the month.
    month_after("2024-01-31", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01"),
    month_after("2024-01-30", "2024-01-30", "2024-02-28", "2024-02-29", "2024-03-01"),
    month_after("2024-01-29", "2024-01-29", "2024-02-28", "2024-02-29", "2024-03-01"),
    month_after("2024-01-28", "2024-01-28", "2024-02-27", "2024-02-28", "2024-02-29"),
    month_after("2025-01-31", "2025-01-31", "2025-02-27", "2025-02-28", "2025-03-01"),
    month_after("2024-03-31", "2024-03-31", "2024-04-29", "2024-04-30", "2024-05-01"),
    month_after("2024-10-31", "2024-10-31", "2024-11-29", "2024-11-30", "2024-12-01"),
    # The last day of a month is not the last day of the next one.
    month_after("2024-02-29", "2024-02-29", "2024-03-28", "2024-03-29", "2024-03-30"),
    month_after("2024-04-30", "2024-04-30", "2024-05-29", "2024-05-30", "2024-05-31"),
    month_after("2024-12-31", "2024-12-31", "2025-01-30", "2025-01-31", "2025-02-01"),
    month_after("2024-11-30", "2024-12-01", "2024-12-31", "2025-01-01", "2025-01-02"),
    Boundary(
        "reply_months",
        "ceiling_increase/replied-in-time",
        "as_of",
        {"2024-02-28": NOT_APPLICABLE, "2024-02-29": NOT_APPLICABLE, "2024-03-01": UNKNOWN},
        {ASKED: "2024-01-31", COMPLETE: "2024-01-31"},
    ),
    Boundary(
        "publish_from",
        "attention/listed",
        "as_of",
        {"2023-11-11": NOT_APPLICABLE, "2023-11-12": NOT_APPLICABLE, "2023-11-13": NOT_MET},
        {"insurers.vgz.contract.listed": False},
    ),
    Boundary(
        "publish_from",
        "attention/listed",
        "as_of",
        {"2023-11-11": MET, "2023-11-12": MET, "2023-11-13": MET},
        {"insurers.vgz.contract.listed": True},
    ),
    Boundary(
        "publish_from",
        "attention/listed",
        "as_of",
        {"2023-11-11": NOT_APPLICABLE, "2023-11-12": NOT_APPLICABLE, "2023-11-13": UNKNOWN},
    ),
    Boundary(
        "transfer_minutes",
        "eligibility/backup-within-minutes",
        MINUTES,
        {29: MET, 30: MET, 31: NOT_MET},
        {
            **ZBC,
            "provider.medical_specialist.invasive_procedures": True,
            "provider.safety.clinical_stay": False,
        },
    ),
    # One of procedures and stay needs no back-up where both together are meant.
    Boundary(
        "transfer_minutes",
        "eligibility/backup-within-minutes",
        MINUTES,
        {29: MET, 30: MET, 31: NOT_APPLICABLE},
        {
            **ZBC,
            "provider.medical_specialist.invasive_procedures": True,
            "provider.safety.clinical_stay": False,
        },
        {"backup-trigger": "both"},
    ),
    Boundary(
        "transfer_minutes",
        "eligibility/backup-within-minutes",
        MINUTES,
        {29: MET, 30: MET, 31: NOT_APPLICABLE},
        HOSPITAL,
    ),
]

# Two facts that are compared with each other: what is expected with the ceiling.
COMPARED = [
    Boundary(
        "ceiling",
        "ceiling_increase/forecast-insufficient",
        "insurers.vgz.ceiling.forecast",
        {99999.99: NOT_MET, 100000: NOT_MET, 100000.01: MET},
        {AMOUNT: 100000},
    ),
]

# They count specialists, hours and criteria.
ELSEWHERE = {
    "specialists",
    "fte_individual",
    "fte_joint",
    "minimum_criteria",
    "criteria",
    "leading_criteria",
}


@pytest.mark.parametrize("boundary", BOUNDARIES + COMPARED, ids=str)
def test_each_side_of_a_boundary_has_its_status(boundary: Boundary, policies: Policies) -> None:
    check_boundary(boundary, POLICY, policies, BASE)


def test_every_parameter_has_its_boundaries_here(policies: Policies) -> None:
    tested = {boundary.parameter for boundary in BOUNDARIES}
    assert_every_parameter(POLICY, tested, ELSEWHERE, policies)


def test_every_boundary_is_the_one_of_its_parameter(policies: Policies) -> None:
    """The day or the number that is crossed is what parameters.yaml says."""
    parameters = policies.manifests[POLICY].parameters
    for boundary in BOUNDARIES:
        value = parameters[boundary.parameter].versions[-1].value
        if isinstance(value, str) and boundary.fact != "as_of":
            assert value in boundary.steps, boundary


@pytest.mark.parametrize("hours", [(), (0.7,), (0.7, 0.7), (0.7, 0.7, 0.7)])
@pytest.mark.parametrize("relation", ["employment", "admission", "other"])
def test_a_clinic_has_two_specialists_of_its_own(
    hours: tuple[float, ...], relation: str, policies: Policies
) -> None:
    enough = len(hours) >= 2 and relation != "other"
    assert _hours(policies, hours, relation=relation)[0] is (MET if enough else NOT_MET)


def test_who_is_hired_in_is_not_one_of_the_two(policies: Policies) -> None:
    case = changed(
        BASE,
        {
            **ZBC,
            SPECIALISTS: [
                {"relation": "employment", "fte": 0.7},
                {"relation": "other", "fte": 1},
            ],
        },
    )
    decided = policies.decide(POLICY, "eligibility", case).conditions
    assert decided["two-specialists"].status is NOT_MET
    assert decided["individual-hours"].status is NOT_MET
    assert decided["joint-hours"].status is NOT_MET


FIRST_TWO, EVERY, ALL = "two-that-qualify", "every-specialist", "all-add-up"


@pytest.mark.parametrize(
    ("hours", "reading", "individual", "joint"),
    [
        # each of the two
        ((0.29, 1.1), FIRST_TWO, NOT_MET, NOT_MET),
        ((0.3, 1.1), FIRST_TWO, MET, MET),
        ((0.31, 1.1), FIRST_TWO, MET, MET),
        ((0.299, 1.1), FIRST_TWO, NOT_MET, NOT_MET),
        ((0.301, 1.1), FIRST_TWO, MET, MET),
        ((0.29, 1.3), FIRST_TWO, NOT_MET, MET),
        # the two together
        ((0.6, 0.69), FIRST_TWO, MET, NOT_MET),
        ((0.6, 0.7), FIRST_TWO, MET, MET),
        ((0.6, 0.71), FIRST_TWO, MET, MET),
        ((0.6, 0.699), FIRST_TWO, MET, NOT_MET),
        ((0.6, 0.701), FIRST_TWO, MET, MET),
        ((0.3, 0.99), FIRST_TWO, MET, NOT_MET),
        ((0.3, 1.0), FIRST_TWO, MET, MET),
        ((0.3, 0.3), FIRST_TWO, MET, NOT_MET),
        # hours that binary fractions miss
        ((0.1, 0.2, 1.0), FIRST_TWO, NOT_MET, NOT_MET),
        ((0.433, 0.433, 0.434), FIRST_TWO, MET, MET),
        ((0.433, 0.433, 0.433), FIRST_TWO, MET, NOT_MET),
        # a third one with fewer hours
        ((0.6, 0.6, 0.29), FIRST_TWO, MET, NOT_MET),
        ((0.6, 0.6, 0.3), FIRST_TWO, MET, MET),
        ((0.6, 0.6, 0.31), FIRST_TWO, MET, MET),
        ((0.6, 0.7, 0.29), EVERY, NOT_MET, MET),
        ((0.6, 0.7, 0.3), EVERY, MET, MET),
        ((0.6, 0.7, 0.31), EVERY, MET, MET),
        ((0.6, 0.6, 0.09), ALL, MET, NOT_MET),
        ((0.6, 0.6, 0.1), ALL, MET, MET),
        ((0.6, 0.6, 0.11), ALL, MET, MET),
        ((0.29, 1.1), ALL, NOT_MET, MET),
    ],
)
def test_each_side_of_the_hours_has_its_statuses(
    hours: tuple[float, ...], reading: str, individual: Status, joint: Status, policies: Policies
) -> None:
    assert _hours(policies, hours, reading)[1:] == (individual, joint)


def _hours(
    policies: Policies,
    hours: tuple[float, ...],
    reading: str = FIRST_TWO,
    relation: str = "employment",
) -> tuple[Status, Status, Status]:
    """Of so many specialists of one kind: enough of them, each enough, together enough."""
    specialists = [{"relation": relation, "fte": each} for each in hours]
    case = changed(BASE, {**ZBC, SPECIALISTS: specialists})
    decided = policies.decide(POLICY, "eligibility", case, readings={"specialists": reading})
    return (
        decided.conditions["two-specialists"].status,
        decided.conditions["individual-hours"].status,
        decided.conditions["joint-hours"].status,
    )


@pytest.mark.parametrize(
    ("criteria", "alone", "with_another"),
    [
        ({}, UNKNOWN, UNKNOWN),
        (dict.fromkeys(EVERY_CRITERION, False), NOT_MET, NOT_MET),
        (dict.fromkeys(EVERY_CRITERION, True), MET, MET),
        # one of the four, each of them
        *(
            ({**dict.fromkeys(EVERY_CRITERION, False), each: True}, MET, with_another)
            for each, with_another in zip(EVERY_CRITERION, (MET, MET, MET, NOT_MET), strict=True)
        ),
        # three of the four are known to be absent
        *(
            ({other: False for other in EVERY_CRITERION if other != each}, UNKNOWN, with_another)
            for each, with_another in zip(
                EVERY_CRITERION, (UNKNOWN, UNKNOWN, UNKNOWN, NOT_MET), strict=True
            )
        ),
        ({"added_value": True}, MET, UNKNOWN),
        ({"added_value": True, "client_experience": True}, MET, MET),
    ],
)
def test_one_criterion_of_four_is_enough_and_by_a_reading_one_of_three(
    criteria: Mapping[str, bool], alone: Status, with_another: Status, policies: Policies
) -> None:
    case = changed(BASE, {**NEW_ZBC, CRITERIA: dict(criteria)})
    for value, status in (("counts-alone", alone), ("with-another", with_another)):
        decided = policies.decide(
            POLICY, "eligibility", case, readings={"added-value-alone": value}
        )
        assert decided.conditions["one-criterion"].status is status, value


@pytest.mark.parametrize(
    ("known_at", "kind", "care", "regime"),
    [
        ("2023-07-26", "general_hospital", "planned", "selective"),
        ("2023-07-26", "general_hospital", "emergency", "regular"),
        ("2023-07-27", "general_hospital", "planned", "regular"),
        ("2023-07-28", "general_hospital", "planned", "regular"),
        ("2023-07-27", "university_hospital", "planned", "regular"),
        ("2023-07-27", "zbc", "planned", None),
        ("2023-07-28", "zbc", "planned", None),
    ],
)
def test_each_text_has_its_way_of_buying_for_zekur(
    known_at: str, kind: str, care: str, regime: str | None, policies: Policies
) -> None:
    case = changed(
        {"as_of": "2023-09-20", "known_at": known_at, "contract_year": 2024},
        {
            "provider.sectors": ["medical_specialist"],
            "provider.medical_specialist.care": "medical_specialist",
            KIND: kind,
            ZEKUR_CARE: care,
            SCORE: 7,
            DISTANCE: 30,
            "insurers.vgz.zekur.lowest_price_level": True,
            "insurers.vgz.zekur.alliance_2024": True,
            "insurers.vgz.zekur.large_population": True,
        },
    )
    decided = policies.decide(POLICY, "selective_purchasing", case)
    assert decided.result.get("regime") == regime
    assert decided.outcome == ("met" if regime else "refer")


@pytest.mark.parametrize(
    ("as_of", "noted"), [("2023-12-31", True), ("2024-01-01", False), ("2024-01-02", False)]
)
def test_until_the_year_begins_the_criteria_could_still_hold(
    as_of: str, noted: bool, policies: Policies
) -> None:
    decided = policies.decide(POLICY, "selective_purchasing", {"as_of": as_of})
    assert ("zekur-day" in {each.id for each in decided.readings}) == noted


@pytest.mark.parametrize("channel", ["oral", "email", "letter"])
def test_the_explanation_has_its_channels(channel: str, policies: Policies) -> None:
    """Orally or by e-mail in the planning for everybody else, by e-mail in that for clinics."""
    clinic = policies.decide(POLICY, "attention", changed(BASE, {**ZBC, CHANNEL: channel}))
    other = policies.decide(POLICY, "attention", changed(BASE, {**HOSPITAL, CHANNEL: channel}))
    assert (clinic.conditions["zbc-explained-by-email"].status is MET) == (channel == "email")
    assert (other.conditions["explained-orally-or-by-email"].status is MET) == (channel != "letter")


# ## A contract in the running year
#
# A clinic that is new applies by 1 June 2023, and VGZ can contract others where its duty of care
# asks for it. No other provider has a term. On the day of signing, the day on which a contract
# takes effect and claims before it, the text says nothing. VGZ shows the contracted care all year.

IN_SCOPE: Mapping[str, Any] = {
    "contract_year": 2024,
    "provider.sectors": ["medical_specialist"],
    "provider.medical_specialist.care": "medical_specialist",
}
IN_THE_YEAR = ("2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-01-01")


@pytest.mark.parametrize("received", IN_THE_YEAR)
@pytest.mark.parametrize(
    ("kind", "duty_of_care", "outcome", "leaning"),
    [
        ("general_hospital", True, Outcome.MET, None),
        ("rehabilitation_centre", True, Outcome.MET, None),
        ("zbc", True, Outcome.NOT_MET, None),
        ("zbc", False, Outcome.REFER, Outcome.NOT_MET),
        ("zbc", None, Outcome.UNDETERMINED, None),
    ],
)
def test_only_a_new_clinic_is_too_late_in_the_running_year(
    kind: str,
    duty_of_care: bool | None,
    outcome: Outcome,
    leaning: Outcome | None,
    received: str,
    policies: Policies,
) -> None:
    facts = {
        **IN_SCOPE,
        **NEW_ZBC,
        KIND: kind,
        RECEIVED: received,
        DUTY_OF_CARE: duty_of_care,
        "insurers.vgz.findings.maximum_reached": False,
    }
    case = changed({"as_of": "2025-02-01"}, facts)
    decided = policies.decide(POLICY, "application", case)
    assert (decided.outcome, decided.leaning) == (outcome, leaning)
    noted = {each.id for each in decided.readings}
    assert ("window-for-others" in noted) == (kind != "zbc")


@pytest.mark.parametrize("as_of", IN_THE_YEAR)
def test_nothing_is_asked_of_the_day_of_signing(as_of: str, policies: Policies) -> None:
    case = changed({"as_of": as_of}, {**IN_SCOPE, "insurers.vgz.contract.listed": True})
    decided = policies.decide(POLICY, "attention", case)
    assert "no-signing-date" in {each.id for each in decided.readings}
    assert decided.conditions["listed"].status is MET
    assert not any("sign" in id for id in decided.conditions)
