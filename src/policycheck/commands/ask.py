"""``policycheck ask``: the facts that can still change a decision."""

from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.asking import (
    Wanted,
    deliver,
    is_workbook,
    write_blank,
    write_workbook,
)
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.options import (
    day_option,
    decisions_option,
    output_options_with,
    policies_option,
    readings_option,
    redact_option,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output
from policycheck.commands.common.talking import Files, hold
from policycheck.errors import ExitCode, UsageError
from policycheck.facts import load_schemas
from policycheck.redacting import Redaction
from policycheck.report.asking_document import asking_document
from policycheck.report.asking_table import asking_blocks
from policycheck.report.naming import Naming

_EXAMPLES = """\b
Examples:
  policycheck ask case.yaml -p asr.ggz_2024
  policycheck ask case.yaml -p asr.ggz_2024 -d eligibility --all --lang nl
  policycheck ask case.yaml -p asr.ggz_2024 --format json
  policycheck ask case.yaml -p asr.ggz_2024 --format markdown --lang nl -o mail.md
  policycheck ask -p asr.ggz_2024 -d eligibility -o blank.yaml
  policycheck ask -p asr.ggz_2024 --lang nl -o blank.xlsx
"""


@click.command("ask", epilog=_EXAMPLES)
@click.argument("case", metavar="[CASE]", required=False, type=click.Path(allow_dash=True))
@policies_option("Ask for the decisions of this policy; repeat for more.")
@decisions_option(
    "Ask for this decision, by its name or as POLICY.DECISION; repeat for more.  "
    "[default: those that the facts ask for]"
)
@day_option("--as-of", "Judge the case on this day.  [default: as the case says, else today]")
@day_option(
    "--known-at", "By the text published on this day.  [default: as the case says, else --as-of]"
)
@readings_option
@click.option(
    "--all", "every", is_flag=True, help="Also show what is not known and changes nothing."
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a blank to fill in here: .yaml, or .xlsx, which with a CASE holds what is known; "
    "with --interactive: the case; with json-schema and markdown: the questions.",
)
@click.option(
    "--interactive",
    is_flag=True,
    help="Ask at the terminal, one fact at a time; each answer is written to -o at once.",
)
@click.option("--in-place", is_flag=True, help="With --interactive: write to the CASE itself.")
@redact_option
@rules_option
@output_options_with(
    (*COMMON_FORMATS, Format.JSON_SCHEMA, Format.MARKDOWN),
    "A table to read, a document, a JSON Schema to make a form of, or a mail in Markdown.",
)
def command(
    case: str | None,
    wanted: tuple[str, ...],
    decisions: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    readings: tuple[str, ...],
    every: bool,
    target: Path | None,
    interactive: bool,
    in_place: bool,
    redact: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """Show the facts that can still change a decision about a CASE, most useful first.

    Of every fact that is not known it is found out whether there are two ways of completing the
    case that differ in this fact only and come to another outcome or result. That needs the extra
    "prove"; without it the list is what can matter at most, and says so.

    Without a CASE, -o writes a blank: every fact that the decisions ask, with its question. It is
    a valid case as it is, and eval reads it back. A workbook needs the extra "excel". Of a
    workbook with what is known, --redact leaves the cells of sensitive facts empty.
    """
    asked = Wanted(wanted, decisions, as_of, known_at, readings, rules)
    dictionary = load_schemas().dictionary
    naming = Naming(output.words, dictionary)
    redaction = Redaction(dictionary, on=redact)
    if in_place and not interactive:
        raise UsageError("--in-place is for --interactive")
    with redaction.errors():
        if interactive:
            return hold(asked, Files(case, target, in_place), naming, output)
        if output.format in (Format.JSON_SCHEMA, Format.MARKDOWN):
            deliver(asked, case, every, target, output)
        elif case is None:
            write_blank(asked, target, naming)
        elif target is not None:
            if not is_workbook(target):
                raise UsageError("with a CASE -o writes a workbook: name it FILE.xlsx")
            (read,) = read_cases((case,))
            write_workbook(asked, read, target, naming, redaction)
        else:
            found = asked.ask(case)
            output.show(
                lambda: asking_blocks(found, naming, every, asked.exact),
                lambda: asking_document(found, every),
            )
    return ExitCode.DONE
