"""Both engines make the same documents: of every fixture and scenario, byte by byte."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from policycheck import read_case
from policycheck.errors import UsageError
from policycheck.policies import load_manifests
from policycheck.testing.scenarios import read_scenarios
from scenario_files import FIXTURES

from .conftest import Both, program

POLICIES = tuple(load_manifests())


@pytest.mark.parametrize("policy", POLICIES)
def test_every_fixture_gives_the_same_documents(policy: str, both: Both, root: Path) -> None:
    """The fixtures of other policies too, as far as their days are days of this one."""
    decisions = list(both.regopy.manifests[policy].decisions)
    compared = 0
    for file in sorted((root / "fixtures/cases").rglob("*.yaml")):
        case = read_case(file)
        own = file.parent.name == policy
        # Each policy says something about every case; of others' cases mostly that little is known.
        for decision in decisions if own else [decisions[compared % len(decisions)]]:
            try:
                assert both.difference(policy, decision, case) is None
            except UsageError:
                assert not own
            compared += 1
    assert compared > len(decisions)
    assert not program(both.compiled, policy).left


@pytest.mark.parametrize("policy", POLICIES)
def test_scenarios_give_the_same_document(policy: str, both: Both) -> None:
    """Every third one, and every one with a reading that was chosen."""
    prepared = set()
    found = read_scenarios(FIXTURES, both.regopy.manifests[policy], both.regopy.schemas)
    assert found
    for each in (one for n, one in enumerate(found) if one.readings or n % 3 == 0):
        readings = tuple(sorted(each.readings.items()))
        if readings and (each.decision, readings) not in prepared:
            prepared.add((each.decision, readings))
            assert both.compiled.prepare(policy, each.decision, readings=each.readings)
        difference = both.difference(policy, each.decision, each.case, each.readings)
        assert difference is None, each.item.name
    assert not program(both.compiled, policy).left


def test_the_text_of_every_day_gives_the_same_documents(both: Both, root: Path) -> None:
    policy = "vgz.msz_2024"
    manifest = both.regopy.manifests[policy]
    published = {each.published for each in manifest.amendments.values()}
    days = {day + timedelta(more) for day in published for more in (-1, 0)}
    cases = [read_case(file) for file in sorted((root / "fixtures/cases" / policy).glob("*.yaml"))]
    seen = set()
    for case in cases:
        for day in sorted(days):
            for decision in ("eligibility", "selective_purchasing"):
                assert both.difference(policy, decision, case, known_at=day) is None
                made = both.compiled.decide(policy, decision, case, known_at=day)
                seen |= {each.id for each in made.conditions.values() if each.withdrawn_by}
    assert seen
    assert not program(both.compiled, policy).left


def test_a_difference_is_told(both: Both, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, decision = "asr.ggz_2024", "claims"
    case = read_case(root / "fixtures/cases" / policy / "ceiling-69-99.yaml")
    assert both.difference(policy, decision, case) is None
    asked = program(both.compiled, policy)
    right = asked.query

    def wrong(*given: Any) -> Any:
        answer = right(*given)
        first = next(iter(answer["statuses"]))
        return {**answer, "statuses": {**answer["statuses"], first: "open"}}

    monkeypatch.setattr(asked, "query", wrong)
    told = both.difference(policy, decision, case)
    assert told is not None
    assert '"status": "open"' in told
