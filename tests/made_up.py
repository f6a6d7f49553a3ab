"""A made-up policy beside the shipped library, in a directory that a test may change."""

import shutil
from pathlib import Path

from policycheck.resources import shipped

RULES = Path(__file__).parent / "rules"


def made_up_rules(directory: Path) -> Path:
    """A rules directory with the shared library and the policy acme.demo_2024."""
    shutil.copytree(RULES, directory / "rules")
    library = directory / "rules" / "policycheck"
    shutil.copytree(shipped("rego") / "policycheck", library)
    return directory / "rules"


def replace(file: Path, old: str, new: str) -> None:
    """Change one place in a file; it must be there."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
