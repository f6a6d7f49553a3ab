"""``policycheck test --mutate``: its options, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from policycheck.commands.common.output import Format, Output
from policycheck.commands.common.progress import counting
from policycheck.errors import ExitCode, NothingTested, UsageError
from policycheck.policies.selection import Selection
from policycheck.report.mutation_document import mutation_document
from policycheck.report.mutation_table import mutation_blocks
from policycheck.testing import Suite, read_suites, run_suites
from policycheck.testing.mutation import survey

Command = Callable[..., int]


@dataclass(frozen=True)
class Mutation:
    """How mutants are to be tried.

    Attributes:
        jobs: How many processes; ``None``: one for each processor.
        sample: Only so many mutants; ``None``: all.
        seed: Decides which.
    """

    jobs: int | None
    sample: int | None
    seed: int


def mutation_options(command: Command) -> Command:
    """Add ``--mutate`` and its options; the command gets them as one ``mutation``."""

    @click.option(
        "--mutate",
        is_flag=True,
        help="Change the rules one place at a time, and report what no test notices; --run "
        "chooses mutants by their id.",
    )
    @click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="With --mutate: how many processes.  [default: one for each processor]",
    )
    @click.option(
        "--sample", type=click.IntRange(min=1), metavar="N", help="With --mutate: only N mutants."
    )
    @click.option(
        "--seed", type=int, metavar="N", help="With --sample: decides which.  [default: 0]"
    )
    @wraps(command)
    def with_mutation(
        *,
        mutate: bool,
        jobs: int | None,
        sample: int | None,
        seed: int | None,
        **arguments: Any,
    ) -> int:
        if not mutate and (jobs, sample, seed) != (None, None, None):
            raise click.UsageError("--jobs, --sample and --seed go with --mutate")
        mutation = Mutation(jobs, sample, seed or 0) if mutate else None
        return command(mutation=mutation, **arguments)

    return with_mutation


def mutate(
    selection: Selection,
    fixtures: Path | None,
    pattern: str | None,
    mutation: Mutation,
    output: Output,
) -> int:
    """Try the mutants of rules and show what became of them.

    Raises:
        UsageError: A test fails as it is, or the format is one for tests only.
        NothingTested: There is no test, or no mutant that is meant.
    """
    if output.format not in (Format.TABLE, Format.JSON):
        raise UsageError(f"--mutate writes table or json, not {output.format}")
    suites = read_suites(selection, fixtures)
    _check(suites)
    with counting("mutants") as one_more:
        found = survey(
            suites,
            selection,
            fixtures,
            pattern=pattern,
            sample=mutation.sample,
            seed=mutation.seed,
            jobs=mutation.jobs,
            told=one_more,
        )
    if not found.fates:
        among = f", of {found.among}" if found.among else ""
        raise NothingTested(f"there is no mutant that --run and PATH mean{among}")
    output.show(lambda: mutation_blocks(found, output.words), lambda: mutation_document(found))
    return ExitCode.DONE if found.good else ExitCode.FINDINGS


def _check(suites: tuple[Suite, ...]) -> None:
    with counting("tests") as one_more:
        results = run_suites(suites, fail_fast=True, told=one_more)
    if not results:
        raise NothingTested("there is no test, so that no mutant would be noticed")
    failed = next((each for each in results if not each.good), None)
    if failed:
        raise UsageError(
            f"mutants are tried on rules whose tests pass, and this one does not: {failed.item.id};"
            " run policycheck test without --mutate first"
        )
