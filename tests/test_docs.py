"""What the pages in docs/ say of policies is what the policies hold."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from policycheck.facts import case_from_mapping
from policycheck.policies import load_manifests

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "retroactive-and-mid-year.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\S+)` \| (.*) \|$", PAGE, flags=re.MULTILINE))
POLICIES = load_manifests()


def test_every_policy_has_its_row() -> None:
    assert sorted(ROWS) == sorted(POLICIES)


@pytest.mark.parametrize("policy", ROWS)
def test_every_condition_that_is_named_decides_the_clause_beside_it(policy: str) -> None:
    named = re.findall(r"`(\w+)/([\w-]+)` \(([a-z]+-\d+)\)", ROWS[policy])
    for decision, condition, clause in named:
        assert clause in POLICIES[policy].decisions[decision].conditions[condition].refs
    assert len(re.findall(r"`\w+/[\w-]+`", ROWS[policy])) == len(named)


@pytest.mark.parametrize("policy", ROWS)
def test_every_reading_that_is_named_is_there(policy: str) -> None:
    named = re.findall(r"(?:reading|notes) `([\w-]+)`", ROWS[policy])
    assert named
    assert set(named) <= set(POLICIES[policy].readings)


def test_the_example_is_a_case() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    case_from_mapping(YAML(typ="safe", pure=True).load(example))
