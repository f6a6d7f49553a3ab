"""``policycheck validate``: cases against the schema, without deciding."""

from dataclasses import replace

import click

from policycheck.commands.common.cases import validated
from policycheck.commands.common.options import cases_argument, output_options, redact_option
from policycheck.commands.common.output import Format, Output
from policycheck.errors import ExitCode, InvalidCase
from policycheck.facts import load_schemas
from policycheck.redacting import Redaction
from policycheck.report.validation import valid_blocks, validation_document

_EXAMPLES = """\b
Examples:
  policycheck validate case.yaml
  policycheck validate cases/*.yaml --format json
  policycheck validate - < case.json
"""


@click.command("validate", epilog=_EXAMPLES)
@cases_argument
@redact_option
@output_options
def command(cases: tuple[str, ...], redact: bool, output: Output) -> int:
    """Check cases (YAML, JSON or .xlsx files, - for standard input) against the schema.

    Nothing is decided. Valid files are named on standard output; problems go to standard error,
    and with --format json or yaml into the document. Exit code 2 if any file is invalid.
    """
    redaction = Redaction(load_schemas().dictionary, on=redact)
    files = [
        replace(result, problems=redaction.problems(result.problems))
        for result, _ in validated(cases)
    ]
    output.show(
        lambda: valid_blocks(files, output.words),
        lambda: validation_document(files),
    )
    problems = [problem for file in files for problem in file.problems]
    if problems and output.format is Format.TABLE:
        raise InvalidCase(problems)
    return ExitCode.USAGE if problems else ExitCode.DONE
