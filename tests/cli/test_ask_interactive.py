"""The conversation of ``policycheck ask --interactive``, also through a real terminal."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .conftest import Run, environment

GGZ = "asr.ggz_2024"
ASK = ("-p", GGZ, "-d", "ceiling_increase", "--interactive")
START = """# What we know already.
as_of: 2024-06-03
contract_year: 2024  # the year of the ceiling
provider:
  sectors: [ggz]
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.yaml"
    file.write_text(START, encoding="utf-8")
    return file


def facts(file: Path) -> dict[str, object]:
    found: dict[str, object] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return found


def test_the_outcome_is_said_once_it_is_final(run: Run, institution: Path, tmp_path: Path) -> None:
    target = tmp_path / "filled.yaml"
    asked = ("ask", institution, "-p", GGZ, "-d", "eligibility", "--interactive")
    result = run(*asked, "-o", target, input="perhaps\nno\npoor\n")
    assert result.exit_code == 0
    assert "Answer with yes or no." in result.stderr
    assert "→ Outcome: refer, leaning not met" in result.stdout
    assert "This is final: no fact can change it any more." in result.stdout
    findings = {"plausible_indications": False, "authorisation_requests": "poor"}
    assert facts(target)["insurers"]["asr"]["findings"] == findings  # type: ignore[index]
    assert "# A new ambulatory institution" in target.read_text(encoding="utf-8")
    again = run("ask", target, "-p", GGZ, "-d", "eligibility", "--interactive", "--in-place")
    assert (again.exit_code, again.stdout) == (0, result.stdout)


def test_an_empty_answer_skips_and_q_stops(run: Run, case: Path) -> None:
    result = run("ask", case, *ASK, "--in-place", input="\n?\nq\n")
    assert result.exit_code == 0
    assert "Skipped, and this can still change the outcome: 1 fact." in result.stderr
    assert f"policycheck ask {case} --in-place --interactive -d {GGZ}.ceiling" in result.stderr
    assert "can alone settle" in result.stderr or "• asr.ggz_2024" in result.stderr
    assert case.read_text(encoding="utf-8") == START


def test_an_answer_that_does_not_fit_is_asked_again(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"as_of": "2024-03-01", "contract_year": 2024}', encoding="utf-8")
    asked = ("ask", case, "-p", GGZ, "-d", "claims", "--interactive", "--in-place")
    result = run(*asked, "--lang", "nl", input="\n9\n[\nggz,ggz\nggz\nq\n")
    assert result.exit_code == 0
    assert "Kies een van de waarden" in result.stderr
    text = json.loads(case.read_text(encoding="utf-8"))
    assert text["as_of"] == "2024-03-01"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say where the answers are kept"),
        (("--in-place", "-o", "x.yaml"), "say where the answers are kept"),
        (("-o", "x.csv"), "a case is YAML or JSON"),
    ],
)
def test_where_the_answers_go_has_to_be_said(
    run: Run, case: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run("ask", case, *ASK, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_what_is_there_is_not_overwritten(run: Run, case: Path) -> None:
    result = run("ask", *ASK, "-o", case)
    assert result.exit_code == 2
    assert "is there already: to go on with it" in result.stderr
    assert case.read_text(encoding="utf-8") == START


class Terminal:
    """A process at a real terminal."""

    def __init__(self, root: Path, *arguments: object) -> None:
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "policycheck", *(str(a) for a in arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(root, {"TERM": "xterm"}),
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)
        self.seen = ""
        self._read = 0

    def until(self, text: str, seconds: float = 30) -> None:
        """Read until something is shown that was not shown before."""
        end = time.monotonic() + seconds
        while text not in self.seen[self._read :]:
            left = max(0.0, end - time.monotonic())
            ready, _, _ = select.select([self._master], [], [], left)
            assert ready, f"{text!r} was not shown in {self.seen[self._read :]!r}"
            self.seen += os.read(self._master, 4096).decode()
        self._read = self.seen.index(text, self._read) + len(text)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def ended(self) -> int:
        try:
            while chunk := os.read(self._master, 4096):
                self.seen += chunk.decode()
        except OSError:
            pass  # what Linux says when the other side is closed
        os.close(self._master)
        return self._process.wait(60)


def _take_terminal() -> None:
    """Let Ctrl-C of the terminal reach the process."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_at_a_terminal_it_is_stopped_with_ctrl_c_and_resumed(
    root: Path, institution: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes(institution.read_bytes())
    asked = ("ask", case, "-p", GGZ, "-d", "eligibility", "--interactive", "--in-place")

    first = Terminal(root, *asked)
    first.until("(yes or no)")
    first.type("maybe\n")
    first.until("Answer with yes or no.")
    first.type("no\n")
    first.until("2 facts left")
    first.until("authorisation?")
    first.type("\x03")
    assert first.ended() == 130
    assert "Everything is kept in" in first.seen
    findings = {"plausible_indications": False}
    assert facts(case)["insurers"]["asr"]["findings"] == findings  # type: ignore[index]

    second = Terminal(root, *asked)
    second.until("authorisation?")
    second.type("2\n")
    assert second.ended() == 0
    assert "This is final: no fact can change it any more." in second.seen
    findings = {"plausible_indications": False, "authorisation_requests": "poor"}  # type: ignore[dict-item]
    assert facts(case)["insurers"]["asr"]["findings"] == findings  # type: ignore[index]
