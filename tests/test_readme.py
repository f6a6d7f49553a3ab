"""What the README shows is what happens."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import policycheck

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


# Their commands are about a case as well.
PAGES = (
    "README.md",
    *(f"docs/{page}.md" for page in ("comparing", "explaining", "flips", "handbook", "reports")),
)


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def commands() -> list[list[str]]:
    """The arguments of every policycheck command that the README and the pages of docs/ show."""
    texts = [(ROOT / page).read_text(encoding="utf-8") for page in PAGES]
    lines = [
        line for text in texts for each in blocks("console", text) for line in each.splitlines()
    ]
    shown = dict.fromkeys(re.split(r"\s{2,}", line)[0] for line in lines)
    found = [line.split()[2:] for line in shown if line.startswith("$ policycheck ")]
    assert len(found) >= 30
    # A handbook of everything takes half a minute, and is an example of --help, which runs too.
    elsewhere = re.compile(r"fixtures/|^docs -o handbook$")
    return [command for command in found if not elsewhere.search(" ".join(command))]


def run(*arguments: str, directory: Path = ROOT) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "policycheck", *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_command_prints_what_the_readme_shows_below_it() -> None:
    commands = re.findall(r"\$ (?:python3 dev.py|policycheck) (eval fixtures/.*)", README)
    shown = blocks("text")
    assert len(commands) == len(shown) == 2
    for command, text in zip(commands, shown, strict=True):
        assert run(*command.split()).rstrip() == text.rstrip()


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_works_on_the_case_that_is_shown(command: list[str], tmp_path: Path) -> None:
    (case,) = blocks("yaml")
    for name in ("case.yaml", "other.yaml"):
        (tmp_path / name).write_text(case, encoding="utf-8")
    facts = policycheck.read_case(tmp_path / "case.yaml").value
    (tmp_path / "cases.ndjson").write_text(json.dumps(facts), encoding="utf-8")
    before = set(tmp_path.iterdir())
    printed = run(*command, directory=tmp_path)
    assert printed or set(tmp_path.iterdir()) - before


def test_the_python_example_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = blocks("python")
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    first, second = capsys.readouterr().out.splitlines()
    assert first == "not_met"
    assert second.startswith("The provider is not under heightened supervision.")


def test_what_the_documents_link_to_is_there() -> None:
    for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
