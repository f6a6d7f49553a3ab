"""``policycheck prove``: what holds for every case, and the case where it does not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time

import click

from policycheck.changes.scenarios import FoundScenario, write_scenario
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import unknown
from policycheck.commands.common.options import (
    fresh_option,
    jobs_option,
    output_options_with,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output, write
from policycheck.commands.common.progress import counted
from policycheck.errors import ExitCode, MissingExtra, NothingTested
from policycheck.facts import load_schemas
from policycheck.model import Status
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.selection import Selection, select
from policycheck.proving.proofs import Proved, Replayed
from policycheck.report.naming import Naming
from policycheck.report.proofs_document import proofs_document
from policycheck.report.proofs_table import proofs_blocks
from policycheck.resources import shipped

_FORMATS = (*COMMON_FORMATS, Format.JUNIT, Format.SARIF)
_EXAMPLES = """\b
Examples:
  policycheck prove asr.ggz_2022
  policycheck prove asr.ggz_2022 --law fewer-minutes-never-hurt
  policycheck prove asr.ggz_2022 --only laws --format json
"""


@dataclass(frozen=True)
class _Asked:
    laws: bool
    general: bool
    wanted: tuple[str, ...]
    seconds: float
    within: float | None
    jobs: int | None
    fresh: bool


@click.command("prove", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--law",
    "wanted",
    multiple=True,
    metavar="ID",
    help="Only this law; repeat for more.  [default: all]",
)
@click.option(
    "--only",
    type=click.Choice(["laws", "general"]),
    help="Only the laws of the policies, or only those that hold for any policy.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="S",
    help="How long one question may take; after that it is not decided.",
)
@click.option(
    "--within",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help="How long all may take; what is left then is not decided.  [default: no limit]",
)
@jobs_option
@fresh_option
@click.option(
    "--write-scenario",
    "scenarios",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Add the cases that break laws to this file of scenarios, or to one for each decision in "
    "this directory.",
)
@rules_option
@output_options_with(_FORMATS, "A table to read, a document, tests, or SARIF 2.1.0.")
def command(
    paths: tuple[Path, ...],
    wanted: tuple[str, ...],
    only: str | None,
    seconds: float,
    within: float | None,
    jobs: int | None,
    fresh: bool,
    scenarios: Path | None,
    rules: Path | None,
    output: Output,
) -> int:
    """Prove laws for every case that the schema allows, or refute them with a case.

    A PATH is a rules directory, an insurer, a policy or a file in it, or an id such as
    asr.ggz_2024. Without one, all of the rules.

    The laws of a policy stand in its laws.yaml; docs/laws.md has the vocabulary. Other laws hold
    for any policy: one answer for every case, answers that stay when facts are added, conditions
    that can be met and can fail, readings and parameters that matter. One takes minutes, so it is
    asked by its name only: --law as-decided-as-can-be, whether what is unknown could go either way.

    A law that is refuted is shown with the plainest case that breaks it, which was decided by the
    engine as well. A law that is not decided in time, or that is about no case at all, is no
    success either. What was proved is kept until something changes that it rests on.

    It needs the extra "prove". Exit code 1 if a law does not hold or is not decided.
    """
    selection = select(paths, rules)
    manifests = load_manifests(selection.directory, selection.policies)
    asked = _Asked(only != "general", only != "laws", wanted, seconds, within, jobs, fresh)
    proved = _proved(selection, manifests.values(), asked)
    _refuse_unknown(wanted, proved, manifests.values())
    if not proved:
        raise NothingTested("there is no decision to prove anything about")
    if scenarios:
        _keep(proved, manifests, scenarios)
    _show(proved, selection, manifests, output)
    return ExitCode.DONE if all(each.holds for each in proved) else ExitCode.FINDINGS


def _refuse_unknown(
    wanted: Sequence[str], proved: Sequence[Proved], manifests: Iterable[PolicyManifest]
) -> None:
    """Refuse a name that is that of no law: nothing was proved under it."""
    found = {proof.id for each in proved for proof in each.proofs}
    found |= {id.partition(":")[0] for id in found}
    for name in wanted:
        if name not in found:
            known = {law for each in manifests for law in each.laws}
            raise unknown("law", name, found | known)


def _proved(
    selection: Selection, manifests: Collection[PolicyManifest], asked: _Asked
) -> list[Proved]:
    """What became of everything that is asked, in the order of the policies."""
    try:
        from policycheck.proving.run import Task, run_tasks
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        raise MissingExtra("policycheck prove", "prove") from None
    own = selection.directory == shipped("rego")
    tasks = [
        Task(
            None if own else selection.directory,
            policy.id,
            decision,
            seconds=asked.seconds,
            until=None if asked.within is None else time() + asked.within,
            laws=asked.laws,
            general=asked.general,
            wanted=asked.wanted,
            fresh=asked.fresh,
        )
        for policy in manifests
        for decision in policy.decisions
    ]
    places = {task.name: place for place, task in enumerate(tasks)}
    # The largest first: it is not to begin when all others are done.
    sizes = {
        f"{policy.id}.{rule.id}": len(rule.conditions)
        for policy in manifests
        for rule in policy.decisions.values()
    }
    tasks.sort(key=lambda task: -sizes[task.name])
    found = counted(run_tasks(tasks, asked.jobs), "decisions", len(tasks), few=1)
    return sorted(found, key=lambda each: places[each.name])


def _keep(proved: Sequence[Proved], manifests: Mapping[str, PolicyManifest], place: Path) -> None:
    """Write the cases that break laws as scenarios, with what the rules decide about them now."""
    for each in proved:
        for proof in each.proofs:
            law = manifests[each.policy].laws.get(proof.id)
            for case in proof.cases:
                if not isinstance(case, Replayed):
                    continue
                decision = case.decision
                settled = tuple(
                    id
                    for id, condition in decision.conditions.items()
                    if condition.status is not Status.UNKNOWN
                )
                found = FoundScenario(
                    f"Against the law {proof.id}: {proof.title.en}",
                    case.case,
                    case.as_of,
                    case.known_at,
                    decision,
                    () if decision.outcome else settled,
                    law.readings if law else {},
                )
                if file := write_scenario(place, found):
                    tell(f"policycheck: note: a scenario is added to {file}")


def _show(
    proved: Sequence[Proved],
    selection: Selection,
    manifests: Mapping[str, PolicyManifest],
    output: Output,
) -> None:
    naming = Naming(output.words, load_schemas().dictionary)
    match output.format:
        case Format.JUNIT:
            write(_junit(proved, naming))
        case Format.SARIF:
            from policycheck.report.proofs_sarif import proofs_sarif

            output.show(list, lambda: proofs_sarif(proved, selection.directory, manifests))
        case _:
            output.show(lambda: proofs_blocks(proved, naming), lambda: proofs_document(proved))


def _junit(proved: Sequence[Proved], naming: Naming) -> str:
    try:
        from policycheck.report.proofs_junit import proofs_junit
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "junitparser":
            raise
        raise MissingExtra("the format junit", "author") from None
    return proofs_junit(proved, naming)
