"""The command line in a process of its own: streams, locales, pipes, and what it imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Start, environment

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell or device")


def test_results_on_standard_output_only(start: Start, institution: Path) -> None:
    result = start("eval", institution, "-d", "asr.ggz_2024.eligibility")
    assert (result.returncode, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
    ],
)
def test_utf_8_under_every_locale(start: Start, env: dict[str, str]) -> None:
    result = start("show", "asr.ggz_2024", "--lang", "nl", env=env)
    assert (result.returncode, result.stderr) == (0, "")
    assert "€ 150.000,00" in result.stdout
    assert "•" in result.stdout


@needs_posix
def test_a_file_name_that_is_no_text(start: Start, institution: Path, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.yaml"
    try:
        Path(os.fsdecode(name)).write_bytes(institution.read_bytes())
    except OSError:
        pytest.skip("the file system refuses such names")
    for format_ in ("table", "json", "yaml"):
        result = start("eval", os.fsdecode(name), "--format", format_, "-d", "eligibility")
        assert (result.returncode, result.stderr) == (0, "")
        assert "\x1b" not in result.stdout


@needs_posix
@pytest.mark.parametrize("command", ["show asr.ggz_2024", "facts", "list --format json", "--help"])
def test_a_reader_that_stops_reading(root: Path, command: str) -> None:
    """``policycheck show ... | head -1``: quiet, and no exit code that means an answer."""
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-m", "policycheck", *command.split()],
        env=environment(root, {}),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(root: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "policycheck", "list"],
            env=environment(root, {}),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert process.returncode == 3
    assert process.stderr.startswith("policycheck: error: the results cannot be written: ")
    assert process.stderr.count("\n") == 1


def test_standard_input_in_a_pipe(start: Start, institution: Path) -> None:
    text = institution.read_text(encoding="utf-8")
    result = start("eval", "-", "-d", "eligibility", input=text)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("<stdin>\n")


def imported(root: Path, *arguments: str) -> set[str]:
    """The top-level packages that a command imports."""
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "policycheck", *arguments],
        env=environment(root, {}),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert process.returncode == 0
    return {
        line.rpartition("|")[2].strip().partition(".")[0] for line in process.stderr.splitlines()
    }


def test_a_decision_needs_no_calendar(root: Path, institution: Path) -> None:
    assert "icalendar" not in imported(root, "eval", str(institution), "-d", "eligibility")


HEAVY = {"rich", "ruamel", "jsonschema", "regopy", "icalendar"}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["eval", "--help"], set()),
        (["list", "--format", "json"], set()),
        (["list"], {"rich"}),
        (["list", "--format", "yaml"], {"ruamel"}),
        (["facts"], {"rich"}),
        (["timeline"], {"rich"}),
        (["timeline", "--format", "json"], set()),
        (["timeline", "--format", "ical"], {"icalendar"}),
    ],
)
def test_a_command_imports_what_it_needs(
    root: Path, arguments: list[str], needed: set[str]
) -> None:
    imported(root, *arguments)  # after a first run the parsed manifests are in the store
    assert imported(root, *arguments) & HEAVY == needed


EXTRAS = (
    "hypothesis",
    "icalendar",
    "jsonschema_rs",
    "junitparser",
    "numpy",
    "pandas",
    "pyarrow",
    "pyspark",
    "python_calamine",
    "watchfiles",
    "z3",
)

WITHOUT_EXTRAS = """
import pkgutil
import sys

sys.modules.update(dict.fromkeys({extras!r}))

from policycheck import commands
from policycheck.cli import main

for each in pkgutil.iter_modules(commands.__path__):
    if not each.ispkg:
        __import__(f"policycheck.commands.{{each.name}}")
sys.argv = ["policycheck", *{arguments!r}]
sys.exit(main())
"""


@pytest.mark.parametrize(
    "arguments",
    [("ask", "CASE", "-p", "asr.ggz_2024"), ("ask", "-p", "asr.ggz_2024", "-o", "FILE")],
)
def test_without_any_extra(
    root: Path, institution: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Every command can be called, and what needs none does all that it can."""
    places = {"CASE": str(institution), "FILE": str(tmp_path / "blank.yaml")}
    called = [places.get(each, each) for each in arguments]
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRAS.format(extras=EXTRAS, arguments=called)],
        env=environment(root, {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
