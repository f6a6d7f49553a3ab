"""Repositories with rules: the made-up policy, and a shipped one with its cases."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from made_up import RULES

from .repository import Repository, made_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The made-up policy, committed."""
    made = made_repository(tmp_path / "work")
    shutil.copytree(RULES, made.rules)
    made.commit("The made-up policy")
    return made


@pytest.fixture
def shipped_repository(root: Path, tmp_path: Path) -> Callable[[str], Repository]:
    """One shipped policy with the library and its cases, committed."""

    def make(policy: str) -> Repository:
        made = made_repository(tmp_path / "shipped")
        insurer, _, name = policy.partition(".")
        for folder in (f"{insurer}/{name}", "policycheck"):
            shutil.copytree(root / "rego" / folder, made.rules / folder)
        cases = Path("fixtures/cases", policy)
        shutil.copytree(root / cases, made.path / cases)
        made.commit("The rules as they are")
        return made

    return make
