"""``policycheck eval``: decide cases, and say why."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.deciding import Asked, decide_all
from policycheck.commands.common.options import (
    cases_argument,
    day_option,
    output_options,
    rules_option,
)
from policycheck.commands.common.output import Output
from policycheck.commands.common.progress import counted
from policycheck.commands.common.questions import choose, not_asked, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import ExitCode
from policycheck.evaluation import load
from policycheck.facts import Case, load_schemas
from policycheck.model import Outcome
from policycheck.report.blocks import Block
from policycheck.report.decision_table import decision_blocks
from policycheck.report.document import Evaluated, decisions_document
from policycheck.report.naming import Naming

_EXAMPLES = """\b
Examples:
  policycheck eval case.yaml
  policycheck eval case.yaml -p asr.ggz_2024 -d eligibility --as-of 2023-08-15
  policycheck eval cases/*.yaml --format json --exit-code
  policycheck eval case.yaml --reading asr.ggz_2024/turnover-years=each-year
"""


@click.command("eval", epilog=_EXAMPLES)
@cases_argument
@click.option(
    "-p",
    "--policy",
    "wanted",
    multiple=True,
    metavar="POLICY",
    help="Only this policy; repeat for more.  [default: all]",
)
@click.option(
    "-d",
    "--decision",
    "decisions",
    multiple=True,
    metavar="DECISION",
    help="This decision, by its name or as POLICY.DECISION; repeat for more.  "
    "[default: those that the facts ask for]",
)
@day_option("--as-of", "Judge the case on this day.  [default: as the case says, else today]")
@day_option(
    "--known-at", "By the text published on this day.  [default: as the case says, else --as-of]"
)
@click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="POLICY/READING=VALUE",
    help="Read an ambiguous place of the text this way; repeat for more.",
)
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 if a decision is not met, else with 4 if not all are met.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also list the conditions that are met.")
@rules_option
@output_options
def command(
    cases: tuple[str, ...],
    wanted: tuple[str, ...],
    decisions: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    readings: tuple[str, ...],
    exit_code: bool,
    verbose: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """Decide cases (YAML or JSON files, - for standard input), and say why.

    All cases are read first: if one is invalid, nothing is decided.
    """
    read = read_cases(cases)
    policies = load(rules, policies=policies_needed(wanted, decisions, rules))
    asked = Asked(
        policies,
        choose(policies.manifests, decisions) if decisions else None,
        as_of,
        known_at,
        choose_readings(readings, policies.manifests),
    )
    decided = decide_all(counted(read, "cases"), asked)
    results = [result for per_case in decided for result in per_case]
    if not results:
        raise not_asked(policies.manifests)
    _tell_unasked(read, decided)

    def blocks() -> list[Block]:
        naming = Naming(output.words, load_schemas().dictionary)
        return decision_blocks(results, policies.manifests, naming, verbose)

    output.show(blocks, lambda: decisions_document(results))
    return _exit_code(results) if exit_code else ExitCode.DONE


def _tell_unasked(cases: Sequence[Case], decided: Sequence[Sequence[Evaluated]]) -> None:
    for case, results in zip(cases, decided, strict=True):
        if not results:
            tell(f"policycheck: note: the facts of {case.name} ask for no decision")


def _exit_code(results: Iterable[Evaluated]) -> ExitCode:
    outcomes = {result.decision.outcome for result in results}
    if Outcome.NOT_MET in outcomes:
        return ExitCode.FINDINGS
    return ExitCode.DONE if outcomes <= {Outcome.MET, None} else ExitCode.UNDECIDED
