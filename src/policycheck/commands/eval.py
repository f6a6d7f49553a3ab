"""``policycheck eval``: decide cases, and say why."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.answers import FORMATS, Shown, invalid_reported, show_answers
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases, refuse_a_case
from policycheck.commands.common.comparing import by_two_texts, side_by_side
from policycheck.commands.common.deciding import Asked, Named, for_each
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
    decisions_option,
    engine_option,
    output_options_with,
    policies_option,
    readings_option,
    redact_option,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Output
from policycheck.commands.common.progress import counted
from policycheck.commands.common.questions import nothing_decided
from policycheck.commands.common.reports import REPORTS
from policycheck.errors import ExitCode, UsageError
from policycheck.evaluation import Policies
from policycheck.explaining import Detail
from policycheck.facts import Case, load_schemas
from policycheck.model import Outcome, Scope, Status
from policycheck.redacting import Redaction
from policycheck.report.comparison_document import comparisons_document
from policycheck.report.comparison_table import comparison_blocks
from policycheck.report.document import Answer
from policycheck.report.naming import Naming

_EXAMPLES = """\b
Examples:
  policycheck eval case.yaml
  policycheck eval case.yaml -p asr.ggz_2024 -d eligibility --as-of 2023-08-15
  policycheck eval case.yaml -p asr.ggz_2024 --explain full
  policycheck eval case.yaml --format html -o report.html
  policycheck eval cases/*.yaml --format json --exit-code --redact
  policycheck eval cases/*.yaml --format junit --redact
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
@decisions_option(
    "This decision, by its name or as POLICY.DECISION; repeat for more.  "
    "[default: those that the facts ask for]"
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
@readings_option
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
    "--explain",
    "detail",
    type=click.Choice([str(each) for each in Detail]),
    help="Say why: short tells only what decides the outcome; full is the tree of the decision, "
    "with facts, what was required, exemptions and readings. A report in HTML or Markdown of "
    "several cases has room for short: a sentence for each decision.",
)
@redact_option
@flip_options
@engine_option
@rules_option
@output_options_with(
    FORMATS,
    "A table to read, a versioned document, a report to mail or print (of several cases, a "
    "portfolio), tests, or SARIF 2.1.0.",
    "The language of tables and Markdown, and the one that HTML shows first",
    to_file=True,
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
    detail: str | None,
    redact: bool,
    flip: FlipOptions | None,
    engine: str,
    rules: Path | None,
    output: Output,
) -> int:
    """Decide cases (YAML, JSON or .xlsx files, - for standard input), and say why.

    Without -p, every policy whose scope the case meets decides; if there are several, one matrix
    shows their outcomes. All cases are read first: if one is invalid, nothing is decided, and a
    report, JUnit or SARIF says what is wrong.
    """
    told = Detail(detail) if detail else None
    _fitting(known_at, compare_known_at, told, flip, output)
    if told is Detail.FULL and output.format in REPORTS and len(cases) > 1:
        raise UsageError(
            f"--explain full of several cases cannot be told as {output.format}: choose short, "
            "or one case"
        )
    refuse_a_case(output.target, cases)
    redaction = Redaction(load_schemas().dictionary, on=redact)
    with invalid_reported(output, redact), redaction.errors():
        read = read_cases(cases)
    named = Named(wanted, decisions, readings, engine, rules)
    asked = named.asked(redaction, as_of, known_at, explains=detail is not None)
    policies = asked.policies
    if compare_known_at:
        return _compare(asked, read, compare_known_at, rules, output, exit_code)
    if flip:
        with redaction.errors():
            turned = for_each(counted(read, "cases"), lambda case: flipped(asked, case, flip))
        _tell_unasked(policies, [(a.case, a.decisions, a.scopes) for a, _ in turned])
        naming = Naming(output.words, redaction.dictionary)
        found = [each for _, several in turned for each in several]
        show_flips(found, policies, naming, output, redact)
        return _exit_code(answer for answer, _ in turned) if exit_code else ExitCode.DONE
    with invalid_reported(output, redact), redaction.errors():
        answers = for_each(counted(read, "cases"), asked.answer)
    _tell_unasked(policies, [(a.case, a.decisions, a.scopes) for a in answers])
    show_answers(answers, read, policies, output, Shown(verbose, told, redact))
    return _exit_code(answers) if exit_code else ExitCode.DONE


def _fitting(
    known_at: object, compare: object, detail: object, flip: object, output: Output
) -> None:
    """Refuse options that cannot go together."""
    if compare and flip:
        raise UsageError("--flip and --compare-known-at ask two things: choose one")
    if compare and known_at:
        raise UsageError("--known-at and --compare-known-at say two things: choose one")
    if compare and detail:
        raise UsageError("--explain is about one text, and --compare-known-at about two")
    if output.format not in COMMON_FORMATS:
        asked = [("--compare-known-at", compare), ("--flip", flip)]
        if output.format not in REPORTS:
            asked.append(("--explain", detail))
        for name, given in asked:
            if given:
                raise UsageError(f"{name} cannot be told as {output.format}: choose json or yaml")


def _compare(
    asked: Asked,
    cases: Sequence[Case],
    known_at: tuple[date, date],
    rules: Path | None,
    output: Output,
    exit_code: bool,
) -> int:
    policies = asked.policies
    with asked.redaction.errors():
        compared = for_each(
            counted(cases, "cases"),
            lambda case: side_by_side(*by_two_texts(asked, case, known_at), rules),
        )
    _tell_unasked(policies, [(c.after, c.comparisons, c.scopes) for c in compared])
    naming = Naming(output.words, load_schemas().dictionary)
    output.show(
        lambda: comparison_blocks(compared, policies.manifests, naming),
        lambda: comparisons_document(compared),
    )
    differs = any(each.differs for c in compared for each in c.comparisons)
    return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE


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
