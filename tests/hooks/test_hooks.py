"""The hooks for pre-commit, with the real pre-commit in real repositories."""

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from policycheck import cli

from .conftest import POLICY, Hooks, Repository, started

IDS = ("policycheck-check", "policycheck-test", "policycheck-impact", "policycheck-prove")
LAWS = """\
start-in-2025-is-late:
  title:
    nl: Wie in 2025 of later begon, is te laat.
    en: Who began in 2025 or later is too late.
  refs: [eli-03]
  decision: eligibility
  never:
    - {fact: /provider/started_on, from: '2025-01-01'}
    - {condition: started-before, status: met}
"""
RULES = f"rego/{POLICY.replace('.', '/')}"


def read(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


@pytest.fixture
def manifest(root: Path) -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in read(root / ".pre-commit-hooks.yaml")}


# --- the files


def test_there_is_a_hook_for_each_command(manifest: dict[str, dict[str, Any]]) -> None:
    assert tuple(manifest) == IDS
    for id, hook in manifest.items():
        program, command, *_ = shlex.split(hook["entry"])
        assert f"{program}-{command}" == id
        assert hook["name"] == f"{program} {command}"
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)


@pytest.mark.parametrize("id", IDS)
def test_every_option_is_one_of_the_command(
    manifest: dict[str, dict[str, Any]], id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, command, *words = [*shlex.split(manifest[id]["entry"]), *map(str, manifest[id]["args"])]
    needs(command)
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    help_ = capsys.readouterr().out
    for word in words:
        assert not word.startswith("-") or re.search(rf"^\s.*{word}\b", help_, re.MULTILINE), word


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("rego/acme/care_2026/eligibility.rego", True),
        ("rego/acme/care_2026/policy.yaml", True),
        ("rego/policycheck/dates.rego", True),
        ("fixtures/scenarios/acme.care_2026/eligibility.yaml", True),
        ("fixtures/cases/acme.care_2026/complete.json", True),
        ("fixtures/cases/acme.care_2026/complete.yml", True),
        ("README.md", False),
        (".github/workflows/ci.yaml", False),
        ("src/rego/x.yaml", False),
        ("rego/README.md", False),
    ],
)
def test_which_files_count(manifest: dict[str, dict[str, Any]], path: str, counts: bool) -> None:
    assert {bool(re.search(hook["files"], path)) for hook in manifest.values()} == {counts}


