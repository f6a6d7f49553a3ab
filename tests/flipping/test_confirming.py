"""The solver finds no single change that was missed, and finds one that was left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from policycheck import Policies, load
from policycheck.facts import read_case
from policycheck.flipping import Confirmed, Wish
from policycheck.flipping.confirming import confirmed
from policycheck.flipping.finding import find_flips
from policycheck.model import Outcome


@pytest.fixture(scope="module")
def shipped() -> Policies:
    return load(engine="compiled")


DENIED = [
    ("asr.ggz_2024", "asks-1-september", "application"),
    ("asr.ggz_2024", "ceiling-69-99", "ceiling_increase"),
    ("asr.ggz_2024", "held-claims", "claims"),
    ("asr.ggz_2024", "mid-year-with-claims", "application"),
    ("asr.ggz_2024", "under-supervision", "eligibility"),
    ("caresq.categoraal_2024", "epilepsy-centre-of-three-sectors", "approach"),
    ("vgz.msz_2024", "planning", "general_conditions"),
]


@pytest.mark.parametrize(("policy", "name", "decision"), DENIED)
@pytest.mark.parametrize("anyones", [False, True])
def test_nothing_was_missed(
    root: Path, shipped: Policies, policy: str, name: str, decision: str, anyones: bool
) -> None:
    case = read_case(root / f"fixtures/cases/{policy}/{name}.yaml")
    wish = Wish((Outcome.MET,), 1, anyones)
    found = find_flips(shipped, policy, decision, case, wish)
    said = confirmed(shipped, case, found, follows="known_at" not in case.value)
    assert said.confirmed is (Confirmed.NOT_ASKED if found.flips else Confirmed.NONE_LEFT)


def test_what_is_left_out_is_noticed(root: Path, shipped: Policies) -> None:
    case = read_case(root / "fixtures/cases/asr.ggz_2024/retroactive-start.yaml")
    found = find_flips(shipped, "asr.ggz_2024", "application", case, Wish((Outcome.MET,)))
    assert found.flips
    said = confirmed(shipped, case, replace(found, flips=()), follows=True)
    assert said.confirmed is Confirmed.NOT_DECIDED
