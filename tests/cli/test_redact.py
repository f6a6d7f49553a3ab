"""``--redact``: whether a sensitive fact is known leaves the house, and never what it says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policycheck.facts import FactDefinition, load_schemas
from policycheck.facts.problems import tokens
from policycheck.model import Language
from policycheck.texts import TEXTS

from .conftest import Run

Write = Callable[[str, Any], Path]

DICTIONARY = load_schemas().dictionary
SENSITIVE = {fact.pointer: fact for fact in DICTIONARY.values() if fact.sensitive}
BASE: dict[str, Any] = {
    "contract_year": 2024,
    "as_of": "2023-09-20",
    "provider": {
        "sectors": ["ggz", "medical_specialist"],
        "organisation": "institution",
        "medical_specialist": {"care": "medical_specialist", "kind": "zbc"},
    },
    "insurers": {
        "asr": {"contracting_status": "open"},
        "vgz": {"contract_years": [], "findings": {"criteria": {"added_value": True}}},
    },
}
REPORTS = ("html", "markdown")
POLICIES = ("asr.ggz_2024", "vgz.msz_2024")
FORMATS = (
    ("--format", "table", "--lang", "nl", "-v"),
    ("--format", "table", "--lang", "en"),
    ("--format", "json"),
    ("--format", "yaml"),
    ("--format", "junit"),
    ("--format", "sarif"),
    ("--explain", "full", "--lang", "nl"),
    ("--explain", "full", "--format", "json"),
    *(("--format", each, "--lang", "en") for each in ("html", "markdown")),
    ("--explain", "full", "--format", "html"),
    *(("--explain", "full", "--format", "markdown", "--lang", each) for each in ("nl", "en")),
)
# Unique values, and as people write them in either language.
DAYS = {"from": "2021-03-17", "lifted_on": "2022-04-18", "on": "2020-05-19"}
WRITTEN = ("17 maart", "17 March", "18 april", "18 April", "19 mei", "19 May")
CODES = ("related_person", "inefficiency", "hit_not_assessed")
# What a code means, as reports show it.
TITLES = (
    *("persoon die bij de zorgaanbieder hoort", "person connected with the provider"),
    *("resultaat dat nog niet is beoordeeld", "result not assessed yet"),
)
MARKERS = (*DAYS.values(), *WRITTEN, *CODES, *TITLES, ": 97")
RECORDS: dict[str, Any] = {
    "heightened_supervision": {"status": "lifted", **{k: DAYS[k] for k in ("from", "lifted_on")}},
    "serious_errors": {"on": DAYS["on"], "integrity_in_doubt": True},
}


def with_fact(case: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """The same case with one fact more; in a list, as its only item."""
    copy: dict[str, Any] = json.loads(json.dumps(case))
    node: Any = copy
    *above, last = tokens(pointer)
    for step, below in zip(above, [*above[1:], last], strict=True):
        if step == "*":
            node = node[0]
            continue
        if below == "*":
            node = node.setdefault(step, [dict(RECORDS[step])] if last != "*" else [])
        else:
            node = node.setdefault(step, {})
    node[last] = value
    return copy


def marked(fact: FactDefinition) -> Any:
    """A valid value that nothing else in a case has, where the type allows one."""
    if fact.type == "enum":
        return next((value for value in MARKERS if value in fact.values), fact.values[-1])
    if fact.type == "list":
        return [RECORDS[fact.key]]
    return {"bool": True, "integer": 97, "event_date": DAYS.get(fact.key)}[fact.type]


def everything() -> dict[str, Any]:
    case = BASE
    for pointer, fact in SENSITIVE.items():
        if "*" not in pointer:
            case = with_fact(case, pointer, marked(fact))
    return case


def outputs(run: Run, file: Path, *more: str) -> Iterator[str]:
    for policy in POLICIES:
        for chosen in FORMATS:
            result = run("eval", file, "-p", policy, *chosen, *more)
            assert result.exit_code == 0, result.stderr
            yield result.stdout + result.stderr


def test_every_sensitive_fact_has_a_value_here(run: Run, write: Write) -> None:
    shown = "".join(outputs(run, write("case.json", everything())))
    assert {marker for marker in MARKERS if marker not in shown} <= {*WRITTEN, "inefficiency"}


def test_no_output_has_the_content_of_a_sensitive_fact(run: Run, write: Write) -> None:
    file = write("case.json", everything())
    for text in outputs(run, file, "--redact"):
        assert [marker for marker in MARKERS if marker in text] == []
    compared = ("--compare-known-at", "2023-08-01", "2023-09-01", "--redact")
    for format_ in ("table", "json"):
        result = run("eval", file, "-p", "vgz.msz_2024", *compared, "--format", format_)
        assert [marker for marker in MARKERS if marker in result.stdout] == []


def test_statuses_and_outcomes_stay(run: Run, write: Write) -> None:
    file = write("case.json", everything())
    plain, redacted = (
        json.loads(run("eval", file, "-p", "asr.ggz_2024", "--format", "json", *more).stdout)
        for more in ((), ("--redact",))
    )
    assert (plain["redacted"], redacted["redacted"]) == (False, True)
    for one, other in zip(plain["results"], redacted["results"], strict=True):
        assert one["outcome"] == other["outcome"]
        assert other["receipt"]["case"] == "withheld"
        for a, b in zip(one["conditions"], other["conditions"], strict=True):
            assert (a["id"], a["status"], a["missing"]) == (b["id"], b["status"], b["missing"])
            for known, shown in zip(a["facts"], b["facts"], strict=True):
                sensitive = DICTIONARY[known["path"]].sensitive
                assert shown == ({**known, "value": "known"} if sensitive else known)


@pytest.mark.parametrize("pointer", SENSITIVE)
def test_an_invalid_value_is_not_repeated(run: Run, write: Write, pointer: str) -> None:
    file = write("case.json", with_fact(BASE, pointer, "9-MARKER-9"))
    assert "9-MARKER-9" in run("eval", file).stderr or SENSITIVE[pointer].type == "list"
    result = run("eval", file, "--redact")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "MARKER" not in result.stderr
    assert "is left out (--redact)" in result.stderr
    for format_ in ("table", "json"):
        result = run("validate", file, "--redact", "--format", format_)
        assert result.exit_code == 2
        assert "MARKER" not in result.stdout + result.stderr
    for format_ in REPORTS:
        assert "MARKER" not in error_report(run, file, format_, "--redact")


@pytest.mark.parametrize(
    "case",
    [
        with_fact(BASE, "/provider/serious_errors", [{**RECORDS["serious_errors"], "MARKER": 1}]),
        with_fact(BASE, "/provider/serious_errors", [{"on": "2031-MARKER", "why": "MARKER"}]),
        with_fact(BASE, "/insurers/asr/findings", "MARKER"),
        with_fact(BASE, "/provider/heightened_supervision", "MARKER"),
    ],
    ids=["key", "day", "object", "text"],
)
def test_nor_is_anything_around_it(run: Run, write: Write, case: Any) -> None:
    file = write("case.json", case)
    assert "MARKER" in run("eval", file).stderr
    result = run("eval", file, "--redact")
    assert result.exit_code == 2
    assert "MARKER" not in result.stderr
    for format_ in REPORTS:
        assert "MARKER" in error_report(run, file, format_)
        assert "MARKER" not in error_report(run, file, format_, "--redact")


def error_report(run: Run, file: Path, format_: str, *more: str) -> str:
    """The report of an invalid case as a file, and what the terminal got."""
    target = file.parent / f"report.{format_}"
    result = run("eval", file, "--format", format_, "-o", target, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    report = target.read_text(encoding="utf-8")
    assert ("--redact" in more) is any(TEXTS["page.redacted"][each] in report for each in Language)
    return report + result.stderr


@pytest.mark.parametrize("format_", ["html", "markdown"])
@pytest.mark.parametrize("detail", [(), ("--explain", "short")])
def test_a_report_in_a_file_has_no_content_either(
    run: Run, write: Write, tmp_path: Path, format_: str, detail: tuple[str, ...]
) -> None:
    file, target = write("case.json", everything()), tmp_path / "report"
    for cases in ([file], [file, file]):
        asked = ("eval", *cases, "--format", format_, "--lang", "en", "-o", target, *detail)
        for policy in POLICIES:
            result = run(*asked, "-p", policy, "--redact")
            assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
            report = target.read_text(encoding="utf-8")
            assert [marker for marker in MARKERS if marker in report] == []
            assert TEXTS["page.redacted"].en in report
            assert TEXTS["value.withheld"].en in report or (len(cases), format_) == (2, "markdown")
            assert run(*asked, "-p", policy).exit_code == 0
            assert TEXTS["page.redacted"].en not in target.read_text(encoding="utf-8")


def test_nor_a_day_after_the_one_that_is_judged(run: Run, write: Write) -> None:
    supervised = {"from": "2023-10-29", "status": "in_force"}
    file = write("case.json", with_fact(BASE, "/provider/heightened_supervision", [supervised]))
    for policy in ("asr.ggz_2024", "vgz.msz_2024"):
        assert "2023-10-29" in run("eval", file, "-p", policy).stderr
        result = run("eval", file, "-p", policy, "--redact")
        assert result.exit_code == 2
        assert "2023-10-29" not in result.stderr
        for format_ in REPORTS:
            report = error_report(run, file, format_, "-p", policy, "--redact")
            assert [day for day in ("2023-10-29", "29 okt", "29 Oct") if day in report] == []


def test_what_is_not_yaml_is_not_repeated(run: Run, write: Write) -> None:
    file = write("case.yaml", "provider: !MARKER!x {fraud_investigation_open: true}\n")
    assert "MARKER" not in run("eval", file, "--redact").stderr


def test_other_mistakes_are_told_as_ever(run: Run, write: Write) -> None:
    file = write("case.json", with_fact(BASE, "/provider/sectors", ["gzz"]))
    assert run("eval", file, "--redact").stderr == run("eval", file).stderr
    assert 'found "gzz"' in run("eval", file, "--redact").stderr
    absent = run("eval", "absent.yaml", "--redact")
    assert "No such file" in absent.stderr
