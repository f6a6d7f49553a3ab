"""Retroactive contracts, contracts in the running year and claims: who says what about them.

Each policy is held to its own text. Only asr.ggz_2024 forbids a contract with retroactive effect;
where a text is silent, nothing is refused for it and nothing is borrowed. What a policy does say is
at the end of its own table of boundaries.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import policycheck
from policycheck import Policies
from properties.changing import changed

START = "insurers.asr.contract_request.requested_start_on"
CONCLUDED = "insurers.asr.contract.concluded_on"
CLAIMS = "insurers.asr.claims.count_for_contract_year"
LISTED_CLAIMS = "insurers.asr.claims.submitted"
STATUS = "insurers.asr.contracting_status"
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
    LISTED_CLAIMS: {
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
