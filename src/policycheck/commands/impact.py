"""``policycheck impact``: whose decision a change of the rules flips."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic

import click

from policycheck.changes.comparing import Compared, compare_states
from policycheck.changes.expected import (
    FILE,
    Verdict,
    expected_in,
    judge,
    of_policies,
    write_expected,
)
from policycheck.changes.findings import Impact, Searched
from policycheck.changes.impact import Days, Differing, examine_all, load_differing
from policycheck.changes.portfolio import read_portfolio
from policycheck.changes.proved import ProvedChange
from policycheck.changes.revisions import file_at
from policycheck.changes.states import State, state_at
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import unknown
from policycheck.commands.common.options import (
    day_option,
    fresh_option,
    jobs_option,
    output_options_with,
    policies_option,
    redact_option,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output, write
from policycheck.commands.common.progress import counted
from policycheck.commands.common.proving import proofs_module
from policycheck.errors import ExitCode, MissingExtra, UsageError
from policycheck.facts import Case, load_schemas
from policycheck.redacting import Redaction
from policycheck.report.impact_document import impact_document
from policycheck.report.impact_github import impact_github
from policycheck.report.impact_markdown import impact_markdown
from policycheck.report.impact_table import impact_blocks
from policycheck.report.naming import Naming
from policycheck.resources import shipped

_EXAMPLES = """\b
Examples:
  policycheck impact --base HEAD
  policycheck impact --base main -p asr.ggz_2024 --format markdown
  policycheck impact --base HEAD --cases cases.yaml --tries 0
  policycheck impact --base main --cases portfolio.ndjson --redact --format markdown
  policycheck impact --base HEAD --no-prove --tries 5000 --seconds 600 --seed 7
