"""What a worker process does with a block: read it, admit its rows, decide them, pack them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
import pyarrow as pa

from policycheck.batch.columns import output_schema, with_facts
from policycheck.batch.counts import Counts, count
from policycheck.batch.deciders import make_decider, make_doubter, make_reference
from policycheck.batch.deciding import Decided, Deciding
from policycheck.batch.encodings import Encoding
from policycheck.batch.interfaces import MakeDecider, MakeDoubter, Source
from policycheck.batch.questions import Questions
from policycheck.batch.redacted import Redacted
from policycheck.errors import PolicycheckError
from policycheck.tabular.rows import Block, Numbers, Reject, Rows


@dataclass(frozen=True)
class Job:
    """What every worker process of a run is told at its start; it is sent to other processes.

    Attributes:
        source: Where blocks are read from.
        questions: What is asked.
        encoding: How the output is written.
        done: Rows up to this number were decided before.
        share: Of the rows that are decided a second time.
        make_decider: Makes the decider in the worker.
        make_reference: Makes what decides the sample.
        make_doubter: Makes what says which rows may be invalid.
    """

    source: Source
    questions: Questions
    encoding: Encoding
    done: int = 0
    share: float = 0.0
    make_decider: MakeDecider = make_decider
    make_reference: MakeDecider = make_reference
    make_doubter: MakeDoubter = make_doubter


@dataclass(frozen=True)
class Piece:
    """What came of rows of one block that belong to one segment.

    Attributes:
        segment: The number of the segment, from 0.
        last: The number of the last row.
        content: The rows of the output: packed, or the whole segment.
        whole: Which of the two.
        rejects: The lines of the rejects file.
        counts: Of these rows.
    """

    segment: int
    last: int
    content: bytes
    whole: bool
    rejects: bytes
    counts: Counts


class Worker:
    """Turns blocks into pieces."""

    def __init__(self, job: Job) -> None:
        asked = job.questions
        self._job = job
        self._deciding = Deciding(
            asked, job.share, job.make_decider, job.make_reference, job.make_doubter
        )
        self._schema = output_schema(asked.keep, asked.full)
        self._redacted = Redacted(asked) if asked.redact else None

    def pieces(self, block: Block) -> list[Piece]:
        """The pieces of a block, in order.

        Raises:
            SampleDiffers: A row of the sample was decided otherwise one by one.
            EngineError: A rule failed.
            PolicycheckError: Rows were lost.
        """
        pieces = [piece for rows in self._new_rows(block) for piece in self._part(rows)]
        return [
            piece
            for _, those in groupby(pieces, key=attrgetter("segment"))
            for piece in self._joined(list(those), block.first, pieces[-1].last)
        ]

    def _joined(self, pieces: list[Piece], first: int, last: int) -> list[Piece]:
        """The pieces of one segment; as one where the rows of the block are all that it has."""
        segment, size = pieces[0].segment, self._job.questions.rows_per_segment
        begin, end = segment * size, (segment + 1) * size
        if begin + 1 < first or begin < self._job.done or last < end:
            return pieces
        counts = Counts()
        for piece in pieces:
            counts.add(piece.counts)
        packed = [piece.content for piece in pieces]
        content = self._job.encoding.segment(packed, self._schema, segment == 0)
        rejects = b"".join(piece.rejects for piece in pieces)
        return [Piece(segment, pieces[-1].last, content, True, rejects, counts)]

    def _part(self, rows: Rows) -> list[Piece]:
        refused = [reject.row for reject in rows.rejects]
        read = np.sort(np.concatenate([rows.numbers, np.array(refused, dtype=np.int64)]))
        before, asked = self._deciding.one_by_one, self._deciding.asked
        pieces = list(self._split(read, self._deciding.decided(rows)))
        pieces[0].counts.one_by_one = self._deciding.one_by_one - before
        pieces[0].counts.asked = self._deciding.asked - asked
        self._check(read, sum(piece.counts.read for piece in pieces))
        return pieces

    def _check(self, read: Numbers, found: int) -> None:
        if found != len(read) or (np.diff(read) <= 0).any():
            raise PolicycheckError(
                f"rows {read[0]} to {read[-1]}: {len(read)} were read, and {found} were decided or"
                " rejected; please report it"
            )

    def _new_rows(self, block: Block) -> Iterator[Rows]:
        """Without those that were decided before the run was resumed."""
        for rows in self._job.source.parts(block):
            new = rows.numbers > self._job.done
            rejects = [reject for reject in rows.rejects if reject.row > self._job.done]
            if new.any() or rejects:
                if new.all() and len(rejects) == len(rows.rejects):
                    yield rows
                else:
                    cases = rows.cases.filter(pa.array(new))
                    yield Rows(rows.numbers[new], cases, tuple(rejects))

    def _split(self, read: Numbers, decided: Decided) -> Iterator[Piece]:
        """The rows by segment."""
        size = self._job.questions.rows_per_segment
        made = with_facts(decided.rows, decided.cases, self._schema)
        rejects = decided.rejects
        if self._redacted:
            made = self._redacted.rows(made)
            rejects = [self._redacted.reject(each) for each in rejects]
        rows = made["row"].to_numpy()
        refused = np.array([reject.row for reject in rejects], dtype=np.int64)
        for segment in np.unique((read - 1) // size).tolist():
            begin, end = segment * size, (segment + 1) * size
            part = made.slice(*_range(rows, begin, end))
            start, length = _range(refused, begin, end)
            those = rejects[start : start + length]
            counts = count(part, len(self._job.questions.decisions), those)
            counts.sampled = _range(decided.again, begin, end)[1]
            yield Piece(
                segment,
                last=int(read[np.searchsorted(read, end, side="right") - 1]),
                content=self._job.encoding.pack(part),
                whole=False,
                rejects=b"".join(map(_line, those)),
                counts=counts,
            )


def _range(numbers: Numbers, begin: int, end: int) -> tuple[int, int]:
    """Where the numbers above ``begin`` and up to ``end`` begin, and how many they are."""
    start, stop = np.searchsorted(numbers, [begin, end], side="right").tolist()
    return start, stop - start


def _line(reject: Reject) -> bytes:
    problems = [
        {"code": problem.code, "message": problem.message, "pointer": problem.pointer}
        for problem in reject.problems
    ]
    line = {"row": reject.row, "problems": problems, "text": reject.text}
    return (json.dumps(line) + "\n").encode()
