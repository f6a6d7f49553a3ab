"""A made-up policy, in a directory that a test may change."""

import shutil
from pathlib import Path

RULES = Path(__file__).parent / "rules"


def made_up_rules(directory: Path) -> Path:
    """A rules directory with the policy acme.demo_2024; the shared library is the shipped one."""
    return Path(shutil.copytree(RULES, directory / "rules"))


def replace(file: Path, old: str, new: str) -> None:
    """Change one place in a file; it must be there."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
