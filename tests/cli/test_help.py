"""Help, version, and what happens on a name that is not there."""

import re
import shlex
from pathlib import Path

import pytest

from policycheck.version import __version__

from .conftest import Run

COMMANDS = (
    "list",
    "show",
    "eval",
    "ask",
    "compare",
    "batch",
    "validate",
    "timeline",
    "facts",
    "docs",
    "sources",
    "check",
    "test",
    "diff",
    "impact",
    "prove",
    "new",
)


def test_every_command_is_listed(run: Run, root: Path) -> None:
    result = run("--help")
    assert (result.exit_code, result.stderr) == (0, "")
    listed = re.search(r"Commands:\n((?:  \w+ .*\n)+)", result.stdout)
    assert listed
    assert [line.split()[0] for line in listed[1].splitlines()] == list(COMMANDS)
    files = {file.stem for file in (root / "src/policycheck/commands").glob("*.py")}
    assert files - {"__init__"} == set(COMMANDS)


@pytest.mark.parametrize("command", [(), *((c,) for c in COMMANDS)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_examples_kept_as_they_are(
    run: Run, command: tuple[str, ...], option: str
) -> None:
    result = run(*command, option)
    assert (result.exit_code, result.stderr) == (0, "")
    examples = result.stdout.split("  Examples:\n")[1].split("\n\n")[0].splitlines()
    assert len(examples) >= 3
    assert all(line.startswith("    policycheck ") for line in examples)
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


def test_help_names_the_exit_codes(run: Run) -> None:
    codes = re.findall(r"^    (\d+) ", run("--help").stdout, re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "4", "130"]


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        f"policycheck {__version__}\n",
        "",
    )


def test_without_a_command_the_help_is_no_result(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["evl", "x"],
            'policycheck: error: there is no command "evl"; did you mean eval? '
            "(policycheck --help lists them)\n",
        ),
        (
            ["eval"],
            "policycheck: error: Missing argument 'CASE...'.\nTry 'policycheck eval --help'.\n",
        ),
        (
            ["list", "--lang", "de"],
            "policycheck: error: Invalid value for '--lang' (env var: 'POLICYCHECK_LANG'): "
            "'de' is not one of 'nl', 'en'.\nTry 'policycheck list --help'.\n",
        ),
        (
            ["eval", "x", "--as-of", "15-08-2023"],
            "policycheck: error: Invalid value for '--as-of': '15-08-2023' is not a day; "
            "write one as 2023-08-15\nTry 'policycheck eval --help'.\n",
        ),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize("day", ["20230815", "2023-8-15", "2023-02-30", "2023-W33-2", "", "today"])
def test_a_day_is_written_in_one_way(run: Run, day: str) -> None:
    result = run("eval", "x", "--known-at", day)
    assert result.exit_code == 2
    assert f"{day!r} is not a day" in result.stderr


def test_an_unknown_option_gets_its_neighbour(run: Run) -> None:
    result = run("eval", "x", "--fromat", "json")
    assert result.exit_code == 2
    assert "--fromat" in result.stderr
    assert "--format" in result.stderr


def test_a_rules_directory_has_to_exist(run: Run, tmp_path: Path) -> None:
    result = run("list", "--rules", tmp_path / "absent")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "does not exist" in result.stderr


def test_a_rules_directory_without_rules_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("list", "--rules", tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.endswith("policycheck: error: 1 problem in 1 file\n")


def stand_in(word: str, case: Path) -> str:
    """What an example names and a checkout does not have: a case, a branch called main."""
    if re.fullmatch(r"(case|cases|cases/\*)\.(yaml|json)", word):
        return str(case)
    return "HEAD" if word == "main" else word


ROW = '{"contract_year": 2024, "as_of": "2024-02-01"}\n'


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_runs(
    run: Run, institution: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command == "new":
        # It makes what the next example needs.
        (tmp_path / "rego").mkdir()
        monkeypatch.chdir(tmp_path)
    if command in ("", "ask", "batch", "docs", "eval"):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "cases.ndjson").write_text(ROW, encoding="utf-8")
        (tmp_path / "cases.csv").write_text("contract_year,as_of\n2024,2024-02-01\n", "utf-8")
    help_ = run(*filter(None, [command]), "--help").stdout
    examples = re.findall(r"^    policycheck (.+)$", help_, re.MULTILINE)
    # The handbook of every policy takes half a minute; tests/handbook makes it.
    for example in (each for each in examples if each != "docs -o handbook"):
        shell, _, _ = example.partition(" < ")
        words = shlex.split(shell.replace("--documents documents", f"--documents {tmp_path}"))
        arguments = [stand_in(word, institution) for word in words]
        stdin = ROW if command == "batch" else institution.read_text(encoding="utf-8")
        result = run(*arguments, input=stdin)
        if arguments[-6:-4] == ["-o", "-"]:
            assert "1 decided" in result.stderr
            continue
        allowed = {0, 1, 4} if "--exit-code" in arguments else {0}
        if command == "impact":
            allowed = {0, 1}  # the work tree may differ from its last commit
        if "--only-where" in arguments:
            allowed = {0, 1}
        if "--documents" in arguments:
            allowed = {1}  # there are none in the directory that stands in for the example's
        assert (result.exit_code in allowed, result.stderr) == (True, ""), example
