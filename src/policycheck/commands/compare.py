"""``policycheck compare``: two decisions side by side, and why they differ."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases, refuse_a_case
from policycheck.commands.common.comparing import Side, only_one_has, side_by_side
from policycheck.commands.common.deciding import Asked, Named
from policycheck.commands.common.options import (
    days,
    decisions_option,
    engine_option,
    output_options_with,
    policies_option,
    readings_option,
    redact_option,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output
from policycheck.commands.common.questions import nothing_decided
from policycheck.errors import ExitCode, UsageError
from policycheck.facts import Case, case_from_mapping, load_schemas
from policycheck.redacting import Redaction
from policycheck.report.comparison_document import Compared, comparisons_document
from policycheck.report.comparison_markdown import comparison_markdown
from policycheck.report.comparison_table import comparison_blocks
from policycheck.report.naming import Naming

_TWO = 2

_EXAMPLES = """\b
Examples:
  policycheck compare case.yaml case.yaml
  policycheck compare case.yaml -p asr.ggz_2024 --as-of 2023-08-31 2023-09-01
  policycheck compare case.yaml -p asr.ggz_2024 --known-at 2023-08-01 2023-08-02
  policycheck compare case.yaml -p asr.ggz_2022 -p asr.ggz_2024 -d contract_form
  policycheck compare case.yaml case.yaml -d eligibility --format markdown --exit-code
"""


@click.command("compare", epilog=_EXAMPLES)
@click.argument(
    "cases", nargs=-1, required=True, metavar="CASE [CASE]", type=click.Path(allow_dash=True)
)
@policies_option(
    "This policy; with two, one for each side.  [default: those that are about the case]"
)
@decisions_option(
    "This decision, by its name or as POLICY.DECISION; repeat for more.  "
    "[default: those that the facts ask for]"
)
@click.option(
    "--as-of",
    nargs=2,
    metavar="DAY DAY",
    callback=days,
    help="Judge the sides on these days; may be the same day twice.",
)
@click.option(
    "--known-at",
    nargs=2,
    metavar="DAY DAY",
    callback=days,
    help="Judge the sides by the texts of these days; may be the same day twice.",
)
@click.option(
    "--contract-year",
    "years",
    nargs=2,
    type=int,
    metavar="YEAR YEAR",
    help="Ask about these contract years, whatever the case says.",
)
@readings_option
@click.option("--exit-code", is_flag=True, help="End with 1 if a decision differs.")
@redact_option
@engine_option
@rules_option
@output_options_with(
    (*COMMON_FORMATS, Format.MARKDOWN),
    "A table to read, a versioned document, or Markdown to mail.",
    "The language of tables and Markdown",
    to_file=True,
)
def command(
    cases: tuple[str, ...],
    wanted: tuple[str, ...],
    decisions: tuple[str, ...],
    as_of: tuple[date, date] | None,
    known_at: tuple[date, date] | None,
    years: tuple[int, int] | None,
    readings: tuple[str, ...],
    exit_code: bool,
    redact: bool,
    engine: str,
    rules: Path | None,
    output: Output,
) -> int:
    """Show two decisions side by side: the rows that differ, and why.

    The sides are two cases, or one case under two policies, for two contract years, on two days or
    by two texts. Two policies are compared in the decisions that both have. A reason is a fact
    that differs, a parameter or clause that differs, or the day that is judged.
    """
    if len(cases) > _TWO:
        raise UsageError(f"name one case or two, not {len(cases)}")
    if wanted and len(set(wanted)) > _TWO:
        raise UsageError("name one policy for both sides, or two: one for each")
    if len(cases) < _TWO and not (as_of or known_at or years or len(set(wanted)) == _TWO):
        raise UsageError(
            "one case has one side: name a second case, two policies with -p, or two days with"
            " --as-of or --known-at"
        )
    refuse_a_case(output.target, cases)
    redaction = Redaction(load_schemas().dictionary, on=redact)
    with redaction.errors():
        read = read_cases(cases)
    asked = Named(wanted, decisions, readings, engine, rules).asked(redaction)
    policies = asked.policies
    pair = tuple(dict.fromkeys(wanted)) if len(set(wanted)) == _TWO else (None, None)
    before, after = (
        Side(
            replace(
                asked,
                as_of=as_of[place] if as_of else None,
                known_at=known_at[place] if known_at else None,
            ),
            _of_year(read[place if len(read) == _TWO else 0], years[place] if years else None),
            pair[place],
        )
        for place in range(_TWO)
    )
    with redaction.errors():
        compared = side_by_side(before, after, rules)
    if not compared.comparisons:
        raise nothing_decided(policies.manifests, compared.scopes)
    for name in only_one_has(before, after):
        tell(f"policycheck: note: only one of the two policies has {name}")
    _show(compared, asked, output)
    differs = any(each.differs for each in compared.comparisons)
    return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE


def _of_year(case: Case, year: int | None) -> Case:
    if year is None:
        return case
    return case_from_mapping({**case.value, "contract_year": year}, name=case.name)


def _show(compared: Compared, asked: Asked, output: Output) -> None:
    naming = Naming(output.words, load_schemas().dictionary)
    manifests = asked.policies.manifests
    if output.format is Format.MARKDOWN:
        output.write(comparison_markdown([compared], manifests, naming))
        return
    output.show(
        lambda: comparison_blocks([compared], manifests, naming),
        lambda: comparisons_document([compared]),
    )
