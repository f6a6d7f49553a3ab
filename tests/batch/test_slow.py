"""A condition that cannot be lifted does not stop a policy: the engine says what it is."""

import json
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from batch.test_columnar import Never, differences
from policycheck import load
from policycheck.batch.columnar import Columnar
from policycheck.batch.deciders import lifted_questions
from policycheck.batch.one_by_one import OneByOne
from policycheck.batch.questions import Questions
from policycheck.cli import cli
from tabular.support import all_cases, as_rows

POLICY = "asr.ggz_2022"
# The same, said so that it cannot be lifted.
CHANGES = {
    "authorisation.rego": (
        "authorisation.requested_on < authorisation.start_on",
        "substring(authorisation.requested_on, 0, 10) < authorisation.start_on",
    ),
    "claims.rego": (
        "invoice.submitted_on < last_day if",
        "substring(invoice.submitted_on, 0, 10) < last_day if",
    ),
}


@pytest.fixture(scope="module")
def rules(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("rules")
    shutil.copytree(root / "rego/asr/ggz_2022", directory / "asr/ggz_2022")
    for name, (before, after) in CHANGES.items():
        file = directory / "asr/ggz_2022" / name
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def cases() -> pa.RecordBatch:
    return as_rows([{"as_of": "2022-06-01", **each} for each in all_cases() if "asr" in str(each)])


def asked(rules: Path, *decisions: str) -> Questions:
    return Questions(
        tuple((POLICY, each) for each in decisions), today=date(2022, 6, 1), rules=rules
    )


def test_what_cannot_be_lifted_is_named_with_its_facts_and_the_reason(rules: Path) -> None:
    questions = asked(rules, "authorisation", "claims", "reimbursement")
    authorisation, claims, reimbursement = (each.lifted for each in lifted_questions(questions))
    (slow,) = authorisation.slow.values()
    assert ".".join(slow.path) == "asr.ggz_2022.authorisation.conditions"
    assert slow.key == "requested-beforehand"
    assert slow.facts == (
        "/as_of",
        "/known_at",
        "/insurers/asr/authorisation/requested_on",
        "/insurers/asr/authorisation/start_on",
    )
    assert slow.reason.startswith("asr/ggz_2022/authorisation.rego:106:")
    assert slow.reason.endswith("substring over facts is not followed")
    (slow,) = claims.slow.values()
    assert slow.path[-4:] == ("readings", "thirtieth-of-april", "too-late", "conditions")
    assert reimbursement.slow == {}


def test_every_case_is_decided_as_by_the_rules_that_can_be_lifted(
    rules: Path, cases: pa.RecordBatch
) -> None:
    questions = asked(rules, "authorisation", "claims")
    numbers = np.arange(1, cases.num_rows + 1)
    decider = Columnar(questions, lifted_questions(questions), Never())
    found = decider.decide(cases, numbers)
    shipped = Questions(questions.decisions, today=questions.today)
    policies = load(policies=[POLICY], engine="compiled")
    wanted = OneByOne(shipped, policies, reference=False).decide(cases, numbers)
    assert differences(found, wanted) == []
    statuses = set(found.column("unknown").flatten().to_pylist())
    assert "requested-beforehand" in statuses


def test_the_engine_is_asked_once_for_each_set_of_facts(rules: Path, cases: pa.RecordBatch) -> None:
    questions = asked(rules, "authorisation")
    (lifted,) = lifted_questions(questions)
    decider = Columnar(questions, [lifted], Never())
    numbers = np.arange(1, cases.num_rows + 1)
    decider.decide(cases, numbers)
    (slow,) = decider.slow
    different = set()
    for each in cases.to_pylist():
        asr = (each["insurers"] or {}).get("asr") or {}
        known = asr.get("authorisation") or {}
        days = each["as_of"], each["known_at"] or each["as_of"]
        different.add((days, known.get("requested_on"), known.get("start_on")))
    assert slow.asked == {"requested-beforehand": len(different)}
    decider.decide(cases, numbers)
    assert slow.asked == {"requested-beforehand": len(different)}
    assert decider.asked == {f"{POLICY}.authorisation requested-beforehand": len(different)}


@pytest.mark.parametrize("workers", [1, 2])
def test_the_summary_says_how_often_the_engine_was_asked(
    rules: Path, root: Path, tmp_path: Path, workers: int
) -> None:
    dates = [f"2022-0{month}-{day:02}" for month in (3, 4) for day in range(1, 11)]
    lines = [
        json.dumps(
            {
                "as_of": "2022-06-01",
                "insurers": {"asr": {"authorisation": {"requested_on": day, "start_on": day}}},
            }
        )
        for day in dates * 3
    ]
    (tmp_path / "cases.ndjson").write_text("\n".join(lines))
    result = CliRunner().invoke(
        cli,
        [
            *("batch", str(tmp_path / "cases.ndjson"), "--rules", str(rules), "--lang", "en"),
            *("-d", f"{POLICY}.authorisation", "-o", str(tmp_path / "out.csv")),
            *("--chunk-size", "10", "--workers", str(workers)),
            *("--summary", str(tmp_path / "summary.json")),
        ],
    )
    assert result.exit_code == 0, result.output
    document = json.loads((tmp_path / "summary.json").read_text())
    schema = json.loads((root / "schemas/output/batch.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    [asked] = document["decisions"][0]["asked"]
    assert asked["condition"] == "requested-beforehand"
    # Every process asks for itself, and which one gets a block is chance.
    assert 20 <= asked["times"] <= 20 * workers
    assert f"regopy was asked {asked['times']} times about 1 condition" in result.output
