"""``policycheck diff``: what differs between two policies, or two revisions of one."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from policycheck.changes.comparing import compare_states
from policycheck.changes.states import state_at
from policycheck.commands.common.options import (
    days,
    fresh_option,
    jobs_option,
    output_options_with,
    rules_option,
)
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output, write
from policycheck.commands.common.proving import (
    FoundDifferences,
    ProofOptions,
    keep_scenarios,
    proofs_module,
    two_policies,
    two_texts,
    with_proofs,
)
from policycheck.errors import ExitCode, UsageError
from policycheck.facts import load_schemas
from policycheck.policies.selection import select
from policycheck.report.diff_document import diff_document
from policycheck.report.diff_markdown import diff_markdown
from policycheck.report.diff_table import diff_blocks
from policycheck.report.equivalence_document import proofs_document
from policycheck.report.equivalence_markdown import proofs_markdown
from policycheck.report.equivalence_rows import proofs_blocks
from policycheck.report.naming import Naming
from policycheck.resources import shipped

_EXAMPLES = """\b
Examples:
  policycheck diff asr.ggz_2022 asr.ggz_2024
  policycheck diff --base main asr.ggz_2024 --lang nl
  policycheck diff --base main --head HEAD --format markdown
  policycheck diff --base HEAD --prove
  policycheck diff --base HEAD --prove --only-where '{fact: /as_of, from: 2024-01-01}'
  policycheck diff vgz.msz_2024 --prove --compare-known-at 2023-08-01 2023-08-02
"""


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
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 if anything differs; with --prove: if the answer to some case does.",
)
@click.option("--prove", is_flag=True, help="Compare every case that the schema allows, as well.")
@click.option(
    "--only-where",
    "fence",
    multiple=True,
    metavar="STATEMENT",
    help="With --prove: a difference is meant where this holds, such as '{fact: POINTER, "
    "less_than: 150000}', and nowhere else; repeat for what has to hold besides.",
)
@click.option(
    "--compare-known-at",
    "texts",
    nargs=2,
    metavar="DAY DAY",
    callback=days,
    help="With --prove: compare a policy by the texts of these two days.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="S",
    help="With --prove: how long one question may take; after that it is not decided.",
)
@jobs_option
@fresh_option
@click.option(
    "--write-scenario",
    "scenarios",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --prove: add the cases that were found to this file of scenarios, or to one for "
    "each decision in this directory.",
)
@rules_option
@output_options_with((*COMMON_FORMATS, Format.MARKDOWN), "A table to read, or a document.")
def command(
    names: tuple[str, ...],
    base: str | None,
    head: str | None,
    exit_code: bool,
    prove: bool,
    fence: tuple[str, ...],
    texts: tuple[date, ...] | None,
    seconds: float,
    jobs: int | None,
    fresh: bool,
    scenarios: Path | None,
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

    With --prove, each decision is compared in every case that the schema allows: the same, more
    permissive, stricter, or both, with the plainest case for each and the conditions that make the
    difference. Of two policies those decisions are compared that have the same name, in the cases
    that both are about, each for its own contract year. It needs the extra "prove".

    What is not decided in time, and a difference outside --only-where, end with 1.
    """
    proofs = ProofOptions(prove, fence, texts, seconds, scenarios, jobs, fresh)
    found = _compared(names, base, head, rules, proofs)
    _show(found, output)
    if proofs.scenarios:
        keep_scenarios(found, proofs.scenarios)
    return _code(found, exit_code)


def _show(found: FoundDifferences, output: Output) -> None:
    words = output.words
    naming = Naming(words, load_schemas().dictionary)
    proved = found.proved
    if output.format is Format.MARKDOWN:
        shown = diff_markdown(found.diffs, found.states, words) if found.compares_rules else ""
        proofs = proofs_markdown(proved, found.same, naming) if proved is not None else ""
        write("\n".join(filter(None, (shown, proofs))))
        return
    blocks = diff_blocks(found.diffs, found.states, words) if found.compares_rules else []
    document = diff_document(found.diffs, found.states)
    if proved is not None:
        more = proofs_blocks(proved, found.same, naming)
        blocks += more if blocks else more[1:]
        document["proofs"] = proofs_document(proved, found.same)
    output.show(lambda: blocks, lambda: document)


def _code(found: FoundDifferences, exit_code: bool) -> ExitCode:
    proved = found.proved
    if proved is None:
        differs = any(diff.differs for diff in found.diffs)
        return ExitCode.FINDINGS if exit_code and differs else ExitCode.DONE
    wrong = any(not each.decided or (each.fenced and not each.kept) for each in proved)
    differs = any(not each.kept for each in proved)
    return ExitCode.FINDINGS if wrong or (exit_code and differs) else ExitCode.DONE


def _compared(
    names: Sequence[str],
    base: str | None,
    head: str | None,
    rules: Path | None,
    proofs: ProofOptions,
) -> FoundDifferences:
    if proofs.wanted:
        proofs_module("policycheck diff --prove")
    if base is None:
        if head is not None:
            raise UsageError("--head says what to compare a revision with: name that with --base")
        with state_at(None, rules or shipped("rego"), rules is None) as state:
            if proofs.texts:
                return two_texts(names, state, rules, proofs)
            return two_policies(names, state, rules, proofs)
    if proofs.texts:
        raise UsageError(
            "--compare-known-at compares two texts of the same rules: leave out --base"
        )
    selection = select([Path(name) for name in names], rules)
    wanted = selection.policies if names else None
    is_shipped = rules is None and selection.directory == shipped("rego")
    with ExitStack() as stack:
        before, after = (
            stack.enter_context(state_at(revision, selection.directory, is_shipped))
            for revision in (base, head)
        )
        compared = compare_states(before, after, wanted)
        found = FoundDifferences(compared.diffs, (before.label, after.label))
        return with_proofs(found, compared, before, after, proofs) if proofs.wanted else found
