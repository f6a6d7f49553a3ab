"""The tests of the shipped policies pass, and show all that can occur."""

from pathlib import Path

import pytest

from policycheck.policies import load_manifests
from policycheck.policies.selection import select
from policycheck.testing import percentage, run_covered


@pytest.mark.parametrize("policy", load_manifests())
def test_every_status_and_boundary_is_seen(policy: str, root: Path) -> None:
    results, coverages = run_covered(select([Path(policy)]), root / "fixtures")
    assert [each.item.id for each in results if not each.good] == []
    (coverage,) = coverages
    lacking = [(each.decision, each.id, each.lacking) for each in coverage.conditions]
    assert [each for each in lacking if each[2]] == []
    sides = [(each.file, each.row, each.lacking) for each in coverage.comparisons]
    assert [each for each in sides if each[2]] == []
    assert [each for each in coverage.files if each.lacking] == []
    assert percentage(coverages) == 100.0
