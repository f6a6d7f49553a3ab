"""``policycheck eval``: which decisions, which exit code, and errors that look like no answer."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from policycheck.model import Outcome
from report.samples import DECISION, POLICY, decision

from .conftest import FakePolicies, Run

Write = Callable[[str, Any], Path]

MET, NOT_MET, REFER = Outcome.MET, Outcome.NOT_MET, Outcome.REFER
CASE: dict[str, Any] = {"contract_year": 2024}
QUESTION = "May this provider be contracted?"


def test_a_table_and_nothing_else(run: Run, policies: FakePolicies, write: Write) -> None:
    file = write("a.json", CASE)
    policies.answer("a.json", eligibility=decision(MET))
    result = run("eval", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{file}\n"
        "test.care_2024.eligibility: Contract\n"
        f"{QUESTION}\n"
        "Judged on 1 September 2023, by the text of 15 August 2023\n"
        "\n"
        "  ✓ Outcome: met\n"
        "\n"
        f"{'─' * 100}\n"
        "1 decision: 1 met\n"
    ).replace(f"{file}\n", wrapped(str(file)))


def wrapped(text: str) -> str:
    return "".join(f"{text[i : i + 100]}\n" for i in range(0, len(text), 100))


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([MET], 0),
        ([MET, None], 0),
        ([None], 0),
        ([MET, NOT_MET], 1),
        ([REFER, NOT_MET], 1),
        ([REFER], 4),
        ([MET, Outcome.UNDETERMINED], 4),
        ([MET, Outcome.NOT_APPLICABLE], 4),
    ],
)
def test_exit_codes(
    run: Run,
    policies: FakePolicies,
    write: Write,
    outcomes: list[Outcome | None],
    code: int,
) -> None:
    files = []
    for number, outcome in enumerate(outcomes):
        policies.answer(f"{number}.json", eligibility=decision(outcome))
        files.append(write(f"{number}.json", CASE))
    assert run("eval", *files).exit_code == 0
    result = run("eval", *files, "--exit-code")
    assert (result.exit_code, result.stderr) == (code, "")


def test_every_option_reaches_the_decision(
    run: Run, policies: FakePolicies, write: Write, tmp_path: Path
) -> None:
    policies.answer("a.json", eligibility=decision(MET))
    result = run(
        *("eval", write("a.json", CASE), "-p", POLICY, "-d", "eligibility", "--rules", tmp_path),
        *("--as-of", "2023-09-01", "--known-at", "2023-08-02", "--reading", f"{POLICY}/years=one"),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert policies.loaded == [(tmp_path, (POLICY,))]
    assert policies.calls == [
        {
            "policy": POLICY,
            "decision": "eligibility",
            "as_of": date(2023, 9, 1),
            "known_at": date(2023, 8, 2),
            "readings": {"years": "one"},
        }
    ]


@pytest.mark.parametrize(
    ("options", "decided", "loaded"),
    [
        ([], ["eligibility"], None),
        (["-d", "attention"], ["attention"], None),
        (["-d", f"{POLICY}.attention"], ["attention"], (POLICY,)),
        (["-d", "eligibility", "-d", f"{POLICY}.attention"], ["eligibility", "attention"], None),
        (["-d", "attention", "-d", "attention"], ["attention"], None),
        (["-p", POLICY, "-p", POLICY], ["eligibility"], (POLICY,)),
    ],
)
def test_which_decisions(
    run: Run,
    policies: FakePolicies,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    decided: list[str],
    loaded: tuple[str, ...] | None,
) -> None:
    policies.answer("a.json", eligibility=decision(MET), attention=decision(None))
    monkeypatch.setattr(policies, "asked", lambda *_: ("eligibility",))
    result = run("eval", write("a.json", CASE), *options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [call["decision"] for call in policies.calls] == decided
    assert policies.loaded == [(None, loaded)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["-p", "test.car_2024"],
            'there is no policy "test.car_2024"; did you mean test.care_2024? '
            "(known: test.care_2024)",
        ),
        (
            ["-d", "eligibilty"],
            'there is no decision "eligibilty"; did you mean eligibility? '
            "(known: attention, eligibility)",
        ),
        (
            ["-d", f"{POLICY}.elegibility"],
            f'there is no decision "{POLICY}.elegibility"; did you mean {POLICY}.eligibility? '
            f"(known: {POLICY}.attention, {POLICY}.eligibility)",
        ),
        (
            ["-d", "other.care_2024.eligibility"],
            'there is no policy "other.care_2024"; did you mean test.care_2024? '
            "(known: test.care_2024)",
        ),
        (
            ["--reading", "years=one"],
            '--reading "years=one" is not written as POLICY/READING=VALUE',
        ),
        (
            ["--reading", f"{POLICY}/year=one"],
            f'there is no reading of {POLICY} "year"; did you mean years? (known: years)',
        ),
        (
            ["--reading", f"{POLICY}/years=two"],
            f'there is no value of {POLICY}/years "two" (known: one)',
        ),
        (
            ["--reading", f"{POLICY}/years=sum"],
            f"the value sum of the reading {POLICY}/years is noted and never decides "
            "(choose from: one)",
        ),
        (
            ["--reading", "x/years=one"],
            'there is no policy "x" (known: test.care_2024)',
        ),
    ],
)
def test_a_wrong_name_is_named_and_nothing_is_answered(
    run: Run, policies: FakePolicies, write: Write, options: list[str], message: str
) -> None:
    policies.answer("a.json", eligibility=decision(MET))
    result = run("eval", write("a.json", CASE), *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"policycheck: error: {message}\n"


def test_one_invalid_case_and_nothing_is_answered(
    run: Run, policies: FakePolicies, write: Write
) -> None:
    policies.answer("good.json", eligibility=decision(MET))
    files = [
        write("good.json", CASE),
        write("a.json", {"contract_yaer": 2024}),
        write("b.yaml", "contract_year: [\n"),
    ]
    result = run("eval", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert lines[-1] == f"policycheck: error: {len(lines) - 1} problems in 2 files"
    assert [line.split(":")[0] for line in lines[:-1]] == [str(files[1]), str(files[2])]
    assert policies.calls == []


def test_contradictions_of_every_case_are_told_once(run: Run, write: Write) -> None:
    facts = {
        "as_of": "2023-08-15",
        "contract_year": 2024,
        "insurers": {"asr": {"contract_request": {"received_on": "2023-08-20"}}},
    }
    files = [write("a.json", facts), write("b.json", facts)]
    result = run("eval", *files, "-p", "asr.ggz_2024", "-d", "application", "-d", "eligibility")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [str(file) for file in files]
    assert lines[-1] == "policycheck: error: 2 problems in 2 files"


def test_nothing_asked_is_an_error_that_says_what_would_ask(
    run: Run, policies: FakePolicies, write: Write
) -> None:
    result = run("eval", write("a.json", CASE))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "policycheck: error: nothing was evaluated: the facts do not show that a decision is"
        " asked\n"
        "Name a decision with -d, or add one of the facts that ask for it:\n"
        "  test.care_2024.eligibility: provider.sector or insurers.test.asked_on\n"
        "  test.care_2024.attention: only with -d\n"
    )


def test_a_case_that_asks_nothing_among_others_is_told(
    run: Run, policies: FakePolicies, write: Write
) -> None:
    policies.answer("a.json", eligibility=decision(MET))
    silent = write("b.json", CASE)
    result = run("eval", write("a.json", CASE), silent)
    assert result.exit_code == 0
    assert result.stderr == f"policycheck: note: the facts of {silent} ask for no decision\n"


def test_json_and_yaml_are_the_same_document(
    run: Run, policies: FakePolicies, write: Write, root: Path
) -> None:
    policies.answer("a.json", eligibility=DECISION, attention=replace(DECISION, outcome=None))
    file = write("a.json", CASE)
    as_json = run("eval", file, "--format", "json", "--lang", "nl")
    as_yaml = run("eval", file, "--format", "yaml")
    assert (as_json.exit_code, as_json.stderr) == (0, "")
    document = json.loads(as_json.stdout)
    assert YAML(typ="safe", pure=True).load(as_yaml.stdout) == document
    assert as_json.stdout.startswith('{\n  "version": 1,\n  "results": [\n    {\n      "case": ')
    assert "Eén jaar." in as_json.stdout
    schema = json.loads((root / "schemas/output/eval.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)


def test_standard_input(run: Run, policies: FakePolicies) -> None:
    policies.answer("<stdin>", eligibility=decision(MET))
    result = run("eval", "-", input=json.dumps(CASE))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<stdin>\n")


def test_standard_input_is_read_once(run: Run, policies: FakePolicies) -> None:
    result = run("eval", "-", "-", input=json.dumps(CASE))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard input can be read once" in result.stderr


def test_verbose_lists_what_is_met(run: Run, policies: FakePolicies, write: Write) -> None:
    policies.answer("a.json", eligibility=DECISION)
    file = write("a.json", CASE)
    assert "Condition registered holds" not in run("eval", file).stdout
    assert "Condition registered holds" in run("eval", file, "-v").stdout


def test_the_shipped_rules_decide_a_real_case(run: Run, institution: Path, root: Path) -> None:
    result = run("eval", institution, "-p", "asr.ggz_2024", "--format", "json", "--exit-code")
    assert result.stderr == ""
    document = json.loads(result.stdout)
    schema = json.loads((root / "schemas/output/eval.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    decided = {r["decision"]: r["outcome"] for r in document["results"]}
    assert {"eligibility", "application"} <= decided.keys()
    worst = 1 if "not_met" in decided.values() else 4
    assert result.exit_code == (0 if set(decided.values()) <= {"met", None} else worst)


@pytest.mark.parametrize(("lang", "word"), [("nl", "Uitkomst: "), ("en", "Outcome: ")])
def test_the_shipped_rules_in_a_table(run: Run, institution: Path, lang: str, word: str) -> None:
    result = run("eval", institution, "-d", "asr.ggz_2024.eligibility", "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert word in result.stdout


def test_a_noted_or_unknown_reading_of_the_shipped_rules(run: Run, institution: Path) -> None:
    result = run("eval", institution, "--reading", "asr.ggz_2024/text-version=before-sharpening")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is noted and never decides (choose from: only-text)" in result.stderr


@pytest.mark.parametrize(
    ("options", "engine"),
    [((), "regopy"), (("--engine", "regopy"), "regopy"), (("--engine", "compiled"), "compiled")],
)
def test_the_engine_is_chosen_by_name(
    options: tuple[str, ...], engine: str, run: Run, policies: FakePolicies, write: Write
) -> None:
    policies.answer("a.json", eligibility=decision(MET))
    assert run("eval", write("a.json", CASE), *options).exit_code == 0
    assert policies.engines == [engine]


def test_an_engine_that_is_not_there_is_wrong_usage(run: Run, write: Write) -> None:
    result = run("eval", write("a.json", CASE), "--engine", "fast")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'fast' is not one of 'regopy', 'compiled'" in result.stderr


@pytest.mark.parametrize("format_", ["json", "table"])
def test_both_engines_print_the_same(run: Run, root: Path, format_: str) -> None:
    file = root / "fixtures/cases/asr.ggz_2024/ceiling-69-99.yaml"
    options = ("-p", "asr.ggz_2024", "-d", "ceiling_increase", "--format", format_)
    printed = [run("eval", file, *options, "--engine", each) for each in ("regopy", "compiled")]
    assert [(each.exit_code, each.stderr) for each in printed] == [(0, "")] * 2
    assert printed[0].stdout == printed[1].stdout
