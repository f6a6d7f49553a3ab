"""What a worker makes of a block, in this process."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from batch.quick import QUESTIONS, MadeSource, Quick, Trusting, made_cases, trusting
from policycheck.batch.columns import kept_field
from policycheck.batch.counts import Counts
from policycheck.batch.encodings import encoding_for
from policycheck.batch.interfaces import Doubter, Mask
from policycheck.batch.sampling import sampled
from policycheck.batch.work import Job, Worker
from policycheck.errors import UsageError
from policycheck.tabular import Block


class Suspicious:
    def invalid(self, cases: pa.RecordBatch, as_of: pa.Array) -> Mask:
        return np.ones(cases.num_rows, dtype=np.bool_)


def worker(
    done: int = 0, doubter: type[Doubter] = Trusting, as_of: date | None = date(2024, 6, 1)
) -> Worker:
    return Worker(
        Job(
            MadeSource(1000, 250),
            replace(QUESTIONS, as_of=as_of),
            encoding_for("a.csv", None),
            done=done,
            make_decider=Quick,
            make_doubter=trusting if doubter is Trusting else doubter,
        )
    )


def test_a_block_is_cut_where_segments_end() -> None:
    pieces = worker().pieces(Block(1, 251, None, 250))
    assert [piece.segment for piece in pieces] == [2, 3, 4]
    assert [piece.last for piece in pieces] == [300, 400, 500]
    assert [piece.whole for piece in pieces] == [False, True, True]
    assert sum(piece.counts.read for piece in pieces) == len([n for n in range(251, 501) if n % 97])


def test_rows_that_are_done_are_left_out() -> None:
    pieces = worker(done=350).pieces(Block(1, 251, None, 250))
    assert [piece.segment for piece in pieces] == [3, 4]
    assert [piece.whole for piece in pieces] == [False, True]
    assert pieces[0].content.split(b",")[0] == b"352"  # 351 is unlucky
    assert worker(done=500).pieces(Block(1, 251, None, 250)) == []


def test_a_doubt_without_a_reason_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="one of the two checks is wrong"):
        worker(doubter=Suspicious).pieces(Block(0, 1, None, 50))


def test_every_row_has_to_have_its_day() -> None:
    asked = replace(QUESTIONS, as_of=None, today=date(2025, 1, 1))
    job = replace(worker()._job, questions=asked)
    pieces = Worker(job).pieces(Block(0, 1, None, 90))
    (piece,) = pieces
    assert piece.counts.decided == 0
    assert piece.counts.codes["day-needed"] == len([n for n in range(1, 91) if n % 13])
    assert b"the contract period of asr.ggz_2024 ended on 2024-12-31" in piece.rejects


def test_the_sample_is_spread_and_always_the_same() -> None:
    numbers = np.arange(1, 100_001)
    mask = sampled(numbers, 0.01)
    assert mask[:20].all()
    assert 900 < mask.sum() < 1100
    halves = [sampled(numbers[:50_000], 0.01), sampled(numbers[50_000:], 0.01)]
    assert np.array_equal(np.concatenate(halves), mask)
    assert not sampled(numbers, 0).any()
    assert sampled(numbers, 1).all()
    assert (sampled(numbers, 0.02) | ~mask).all()


def test_counts_come_back_from_their_document() -> None:
    counts = Counts(3, 2, 1, 0, 2)
    counts.outcomes["a.b met"] = 2
    counts.add(Counts.of(counts.document()))
    assert (counts.read, counts.decided, counts.rejected, counts.one_by_one) == (6, 4, 2, 4)
    assert counts.outcomes == {"a.b met": 4}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("provider.kvk", pa.string()),
        ("as_of", pa.date32()),
        ("provider.sectors", pa.list_(pa.string())),
        ("insurers.asr.contracting_status", pa.string()),
        ("insurers.asr.turnover.2021", pa.decimal128(15, 2)),
    ],
)
def test_facts_are_carried_along_as_they_are(path: str, kind: pa.DataType) -> None:
    assert kept_field(path) == pa.field(path, kind)


@pytest.mark.parametrize(
    "path", ["provider", "", "provider.", "provider.kvk.x", "provider.serious_errors"]
)
def test_what_cannot_be_carried_along(path: str) -> None:
    with pytest.raises(UsageError, match="--keep"):
        kept_field(path)


def test_made_cases_are_canonical() -> None:
    assert made_cases(np.array([1, 2])).num_rows == 2
