"""``policycheck diff``: what differs between two policies, or two revisions of one."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from policycheck.changes.comparing import Compared, compare_policies, compare_states
from policycheck.changes.impact import Days, load_differing
from policycheck.changes.model import PolicyDiff
from policycheck.changes.proved import ProvedChange, scenario_of
from policycheck.changes.scenarios import write_scenario
from policycheck.changes.states import State, state_at
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import known_policy
from policycheck.commands.common.options import days, output_options_with, rules_option
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output, write
from policycheck.commands.common.progress import counted
from policycheck.commands.common.proving import proofs_module
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

_States = tuple[str, str]
_PROVE = "policycheck diff --prove"


@dataclass(frozen=True)
class _Proofs:
    """How a user wants every case compared.

    Attributes:
        fence: The cases in which a difference is meant; empty for all.
        texts: The days whose texts are compared, if not two states or two policies.
        seconds: How long one question may take.
        scenarios: Where the cases that were found are kept.
    """

    wanted: bool
    fence: tuple[str, ...]
    texts: tuple[date, ...] | None
    seconds: float
    scenarios: Path | None

    def __post_init__(self) -> None:
        given = {
            "--only-where": self.fence,
            "--compare-known-at": self.texts,
            "--write-scenario": self.scenarios,
        }
        for option, value in given.items():
            if value and not self.wanted:
                raise UsageError(f"{option} is about what is proved: add --prove")


@dataclass(frozen=True)
class _Found:
    """What differs, and what was proved.

    Attributes:
        proved: ``None`` where that was not asked for.
        same: The decisions whose rules are the same.
        earlier: What the earlier side is called in a sentence.
    """

    diffs: list[PolicyDiff]
    states: _States
    proved: tuple[ProvedChange, ...] | None = None
    same: tuple[str, ...] = ()
    earlier: str = ""


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
    proofs = _Proofs(prove, fence, texts, seconds, scenarios)
    found = _compared(names, base, head, rules, proofs)
    _show(found, output)
    if proofs.scenarios:
        _keep(found, proofs.scenarios)
    return _code(found, exit_code)


def _show(found: _Found, output: Output) -> None:
    words = output.words
    naming = Naming(words, load_schemas().dictionary)
    proved, texts = found.proved, not found.diffs
    if output.format is Format.MARKDOWN:
        shown = "" if texts else diff_markdown(found.diffs, found.states, words)
        more = proofs_markdown(proved, found.same, naming) if proved is not None else ""
        write("\n".join(filter(None, (shown, more))))
        return
    blocks = [] if texts else diff_blocks(found.diffs, found.states, words)
    document = diff_document(found.diffs, found.states)
    if proved is not None:
        blocks += proofs_blocks(proved, found.same, naming)
        document["proofs"] = proofs_document(proved, found.same)
    output.show(lambda: blocks, lambda: document)


def _keep(found: _Found, place: Path) -> None:
    """Write the cases whose answer differs as scenarios."""
    for each in found.proved or ():
        for finding in each.flips:
            file = write_scenario(place, scenario_of(each, finding, found.earlier))
            if file:
                tell(f"policycheck: note: a case of {each.name} is added to {file}")


def _code(found: _Found, exit_code: bool) -> ExitCode:
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
    proofs: _Proofs,
) -> _Found:
    if proofs.wanted:
        proofs_module(_PROVE)
    if base is None:
        if head is not None:
            raise UsageError("--head says what to compare a revision with: name that with --base")
        with state_at(None, rules or shipped("rego"), rules is None) as state:
            if proofs.texts:
                return _two_texts(names, state, rules, proofs)
            return _two_policies(names, state, rules, proofs)
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
        found = _Found(compared.diffs, (before.label, after.label))
        return _with_proofs(found, compared, before, after, proofs) if proofs.wanted else found


def _with_proofs(
    found: _Found, compared: Compared, before: State, after: State, proofs: _Proofs
) -> _Found:
    """With each decision whose rules differ compared in every case."""
    if not compared.pairs:
        return _Found(found.diffs, found.states, (), ())
    module = proofs_module(_PROVE)
    differing = load_differing(compared, before, after)
    same = tuple(
        f"{policy}.{decision}"
        for policy, pair in compared.pairs.items()
        for decision in pair.after.policy.decisions
        if decision in pair.before.policy.decisions and decision not in differing.decisions[policy]
    )
    total = sum(map(len, differing.decisions.values()))
    proved = module.prove_states(differing, Days(), _bounds(proofs))
    return _Found(found.diffs, found.states, _all(proved, total), same, before.label)


def _two_policies(
    names: Sequence[str], state: State, rules: Path | None, proofs: _Proofs
) -> _Found:
    if len(names) != len(("before", "after")):
        raise UsageError("name two policies, or a git revision with --base")
    before, after = (known_policy(name, rules) for name in names)
    diff = compare_policies(state, before, after)
    if not proofs.wanted:
        return _Found([diff], ("", ""))
    module = proofs_module(_PROVE)
    proved = module.prove_policies(state.load((before, after)), diff, Days(), _bounds(proofs))
    return _Found([diff], ("", ""), _all(proved), (), before)


def _two_texts(names: Sequence[str], state: State, rules: Path | None, proofs: _Proofs) -> _Found:
    if len(names) != 1:
        raise UsageError("--compare-known-at compares two texts of one policy: name that policy")
    policy = known_policy(names[0], rules)
    assert proofs.texts is not None
    first, second = proofs.texts
    module = proofs_module(_PROVE)
    bounds = _bounds(proofs)
    proved = module.prove_texts(state.load((policy,)), policy, (first, second), bounds)
    states = (first.isoformat(), second.isoformat())
    return _Found([], states, _all(proved), (), f"the text of {first}")


def _bounds(proofs: _Proofs) -> object:
    module = proofs_module(_PROVE)
    return module.Bounds(proofs.fence, proofs.seconds)


def _all(proved: Iterator[ProvedChange], total: int | None = None) -> tuple[ProvedChange, ...]:
    return tuple(counted(proved, "decisions compared", total, few=1))
