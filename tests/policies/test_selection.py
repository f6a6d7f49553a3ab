"""Which policies a path means."""

import shutil
from pathlib import Path

import pytest

from made_up import made_up_rules
from policycheck.errors import UsageError
from policycheck.policies.selection import Selection, select
from policycheck.resources import shipped


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    rules = made_up_rules(tmp_path)
    shutil.copytree(rules / "acme/demo_2024", rules / "acme/demo_2025")
    shutil.copytree(rules / "acme", rules / "other")
    shutil.rmtree(rules / "other/demo_2025")
    return rules


EVERYTHING = ("acme.demo_2024", "acme.demo_2025", "other.demo_2024")


@pytest.mark.parametrize(
    ("paths", "policies"),
    [
        ((".",), EVERYTHING),
        (("acme",), EVERYTHING[:2]),
        (("acme/demo_2024",), EVERYTHING[:1]),
        (("acme/demo_2024/application.rego",), EVERYTHING[:1]),
        (("other/demo_2024/policy.yaml", "acme/demo_2024"), (EVERYTHING[0], EVERYTHING[2])),
    ],
)
def test_a_path_means_the_policies_in_and_around_it(
    rules: Path, paths: tuple[str, ...], policies: tuple[str, ...]
) -> None:
    found = select([rules / path for path in paths])
    assert found.directory.resolve() == rules.resolve()
    assert found.policies == policies


def test_without_paths_the_whole_directory_is_meant(rules: Path) -> None:
    assert select([], rules) == Selection(rules, EVERYTHING, False)
    assert select([]).directory == shipped("rego")
    assert select([]).library


def test_a_policy_is_meant_by_its_id_too(rules: Path) -> None:
    assert select([Path("asr.ggz_2024")]).policies == ("asr.ggz_2024",)
    assert select([Path("acme.demo_2025")], rules).policies == ("acme.demo_2025",)


def test_every_policy_rests_on_the_library(rules: Path) -> None:
    shutil.copytree(shipped("rego") / "policycheck", rules / "policycheck")
    library = Selection(rules, EVERYTHING, True)
    assert select([rules / "policycheck/text.rego"]) == library
    assert select([rules / "policycheck"]) == library
    assert select([rules / "acme"]).library is False


def test_the_directory_is_named_as_the_path_is(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(rules.parent)
    assert select([Path("rules/acme/demo_2024/policy.yaml")]).directory == Path("rules")
    monkeypatch.chdir(rules / "acme")
    assert select([Path("demo_2024")]).directory == rules
    assert select([Path()]).policies == EVERYTHING[:2]


def test_a_half_written_policy_is_meant_too(rules: Path) -> None:
    (rules / "acme/new_2026").mkdir()
    assert select([rules]).policies == EVERYTHING
    (rules / "acme/new_2026/eligibility.rego").write_text("package x\n", encoding="utf-8")
    assert "acme.new_2026" in select([rules]).policies


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no file, directory or policy "),
        ("..", "is no rules directory and lies in none: expected <insurer>/<policy>/policy.yaml"),
    ],
)
def test_a_path_that_means_nothing_says_so(rules: Path, path: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        select([rules / path])


def test_paths_lie_in_one_rules_directory(rules: Path) -> None:
    with pytest.raises(UsageError, match="does not lie in the rules directory"):
        select([rules / "acme", shipped("rego") / "asr"])
