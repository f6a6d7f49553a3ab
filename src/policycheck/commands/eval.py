"""``policycheck eval``: decide cases, and say why."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.comparing import by_two_texts, side_by_side
from policycheck.commands.common.deciding import Asked, for_each
from policycheck.commands.common.flipping import (
    FlipOptions,
    flip_options,
    flipped,
    show_flips,
)
from policycheck.commands.common.options import (
    cases_argument,
    day_option,
    days,
    engine_option,
    output_options,
    policies_option,
    rules_option,
)
from policycheck.commands.common.output import Output
from policycheck.commands.common.progress import counted
from policycheck.commands.common.questions import choose, nothing_decided, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import ExitCode, UsageError
from policycheck.evaluation import Policies, load
from policycheck.facts import load_schemas
from policycheck.model import Outcome, Scope, Status
from policycheck.report.answer_table import answer_blocks
from policycheck.report.comparison_document import comparisons_document
from policycheck.report.comparison_table import comparison_blocks
from policycheck.report.document import Answer, answers_document
from policycheck.report.naming import Naming

_EXAMPLES = """\b
Examples:
  policycheck eval case.yaml
  policycheck eval case.yaml -p asr.ggz_2024 -d eligibility --as-of 2023-08-15
  policycheck eval cases/*.yaml --format json --exit-code
  policycheck eval case.yaml --compare-known-at 2023-08-01 2023-08-02
  policycheck eval case.yaml -p asr.ggz_2024 --flip
  policycheck eval case.yaml --reading asr.ggz_2024/turnover-years=each-year
"""


@click.command("eval", epilog=_EXAMPLES)
@cases_argument
@policies_option(
    "This policy, whether or not it is about the case; repeat for more.  "
    "[default: those that are about the case]"
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
    "--compare-known-at",
    nargs=2,
    metavar="YYYY-MM-DD YYYY-MM-DD",
    callback=days,
    help="Decide by the text of one day and by that of another, and show what differs.",
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
    help="End with 1 if a decision is not met, else with 4 if not all are met; "
    "with --compare-known-at, end with 1 if a decision differs.",
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Also list the conditions that are met, and below a matrix every decision in full.",
)
@flip_options
@engine_option
@rules_option
@output_options
def command(
    cases: tuple[str, ...],
    wanted: tuple[str, ...],
    decisions: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    compare_known_at: tuple[date, date] | None,
    readings: tuple[str, ...],
    exit_code: bool,
    verbose: bool,
    flip: FlipOptions | None,
    engine: str,
    rules: Path | None,
    output: Output,
) -> int:
    """Decide cases (YAML or JSON files, - for standard input), and say why.

    Without -p, every policy whose scope the case meets decides; if there are several, one matrix
    shows their outcomes. All cases are read first: if one is invalid, nothing is decided.
    """
    if compare_known_at and known_at:
        raise UsageError("--known-at and --compare-known-at say two things: choose one")
    if compare_known_at and flip:
        raise UsageError("--flip and --compare-known-at ask two things: choose one")
    read = read_cases(cases)
    needed = policies_needed(wanted, decisions, rules)
    policies = load(rules, policies=needed, engine=engine)
    asked = Asked(
        policies,
        needed is not None,
        choose(policies.manifests, decisions) if decisions else None,
        as_of,
        known_at,
        choose_readings(readings, policies.manifests),
    )
    naming = Naming(output.words, load_schemas().dictionary)
    if compare_known_at:
        compared = for_each(
            counted(read, "cases"),
            lambda case: side_by_side(*by_two_texts(asked, case, compare_known_at), rules),
        )
        _tell_unasked(policies, [(c.after, c.comparisons, c.scopes) for c in compared])
        output.show(
            lambda: comparison_blocks(compared, policies.manifests, naming),
            lambda: comparisons_document(compared),
        )
        differs = any(each.differs for c in compared for each in c.comparisons)
        return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE
    if flip:
        turned = for_each(counted(read, "cases"), lambda case: flipped(asked, case, flip))
        _tell_unasked(policies, [(a.case, a.decisions, a.scopes) for a, _ in turned])
        show_flips([each for _, found in turned for each in found], policies, naming, output)
        return _exit_code(answer for answer, _ in turned) if exit_code else ExitCode.DONE
    answers = for_each(counted(read, "cases"), asked.answer)
    _tell_unasked(policies, [(a.case, a.decisions, a.scopes) for a in answers])
    output.show(
        lambda: answer_blocks(answers, policies.manifests, naming, verbose),
        lambda: answers_document(answers),
    )
    return _exit_code(answers) if exit_code else ExitCode.DONE


def _tell_unasked(
    policies: Policies, cases: Sequence[tuple[str, Sequence[object], Sequence[Scope]]]
) -> None:
    """Say which cases got no decision; that none of them did is an error."""
    if not any(decided for _, decided, _ in cases):
        everything = [scope for _, _, scopes in cases for scope in scopes]
        raise nothing_decided(policies.manifests, everything)
    for case, decided, scopes in cases:
        if decided:
            continue
        about = not scopes or any(scope.status is Status.MET for scope in scopes)
        why = f"the facts of {case} ask for no decision" if about else f"no policy is about {case}"
        tell(f"policycheck: note: {why}")


def _exit_code(answers: Iterable[Answer]) -> ExitCode:
    outcomes = {decision.outcome for answer in answers for decision in answer.decisions}
    if Outcome.NOT_MET in outcomes:
        return ExitCode.FINDINGS
    return ExitCode.DONE if outcomes <= {Outcome.MET, None} else ExitCode.UNDECIDED
