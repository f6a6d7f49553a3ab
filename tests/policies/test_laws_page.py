"""What docs/laws.md says is what a law can be, and its examples are laws of a shipped policy."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from policycheck.policies import load_manifests
from policycheck.policies.laws import Kind, Law, Relation
from policycheck.resources import shipped

POLICY = "asr.ggz_2024"
PAGE = (Path(__file__).parents[2] / "docs/laws.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^`(\w+)`.*?\n\n```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMES = {kind.__name__.lower() for kind in get_args(Kind)}


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, _ in EXAMPLES} == NAMES
    assert len(EXAMPLES) == len(NAMES) == PAGE.count("```yaml")


def test_every_comparison_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:every|days|amounts)", PAGE, re.MULTILINE)
    assert rows == [each.value for each in Relation]


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Law]:
    rules = Path(shutil.copytree(shipped("rego"), tmp_path_factory.mktemp("page") / "rego"))
    text = "".join(example for _, example in EXAMPLES)
    (rules / "asr/ggz_2024/laws.yaml").write_text(text, encoding="utf-8")
    return dict(load_manifests(rules, [POLICY])[POLICY].laws)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[kind for kind, _ in EXAMPLES])
def test_an_example_is_a_law_of_its_kind(laws: dict[str, Law], kind: str, example: str) -> None:
    law = laws[example.partition(":")[0]]
    assert law.kind_name == kind
    assert law.title.en != law.title.nl
