"""Files, standard input and encodings."""

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from facts.support import problems_of, the_problem, value_of, where, write
from policycheck.facts import read_case
from policycheck.facts.documents import MOST_BYTES


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


@pytest.mark.parametrize("data", [b'{"contract_year": 2024}', b"contract_year: 2024\n"])
def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    give(monkeypatch, data)
    case = read_case("-")
    assert case.name == "<stdin>"
    assert case.value == {"contract_year": 2024}
    assert case.position("/contract_year") is not None


def test_standard_input_that_is_no_json_is_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b"{contract_year: 2024, # a comment\n provider: {sectors: [ggz]}}")
    assert read_case("-").value == {"contract_year": 2024, "provider": {"sectors": ["ggz"]}}


def test_names_standard_input_in_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b'{"contract_year": 1}')
    [problem] = problems_of(lambda: read_case("-"))
    assert str(problem).startswith("<stdin>:1:19: /contract_year: ")


def test_a_large_text_that_is_no_json_is_not_tried_as_yaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give(monkeypatch, b'{"description": "' + b"x" * 1_000_000)
    [problem] = problems_of(lambda: read_case("-"))
    assert problem.code == "invalid-json"


@pytest.mark.parametrize("name", ["case.json", "case.yaml", "case"])
def test_refuses_more_than_10_mb_without_reading_on(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with file.open("wb") as out:
        os.truncate(out.fileno(), 10 * MOST_BYTES)
    [problem] = problems_of(lambda: read_case(file))
    assert where(problem) == ("too-large", None, None, "")
    assert problem.message == "larger than 10 MB; a case is a few kilobytes"


def test_reads_10_mb(tmp_path: Path) -> None:
    text = b"{}".ljust(MOST_BYTES)
    assert value_of(tmp_path / "case.json", text) == {}
    assert the_problem(tmp_path / "case.json", text + b" ").code == "too-large"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_an_endless_device_ends() -> None:
    [problem] = problems_of(lambda: read_case("/dev/zero"))
    assert problem.code == "too-large"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [problem] = problems_of(lambda: read_case(tmp_path / "none.yaml"))
    assert problem.code == "unreadable-file"
    assert problem.file == str(tmp_path / "none.yaml")
    assert problem.message.startswith("cannot be read: ")


def test_a_directory_and_an_impossible_name(tmp_path: Path) -> None:
    for name in (tmp_path, "a\0b"):
        [problem] = problems_of(lambda name=name: read_case(name))  # type: ignore[misc]
        assert problem.code == "unreadable-file"


@pytest.mark.parametrize("suffix", ["json", "yaml"])
@pytest.mark.parametrize(
    ("data", "line", "column", "other"),
    [
        ('{"description":\n "één'.encode() + b"\xe9", 2, 6, "another encoding"),
        ("{}".encode("utf-16"), 1, 1, "UTF-16"),
        (b"\xff", 1, 1, "another encoding"),
    ],
)
def test_refuses_what_is_not_utf_8(
    tmp_path: Path, suffix: str, data: bytes, line: int, column: int, other: str
) -> None:
    problem = the_problem(tmp_path / f"case.{suffix}", data)
    assert where(problem) == ("not-utf-8", line, column, "")
    assert other in problem.message


@pytest.mark.parametrize(("suffix", "text"), [("json", '{"provider":1}'), ("yaml", "provider: 1")])
def test_a_byte_order_mark_is_fine(tmp_path: Path, suffix: str, text: str) -> None:
    problem = the_problem(tmp_path / f"case.{suffix}", b"\xef\xbb\xbf" + text.encode())
    assert problem.code == "wrong-type"
    assert problem.line == 1
    assert problem.column == text.index("1") + 1


def test_the_suffix_decides_and_its_case_does_not(tmp_path: Path) -> None:
    assert the_problem(tmp_path / "a.JSON", "contract_year: 2024").code == "invalid-json"
    assert value_of(tmp_path / "a.YML", "contract_year: 2024") == {"contract_year": 2024}
    assert value_of(tmp_path / "a.yaml", '{"contract_year": 2024}') == {"contract_year": 2024}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import policycheck.facts as f; f.load_schemas().dictionary", "jsonschema"),
        ("import policycheck.facts as f; f.read_case(sys.argv[1])", "ruamel.yaml"),
    ],
)
def test_slow_libraries_are_imported_only_when_needed(
    tmp_path: Path, code: str, absent: str
) -> None:
    file = write(tmp_path / "case.json", '{"contract_year": 2024}')
    program = f"import sys; {code}; print({absent!r} in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"
