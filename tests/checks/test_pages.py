"""Every check has a page, and what the page says is so: avoid fires it alone, prefer nothing."""

import re
from pathlib import Path

import pytest

from checks.pages import PAGES, POLICY, findings, sections
from made_up import made_up_rules
from policycheck.checks import CHECKS, check_subject, read_subject

IDS = [check.id for check in CHECKS]
INDEX = (PAGES / "README.md").read_text(encoding="utf-8")


def test_there_is_a_page_for_every_check_and_no_other() -> None:
    assert len(set(IDS)) == len(IDS)
    assert {page.stem for page in PAGES.glob("*.md")} == {*IDS, "README"}


def test_the_index_has_every_check_with_its_title() -> None:
    rows = re.findall(r"^\| \[(\S+)\]\((\S+)\.md\) \| (\w+) \| (.*) \|$", INDEX, re.MULTILINE)
    assert rows == [(each.id, each.id, str(each.severity), each.title.en) for each in CHECKS]


def test_the_made_up_policy_has_no_finding(tmp_path: Path) -> None:
    assert check_subject(read_subject(made_up_rules(tmp_path), POLICY)) == []


@pytest.mark.parametrize("id", IDS)
def test_a_page_has_its_parts(id: str) -> None:
    text = (PAGES / f"{id}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {id}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Avoid", "Prefer", "Why"]
    assert all(sections(PAGES / f"{id}.md")[part] for part in ("Avoid", "Prefer"))
    assert all(len(line) <= 120 for line in text.splitlines())


@pytest.mark.parametrize("id", IDS)
def test_avoid_fires_the_check_and_nothing_else(id: str, tmp_path: Path) -> None:
    found = findings(sections(PAGES / f"{id}.md")["Avoid"], tmp_path)
    assert {finding.check for finding in found} == {id}, found


@pytest.mark.parametrize("id", IDS)
def test_prefer_fires_nothing(id: str, tmp_path: Path) -> None:
    assert findings(sections(PAGES / f"{id}.md")["Prefer"], tmp_path) == []
