"""Beginning a run, or going on where one of the same name was stopped."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from policycheck.batch.assembly import Assembly
from policycheck.batch.identity import differences, input_identity
from policycheck.batch.segments import Segment, Segments
from policycheck.batch.targets import Targets, refuse_existing
from policycheck.batch.work import Job
from policycheck.errors import UsageError

VERSION = 1


def about_run(job: Job, file: str | None, identity: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the bytes of the output depend on, but for today.

    Args:
        job: What is to be done.
        file: The input, if it is a file.
        identity: What else the output depends on.
    """
    return {
        "version": VERSION,
        "input": file and input_identity(file),
        **identity,
        "rows_per_segment": job.questions.rows_per_segment,
    }


def begin(
    kept: Segments,
    job: Job,
    about: Mapping[str, Any],
    targets: Targets,
    resume: bool,
    overwrite: bool,
) -> Job:
    """Note what the run is about, or see that it is what the run before was about.

    Args:
        kept: What is kept of the run before.
        job: What is to be done.
        about: As :func:`about_run` has it.
        targets: Where to write.
        resume: Whether to go on with what is kept.
        overwrite: Whether to replace what is there already.

    Returns:
        The job, with the day that counts as today in the run.

    Raises:
        UsageError: There is a run and it is not to be resumed, or it was about something else; or
            what is to be written is there already.
    """
    before = kept.run()
    if resume and before:
        _refuse_changes(before["about"], about, targets.part)
        if not (before["overwrite"] or overwrite or kept.marked_whole):
            refuse_existing(*targets.files)
        day = date.fromisoformat(before["today"])
        return replace(job, questions=replace(job.questions, today=day))
    if before and not overwrite:
        raise UsageError(
            f"{targets.part} holds a run that was stopped: --resume goes on with it, --overwrite"
            " starts anew"
        )
    if not overwrite:
        refuse_existing(*targets.files)
    kept.clear()
    today = job.questions.today.isoformat()
    kept.begin({"about": about, "today": today, "overwrite": overwrite})
    return job


def go_on(job: Job, assembly: Assembly, kept: Segments) -> Job:
    """Take what is kept of the run before, so that the job begins after it."""
    for segment in kept.kept():
        assembly.total.add(segment.counts)
        if segment.whole:
            assembly.go_on_after(segment.index, segment.last)
        else:
            _go_on_with(segment, job, assembly)
    kept.forget_after(assembly.index)
    return replace(job, done=assembly.last)


def refuse_changed_input(kept: Segments, file: str | None) -> None:
    """The input is as it was at the start.

    Raises:
        UsageError: It was changed meanwhile.
    """
    before = kept.run()
    if file is None or before is None:
        return
    changed = differences(before["about"]["input"], input_identity(file))
    if changed:
        raise UsageError(
            f"{file} was changed while it was read ({'; '.join(changed)}): run again with"
            " --overwrite, on a file that nobody writes to"
        )


def _go_on_with(segment: Segment, job: Job, assembly: Assembly) -> None:
    packed = job.encoding.unpack(segment.rows.read_bytes(), segment.index == 0)
    rejects = segment.rejects.read_bytes() if segment.rejects else b""
    assembly.go_on_with(segment.index, segment.last, packed, rejects, segment.counts)


def _refuse_changes(before: Mapping[str, Any], now: Mapping[str, Any], part: Path) -> None:
    changed = differences(before, now)
    if changed:
        lines = "\n  ".join(changed)
        raise UsageError(
            f"the run in {part} cannot be resumed, as it was about something else"
            f" (--overwrite starts anew)\n  {lines}"
        )
