"""Tables of other programs give the rows that a file of the same cases gives."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pytest

import policycheck.arrow
from batch.quick import Quick, reference, trusting
from batch.tables import COUNT, DAY, DECISIONS, POLICY, Batch, assert_the_same
from policycheck.batch.deciding import Deciding
from policycheck.batch.sampling import SampleDiffers
from policycheck.batch.tables import TableDecider, asked, columns_of
from policycheck.errors import UsageError

KEEP = ["claim_number"]


def decided(cases: Any, **options: Any) -> pa.Table:
    made = policycheck.arrow.decide(cases, POLICY, DECISIONS, keep=KEEP, **options)
    return made.read_all()


@pytest.fixture(scope="module")
def expected(cases: pa.Table) -> pa.Table:
    return decided(cases)


def test_the_rows_are_those_of_batch(expected: pa.Table, batch: Batch) -> None:
    assert expected.num_rows == COUNT * len(DECISIONS)
    assert_the_same(expected, batch)


FORMS: dict[str, Callable[[pa.Table], Any]] = {
    "batch": lambda table: table.combine_chunks().to_batches()[0],
    "batches": lambda table: table.to_batches(max_chunksize=7),
    "generator": lambda table: (each for each in table.to_batches(max_chunksize=50)),
    "reader": lambda table: table.to_reader(max_chunksize=33),
    "chunks": lambda table: pa.concat_tables([table.slice(0, 5), table.slice(5)]),
    "polars": polars.from_arrow,
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_table_gives_the_same(
    cases: pa.Table, expected: pa.Table, form: str
) -> None:
    assert decided(FORMS[form](cases)).equals(expected)


def test_columns_may_have_the_dotted_names_of_facts(cases: pa.Table, expected: pa.Table) -> None:
    flat = cases.flatten().flatten().flatten().flatten()
    assert "insurers.asr.turnover.2022" in flat.schema.names
    assert decided(flat).equals(expected)


def test_nothing_is_decided_before_it_is_read(cases: pa.Table, expected: pa.Table) -> None:
    def endless() -> Iterator[pa.RecordBatch]:
        while True:
            yield from cases.slice(0, 10).to_batches()

    made = policycheck.arrow.decide(endless(), POLICY, DECISIONS, keep=KEEP)
    assert pa.Table.from_batches([next(made)]).equals(expected.slice(0, 20))
    assert next(made).column("row").to_pylist() == [row for row in range(11, 21) for _ in DECISIONS]


def test_what_is_kept_goes_along_as_it_is(cases: pa.Table) -> None:
    moments = pa.array([10**9 + row for row in range(COUNT)], pa.timestamp("s", "Europe/Amsterdam"))
    codes = pa.array([str(row % 3) for row in range(COUNT)]).dictionary_encode()
    more = cases.append_column("at", moments).append_column("code", codes)
    keep = ["code", "provider.kvk", "at", "insurers.asr.turnover", "contract_year"]
    made = policycheck.arrow.decide(
        more, POLICY, DECISIONS, keep=[*keep, "claim_number"]
    ).read_all()
    assert made.schema.names[1 : len(keep) + 1] == keep
    first = made.slice(0, made.num_rows).filter(pa.array([True, False] * COUNT))
    assert first["at"].combine_chunks().equals(moments)
    assert first["code"].to_pylist() == [str(row % 3) for row in range(COUNT)]
    providers = [provider["kvk"] for provider in cases["provider"].to_pylist()]
    assert first["provider.kvk"].to_pylist() == providers
    relations = [(each or {}).get("asr") or {} for each in cases["insurers"].to_pylist()]
    assert first["insurers.asr.turnover"].to_pylist() == [
        each.get("turnover") for each in relations
    ]
    assert first["contract_year"].equals(cases["contract_year"].cast(pa.int64()))


def test_all_decisions_are_made_unless_some_are_named(cases: pa.Table) -> None:
    few = cases.slice(0, 1)
    made = policycheck.arrow.decide(few, POLICY, keep=KEEP).read_all()
    manifest = policycheck.load(policies=[POLICY]).manifests[POLICY]
    assert made["decision"].to_pylist() == list(manifest.decisions)
    one = policycheck.arrow.decide(few, POLICY, "claims", keep=KEEP).read_all()
    assert one["decision"].to_pylist() == ["claims"]


def test_a_table_without_rows_gives_none(cases: pa.Table, expected: pa.Table) -> None:
    made = decided(cases.slice(0, 0))
    assert made.num_rows == 0
    assert made.schema == expected.schema


def test_rules_of_others_decide(
    root: Path, tmp_path: Path, cases: pa.Table, expected: pa.Table
) -> None:
    shutil.copytree(root / "rego", tmp_path / "rules")
    few = cases.slice(0, 20)
    assert decided(few, rules=tmp_path / "rules").equals(expected.slice(0, 40))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"keep": ()}, 'the column "claim_number": there is no fact .* named in keep'),
        (
            {"keep": ["claim_number", "claim_numbr"]},
            'no column "claim_numbr" to keep in the table; did you mean claim_number',
        ),
        ({"keep": ["claim_number", "provider.kvkk"]}, 'no column "provider.kvkk" to keep'),
        ({"keep": ["claim_number", "as_of"]}, 'the result has a column "as_of" of its own'),
        ({"keep": "claim_number"}, r"keep is a list of columns: \['claim_number'\]"),
        ({"decision": "claim"}, 'asr.ggz_2024 has no decision "claim"; did you mean claims'),
        ({"decision": []}, "name a decision of asr.ggz_2024: eligibility, "),
        ({"policy": "asr.ggz_2025"}, "there is no policy asr.ggz_2025"),
        ({"readings": {"x": "y"}}, "there is no reading of asr.ggz_2024 called 'x'"),
        ({"sample": 2}, "a sample of 2 is no share"),
        ({"cases": []}, "there is no batch"),
        ({"cases": [{"contract_year": 2024}]}, "a dict is no table"),
        ({"cases": "cases.parquet"}, "a str is no table"),
        ({"cases": None}, "a NoneType is no table"),
    ],
)
def test_what_is_wrong_is_said_at_once(
    cases: pa.Table, options: dict[str, Any], message: str
) -> None:
    right = {"cases": cases, "policy": POLICY, "decision": "claims", "keep": KEEP}
    with pytest.raises(UsageError, match=message):
        policycheck.arrow.decide(**{**right, **options})


def test_batches_have_to_be_alike(cases: pa.Table) -> None:
    one, other = cases.slice(0, 1), cases.slice(1, 1).drop_columns(["contract_year"])
    with pytest.raises(UsageError, match="other columns than the first"):
        decided([*one.to_batches(), *other.to_batches()])


@pytest.mark.parametrize(("wrong", "share"), [(9, 1.0), (10, 0.0001)])
def test_a_difference_in_the_sample_is_an_error(wrong: int, share: float) -> None:
    question = asked(POLICY, DECISIONS, as_of=DAY, sample=share)
    table = pa.table({"contract_year": [2024] * 30})
    decider = TableDecider(question)
    decider._deciding = Deciding(
        question.questions, share, partial(Quick, wrong=wrong), reference, trusting
    )
    with pytest.raises(SampleDiffers, match=f"row {wrong}, asr.ggz_2024.eligibility"):
        list(decider.decided(table.to_batches()[0], 1, columns_of(table.schema, ())))
