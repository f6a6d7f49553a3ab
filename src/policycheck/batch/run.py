"""One run: from an input to the output, the rejects and the counts."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from policycheck.batch.assembly import Assembly
from policycheck.batch.columns import output_schema
from policycheck.batch.counts import Counts
from policycheck.batch.joining import join
from policycheck.batch.pool import Pool
from policycheck.batch.resuming import about_run, begin, go_on, refuse_changed_input
from policycheck.batch.sampling import SampleDiffers
from policycheck.batch.segments import Segments
from policycheck.batch.stopping import Stopping
from policycheck.batch.streams import Stream
from policycheck.batch.targets import (
    Targets,
    refuse_existing,
    refuse_homeless,
    writing,
)
from policycheck.batch.work import Job
from policycheck.errors import PolicycheckError, UsageError
from policycheck.tabular.rows import Block

_SAVE = 5.0
"""So many seconds after something was kept, what there is of the next segment is."""

Told = Callable[[Counts, float | None], None]
"""Called as the run goes, with the counts so far and the share of the input, if that is known."""


@dataclass(frozen=True)
class Done:
    """What a run came to.

    Attributes:
        counts: Of all rows, those of the runs before included.
        seconds: How long it took, without the runs before.
        resumed: How many rows the runs before had done.
        workers: How many processes decided.
    """

    counts: Counts
    seconds: float
    resumed: int
    workers: int


@dataclass(frozen=True)
class Run:
    """A run that can be started.

    Attributes:
        job: What the worker processes do.
        targets: Where to write.
        file: The input, if it is a file: a run is only resumed, and only ends well, if the file is
            as it was at the start.
        identity: What else has to be the same to resume.
        workers: How many processes decide.
        resume: Go on where a run of the same name was stopped.
        overwrite: Replace what is there already.
    """

    job: Job
    targets: Targets
    file: str | None = None
    identity: Mapping[str, Any] = field(default_factory=dict)
    workers: int = 1
    resume: bool = False
    overwrite: bool = False

    def __call__(self, told: Told = lambda counts, share: None) -> Done:
        """Run to the end.

        Raises:
            Stopped: Ctrl-C, or SIGTERM. What was decided until then is kept.
            UsageError: The targets are there already, or a run cannot be resumed.
            SampleDiffers: A row of the sample was decided otherwise one by one.
            PolicycheckError: Something could not be read, decided or written. What was decided
                until then is kept.
        """
        begun = time.monotonic()
        stopping = Stopping()
        with stopping.listening():
            if self.targets.stream:
                counts, resumed = self._stream(stopping, told), 0
            else:
                counts, resumed = self._files(stopping, told)
        return Done(counts, time.monotonic() - begun, resumed, self.workers)

    def _stream(self, stopping: Stopping, told: Told) -> Counts:
        output, rejects = self.targets.output, self.targets.rejects
        if self.resume:
            raise UsageError(f"what was written to {output} cannot be resumed")
        refuse_homeless(rejects)
        if not self.overwrite:
            refuse_existing(*self.targets.files)
        with writing(self._where), ExitStack() as stack:
            with writing(rejects):
                refused = stack.enter_context(rejects.open("wb"))
            out: BinaryIO = sys.stdout.buffer
            if output != "-":
                out = stack.enter_context(Path(output).open("wb"))
            stream = Stream(out, refused, self.job.encoding, self._schema)
            assembly = Assembly(self.job.encoding, self._schema, stream)
            try:
                self._decide(self.job, assembly, stopping, told)
            finally:
                stream.close()
        _check_rows(assembly.total)
        return assembly.total

    def _files(self, stopping: Stopping, told: Told) -> tuple[Counts, int]:
        targets, encoding = self.targets, self.job.encoding
        refuse_homeless(Path(targets.output), targets.rejects)
        if not (self.resume or self.overwrite):
            refuse_existing(*targets.files)
        with ExitStack() as stack:
            with writing(targets.part):
                kept = stack.enter_context(Segments(targets.part, encoding.suffix))
                stack.callback(kept.remove_if_empty)
                about = about_run(self.job, self.file, self.identity)
                job = begin(kept, self.job, about, targets, self.resume, self.overwrite)
                assembly = Assembly(encoding, self._schema, kept)
                job = go_on(job, assembly, kept)
            resumed = assembly.total.read
            self._decide(job, assembly, stopping, told)
            refuse_changed_input(kept, self.file)
            _check_rows(assembly.total)
            with stopping.held(), writing(targets.output):
                join(kept, encoding, self._schema, targets, assembly.total.read)
        return assembly.total, resumed

    @property
    def _schema(self) -> pa.Schema:
        return output_schema(self.job.questions.keep, self.job.questions.full)

    def _decide(self, job: Job, assembly: Assembly, stopping: Stopping, told: Told) -> None:
        """Decide every row that is not done; on the way out, keep what there is."""
        shares: deque[float | None] = deque()
        saved = time.monotonic()
        try:
            with Pool(job, self.workers) as pool:
                for pieces in pool.pieces(_noted(_after(job.source.blocks(), job.done), shares)):
                    with stopping.held(), writing(self._where):
                        for piece in pieces:
                            assembly.add(piece)
                        if not self.targets.stream and time.monotonic() - saved > _SAVE:
                            assembly.save()
                            saved = time.monotonic()
                    told(assembly.total, shares.popleft())
        except SampleDiffers as error:
            error.kept = self._left
            raise
        except BaseException:
            with stopping.held(), suppress(OSError):
                assembly.save()
            raise
        with stopping.held(), writing(self._where):
            assembly.finish()

    @property
    def _left(self) -> str:
        """What there is of an output that cannot be trusted."""
        if self.targets.stream:
            return f"What was written to {self._where} until then cannot be trusted either."
        return (
            f"{self.targets.output} was not written. Delete {self.targets.part} if it is there: it"
            " holds rows that were decided before, in the same way."
        )

    @property
    def _where(self) -> str:
        if not self.targets.stream:
            return str(self.targets.part)
        return "standard output" if self.targets.output == "-" else self.targets.output


def _after(blocks: Iterable[Block], done: int) -> Iterator[Block]:
    """Without the blocks of which all rows are done."""
    held: Block | None = None
    for block in blocks:
        if block.first <= done:
            held = block
            continue
        if held is not None and block.first > done + 1:
            yield held
        held = None
        yield block
    if held is not None:
        yield held


def _noted(blocks: Iterable[Block], shares: deque[float | None]) -> Iterator[Block]:
    for block in blocks:
        shares.append(block.share)
        yield block


def _check_rows(counts: Counts) -> None:
    if counts.read != counts.decided + counts.rejected:
        raise PolicycheckError(
            f"{counts.read} rows were read, {counts.decided} decided and {counts.rejected}"
            " rejected: some are lost; please report it"
        )