"""

_FORMATS = (*COMMON_FORMATS, Format.MARKDOWN, Format.GITHUB, Format.JUNIT)
_FIXTURES = "fixtures"
_QUESTION = 10.0  # seconds


@dataclass(frozen=True)
class _Files:
    """Where the portfolio and the expected flips lie.

    Attributes:
        expected: ``None`` where other cases were named and no file.
        fixtures: Whether the cases are those beside the rules directory.
    """

    cases: tuple[Path, ...]
    expected: Path | None
    fixtures: bool


@click.command("impact", epilog=_EXAMPLES)
@click.option(
    "--base",
    required=True,
    metavar="REV",
    help="Compare with the rules of this git revision: a branch, a tag or a commit.",
)
@click.option(
    "--cases",
    "paths",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Cases: a directory, a YAML or JSON file, NDJSON with one a line, or CSV with one a row; "
    "repeat for more.  [default: fixtures/cases beside the rules directory]",
)
@policies_option("Only this policy; repeat for more.  [default: all that differ]")
@day_option("--as-of", "Judge every case on this day.  [default: as the case says]")
@day_option("--known-at", "By the text published on this day.  [default: as the case says]")
@click.option(
    "--expect",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The flips that are expected.  [default: fixtures/expected_flips.yaml beside the rules "
    "directory; with --cases: none]",
)
@click.option(
    "--write-expected", "writes", is_flag=True, help="Write the flips that were found to that file."
)
@click.option(
    "--prove/--no-prove",
    "proves",
    default=None,
    help="Compare every case with a solver, or only search for cases.  [default: prove where the "
    'extra "prove" is installed]',
)
@jobs_option
@fresh_option
@click.option(
    "--tries",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    metavar="N",
    help="Where nothing is proved, search with so many cases for each decision; 0: only the "
    "portfolio.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="S",
    help="Stop proving and searching after so many seconds; what is not decided then is said.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, metavar="N", help="Search other cases."
)
@redact_option
@rules_option
@output_options_with(
    _FORMATS, "A table to read, a document, a comment for a pull request, annotations, or tests."
)
def command(
    base: str,
    paths: tuple[Path, ...],
    wanted: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    expect: Path | None,
    writes: bool,
    proves: bool | None,
    jobs: int | None,
    fresh: bool,
    tries: int,
    seconds: float,
    seed: int,
    redact: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """Show whose decision differs between a revision of the rules and the files on disk.

    Every case is decided under both, where a policy is about it and its facts ask the decision.
    A flip is another outcome, leaning or result; the same answer for other reasons stands apart.
    The work tree is only read, and compared as it is, staged or not.

    Beyond the portfolio, every case that the schema allows is compared by a solver: either none
    flips, which is proved, or the plainest case that does is printed, also as a scenario, for each
    way: more permissive, stricter, or else another answer. It needs the extra "prove".

    Where that is not installed or does not decide, a search changes facts of the cases, near every
    amount and day that the rules name, to find the smallest case that flips. It needs the extra
    "author". The same seed tries the same cases, as long as time does not run out. With --redact it
    starts from a bare case, so that no case that it prints holds facts of the portfolio.

    Exit code 1 if a flip is not listed with a reason in the file of expected flips, one that is
    listed does not happen (unless the file listed it at the base already), a case cannot be
    decided, a flip is found that no case of the portfolio shows, or a proof is not decided.
    """
    directory = rules or shipped("rego")
    files = _files(paths, expect, directory)
    if writes and files.expected is None:
        raise UsageError("--write-expected with --cases needs a file: name it with --expect")
    chosen = _Chosen(Days(as_of, known_at), proves, jobs, fresh, tries, seconds, seed)
    redaction = Redaction(load_schemas().dictionary, on=redact)
    with (
        redaction.errors(),
        state_at(base, directory) as before,
        state_at(None, directory, rules is None) as after,
    ):
        compared = compare_states(before, after, _known(wanted, before, after))
        found = _found(compared, before, after, files, chosen, redaction)
    if writes and files.expected:
        write_expected(files.expected, found.flips, wanted or None)
        tell(f"policycheck: note: the flips are written to {files.expected}; write the reasons")
    impact = _judged(found, files, base, wanted or None)
    _show(impact, files.fixtures, output)
    return ExitCode.DONE if impact.passes else ExitCode.FINDINGS


@dataclass(frozen=True)
class _Chosen:
    """How a user wants the cases decided, proved and searched.

    Attributes:
        proves: ``None`` to prove where that is installed.
        jobs: How many processes prove; ``None``: one for each processor.
        fresh: Whether what was proved before is proved again.
    """

    days: Days
    proves: bool | None
    jobs: int | None
    fresh: bool
    tries: int
    seconds: float
    seed: int


def _files(paths: Sequence[Path], expect: Path | None, rules: Path) -> _Files:
    beside = rules.resolve().parent / _FIXTURES
    own = not paths
    if own and not (beside / "cases").is_dir():
        raise UsageError(
            f"there are no cases beside the rules, in {beside / 'cases'}: name some with --cases"
        )
    if expect is not None and not expect.parent.is_dir():
        raise UsageError(f"there is no directory {expect.parent} for {expect.name}")
    expected = expect or (beside / FILE if own else None)
    return _Files(tuple(paths) or (beside / "cases",), expected, own)


def _known(wanted: Sequence[str], before: State, after: State) -> list[str] | None:
    """The policies that were named, if either state has them."""
    known = {*before.ids, *after.ids}
    for name in wanted:
        if name not in known:
            raise unknown("policy", name, known)
    return list(dict.fromkeys(wanted)) or None


def _found(
    compared: Compared,
    before: State,
    after: State,
    files: _Files,
    chosen: _Chosen,
    redaction: Redaction,
) -> Impact:
    """What differs in the portfolio and beyond; nothing is read where the rules are the same."""
    labels = (before.label, after.label)
    if not compared.pairs:
        return Impact(labels, compared, (), (), (), Verdict())
    portfolio = read_portfolio(files.cases, redaction)
    differing = load_differing(compared, before, after, redaction)
    cases = len(portfolio.cases)
    results = examine_all(differing, portfolio.cases, chosen.days)
    examined = tuple(counted(results, "cases", cases))
    end = monotonic() + chosen.seconds
    proved = tuple(_prove(differing, (before, after), chosen))
    settled = [each.name for each in proved if each.decided]
    left = replace(chosen, seconds=max(end - monotonic(), 0.0))
    # What a search finds is made of the cases where it starts.
    starts = () if redaction.on else portfolio.cases
    searched = tuple(_search(differing, starts, left, settled))
    return Impact(labels, compared, examined, portfolio.unread, searched, Verdict(), proved)


def _prove(
    differing: Differing, states: tuple[State, State], chosen: _Chosen
) -> Iterator[ProvedChange]:
    total = sum(map(len, differing.decisions.values()))
    wanted = bool(chosen.tries) if chosen.proves is None else chosen.proves
    if not wanted or not total:
        return
    try:
        proofs = proofs_module("policycheck impact --prove")
    except MissingExtra:
        if chosen.proves:
            raise
        tell(
            "policycheck: note: other cases are only searched; to compare every case:"
            " pip install 'policycheck[prove]' (or --no-prove)"
        )
        return
    seconds = min(chosen.seconds, _QUESTION)
    bounds = proofs.Bounds((), seconds, chosen.seconds, chosen.jobs, chosen.fresh)
    found = proofs.prove_states(differing, states, chosen.days, bounds)
    yield from counted(found, "decisions compared", total, few=1)


def _search(
    differing: Differing, starts: Sequence[Case], chosen: _Chosen, settled: Collection[str]
) -> Iterator[Searched]:
    total = sum(map(len, differing.decisions.values())) - len(settled)
    if not chosen.tries or not total:
        return
    try:
        from policycheck.changes.search import Bounds, search_all
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "hypothesis":
            raise
        tell(
            "policycheck: note: only the portfolio was compared; to search for other cases:"
            " pip install 'policycheck[author]' (or --tries 0)"
        )
        return
    bounds = Bounds(chosen.tries, chosen.seconds, chosen.seed)
    found = search_all(differing, starts, chosen.days, bounds, settled)
    yield from counted(found, "decisions searched", total, few=1)


def _judged(impact: Impact, files: _Files, base: str, policies: Collection[str] | None) -> Impact:
    """With the flips that were expected told apart."""
    file = files.expected
    now = file.read_text(encoding="utf-8", errors="replace") if file and file.is_file() else ""
    then = (file_at(base, file) if file and now else None) or ""
    listed, landed = (
        [each for each in expected_in(text, name) if of_policies(each, policies)]
        if text.strip()
        else []
        for text, name in ((now, str(file)), (then, f"{base}: {FILE}"))
    )
    return replace(impact, verdict=judge(impact.flips, listed, landed))


def _show(impact: Impact, fixtures: bool, output: Output) -> None:
    naming = Naming(output.words, load_schemas().dictionary)
    match output.format:
        case Format.MARKDOWN:
            write(impact_markdown(impact, fixtures, naming))
        case Format.GITHUB:
            write(impact_github(impact, naming))
        case Format.JUNIT:
            write(_junit(impact, naming))
        case _:
            output.show(
                lambda: impact_blocks(impact, fixtures, naming),
                lambda: impact_document(impact, fixtures),
            )


def _junit(impact: Impact, naming: Naming) -> str:
    try:
        from policycheck.report.impact_junit import impact_junit
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "junitparser":
            raise
        raise MissingExtra("the format junit", "author") from None
    return impact_junit(impact, naming)
