"""Retroactive contracts, contracts in the running year and claims: who says what about them.

Each policy is held to its own text. Only asr.ggz_2024 forbids a contract with retroactive effect;
where a text is silent, nothing is refused for it and nothing is borrowed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import policycheck
from policycheck import Policies
from policycheck.model import Outcome, Status
from properties.changing import changed

MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN
NOT_APPLICABLE = Status.NOT_APPLICABLE

YEARS = "insurers.asr.contract_years"
START = "insurers.asr.contract_request.requested_start_on"
CONCLUDED = "insurers.asr.contract.concluded_on"
CLAIMS = "insurers.asr.claims.count_for_contract_year"
STATUS = "insurers.asr.contracting_status"
OPENED = "insurers.asr.invoice.opened_on"
SUBMITTED = "insurers.asr.invoice.submitted_on"
CASES = Path(__file__).resolve().parents[2] / "fixtures" / "cases"


def fixture(policy: str, name: str) -> Mapping[str, Any]:
    return policycheck.read_case(CASES / policy / f"{name}.yaml").value


# ## Who says something

# The conditions that these facts can change, by all that the manifests declare.
ASKED_BY = {
    CONCLUDED: {"asr.ggz_2024.application/start-not-retroactive"},
    START: {
        "asr.geboortezorg_2023.contract_term/joins-in-first-year",
        "asr.geboortezorg_2023.integral_contract/no-claims-yet",
        "asr.ggz_2024.application/no-claims-yet",
        "asr.ggz_2024.application/request-in-time",
        "asr.ggz_2024.application/signed-in-time",
        "asr.ggz_2024.application/start-not-retroactive",
    },
    CLAIMS: {
        "asr.geboortezorg_2023.integral_contract/no-claims-yet",
        "asr.ggz_2024.application/no-claims-yet",
    },
    STATUS: {
        "asr.geboortezorg_2023.claims/purchasing-completed",
        "asr.geboortezorg_2023.claims/uniform-claims-paragraph",
        "asr.ggz_2024.claims/purchasing-completed",
        "asr.ggz_2024.claims/uniform-claims-paragraph",
    },
    "insurers.caresq.contract.concluded_on": {
        "caresq.categoraal_2024.application/concluded-before-year",
    },
}


@pytest.mark.parametrize("fact", ASKED_BY)
def test_only_the_policies_that_speak_of_it_ask_it(fact: str, policies: Policies) -> None:
    pointer = "/" + fact.replace(".", "/")
    found = set()
    for policy, manifest in policies.manifests.items():
        for decision, rule in manifest.decisions.items():
            for id, condition in rule.conditions.items():
                exempt = {each for by in condition.exempt_by for each in rule.exemptions[by].facts}
                if pointer in {*condition.facts, *exempt}:
                    found.add(f"{policy}.{decision}/{id}")
    assert found == ASKED_BY[fact]


def test_where_the_text_knows_no_start_and_no_claims_there_is_no_fact_for_them(
    policies: Policies,
) -> None:
    for insurer in ("caresq", "vgz"):
        found = {
            path for path in policies.schemas.dictionary if path.startswith(f"/insurers/{insurer}/")
        }
        assert f"/insurers/{insurer}/contract_years" in found
        assert not [path for path in found if "start_on" in path or "claims" in path]


# A retroactive start at a.s.r., with claims, while contracting is open.
AT_ASR: Mapping[str, Any] = {
    START: "2021-01-01",
    CONCLUDED: "2021-02-28",
    CLAIMS: 3,
    STATUS: "open",
}
SILENT = [
    (path.parent.name, path.stem)
    for policy in ("asr.ggz_2022", "caresq.categoraal_2024", "vgz.msz_2024")
    for path in sorted((CASES / policy).glob("*.yaml"))
]


@pytest.mark.parametrize(("policy", "name"), SILENT)
def test_a_ban_of_another_policy_changes_nothing(
    policy: str, name: str, policies: Policies
) -> None:
    case = fixture(policy, name)
    for decision in policies.manifests[policy].decisions:
        before = policies.decide(policy, decision, case)
        after = policies.decide(policy, decision, changed(case, AT_ASR))
        assert after.conditions == before.conditions, decision
        assert (after.outcome, after.leaning) == (before.outcome, before.leaning), decision
        assert (after.result, after.missing) == (before.result, before.missing), decision


# ## asr.ggz_2024: no contract with retroactive effect

# A contract that starts in the running year, and the day on which it was concluded.
STARTS = [
    # an ordinary day
    ("2024-03-14", "2024-03-15", NOT_MET),
    ("2024-03-15", "2024-03-15", MET),
    ("2024-03-16", "2024-03-15", MET),
    # the leap day as the day of conclusion
    ("2024-02-28", "2024-02-29", NOT_MET),
    ("2024-02-29", "2024-02-29", MET),
    ("2024-03-01", "2024-02-29", MET),
    # the leap day as the start
    ("2024-02-29", "2024-02-28", MET),
    ("2024-02-29", "2024-03-01", NOT_MET),
    # the turn of the year
    ("2024-01-01", "2023-12-31", MET),
    ("2024-01-01", "2024-01-01", MET),
    ("2024-01-01", "2024-01-02", NOT_MET),
    ("2023-12-31", "2024-01-01", NOT_MET),
    ("2024-12-31", "2024-12-31", MET),
    ("2024-12-31", "2025-01-01", NOT_MET),
]


@pytest.mark.parametrize(("start", "concluded", "new"), STARTS)
def test_a_new_contract_does_not_start_before_it_is_concluded(
    start: str, concluded: str, new: Status, policies: Policies
) -> None:
    case = changed({"as_of": "2025-02-01"}, {START: start, CONCLUDED: concluded})
    late = new is NOT_MET
    # The ban stands under new providers. Whether it holds for others too is a reading.
    others = {
        "new-providers": NOT_APPLICABLE if late else MET,
        "every-contract": NOT_MET if late else MET,
    }
    assert _start(policies, changed(case, {YEARS: []})) is new
    assert _start(policies, case) is (UNKNOWN if late else MET)
    for reading, status in others.items():
        chosen = {"retroactivity-scope": reading}
        assert _start(policies, changed(case, {YEARS: [2023]}), chosen) is status, reading


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-02-28", NOT_APPLICABLE), ("2024-02-29", NOT_APPLICABLE), ("2024-03-01", UNKNOWN)],
)
def test_until_the_start_a_contract_can_still_be_concluded(
    as_of: str, status: Status, policies: Policies
) -> None:
    case = changed({"as_of": as_of}, {START: "2024-02-29", YEARS: []})
    assert _start(policies, case) is status


def _start(
    policies: Policies, case: Mapping[str, Any], readings: Mapping[str, str] | None = None
) -> Status:
    decided = policies.decide("asr.ggz_2024", "application", case, readings=readings or {})
    return decided.conditions["start-not-retroactive"].status


# ## asr.ggz_2024: in principle no contract in the running year after claims


@pytest.mark.parametrize(
    ("start", "after_claims"),
    [
        ("2023-12-31", NOT_APPLICABLE),
        ("2024-01-01", NOT_APPLICABLE),
        ("2024-01-02", NOT_MET),
        ("2024-02-29", NOT_MET),
        ("2024-12-31", NOT_MET),
    ],
)
def test_claims_for_the_year_stand_in_the_way_of_a_start_in_it(
    start: str, after_claims: Status, policies: Policies
) -> None:
    base = fixture("asr.ggz_2024", "mid-year-without-claims")
    for count, status in enumerate((MET, after_claims, after_claims)):
        case = changed(base, {"as_of": "2025-02-01", START: start, CLAIMS: count})
        decided = policies.decide("asr.ggz_2024", "application", case)
        assert decided.conditions["no-claims-yet"].status is status, count


def test_a_withdrawn_claim_counts_and_one_for_another_year_does_not(policies: Policies) -> None:
    """The case counts claims for care in the contract year, whenever they are submitted."""
    meaning = policies.schemas.dictionary["/" + CLAIMS.replace(".", "/")].description
    assert "care in the contract year" in meaning.en
    assert "withdrawn" in meaning.en
    assert "contractjaar" in meaning.nl
    assert "ingetrokken" in meaning.nl
    case = changed(fixture("asr.ggz_2024", "mid-year-without-claims"), {CLAIMS: 1})
    decided = policies.decide("asr.ggz_2024", "application", case)
    assert (decided.conditions["no-claims-yet"].status, decided.outcome) == (NOT_MET, "refer")
    assert "claims-for-year" in {each.id for each in decided.readings}


# ## Claims while contracting is open: held at a.s.r. in 2023 and 2024, and nowhere else


@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-01-01", "2024-02-29", "2025-01-01"])
@pytest.mark.parametrize("policy", ["asr.geboortezorg_2023", "asr.ggz_2024"])
@pytest.mark.parametrize(
    ("status", "handled", "outcome"),
    [
        ("open", NOT_MET, Outcome.NOT_MET),
        ("completed", MET, Outcome.MET),
        ("none", NOT_APPLICABLE, Outcome.REFER),
        (None, UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_claims_wait_for_the_contract_and_not_for_a_day(
    policy: str,
    as_of: str,
    status: str | None,
    handled: Status,
    outcome: Outcome,
    policies: Policies,
) -> None:
    case = changed(fixture(policy, "held-claims"), {"as_of": as_of, STATUS: status})
    decided = policies.decide(policy, "claims", case)
    assert (decided.conditions["purchasing-completed"].status, decided.outcome) == (
        handled,
        outcome,
    )


# ## asr.ggz_2022: its sentence and its example disagree on 30 April


@pytest.mark.parametrize(
    ("opened", "submitted", "outcome", "leaning"),
    [
        ("2022-01-01", "2023-04-29", Outcome.MET, None),
        ("2022-01-01", "2023-04-30", Outcome.REFER, Outcome.MET),
        ("2022-01-01", "2023-05-01", Outcome.NOT_MET, None),
        ("2022-12-31", "2023-04-29", Outcome.MET, None),
        ("2022-12-31", "2023-04-30", Outcome.REFER, Outcome.MET),
        ("2022-12-31", "2023-05-01", Outcome.NOT_MET, None),
        ("2021-12-31", "2022-04-29", Outcome.MET, None),
        ("2021-12-31", "2022-04-30", Outcome.REFER, Outcome.MET),
        ("2021-12-31", "2022-05-01", Outcome.NOT_MET, None),
        # The year of opening counts: a day earlier or later is another term, or none.
        ("2021-12-31", "2023-04-29", Outcome.NOT_MET, None),
        ("2023-01-01", "2023-04-29", Outcome.REFER, None),
        ("2020-12-31", "2022-04-29", Outcome.REFER, None),
    ],
)
@pytest.mark.parametrize("contract", [[2022], []])
def test_the_term_for_claims_ends_around_30_april(
    opened: str,
    submitted: str,
    outcome: Outcome,
    leaning: Outcome | None,
    contract: list[int],
    policies: Policies,
) -> None:
    base = fixture("asr.ggz_2022", "invoice-of-may")
    facts = {"as_of": "2023-06-01", OPENED: opened, SUBMITTED: submitted, YEARS: contract}
    decided = policies.decide("asr.ggz_2022", "claims", changed(base, facts))
    assert (decided.outcome, decided.leaning) == (outcome, leaning)


@pytest.mark.parametrize(
    ("reading", "outcome"), [("in-time", Outcome.MET), ("too-late", Outcome.NOT_MET)]
)
def test_a_reading_settles_30_april_itself(
    reading: str, outcome: Outcome, policies: Policies
) -> None:
    base = fixture("asr.ggz_2022", "invoice-of-may")
    facts = {"as_of": "2023-06-01", OPENED: "2022-05-20", SUBMITTED: "2023-04-30"}
    chosen = {"thirtieth-of-april": reading}
    decided = policies.decide("asr.ggz_2022", "claims", changed(base, facts), readings=chosen)
    assert decided.outcome is outcome
