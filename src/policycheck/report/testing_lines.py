"""What came out of tests in formats of lines: TAP, and annotations of GitHub."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from policycheck.report.layout import lay_out
from policycheck.report.naming import Naming
from policycheck.report.plain import clean, plain
from policycheck.report.testing_table import failure_blocks, total_line
from policycheck.testing.results import Result, State

WIDTH = 100


def failure_text(result: Result, naming: Naming) -> str:
    """What the table says of a test that failed, without colour."""
    return lay_out(failure_blocks(result, naming), WIDTH, False)


def tap_text(results: Sequence[Result], _: Naming) -> str:
    """The results as TAP 14, which is in English; a pending test is skipped, and says so."""
    lines = ["TAP version 14", f"1..{len(results)}"]
    for number, result in enumerate(results, 1):
        lines += _tap(number, result)
    return "".join(f"{line}\n" for line in lines)


def github_text(results: Sequence[Result], naming: Naming) -> str:
    """An annotation for each test that failed, at its line, and a last line with counts."""
    lines = [_annotation(each, naming) for each in results if not each.good]
    return "".join(f"{line}\n" for line in (*lines, total_line(results, naming.words).text))


def _tap(number: int, result: Result) -> Iterator[str]:
    told = clean(result.item.id).replace("\\", "\\\\").replace("#", "\\#")
    pending = " # SKIP pending" if result.state is State.PENDING else ""
    yield f"{'ok' if result.good else 'not ok'} {number} - {told}{pending}"
    if result.good:
        return
    diagnosis: dict[str, Any] = {
        "file": result.item.file.as_posix(),
        "line": result.item.line,
        "severity": "fail" if result.state is State.FAILED else "error",
    }
    if result.message:
        diagnosis["message"] = result.message
    if result.differences:
        diagnosis["differences"] = [
            {"what": each.what, "expected": plain(each.expected), "found": plain(each.found)}
            for each in result.differences
        ]
    yield "  ---"
    # A value in JSON is a value in YAML.
    yield from (f"  {key}: {json.dumps(value)}" for key, value in diagnosis.items())
    yield "  ..."


def _annotation(result: Result, naming: Naming) -> str:
    item = result.item
    place = f"file={_property(item.file.as_posix())},line={item.line},title={_property(item.id)}"
    return f"::error {place}::{_message(failure_text(result, naming).strip())}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(clean(text)).replace(":", "%3A").replace(",", "%2C")
