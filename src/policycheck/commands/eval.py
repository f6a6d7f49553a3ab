"""``policycheck eval``: decide cases, and say why."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.deciding import Asked, for_each
from policycheck.commands.common.options import (
    cases_argument,
    day_option,
    days,
    engine_option,
    output_options_with,
    policies_option,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Output
from policycheck.commands.common.progress import counted
from policycheck.commands.common.questions import choose, nothing_decided, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.commands.common.reports import (
    REPORTS,
    problems_report,
    refuse_a_case,
    report,
    write_to,
)
from policycheck.errors import ExitCode, InvalidCase, UsageError
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
  policycheck eval case.yaml --format html -o report.html
  policycheck eval case.yaml --compare-known-at 2023-08-01 2023-08-02
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
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to this file, whole or not at all.  [default: standard output]",
)
@engine_option
@rules_option
@output_options_with(
    (*COMMON_FORMATS, *REPORTS),
    "A table to read, a versioned document, or a report to mail or print: of several cases, a "
    "portfolio.",
    "The language of tables and Markdown, and the one that HTML shows first",
)
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
    target: Path | None,
    engine: str,
    rules: Path | None,
    output: Output,
) -> int:
    """Decide cases (YAML or JSON files, - for standard input), and say why.

    Without -p, every policy whose scope the case meets decides; if there are several, one matrix
    shows their outcomes. All cases are read first: if one is invalid, nothing is decided, and a
    report in HTML or Markdown says what is wrong.
    """
    if compare_known_at and known_at:
        raise UsageError("--known-at and --compare-known-at say two things: choose one")
    if compare_known_at and output.format in REPORTS:
        raise UsageError(f"--compare-known-at has no {output.format}: choose table, json or yaml")
    refuse_a_case(target, cases)
    if target and output.colour == "auto":
        output = replace(output, colour="never")
    with _invalid_reported(output, target):
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
        compared = for_each(counted(read, "cases"), lambda c: asked.compare(c, compare_known_at))
        _tell_unasked(policies, [(c.case, c.comparisons, c.scopes) for c in compared])
        text = output.text(
            lambda: comparison_blocks(compared, policies.manifests, naming),
            lambda: comparisons_document(compared),
        )
        write_to(target, text)
        differs = any(each.differs for c in compared for each in c.comparisons)
        return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE
    with _invalid_reported(output, target):
        answers = for_each(counted(read, "cases"), asked.answer)
    _tell_unasked(policies, [(a.case, a.decisions, a.scopes) for a in answers])
    if output.format in REPORTS:
        write_to(target, report(answers, policies.manifests, naming.dictionary, output))
    else:
        text = output.text(
            lambda: answer_blocks(answers, policies.manifests, naming, verbose),
            lambda: answers_document(answers),
        )
        write_to(target, text)
    return _exit_code(answers) if exit_code else ExitCode.DONE


@contextmanager
def _invalid_reported(output: Output, target: Path | None) -> Iterator[None]:
    """Where a report was asked for, invalid cases get one of their errors; they stay an error."""
    try:
        yield
    except InvalidCase as error:
        if output.format in REPORTS:
            dictionary = load_schemas().dictionary
            write_to(target, problems_report(error.problems, dictionary, output))
        raise


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
