"""``policycheck diff``: what differs between two policies, or two revisions of one."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from policycheck.changes.comparing import compare_policies, compare_states
from policycheck.changes.model import PolicyDiff
from policycheck.changes.states import state_at
from policycheck.commands.common.names import known_policy
from policycheck.commands.common.options import output_options_with, rules_option
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output, write
from policycheck.errors import ExitCode, UsageError
from policycheck.policies.selection import select
from policycheck.report.diff_document import diff_document
from policycheck.report.diff_markdown import diff_markdown
from policycheck.report.diff_table import diff_blocks
from policycheck.resources import shipped

_EXAMPLES = """\b
Examples:
  policycheck diff asr.ggz_2022 asr.ggz_2024
  policycheck diff --base HEAD
  policycheck diff --base main asr.ggz_2024 --lang nl
  policycheck diff --base main --head HEAD --format markdown
"""

_States = tuple[str, str]


@click.command("diff", epilog=_EXAMPLES)
@click.argument("names", nargs=-1, metavar="[POLICY POLICY | PATH...]", type=click.Path())
@click.option(
    "--base",
    metavar="REV",
    help="Compare with the rules of this git revision: a branch, a tag or a commit.",
)
@click.option(
    "--head",
    metavar="REV",
    help="With --base: the later revision.  [default: the files on disk, committed or not]",
)
@click.option("--exit-code", is_flag=True, help="End with 1 if anything differs.")
@rules_option
@output_options_with((*COMMON_FORMATS, Format.MARKDOWN), "A table to read, or a document.")
def command(
    names: tuple[str, ...],
    base: str | None,
    head: str | None,
    exit_code: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """Show what differs between two policies, or between two revisions of the rules.

    Two policies: their conditions, amounts, days, terms and readings; what has the same name or
    title is compared, what has no counterpart is said to be in one only. Lines of the two
    documents are both cited.

    With --base, each policy at that revision and now; name policies, or paths of theirs, for less
    than all. The work tree is only read, and compared as it is, staged or not.

    A condition differs if what was compiled for it differs, with the rules that it calls; names
    of rules and their layout do not count. What differs in wording only stands apart, and lines
    that the manifests list as not normative are left out.
    """
    diffs, states = _compared(names, base, head, rules)
    if output.format is Format.MARKDOWN:
        write(diff_markdown(diffs, states, output.words))
    else:
        output.show(
            lambda: diff_blocks(diffs, states, output.words),
            lambda: diff_document(diffs, states),
        )
    differs = any(diff.differs for diff in diffs)
    return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE


def _compared(
    names: Sequence[str], base: str | None, head: str | None, rules: Path | None
) -> tuple[list[PolicyDiff], _States]:
    if base is None:
        if head is not None:
            raise UsageError("--head says what to compare a revision with: name that with --base")
        return [_two_policies(names, rules)], ("", "")
    selection = select([Path(name) for name in names], rules)
    wanted = selection.policies if names else None
    is_shipped = rules is None and selection.directory == shipped("rego")
    with ExitStack() as stack:
        before, after = (
            stack.enter_context(state_at(revision, selection.directory, is_shipped))
            for revision in (base, head)
        )
        return compare_states(before, after, wanted).diffs, (before.label, after.label)


def _two_policies(names: Sequence[str], rules: Path | None) -> PolicyDiff:
    if len(names) != len(("before", "after")):
        raise UsageError("name two policies, or a git revision with --base")
    before, after = (known_policy(name, rules) for name in names)
    with state_at(None, rules or shipped("rego"), rules is None) as state:
        return compare_policies(state, before, after)
