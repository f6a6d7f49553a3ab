"""``policycheck test --mutate``: its options, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from policycheck.commands.common.output import Format, Output
from policycheck.commands.common.progress import counted, counting
from policycheck.errors import ExitCode, MissingExtra, NothingTested, UsageError
from policycheck.policies.selection import Selection
from policycheck.report.mutation_document import mutation_document
from policycheck.report.mutation_table import mutation_blocks
from policycheck.resources import shipped
from policycheck.testing import Suite, read_suites, run_suites
from policycheck.testing.mutation import By, survey

Command = Callable[..., int]


@dataclass(frozen=True)
class Mutation:
    """How mutants are to be tried.

    Attributes:
        jobs: How many processes; ``None``: one for each processor.
        sample: Only so many mutants; ``None``: all.
        seed: Decides which.
        by: What is to notice them.
    """

    jobs: int | None
    sample: int | None
    seed: int
    by: By


def mutation_options(command: Command) -> Command:
    """Add ``--mutate`` and its options; the command gets them as one ``mutation``."""

    @click.option(
        "--mutate",
        is_flag=True,
        help="Change the rules one place at a time, and report what no test notices; --run "
        "chooses mutants by their id.",
    )
    @click.option(
        "--by",
        type=click.Choice([each.value for each in By]),
        help="With --mutate: what is to notice a mutant; the laws of the policies need the extra "
        '"prove".  [default: tests]',
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
        by: str | None,
        jobs: int | None,
        sample: int | None,
        seed: int | None,
        **arguments: Any,
    ) -> int:
        if not mutate and (by, jobs, sample, seed) != (None, None, None, None):
            raise click.UsageError("--by, --jobs, --sample and --seed go with --mutate")
        mutation = Mutation(jobs, sample, seed or 0, By(by or By.TESTS)) if mutate else None
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
        UsageError: A test fails as it is or a law does not hold, or the format is one for tests
            only.
        NothingTested: There is no test or no law, or no mutant that is meant.
        MissingExtra: The laws are to notice them, and there is no solver.
    """
    if output.format not in (Format.TABLE, Format.JSON):
        raise UsageError(f"--mutate writes table or json, not {output.format}")
    suites = read_suites(selection, fixtures)
    if mutation.by is By.LAWS:
        _check_laws(suites, selection, mutation.jobs)
    else:
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
            by=mutation.by,
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


def _check_laws(suites: tuple[Suite, ...], selection: Selection, jobs: int | None) -> None:
    """Prove the laws of the rules as they are; what was proved before is kept."""
    try:
        from policycheck.proving.run import Task, run_tasks
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        raise MissingExtra("policycheck test --mutate --by laws", "prove") from None
    own = selection.directory == shipped("rego")
    tasks = [
        Task(None if own else selection.directory, policy.id, decision, general=False)
        for policy in (each.manifest for each in suites)
        if policy is not None
        for decision in dict.fromkeys(law.decision for law in policy.laws.values())
    ]
    if not tasks:
        raise NothingTested("there is no law, so that no mutant would be noticed")
    for proved in counted(run_tasks(tasks, jobs), "decisions", len(tasks), few=1):
        failed = next((each for each in proved.proofs if not each.holds), None)
        if failed:
            raise UsageError(
                f"mutants are tried on rules whose laws hold, and {failed.id} of {proved.name} is"
                f" {failed.verdict.replace('_', ' ')}; run policycheck prove first"
            )
