"""Every date, amount, share and term of caresq.categoraal_2024: just before it, on it, just after.

The statuses are written out from the text of the policy, boundary by boundary. What it says on a
contract in the running year and on claims, and what it does not say, stands at the end.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from policycheck import Policies
from policycheck.errors import PolicycheckError
from policycheck.model import Outcome, Status
from properties.changing import changed

from .boundary import Boundary, Value, assert_every_parameter, check_boundary

POLICY = "caresq.categoraal_2024"
BASE: Mapping[str, Any] = {"as_of": "2023-08-15"}
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE, OPEN = Status.NOT_APPLICABLE, Status.OPEN

YEARS = "insurers.caresq.contract_years"
RECEIVED = "insurers.caresq.contract_request.received_on"
CONCLUDED = "insurers.caresq.contract.concluded_on"
SIGNED = "insurers.caresq.contract.signed_on"
LISTED = "insurers.caresq.contract.listed_on"
INVITED = "insurers.caresq.purchase_talk.invited_on"
ASKED = "insurers.caresq.email.received_on"
REPLIED = "insurers.caresq.email.replied_on"
KIND = "provider.categorical.kind"
FTE = "provider.categorical.sustainability.fte"
REAL_ESTATE = "provider.categorical.sustainability.real_estate"
PLAN = "provider.categorical.sustainability.real_estate_plan_included"
FILED = "provider.sustainability.co2_roadmap.filed_on"
ROADMAP = "provider.sustainability.co2_roadmap.status"
ADOPTED = "provider.sustainability.co2_roadmap.board_adopted"
PATHWAYS = "provider.categorical.digital.pathways_total"
HYBRID_PATHWAYS = "provider.categorical.digital.pathways_hybrid"
PATIENTS = "provider.categorical.digital.patients_total"
HYBRID_PATIENTS = "provider.categorical.digital.patients_hybrid"

NEW: Mapping[str, Any] = {YEARS: []}
REHABILITATION: Mapping[str, Any] = {KIND: "rehabilitation"}
LARGE: Mapping[str, Any] = {FTE: 250.01, REAL_ESTATE: "owned"}
DECISIONS = (
    "eligibility",
    "approach",
    "application",
    "conclusion",
    "expensive_medicines",
    "selective_purchasing",
    "innovation",
    "claims",
    "reimbursement",
    "attention",
)


def replied_to(received: str, steps: Mapping[Value, Status], parameter: str) -> Boundary:
    """An e-mail of one day, and the days on which the reply comes."""
    facts = {"as_of": "2025-02-01", ASKED: received}
    return Boundary(parameter, "attention/replied-in-time", REPLIED, steps, facts)


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
    # Only who had a contract for 2024 may be shown as contracted.
    Boundary(
        "contract_year",
        "reimbursement/not-listed",
        YEARS,
        {2023: NOT_MET, 2024: NOT_APPLICABLE, 2025: NOT_MET},
        {"as_of": "2024-03-01", "insurers.caresq.listed_as_contracted": True},
    ),
    Boundary(
        "previous_year",
        "approach/contracted-last-year",
        YEARS,
        {2022: NOT_MET, 2023: MET, 2024: NOT_MET},
    ),
    Boundary(
        "previous_year",
        "application/request-in-time",
        YEARS,
        {2022: NOT_MET, 2023: NOT_APPLICABLE, 2024: NOT_MET},
        {"as_of": "2023-10-01", RECEIVED: "2023-09-02"},
    ),
    Boundary(
        "previous_year",
        "application/concluded-before-year",
        YEARS,
        {2022: NOT_MET, 2023: NOT_APPLICABLE, 2024: NOT_MET},
        {"as_of": "2024-03-01", CONCLUDED: "2024-02-01"},
    ),
    Boundary(
        "previous_year",
        "application/concluded-before-year",
        YEARS,
        {2022: NOT_MET, 2023: NOT_MET, 2024: NOT_MET},
        {"as_of": "2024-03-01", CONCLUDED: "2024-02-01"},
        {"new-contract": "any-contract"},
    ),
    Boundary(
        "first_day",
        "application/concluded-before-year",
        CONCLUDED,
        {"2023-12-31": MET, "2024-01-01": NOT_MET, "2024-01-02": NOT_MET},
        {"as_of": "2024-03-01", **NEW},
    ),
    Boundary(
        "first_day",
        "application/concluded-before-year",
        "as_of",
        {"2023-12-30": NOT_APPLICABLE, "2023-12-31": NOT_APPLICABLE, "2024-01-01": UNKNOWN},
        NEW,
    ),
    # During the year there is no contract; of a contract after it the text does not speak.
    Boundary(
        "last_day",
        "application/concluded-before-year",
        CONCLUDED,
        {"2024-12-30": NOT_MET, "2024-12-31": NOT_MET, "2025-01-01": OPEN},
        {"as_of": "2025-02-01", **NEW},
    ),
    Boundary(
        "last_day",
        "eligibility/hybrid-pathways",
        "as_of",
        {"2024-12-30": NOT_APPLICABLE, "2024-12-31": NOT_APPLICABLE, "2025-01-01": NOT_MET},
        {PATHWAYS: 100, HYBRID_PATHWAYS: 24},
    ),
    Boundary(
        "last_day",
        "eligibility/hybrid-patients",
        "as_of",
        {"2024-12-30": NOT_APPLICABLE, "2024-12-31": NOT_APPLICABLE, "2025-01-01": NOT_MET},
        {PATIENTS: 100, HYBRID_PATIENTS: 9},
    ),
    Boundary(
        "last_day",
        "attention/replied-in-time",
        ASKED,
        {"2024-12-30": NOT_MET, "2024-12-31": MET, "2025-01-01": OPEN},
        {"as_of": "2025-02-01", REPLIED: "2025-01-08"},
    ),
    # The text of that day had another signing date, which is not printed.
    Boundary(
        "first_published",
        "conclusion/signed-in-time",
        "known_at",
        {"2023-04-01": OPEN, "2023-04-02": MET, "2023-04-03": MET},
        {"as_of": "2023-12-01", SIGNED: "2023-11-11"},
    ),
    Boundary(
        "first_published",
        "conclusion/signed-in-time",
        "known_at",
        {"2023-04-01": OPEN, "2023-04-02": NOT_MET, "2023-04-03": NOT_MET},
        {"as_of": "2023-12-01", SIGNED: "2023-11-12"},
    ),
    Boundary(
        "first_published",
        "conclusion/signed-in-time",
        "known_at",
        {"2023-04-01": UNKNOWN, "2023-04-02": UNKNOWN, "2023-04-03": UNKNOWN},
        {"as_of": "2023-12-01", SIGNED: None},
    ),
    Boundary(
        "first_published",
        "attention/replied-in-time",
        ASKED,
        {"2023-03-31": OPEN, "2023-04-01": MET, "2023-04-02": MET},
        {REPLIED: "2023-04-07"},
    ),
    Boundary(
        "request_by",
        "application/request-in-time",
        RECEIVED,
        {"2023-08-31": MET, "2023-09-01": MET, "2023-09-02": NOT_MET},
        {"as_of": "2023-10-01", **NEW},
    ),
    # As long as it is not known whether there was a contract in 2023.
    Boundary(
        "request_by",
        "application/request-in-time",
        RECEIVED,
        {"2023-08-31": MET, "2023-09-01": MET, "2023-09-02": UNKNOWN},
        {"as_of": "2023-10-01"},
    ),
    Boundary(
        "request_by",
        "application/request-in-time",
        "as_of",
        {"2023-08-31": NOT_APPLICABLE, "2023-09-01": NOT_APPLICABLE, "2023-09-02": UNKNOWN},
        NEW,
    ),
    Boundary(
        "invite_by",
        "approach/invited-in-time",
        INVITED,
        {"2023-09-14": MET, "2023-09-15": MET, "2023-09-16": NOT_MET},
        {"as_of": "2023-10-01", **REHABILITATION},
    ),
    Boundary(
        "invite_by",
        "approach/invited-in-time",
        "as_of",
        {"2023-09-14": NOT_APPLICABLE, "2023-09-15": NOT_APPLICABLE, "2023-09-16": UNKNOWN},
        REHABILITATION,
    ),
    Boundary(
        "invite_by",
        "approach/invited-in-time",
        INVITED,
        {"2023-09-14": MET, "2023-09-15": MET, "2023-09-16": NOT_APPLICABLE},
        {"as_of": "2023-10-01", KIND: "dialysis"},
    ),
    Boundary(
        "sign_by",
        "conclusion/signed-in-time",
        SIGNED,
        {"2023-11-10": MET, "2023-11-11": MET, "2023-11-12": NOT_MET},
        {"as_of": "2023-12-01"},
    ),
    Boundary(
        "sign_by",
        "conclusion/signed-in-time",
        SIGNED,
        {"2023-11-10": MET, "2023-11-11": MET, "2023-11-12": OPEN},
        {"as_of": "2023-12-01"},
        {"late-signature": "caresq-decides"},
    ),
    Boundary(
        "sign_by",
        "conclusion/signed-in-time",
        "as_of",
        {"2023-11-10": NOT_APPLICABLE, "2023-11-11": NOT_APPLICABLE, "2023-11-12": UNKNOWN},
    ),
    Boundary(
        "listed_from",
        "conclusion/listed-from",
        LISTED,
        {"2023-11-11": NOT_MET, "2023-11-12": MET, "2023-11-13": MET},
        {"as_of": "2023-12-01"},
    ),
    Boundary(
        "listed_from",
        "conclusion/listed-from",
        "as_of",
        {"2023-11-11": NOT_APPLICABLE, "2023-11-12": NOT_APPLICABLE, "2023-11-13": UNKNOWN},
    ),
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-filed",
        FILED,
        {"2023-12-31": MET, "2024-01-01": MET, "2024-01-02": NOT_MET},
        {"as_of": "2024-02-01", **LARGE},
    ),
    # Whether rented buildings count, the text does not say.
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-filed",
        FILED,
        {"2023-12-31": MET, "2024-01-01": MET, "2024-01-02": OPEN},
        {"as_of": "2024-02-01", **LARGE, REAL_ESTATE: "rented"},
    ),
    Boundary(
        "co2_roadmap_by",
        "attention/co2-roadmap-filed",
        FILED,
        {"2023-12-31": MET, "2024-01-01": MET, "2024-01-02": NOT_APPLICABLE},
        {"as_of": "2024-02-01", **LARGE, REAL_ESTATE: "none"},
    ),
    *(
        Boundary(
            "co2_roadmap_by",
            f"attention/{condition}",
            "as_of",
            {"2023-12-31": NOT_APPLICABLE, "2024-01-01": NOT_APPLICABLE, "2024-01-02": NOT_MET},
            {**LARGE, fact: missed},
        )
        for condition, fact, missed in (
            ("co2-roadmap-filed", ROADMAP, "not_filed"),
            ("co2-roadmap-adopted", ADOPTED, False),
            ("real-estate-plan", PLAN, False),
        )
    ),
    *(
        Boundary(
            "roadmap_fte",
            f"attention/{condition}",
            FTE,
            {249.99: NOT_APPLICABLE, 250: NOT_APPLICABLE, 250.01: NOT_MET},
            {"as_of": "2024-02-01", REAL_ESTATE: "owned", fact: missed},
        )
        for condition, fact, missed in (
            ("co2-roadmap-filed", ROADMAP, "not_filed"),
            ("co2-roadmap-adopted", ADOPTED, False),
            ("real-estate-plan", PLAN, False),
        )
    ),
    Boundary(
        "hybrid_pathways",
        "eligibility/hybrid-pathways",
        HYBRID_PATHWAYS,
        {24: NOT_MET, 25: MET, 26: MET},
        {"as_of": "2025-01-01", PATHWAYS: 100},
    ),
    # A quarter of seven is one and three quarters.
    Boundary(
        "hybrid_pathways",
        "eligibility/hybrid-pathways",
        HYBRID_PATHWAYS,
        {1: NOT_MET, 2: MET, 3: MET},
        {"as_of": "2025-01-01", PATHWAYS: 7},
    ),
    Boundary(
        "hybrid_pathways",
        "eligibility/hybrid-pathways",
        PATHWAYS,
        {99: MET, 100: MET, 101: NOT_MET},
        {"as_of": "2025-01-01", HYBRID_PATHWAYS: 25},
    ),
    Boundary(
        "hybrid_pathways",
        "eligibility/hybrid-pathways",
        PATHWAYS,
        {0: NOT_APPLICABLE, 1: NOT_MET, 2: NOT_MET},
        {"as_of": "2025-01-01", HYBRID_PATHWAYS: 0},
    ),
    Boundary(
        "hybrid_patients",
        "eligibility/hybrid-patients",
        HYBRID_PATIENTS,
        {9: NOT_MET, 10: MET, 11: MET},
        {"as_of": "2025-01-01", PATIENTS: 100},
    ),
    # A tenth of eleven is one and a tenth.
    Boundary(
        "hybrid_patients",
        "eligibility/hybrid-patients",
        HYBRID_PATIENTS,
        {1: NOT_MET, 2: MET, 3: MET},
        {"as_of": "2025-01-01", PATIENTS: 11},
    ),
    Boundary(
        "hybrid_patients",
        "eligibility/hybrid-patients",
        PATIENTS,
        {0: NOT_APPLICABLE, 1: NOT_MET, 2: NOT_MET},
        {"as_of": "2025-01-01", HYBRID_PATIENTS: 0},
    ),
    # The day of receipt does not count: from a Monday to the Monday after.
    replied_to(
        "2023-08-07",
        {"2023-08-11": MET, "2023-08-14": MET, "2023-08-15": NOT_MET},
        "reply_working_days",
    ),
    # From a Friday, a Saturday and a Sunday to the Friday after.
    *(
        replied_to(
            received,
            {"2023-08-17": MET, "2023-08-18": MET, "2023-08-19": NOT_MET},
            "reply_working_days",
        )
        for received in ("2023-08-11", "2023-08-12", "2023-08-13")
    ),
    # Leap day is a Thursday: as the last day, on the way, and as the day of receipt.
    replied_to(
        "2024-02-22",
        {"2024-02-28": MET, "2024-02-29": MET, "2024-03-01": NOT_MET},
        "reply_working_days",
    ),
    replied_to(
        "2024-02-26",
        {"2024-03-03": MET, "2024-03-04": MET, "2024-03-05": NOT_MET},
        "reply_working_days",
    ),
    replied_to(
        "2024-02-29",
        {"2024-03-06": MET, "2024-03-07": MET, "2024-03-08": NOT_MET},
        "reply_working_days",
    ),
    Boundary(
        "reply_working_days",
        "attention/replied-in-time",
        "as_of",
        {"2023-08-11": NOT_APPLICABLE, "2023-08-14": NOT_APPLICABLE, "2023-08-15": UNKNOWN},
        {ASKED: "2023-08-07"},
    ),
    # Each public holiday moves the last day by one: two at Christmas, three around the year's end.
    *(
        replied_to(received, {before: MET, last: MET, after: NOT_MET}, "public_holidays")
        for received, before, last, after in (
            ("2023-04-06", "2023-04-13", "2023-04-14", "2023-04-15"),  # Easter Monday
            ("2023-04-24", "2023-05-01", "2023-05-02", "2023-05-03"),  # the King's birthday
            ("2023-05-15", "2023-05-22", "2023-05-23", "2023-05-24"),  # Ascension Day
            ("2023-05-25", "2023-06-01", "2023-06-02", "2023-06-03"),  # Whit Monday
            ("2023-12-20", "2023-12-28", "2023-12-29", "2023-12-30"),  # Christmas
            ("2023-12-22", "2024-01-02", "2024-01-03", "2024-01-04"),  # Christmas and New Year
            ("2023-12-28", "2024-01-04", "2024-01-05", "2024-01-06"),  # New Year
            ("2024-03-28", "2024-04-04", "2024-04-05", "2024-04-06"),  # Easter Monday
            ("2024-05-06", "2024-05-13", "2024-05-14", "2024-05-15"),  # Ascension Day
            ("2024-05-16", "2024-05-23", "2024-05-24", "2024-05-25"),  # Whit Monday
            ("2024-12-23", "2025-01-01", "2025-01-02", "2025-01-03"),  # Christmas and New Year
            ("2024-12-31", "2025-01-07", "2025-01-08", "2025-01-09"),  # New Year
        )
    ),
    Boundary(
        "uzovi",
        "claims/insured-of-aevitae",
        "insurers.caresq.claim.uzovi",
        {"3359": NOT_MET, "3360": MET, "3361": NOT_MET},
    ),
]

# Two facts that are compared with each other: the tariff with the price, the wait with its norm.
COMPARED = [
    Boundary(
        "realised_purchase_price",
        "expensive_medicines/no-profit",
        "insurers.caresq.medicine.tariff",
        {950.49: MET, 950.5: MET, 950.51: NOT_MET},
        {"insurers.caresq.medicine.realised_purchase_price": 950.5},
    ),
    Boundary(
        "norm_days",
        "attention/within-treek-norm",
        "insurers.caresq.waiting.days",
        {27: MET, 28: MET, 29: NOT_MET},
        {
            "insurers.caresq.waiting.norm_days": 28,
            "insurers.caresq.waiting.special_circumstances": False,
        },
    ),
]


@pytest.mark.parametrize("boundary", BOUNDARIES + COMPARED, ids=str)
def test_each_side_of_a_boundary_has_its_status(boundary: Boundary, policies: Policies) -> None:
    check_boundary(boundary, POLICY, policies, BASE)


def test_every_parameter_has_its_boundaries_here(policies: Policies) -> None:
    assert_every_parameter(POLICY, {each.parameter for each in BOUNDARIES}, set(), policies)


def test_every_boundary_is_the_one_of_its_parameter(policies: Policies) -> None:
    """The day or the number that is crossed is what parameters.yaml says."""
    parameters = policies.manifests[POLICY].parameters
    for boundary in BOUNDARIES:
        value = parameters[boundary.parameter].versions[-1].value
        if isinstance(value, str) and boundary.fact != "as_of":
            assert value in boundary.steps, boundary


def test_before_the_first_text_there_is_nothing_to_judge_by(policies: Policies) -> None:
    with pytest.raises(PolicycheckError, match="2023-04-01"):
        policies.decide(POLICY, "conclusion", {"as_of": "2023-12-01", "known_at": "2023-03-31"})


@pytest.mark.parametrize(
    ("known_at", "noted"), [("2023-11-10", True), ("2023-11-11", True), ("2023-11-12", False)]
)
def test_until_the_signing_date_another_one_may_have_held(
    known_at: str, noted: bool, policies: Policies
) -> None:
    case = {"as_of": "2023-12-01", "known_at": known_at}
    decided = policies.decide(POLICY, "conclusion", case)
    assert ("signing-date-version" in {each.id for each in decided.readings}) == noted


@pytest.mark.parametrize(
    ("as_of", "noted"), [("2023-12-30", True), ("2023-12-31", True), ("2024-01-01", False)]
)
def test_before_the_year_begins_the_purchasing_year_could_be_another(
    as_of: str, noted: bool, policies: Policies
) -> None:
    decided = policies.decide(POLICY, "application", changed(BASE, {"as_of": as_of}))
    assert ("purchasing-year" in {each.id for each in decided.readings}) == noted


@pytest.mark.parametrize(
    ("years", "basis"),
    [([2023], "policy_conditions"), ([2024], "price_list"), ([2025], "policy_conditions")],
)
def test_only_a_contract_for_the_year_has_a_price_list(
    years: list[int], basis: str, policies: Policies
) -> None:
    case = changed(
        BASE,
        {
            "as_of": "2024-03-01",
            "contract_year": 2024,
            "provider.sectors": ["categorical"],
            KIND: "dialysis",
            "provider.categorical.also": "none",
            YEARS: years,
        },
    )
    assert policies.decide(POLICY, "reimbursement", case).result.get("basis") == basis


# ## A contract in the running year, and claims
#
# Caresq concludes no new contract during the year; new is who had none in 2023, or every contract.
# On the day on which a contract takes effect, and on claims before it, the text says nothing.

IN_SCOPE: Mapping[str, Any] = {
    "contract_year": 2024,
    "provider.sectors": ["categorical"],
    KIND: "dialysis",
    "provider.categorical.also": "none",
}
IN_THE_YEAR = ("2024-01-01", "2024-02-29", "2024-12-31")


@pytest.mark.parametrize(
    ("years", "concluded", "outcome", "leaning"),
    [
        ([], "2023-12-31", Outcome.MET, None),
        *(([], day, Outcome.NOT_MET, None) for day in IN_THE_YEAR),
        ([], "2025-01-01", Outcome.REFER, None),
        ([2022], "2024-02-29", Outcome.NOT_MET, None),
        ([2023], "2023-12-31", Outcome.MET, None),
        *(([2023], day, Outcome.REFER, Outcome.MET) for day in IN_THE_YEAR),
        ([2023], "2025-01-01", Outcome.REFER, Outcome.MET),
        (None, "2023-12-31", Outcome.MET, None),
        *((None, day, Outcome.UNDETERMINED, None) for day in IN_THE_YEAR),
    ],
)
def test_a_new_contract_comes_before_the_year(
    years: list[int] | None,
    concluded: str,
    outcome: Outcome,
    leaning: Outcome | None,
    policies: Policies,
) -> None:
    facts = {**IN_SCOPE, YEARS: years, RECEIVED: "2023-09-01", CONCLUDED: concluded}
    decided = policies.decide(POLICY, "application", changed({"as_of": "2025-02-01"}, facts))
    assert (decided.outcome, decided.leaning) == (outcome, leaning)


@pytest.mark.parametrize("received", ["2023-12-31", *IN_THE_YEAR])
def test_a_request_in_the_running_year_is_too_late(received: str, policies: Policies) -> None:
    facts = {**IN_SCOPE, **NEW, RECEIVED: received, CONCLUDED: "2023-12-31"}
    decided = policies.decide(POLICY, "application", changed({"as_of": "2025-02-01"}, facts))
    assert decided.outcome is Outcome.NOT_MET


@pytest.mark.parametrize("signed", ["2023-12-31", *IN_THE_YEAR])
def test_what_a_signature_in_the_running_year_does_is_left_to_caresq(
    signed: str, policies: Policies
) -> None:
    facts = {**IN_SCOPE, SIGNED: signed, "insurers.caresq.contract.price_list_approved": True}
    decided = policies.decide(POLICY, "conclusion", changed({"as_of": "2025-02-01"}, facts))
    assert (decided.outcome, decided.leaning) == (Outcome.REFER, Outcome.NOT_MET)


@pytest.mark.parametrize("as_of", ["2023-12-31", *IN_THE_YEAR, "2025-01-01"])
@pytest.mark.parametrize(
    ("years", "by_vecozo", "outcome"),
    [
        ([2024], True, Outcome.MET),
        ([2024], False, Outcome.NOT_MET),
        ([2023], True, Outcome.MET),
        ([2023], False, Outcome.MET),
        ([], False, Outcome.MET),
        (None, True, Outcome.MET),
        (None, False, Outcome.UNDETERMINED),
    ],
)
def test_a_claim_waits_for_nothing_and_has_the_form_of_the_contract(
    years: list[int] | None, by_vecozo: bool, outcome: Outcome, as_of: str, policies: Policies
) -> None:
    facts = {
        **IN_SCOPE,
        YEARS: years,
        "insurers.caresq.claim": {
            "uzovi": "3360",
            "via_vecozo": by_vecozo,
            "vektis_standard": True,
            "care_within_zvw": True,
            "care_lawful": True,
            "care_state_of_science": True,
            "care_used_appropriately": True,
        },
        "insurers.caresq.findings.proven_no_added_value": False,
    }
    decided = policies.decide(POLICY, "claims", changed({"as_of": as_of}, facts))
    assert decided.outcome is outcome
