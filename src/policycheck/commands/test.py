"""``policycheck test``: the scenarios and the Rego tests of rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.mutating import Mutation, mutate, mutation_options
from policycheck.commands.common.options import output_options_with, rules_option
from policycheck.commands.common.output import Format, Output, write
from policycheck.commands.common.progress import counting
from policycheck.commands.common.watching import whenever_changed
from policycheck.errors import ExitCode, MissingExtra, NothingTested, UsageError
from policycheck.facts import load_schemas
from policycheck.policies.selection import Selection, select
from policycheck.report.coverage_table import coverage_blocks, total_coverage
from policycheck.report.naming import Naming
from policycheck.report.testing_document import results_document
from policycheck.report.testing_table import results_blocks
from policycheck.testing import Coverage, Result, percentage, run, run_covered

_EXAMPLES = """\b
Examples:
  policycheck test asr.ggz_2022 --coverage
  policycheck test asr.ggz_2024 --run claims: --verbose
  policycheck test caresq.categoraal_2024 --run innovation --format junit
  policycheck test asr.ggz_2022 --mutate --run reimbursement.rego --sample 4
  policycheck test asr.ggz_2022 --mutate --by laws --run reimbursement.rego --sample 4
"""
_FORMATS = (Format.TABLE, Format.JSON, Format.JUNIT, Format.TAP, Format.GITHUB)


@dataclass(frozen=True)
class _Wanted:
    selection: Selection
    fixtures: Path | None
    pattern: str | None
    fail_fast: bool
    fresh: bool
    coverage: bool
    threshold: float
    verbose: bool
    output: Output


@click.command("test", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@rules_option
@click.option(
    "--fixtures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Read scenarios/<policy>/*.yaml and their base cases from this directory.  "
    "[default: fixtures beside the rules directory]",
)
@click.option(
    "--run",
    "pattern",
    metavar="REGEX",
    help="Only tests (with --mutate: mutants) in whose id this regular expression is found; "
    "-v shows the ids.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first test that fails.")
@click.option(
    "--watch", is_flag=True, help="Run again whenever a file of rules or fixtures changes."
)
@click.option("--fresh", is_flag=True, help="Run what passed and did not change since, too.")
@click.option("--coverage", is_flag=True, help="Say what the tests have seen of the rules, too.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit code 1 if the coverage is lower; brings --coverage along.",
)
@click.option("-v", "--verbose", is_flag=True, help="In tables: name every test.")
@mutation_options
@output_options_with(
    _FORMATS, "A table to read, a versioned document, or what other programs read."
)
def command(
    paths: tuple[Path, ...],
    rules: Path | None,
    fixtures: Path | None,
    pattern: str | None,
    fail_fast: bool,
    watch: bool,
    fresh: bool,
    coverage: bool,
    threshold: float | None,
    verbose: bool,
    mutation: Mutation | None,
    output: Output,
) -> int:
    """Run the scenarios and the Rego tests of rules.

    A PATH is a rules directory, an insurer's or a policy's directory in it, a file there, or the
    id of a policy; without one, all rules are tested. What does not come with policycheck is
    compiled in a process of its own first.

    A scenario is a sentence with a case and what must come out. A Rego test is a rule test_... in a
    file ..._test.rego that must be true; one whose name begins with todo_test_ is pending: named,
    and not run. docs/testing.md says how both are written.

    The tests of a policy that all passed are not run again while nothing that they rest on changes.

    Coverage: per condition, the statuses that it can get and that a scenario showed; per comparison
    with a parameter, whether a test showed it true, false, and at the boundary; and the lines of
    Rego that no test reached, which do not count. With --coverage, all tests run.

    A mutant is the rules with one place changed: docs/mutation.md says which changes are made, and
    how to list a mutant that no case can tell from the rules. With --by laws the laws of the
    policies are asked instead of the tests.

    Exit code 1 if a test fails, the coverage is below the threshold, or a mutant survives; 3 if
    there is no test. JUnit and --watch need the extra "author".
    """
    _check_pattern(pattern)
    selection = _named_from_here(select(paths, rules))
    if mutation:
        if watch:
            raise UsageError("--mutate does not go with --watch")
        return mutate(selection, fixtures or _beside(selection), pattern, mutation, output)
    wanted = _Wanted(
        selection=selection,
        fixtures=fixtures or _beside(selection),
        pattern=pattern,
        fail_fast=fail_fast,
        fresh=fresh,
        coverage=coverage or threshold is not None,
        threshold=threshold or 0.0,
        verbose=verbose,
        output=output,
    )
    if not watch:
        return _run(wanted)
    places = [each for each in (selection.directory, wanted.fixtures) if each]
    return whenever_changed(places, lambda: _run(wanted))


def _run(wanted: _Wanted) -> int:
    results, coverages = _results(wanted)
    if not results:
        raise NothingTested(_nothing(wanted))
    _show(results, coverages, wanted)
    good = all(each.good for each in results)
    enough = coverages is None or percentage(coverages) >= wanted.threshold
    return ExitCode.DONE if good and enough else ExitCode.FINDINGS


def _results(wanted: _Wanted) -> tuple[tuple[Result, ...], tuple[Coverage, ...] | None]:
    with counting("tests") as one_more:
        about = (wanted.selection, wanted.fixtures)
        if wanted.coverage:
            return run_covered(*about, pattern=wanted.pattern, keep=not wanted.fresh, told=one_more)
        found = run(
            *about,
            pattern=wanted.pattern,
            fail_fast=wanted.fail_fast,
            keep=not wanted.fresh,
            told=one_more,
        )
        return found, None


def _show(results: Sequence[Result], coverages: Sequence[Coverage] | None, wanted: _Wanted) -> None:
    output = wanted.output
    naming = Naming(output.words, load_schemas().dictionary)
    subjects = wanted.selection.policies if wanted.pattern is None else ()
    lines = _writer(output.format)
    if lines:
        write(lines(results, naming))
        if coverages is not None:
            tell(total_coverage(coverages, wanted.threshold, output.words).text)
        return
    output.show(
        lambda: [
            *results_blocks(results, subjects, naming, wanted.verbose),
            *coverage_blocks(coverages, wanted.threshold, output.words, wanted.verbose),
        ],
        lambda: results_document(results, subjects, coverages),
    )


def _writer(format_: Format) -> Callable[[Sequence[Result], Naming], str] | None:
    """What writes a format that is neither a table nor a document."""
    if format_ is Format.JUNIT:
        try:
            from policycheck.report.testing_junit import junit_text
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] != "junitparser":
                raise
            raise MissingExtra("the format junit", "author") from None
        return junit_text
    if format_ in (Format.TAP, Format.GITHUB):
        from policycheck.report.testing_lines import github_text, tap_text

        return github_text if format_ is Format.GITHUB else tap_text
    return None


def _check_pattern(pattern: str | None) -> None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise click.BadParameter(
            f"{pattern!r} is no regular expression: {error}", param_hint="'--run'"
        ) from None


def _named_from_here(selection: Selection) -> Selection:
    """The same, by a relative path where it lies below: annotations need those."""
    here = Path.cwd()
    if selection.directory.is_absolute() and selection.directory.is_relative_to(here):
        return replace(selection, directory=selection.directory.relative_to(here))
    return selection


def _beside(selection: Selection) -> Path | None:
    """The directory ``fixtures`` beside the rules directory, if there is one."""
    # A path such as "." has no parent of its own.
    directory = selection.directory
    above = directory.parent if directory.name else directory.resolve().parent
    found = above / "fixtures"
    return found if found.is_dir() else None


def _nothing(wanted: _Wanted) -> str:
    meant = ", ".join(wanted.selection.policies) or "no policy"
    if wanted.pattern is not None:
        return (
            f"no test of {meant} has {wanted.pattern!r} in its id; -v without --run shows the ids"
        )
    fixtures = wanted.fixtures or "fixtures"
    return (
        f"there is no test of {meant}: expected rules test_... in files ..._test.rego in "
        f"{wanted.selection.directory}, or scenarios in {fixtures}/scenarios/<policy>/*.yaml"
    )