def test_the_project_uses_its_own_hooks(root: Path, manifest: dict[str, dict[str, Any]]) -> None:
    (local,) = read(root / ".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local"
    own = {hook["id"]: hook for hook in local["hooks"]}
    assert tuple(own) == IDS
    same = ("name", "args", "pass_filenames", "files", "stages")
    for id, hook in own.items():
        assert hook["entry"] == f"python3 dev.py {manifest[id]['entry']}"
        assert {key: hook[key] for key in same} == {key: manifest[id][key] for key in same}


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_pre_commit_can_read_them(root: Path, hooks: Hooks, command: str, file: str) -> None:
    words = [sys.executable, "-m", "pre_commit", command, file]
    done = started(words, root, hooks.environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_the_page_shows_configurations_that_work(
    root: Path, hooks: Hooks, manifest: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    page = (root / "docs/pre-commit.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        file = tmp_path / ".pre-commit-config.yaml"
        file.write_text(example, encoding="utf-8")
        words = [sys.executable, "-m", "pre_commit", "validate-config"]
        done = started(words, tmp_path, hooks.environment, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        (repo,) = read(file)["repos"]
        assert {hook["id"] for hook in repo["hooks"]} == set(IDS)
    for hook in manifest.values():
        assert f"`{hook['entry']} {' '.join(hook['args'])}`" in page


# --- what pip installs, with commands that are no hooks of their own


def test_a_hook_is_installed_by_pip_alone_and_stops_a_commit(repository: Repository) -> None:
    # The entry is another; where it is installed, its arguments and its files are the hook's.
    repository.use({"id": "policycheck-check", "entry": "policycheck sources --quiet --rules"})
    before = repository.commits

    repository.replace(f"{RULES}/policy.yaml", "Purchasing policy", "Purchase policy")
    good = repository.commit()
    assert good.returncode == 0, good.stdout + good.stderr
    assert re.search(r"^policycheck check\.+Passed$", good.stderr, re.MULTILINE)
    assert repository.commits == before + 1

    repository.replace(f"{RULES}/policy.yaml", "    information:\n      reason: contact\n", "")
    stopped = repository.commit()
    assert stopped.returncode == 1
    assert re.search(r"^policycheck check\.+Failed$", stopped.stderr, re.MULTILINE)
    assert "- exit code: 1" in stopped.stderr
    assert "give it conditions, decided_by or information" in " ".join(stopped.stderr.split())
    assert repository.commits == before + 1

    repository.run("git", "checkout", "HEAD", ".")
    (repository.directory / "README.md").write_text("# Rules\n", encoding="utf-8")
    (repository.directory / RULES / "scope.md").write_text("# Scope\n", encoding="utf-8")
    elsewhere = repository.commit()
    assert elsewhere.returncode == 0
    assert "(no files to check)Skipped" in elsewhere.stderr


def test_rules_that_lie_elsewhere(repository: Repository) -> None:
    shutil.move(repository.directory / "rego", repository.directory / "policies")
    repository.use(
        {
            "id": "policycheck-check",
            "entry": "policycheck sources --quiet --rules",
            "args": ["policies"],
            "files": "^(policies|fixtures)/",
        }
    )
    repository.replace(f"policies{RULES[4:]}/policy.yaml", "Purchasing policy", "Purchase policy")
    done = repository.commit()
    assert done.returncode == 0
    assert re.search(r"^policycheck check\.+Passed$", done.stderr, re.MULTILINE)


def test_impact_is_installed_with_what_it_searches_with(repository: Repository) -> None:
    entry = "python -c 'import hypothesis, policycheck, sys; sys.exit(policycheck.__file__)'"
    repository.use({"id": "policycheck-impact", "entry": entry})
    repository.replace(f"{RULES}/policy.yaml", "Purchasing policy", "Purchase policy")
    done = repository.commit()
    assert done.returncode == 1
    assert "site-packages" in done.stderr
    assert repository.hooks.environment["PRE_COMMIT_HOME"] in done.stderr


def test_prove_is_installed_with_its_solver(repository: Repository) -> None:
    entry = "python -c 'import z3, policycheck, sys; sys.exit(policycheck.__file__)'"
    repository.use({"id": "policycheck-prove", "entry": entry})
    repository.replace(f"{RULES}/policy.yaml", "Purchasing policy", "Purchase policy")
    done = repository.commit()
    assert done.returncode == 1
    assert "site-packages" in done.stderr


# --- the hooks themselves


def needs(*commands: str) -> None:
    missing = [each for each in commands if each not in cli._COMMANDS]
    if missing:
        pytest.skip(f"there is no command {missing[0]} yet")


@pytest.fixture
def guarded(repository: Repository) -> Repository:
    """A repository with the hooks and a law, as the page tells to use them."""
    needs("check", "test", "impact", "prove")
    (repository.directory / RULES / "laws.yaml").write_text(LAWS, encoding="utf-8")
    repository.use(*({"id": id} for id in IDS))
    return repository


def results(stderr: str) -> dict[str, str]:
    """What pre-commit says of each hook: Passed, Failed or Skipped."""
    return dict(re.findall(r"^policycheck (\w+)\.+(?:\(.*\))?(\w+)$", stderr, re.MULTILINE))


def test_a_good_change_passes(guarded: Repository) -> None:
    guarded.replace(f"{RULES}/policy.yaml", "Purchasing policy", "Purchase policy")
    done = guarded.commit()
    assert results(done.stderr) == dict.fromkeys(("check", "test", "impact", "prove"), "Passed")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("name", "typo"),
    [
        ("provider.ubo_sanctioned", "provder.ubo_sanctioned"),
        ("provider.ubo_sanctioned", "provider.ubo_sanctoned"),
        ("parameters.started_before", "parameters.started_befor"),
    ],
)
def test_a_typo_in_a_rule_stops_the_commit(guarded: Repository, name: str, typo: str) -> None:
    before = guarded.commits
    guarded.replace(f"{RULES}/eligibility.rego", name, typo)
    done = guarded.commit()
    assert done.returncode == 1
    assert results(done.stderr)["check"] == "Failed"
    text = (guarded.directory / RULES / "eligibility.rego").read_text(encoding="utf-8")
    (line,) = (number for number, each in enumerate(text.split("\n"), 1) if typo in each)
    said = " ".join(done.stderr.split())
    # The place, a sentence, and the check, which has a page that says what to write instead.
    assert re.search(rf"{RULES}/eligibility\.rego:{line}:\d+: .+? \[[a-z-]+\]", said)
    assert guarded.commits == before


def test_an_untested_condition_stops_the_commit(guarded: Repository) -> None:
    before = guarded.commits
    rules = guarded.directory / RULES
    with (rules / "eligibility.rego").open("a", encoding="utf-8") as file:
        file.write('\nconditions["administration"] := provider.sound_administration\n')
    with (rules / "eligibility.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n  - id: eli-04\n    section: Voorwaarden\n    lines: '7'\n"
            "    checksum: '0000000000000000'\n"
            "    title:\n      nl: De administratie is op orde.\n"
            "      en: The administration is in order.\n"
            "    conditions:\n      - id: administration\n        modality: expectation\n"
            "        facts: [/provider/sound_administration]\n"
        )
    done = guarded.commit()
    assert done.returncode == 1
    assert results(done.stderr) == {
        "check": "Passed",
        "test": "Failed",
        "impact": "Passed",
        "prove": "Passed",
    }
    assert "administration" in done.stderr
    assert guarded.commits == before


def test_an_unexpected_flip_stops_the_commit(guarded: Repository) -> None:
    before = guarded.commits
    # The scenarios notice it as well: without them, the case does.
    guarded.replace(f"{RULES}/parameters.yaml", "value: '2025-01-01'", "value: '2024-03-01'")
    done = guarded.commit(SKIP="policycheck-test,policycheck-prove")
    assert done.returncode == 1
    assert results(done.stderr) == {
        "check": "Passed",
        "test": "Skipped",
        "impact": "Failed",
        "prove": "Skipped",
    }
    assert f"{POLICY}.eligibility" in done.stderr
    assert "complete.yaml" in done.stderr
    assert guarded.commits == before


def test_a_broken_law_stops_the_commit_and_shows_the_case(guarded: Repository) -> None:
    before = guarded.commits
    guarded.replace(
        f"{RULES}/eligibility.rego", "started_on < parameters", "started_on <= parameters"
    )
    done = guarded.commit(SKIP="policycheck-test,policycheck-impact")
    assert done.returncode == 1
    assert results(done.stderr)["prove"] == "Failed"
    said = " ".join(done.stderr.split())
    assert "start-in-2025-is-late: refuted" in said
    assert "First day of care (provider.started_on): 1 January 2025" in said
    assert guarded.commits == before

    guarded.replace(
        f"{RULES}/eligibility.rego", "started_on <= parameters", "started_on < parameters"
    )
    guarded.replace(f"{RULES}/policy.yaml", "Purchasing policy", "Purchase policy")
    mended = guarded.commit(SKIP="policycheck-test,policycheck-impact")
    assert mended.returncode == 0, mended.stderr
    assert results(mended.stderr)["prove"] == "Passed"
