"""``policycheck check``: what is wrong with rules, manifests and tests as they stand."""

from pathlib import Path

import click

from policycheck.checks import Severity, check_subjects, fix_layout, subjects_of
from policycheck.commands.common.options import output_options_with, rules_option
from policycheck.commands.common.output import Format, Output, write
from policycheck.errors import ExitCode, UsageError
from policycheck.policies.selection import select
from policycheck.report.check_document import check_document
from policycheck.report.check_result import CheckResult, check_result

_FORMATS = (Format.TABLE, Format.JSON, Format.SARIF, Format.GITHUB)
_EXAMPLES = """\b
Examples:
  policycheck check
  policycheck check asr.ggz_2024
  policycheck check --list
  policycheck check asr.ggz_2024 --format json
"""


@click.command("check", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Put the layout of Rego right first; nothing else.")
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings too.")
@click.option("--list", "listing", is_flag=True, help="List the checks, and check nothing.")
@rules_option
@output_options_with(_FORMATS, "A table, a versioned document, SARIF 2.1.0, or annotations.")
def command(
    paths: tuple[Path, ...],
    fix: bool,
    strict: bool,
    listing: bool,
    rules: Path | None,
    output: Output,
) -> int:
    r"""Show what is wrong with rules, manifests and tests as they stand.

    A PATH is a rules directory, an insurer, a policy or a file in it, or an id such as
    asr.ggz_2024; the whole policy is checked. Without one, all of the rules.

    A finding names a check; docs/checks has a page for each: what to avoid, what to prefer, and
    why. A comment on the line above, or at the end of the line, silences one, in Rego and in YAML:

    \b
        # policycheck ignore=<check>: <argument>

    --fix puts the layout of Rego right: tabs, blank lines, space at the end of lines, the order
    of imports, one import of rego.v1. What else opa fmt does it leaves alone: breaking lines,
    space between the tokens of a line, and brackets that are not needed.

    Exit code 1 if there is an error.
    """
    if listing:
        _list(output)
        return ExitCode.DONE
    if fix and rules is None and not any(path.exists() for path in paths):
        raise UsageError("--fix changes files: name a PATH on disk, or --rules DIR")
    selection = select(paths, rules)
    subjects = subjects_of(selection)
    fixed = [file for each in subjects for file in fix_layout(each)] if fix else []
    if fixed:
        subjects = subjects_of(selection)
    ids = [each.id for each in subjects]
    result = check_result(selection.directory, ids, check_subjects(subjects), fixed)
    _show(result, output)
    counted = list(Severity) if strict else [Severity.ERROR]
    return ExitCode.FINDINGS if any(map(result.count, counted)) else ExitCode.DONE


def _show(result: CheckResult, output: Output) -> None:
    if output.format is Format.GITHUB:
        from policycheck.report.check_github import github_text

        write(github_text(result, output.words))
        return
    if output.format is Format.SARIF:
        from policycheck.report.check_sarif import sarif_document

        output.show(list, lambda: sarif_document(result))
        return
    from policycheck.report.check_table import check_blocks

    output.show(lambda: check_blocks(result, output.words), lambda: check_document(result))


def _list(output: Output) -> None:
    from policycheck.report.check_table import list_blocks

    empty = CheckResult((), ())
    if output.format in (Format.TABLE, Format.JSON):
        output.show(lambda: list_blocks(output.words), lambda: check_document(empty))
    else:
        _show(empty, output)
