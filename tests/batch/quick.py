"""A run whose rows and decisions are made up, as quick as can be, in real processes.

``python -m batch.quick OUTPUT --rows 1000 ...`` runs it in a process of its own.
"""

import argparse
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from policycheck.batch.columns import decided_schema
from policycheck.batch.encodings import encoding_for
from policycheck.batch.interfaces import Decider, Doubter, Mask
from policycheck.batch.questions import Questions
from policycheck.batch.run import Run
from policycheck.batch.stopping import Stopped
from policycheck.batch.targets import Targets, default_rejects
from policycheck.batch.work import Job
from policycheck.commands.common.boundary import guarded
from policycheck.errors import EngineError, PolicycheckError, Problem
from policycheck.facts import load_schemas
from policycheck.tabular import Block, Reject, Rows, case_type
from policycheck.tabular.rows import Numbers

POLICY = "asr.ggz_2024"
QUESTIONS = Questions(
    decisions=((POLICY, "eligibility"), (POLICY, "claims")),
    today=date(2024, 6, 10),
    as_of=date(2024, 6, 10),
    keep=("contract_year", "provider.kvk"),
    segment=100,
)


@dataclass(frozen=True)
class MadeSource:
    """Rows from 1; every thirteenth cannot be read, and every ninety-seventh is no row."""

    count: int
    at_once: int
    broken_after: int | None = None

    def blocks(self) -> Iterator[Block]:
        for first in range(1, self.count + 1, self.at_once):
            if self.broken_after is not None and first > self.broken_after:
                raise PolicycheckError("the input ends in the middle of a row")
            count = min(self.at_once, self.count + 1 - first)
            yield Block(first // self.at_once, first, (first + count - 1) / self.count, count)

    def parts(self, block: Block) -> Iterator[Rows]:
        every = [n for n in range(block.first, block.first + block.payload) if n % 97]
        numbers = np.array([n for n in every if n % 13], dtype=np.int64)
        problem = Problem("wrong-type", "unlucky", "made")
        rejects = tuple(Reject(n, (problem,), f"row {n}") for n in every if n % 13 == 0)
        yield Rows(numbers, made_cases(numbers), rejects)


def made_cases(numbers: Numbers) -> pa.RecordBatch:
    cases = case_type(load_schemas().schema)
    columns = [pa.nulls(len(numbers), field.type) for field in cases]
    year = cases.get_field_index("contract_year")
    columns[year] = pa.array(2000 + numbers % 100, cases.field(year).type)
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(list(cases)))


class Trusting:
    """Doubts no case."""

    def invalid(self, cases: pa.RecordBatch, as_of: pa.Array) -> Mask:
        return np.zeros(cases.num_rows, dtype=np.bool_)


class Quick:
    """Decides by the number of the row."""

    def __init__(
        self,
        questions: Questions,
        reference: bool = False,
        wrong: int | None = None,
        deadly: int | None = None,
        failing: int | None = None,
        pause: float = 0.0,
        lossy: bool = False,
    ) -> None:
        self.reference = reference
        self.one_by_one = 0
        self.asked: Counter[str] = Counter()
        self._questions = questions
        self._wrong, self._deadly, self._failing = wrong, deadly, failing
        self._pause = pause
        self._lossy = lossy

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        time.sleep(self._pause)
        if self._deadly in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._failing in numbers:
            raise EngineError("eval_conflict_error", f"row {self._failing}: two values")
        self.one_by_one += int((numbers % 10 == 0).sum())
        self.asked[f"{POLICY}.claims slow"] += int((numbers % 5 == 0).sum())
        rows = [
            made_row(number, *asked) for number in numbers.tolist() for asked in QUESTIONS.decisions
        ]
        for row in rows:
            if row["row"] == self._wrong:
                row["outcome"] = "met"
        return pa.RecordBatch.from_pylist(
            rows[1:] if self._lossy else rows, schema=decided_schema(False)
        )


def made_row(number: int, policy: str, decision: str) -> dict[str, object]:
    failing = [f"condition-{n}" for n in range(number % 4)]
    return {
        "row": number,
        "policy": policy,
        "decision": decision,
        "as_of": date(2024, 6, 10),
        "known_at": date(2024, 6, 1 + number % 9),
        "outcome": None if decision == "claims" else "not_met" if failing else "met",
        "leaning": None,
        "result": '{"form":"é"}' if number % 2 else "{}",
        "not_met": failing,
        "unknown": [],
        "open": ["a"],
        "missing": ["/provider/kvk"] if number % 3 else [],
        "deadlines": [
            {"condition": "c", "by": date(2024, 7, 1), "who": "insurer", "state": "upcoming"}
        ]
        if number % 5 == 0
        else [],
    }


def trusting() -> Doubter:
    return Trusting()


def reference(questions: Questions) -> Decider:
    return Quick(questions, reference=True)


def quick_run(
    output: Path,
    rows: int = 1000,
    at_once: int = 7,
    workers: int = 2,
    *,
    share: float = 0.0,
    broken_after: int | None = None,
    segment: int = 100,
    file: str | None = None,
    resume: bool = False,
    overwrite: bool = False,
    to: str | None = None,
    **decider: object,
) -> Run:
    """A run over made rows."""
    questions = replace(QUESTIONS, segment=segment)
    job = Job(
        source=MadeSource(rows, at_once, broken_after),
        questions=questions,
        encoding=encoding_for(str(output), to),
        share=share,
        make_decider=partial(Quick, **decider),  # type: ignore[arg-type]
        make_reference=reference,
        make_doubter=trusting,
    )
    targets = Targets(str(output), default_rejects(str(output)))
    identity = {"rows": rows}
    return Run(job, targets, file, identity, workers, resume, overwrite)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("output", type=Path)
    for name, kind in (("rows", int), ("at-once", int), ("workers", int), ("segment", int)):
        parser.add_argument(f"--{name}", type=kind, default=argparse.SUPPRESS)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--resume", action="store_true")
    run = quick_run(**vars(parser.parse_args()))
    try:
        run()
    except Stopped as stop:
        return 128 + stop.number
    return 0


if __name__ == "__main__":
    raise SystemExit(guarded(main))
