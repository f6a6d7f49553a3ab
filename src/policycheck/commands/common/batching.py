"""What ``policycheck batch`` does with its options. It needs the extra ``batch``."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import click

from policycheck.batch.columns import output_schema
from policycheck.batch.deciders import block_size
from policycheck.batch.encodings import encoding_for
from policycheck.batch.identity import run_identity
from policycheck.batch.questions import Document, Questions
from policycheck.batch.run import Done, Run
from policycheck.batch.sampling import SampleDiffers
from policycheck.batch.stopping import Stopped
from policycheck.batch.summary import Summary, decisions_of, most_frequent
from policycheck.batch.targets import (
    STANDARD_OUTPUT,
    Targets,
    default_rejects,
    refuse_existing,
    refuse_homeless,
    refuse_the_same,
    writing,
)
from policycheck.batch.work import Job
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import unknown
from policycheck.commands.common.output import Output, write
from policycheck.commands.common.progress import rated
from policycheck.commands.common.questions import policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import ExitCode, PolicycheckError, UsageError
from policycheck.evaluation.dates import today
from policycheck.facts import load_schemas
from policycheck.files import put
from policycheck.model import Decision
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.redacting import Redaction
from policycheck.report.batch_document import batch_document
from policycheck.report.batch_table import batch_blocks
from policycheck.report.document import result_document
from policycheck.report.json_format import json_text
from policycheck.report.naming import Naming as FactNaming
from policycheck.tabular import (
    CsvForm,
    InputFormat,
    Naming,
    Notation,
    Reading,
    Source,
    open_source,
    read_mapping_file,
)

_SIGNAL = 128
"""A shell reports so many more than the number of the signal that ended a program."""


@dataclass(frozen=True)
class Wishes:
    """The options of the command, as they were given."""

    input: str
    from_: str | None
    mapping: Path | None
    separator: str | None
    encoding: str
    dutch: bool
    sheet: str | None
    wanted: tuple[str, ...]
    decisions: tuple[str, ...]
    target: str
    to: str | None
    as_of: date | None
    known_at: date | None
    readings: tuple[str, ...]
    keep: tuple[str, ...]
    full: bool
    rejects: Path | None
    summary_file: Path | None
    workers: int | None
    chunk_size: int | None
    sample: float
    resume: bool
    overwrite: bool
    quiet: bool
    no_progress: bool
    rules: Path | None
    redact: bool = False


def run_batch(wishes: Wishes, output: Output) -> int:
    """Run, and show what it came to.

    Raises:
        UsageError: Something that was named does not exist, or is there already.
        PolicycheckError: The run ended early.
    """
    with Redaction(load_schemas().dictionary, on=wishes.redact).errors():
        return _run_batch(wishes, output)


def _run_batch(wishes: Wishes, output: Output) -> int:
    manifests = _manifests(wishes)
    questions = _questions(wishes, manifests)
    rejects = wishes.rejects or default_rejects(wishes.target)
    refuse_the_same(wishes.input, wishes.target, rejects, wishes.summary_file)
    if wishes.summary_file:
        refuse_homeless(wishes.summary_file)
        if not (wishes.overwrite or wishes.resume):
            refuse_existing(wishes.summary_file)
    with closing(open_source(wishes.input, _reading(wishes, questions))) as source:
        run = _run(wishes, questions, source, rejects)
        try:
            with rated("rows", not wishes.no_progress) as told:
                done = run(lambda counts, share: told(counts.read, share))
        except Stopped as stop:
            _tell_kept(run)
            return _SIGNAL + stop.number
        except (SampleDiffers, UsageError):
            raise  # what was decided before is as doubtful, or was not begun by this run
        except PolicycheckError:
            _tell_kept(run)
            raise
    summary = _summary(run, done, manifests)
    _show(summary, wishes, output)
    if not summary.counts.read:
        tell(f"policycheck: error: {wishes.input} has no rows: nothing was evaluated")
        return ExitCode.FAILED
    return ExitCode.FINDINGS if summary.counts.rejected else ExitCode.DONE


def _manifests(wishes: Wishes) -> Mapping[str, PolicyManifest]:
    needed = policies_needed(wishes.wanted, wishes.decisions, wishes.rules)
    if needed is None:
        raise UsageError("which policies to ask? Name them with -p, or with -d POLICY.DECISION")
    return load_manifests(wishes.rules, needed)


def _questions(wishes: Wishes, manifests: Mapping[str, PolicyManifest]) -> Questions:
    questions = Questions(
        decisions=_decisions(wishes.decisions, manifests),
        today=today(),
        rules=wishes.rules,
        as_of=wishes.as_of,
        known_at=wishes.known_at,
        readings=choose_readings(wishes.readings, manifests),
        keep=tuple(dict.fromkeys(wishes.keep)),
        document=_document(wishes) if wishes.full else None,
        redact=wishes.redact,
        name="<stdin>" if wishes.input == "-" else wishes.input,
    )
    output_schema(questions.keep, questions.full)  # says so if it cannot be
    if wishes.redact:
        _refuse_sensitive(questions.keep)
    return questions


def _document(wishes: Wishes) -> Document:
    return redacted_document if wishes.redact else result_document


def redacted_document(case: str, decision: Decision) -> dict[str, Any]:
    """The document of a decision without the content of sensitive facts."""
    return result_document(case, _redaction().decision(decision))


@cache
def _redaction() -> Redaction:
    return Redaction(load_schemas().dictionary)


def _refuse_sensitive(keep: Sequence[str]) -> None:
    for path in keep:
        if _redaction().hides(f"/{path.replace('.', '/')}"):
            raise UsageError(f"--keep {path}: this is sensitive, and --redact leaves it out")


def _decisions(
    named: Sequence[str], manifests: Mapping[str, PolicyManifest]
) -> tuple[tuple[str, str], ...]:
    """Policy and decision, in the order of the policies and of their manifests."""
    every = [(id, decision) for id, each in manifests.items() for decision in each.decisions]
    if not named:
        return tuple(every)
    wanted = set()
    for name in named:
        policy, dot, decision = name.rpartition(".")
        meant = [(policy, decision)] if dot else [(id, decision) for id in manifests]
        for absent in (each for each in meant if each not in every):
            known = [d if not dot else f"{p}.{d}" for p, d in every if dot or p == absent[0]]
            kind = "decision" if dot else f"decision of {absent[0]}"
            raise unknown(kind, name, known, "policycheck list")
        wanted |= set(meant)
    return tuple(each for each in every if each in wanted)


def _run(wishes: Wishes, questions: Questions, source: Source, rejects: Path) -> Run:
    encoding = encoding_for(wishes.target, wishes.to)
    file = wishes.input if Path(wishes.input).is_file() else None
    if file is None and wishes.resume:
        raise UsageError(f"{questions.name} cannot be read again: --resume needs a file")
    return Run(
        job=Job(source, questions, encoding, share=wishes.sample),
        targets=Targets(wishes.target, rejects),
        file=file,
        identity=run_identity(questions, encoding, _read_as(wishes)),
        workers=wishes.workers or os.cpu_count() or 1,
        resume=wishes.resume,
        overwrite=wishes.overwrite,
    )


def _reading(wishes: Wishes, questions: Questions) -> Reading:
    return Reading(
        format=InputFormat(wishes.from_) if wishes.from_ else None,
        naming=read_mapping_file(wishes.mapping) if wishes.mapping else Naming(),
        csv=CsvForm(wishes.separator, wishes.encoding, Notation(wishes.dutch)),
        sheet=wishes.sheet,
        block=block_size(wishes.chunk_size, wishes.full, len(questions.decisions)),
    )


def _read_as(wishes: Wishes) -> dict[str, Any]:
    """What else the rows depend on."""
    mapping = wishes.mapping and hashlib.sha256(wishes.mapping.read_bytes()).hexdigest()
    return {
        "from": wishes.from_,
        "mapping": mapping,
        "separator": wishes.separator,
        "encoding": wishes.encoding,
        "dutch": wishes.dutch,
        "redact": wishes.redact,
        "sheet": wishes.sheet,
    }


def _tell_kept(run: Run) -> None:
    part = run.targets.part
    if not run.targets.stream and part.is_dir() and run.file:
        tell(f"policycheck: note: what was decided is kept in {part}; --resume goes on after it")


def _summary(run: Run, done: Done, manifests: Mapping[str, PolicyManifest]) -> Summary:
    return Summary(
        input=run.job.questions.name,
        output=run.targets.output,
        rejects=str(run.targets.rejects),
        counts=done.counts,
        decisions=decisions_of(done.counts, run.job.questions, manifests),
        codes=most_frequent(done.counts.codes),
        seconds=done.seconds,
        resumed=done.resumed,
        workers=done.workers,
    )


def _show(summary: Summary, wishes: Wishes, output: Output) -> None:
    if wishes.summary_file:
        with writing(wishes.summary_file):
            put(wishes.summary_file, json_text(batch_document(summary)).encode())
    if wishes.quiet:
        return
    naming = FactNaming(output.words, load_schemas().dictionary)
    text = output.text(lambda: batch_blocks(summary, naming), lambda: batch_document(summary))
    if summary.output == STANDARD_OUTPUT:
        click.echo(text, err=True, nl=False)
    else:
        write(text)
