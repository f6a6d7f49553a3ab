"""A place for new policies, and what runs them."""

import shutil
from pathlib import Path

import pytest

from policycheck.scaffold import Places, PolicyWishes, draft_policy, name_of, publish
from policycheck.scaffold.files import Draft


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An empty rules directory, and no fixtures yet."""
    (tmp_path / "rego").mkdir()
    return Places.chosen(tmp_path / "rego", None)


@pytest.fixture
def policy(places: Places) -> Draft:
    """A policy that was made."""
    draft = draft_policy(name_of("acme.care_2026"), PolicyWishes(), places)
    publish(draft)
    return draft


@pytest.fixture
def shipped_copy(root: Path, tmp_path: Path) -> Places:
    """A copy of the shipped rules with their cases, without their scenarios."""
    shutil.copytree(root / "rego", tmp_path / "shipped/rego")
    shutil.copytree(root / "fixtures/cases", tmp_path / "shipped/fixtures/cases")
    return Places.chosen(tmp_path / "shipped/rego", None)
