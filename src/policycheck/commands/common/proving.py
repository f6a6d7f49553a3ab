"""Decisions compared in every case: what a user asks for, and what comes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from policycheck.changes.comparing import Compared, compare_policies
from policycheck.changes.impact import Days, load_differing
from policycheck.changes.model import PolicyDiff
from policycheck.changes.proved import ProvedChange, scenario_of
from policycheck.changes.scenarios import write_scenario
from policycheck.changes.states import State
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import known_policy
from policycheck.commands.common.progress import counted
from policycheck.errors import MissingExtra, UsageError

_PROVE = "policycheck diff --prove"


@dataclass(frozen=True)
class ProofOptions:
    """How a user wants every case compared.

    Attributes:
        fence: The cases in which a difference is meant; empty for all.
        texts: The days whose texts are compared, if not two states or two policies.
        seconds: How long one question may take.
        scenarios: Where the cases that were found are kept.
        jobs: How many processes; ``None``: one for each processor.
        fresh: Whether what was proved before is proved again.
    """

    wanted: bool
    fence: tuple[str, ...]
    texts: tuple[date, ...] | None
    seconds: float
    scenarios: Path | None
    jobs: int | None = None
    fresh: bool = False

    def __post_init__(self) -> None:
        given = {
            "--only-where": self.fence,
            "--compare-known-at": self.texts,
            "--write-scenario": self.scenarios,
            "--jobs": self.jobs,
            "--fresh": self.fresh,
        }
        for option, value in given.items():
            if value and not self.wanted:
                raise UsageError(f"{option} is about what is proved: add --prove")


@dataclass(frozen=True)
class FoundDifferences:
    """What differs, and what was proved.

    Attributes:
        proved: ``None`` where that was not asked for.
        same: The decisions whose rules are the same.
        earlier: What the earlier side is called in a sentence.
        compares_rules: Whether two sets of rules were compared, and not two texts by the same.
    """

    diffs: list[PolicyDiff]
    states: tuple[str, str]
    proved: tuple[ProvedChange, ...] | None = None
    same: tuple[str, ...] = ()
    earlier: str = ""
    compares_rules: bool = True


def proofs_module(what: str) -> ModuleType:
    """The module that compares every case.

    Args:
        what: What the user asked for, to be named where it is missing.

    Raises:
        MissingExtra: The solver is not installed.
    """
    try:
        from policycheck.changes import proofs
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        raise MissingExtra(what, "prove") from None
    return proofs


def keep_scenarios(found: FoundDifferences, place: Path) -> None:
    """Write the cases whose answer differs as scenarios."""
    for each in found.proved or ():
        for finding in each.flips:
            file = write_scenario(place, scenario_of(each, finding, found.earlier))
            if file:
                tell(f"policycheck: note: a case of {each.name} is added to {file}")


def with_proofs(
    found: FoundDifferences, compared: Compared, before: State, after: State, proofs: ProofOptions
) -> FoundDifferences:
    """With each decision whose rules differ compared in every case.

    Raises:
        MissingExtra: The solver is not installed.
        UsageError: The fence is wrong, or no case is inside it.
    """
    if not compared.pairs:
        return FoundDifferences(found.diffs, found.states, (), ())
    module = proofs_module(_PROVE)
    differing = load_differing(compared, before, after)
    same = tuple(
        f"{policy}.{decision}"
        for policy, pair in compared.pairs.items()
        for decision in pair.after.policy.decisions
        if decision in pair.before.policy.decisions and decision not in differing.decisions[policy]
    )
    total = sum(map(len, differing.decisions.values()))
    proved = module.prove_states(differing, (before, after), Days(), _bounds(proofs))
    return FoundDifferences(found.diffs, found.states, _all(proved, total), same, before.label)


def two_policies(
    names: Sequence[str], state: State, rules: Path | None, proofs: ProofOptions
) -> FoundDifferences:
    """What differs between two policies, and in every case if that is asked for.

    Raises:
        UsageError: There are no two names, a policy does not exist, or the fence is wrong.
        MissingExtra: The solver is not installed.
    """
    if len(names) != len(("before", "after")):
        raise UsageError("name two policies, or a git revision with --base")
    before, after = (known_policy(name, rules) for name in names)
    diff = compare_policies(state, before, after)
    if not proofs.wanted:
        return FoundDifferences([diff], ("", ""))
    module = proofs_module(_PROVE)
    proved = module.prove_policies(state, diff, Days(), _bounds(proofs))
    return FoundDifferences([diff], ("", ""), _all(proved), (), before)


def two_texts(
    names: Sequence[str], state: State, rules: Path | None, proofs: ProofOptions
) -> FoundDifferences:
    """What differs between two texts of a policy in every case.

    Raises:
        UsageError: There is no one name, a day has no text, or the fence is wrong.
        MissingExtra: The solver is not installed.
    """
    if len(names) != 1:
        raise UsageError("--compare-known-at compares two texts of one policy: name that policy")
    policy = known_policy(names[0], rules)
    assert proofs.texts is not None
    first, second = proofs.texts
    module = proofs_module(_PROVE)
    bounds = _bounds(proofs)
    manifest = state.manifests((policy,))[policy]
    proved = module.prove_texts(state, manifest, (first, second), bounds)
    states = (first.isoformat(), second.isoformat())
    return FoundDifferences([], states, _all(proved), (), f"the text of {first}", False)


def _bounds(proofs: ProofOptions) -> object:
    module = proofs_module(_PROVE)
    return module.Bounds(proofs.fence, proofs.seconds, jobs=proofs.jobs, fresh=proofs.fresh)


def _all(proved: Iterator[ProvedChange], total: int | None = None) -> tuple[ProvedChange, ...]:
    return tuple(counted(proved, "decisions compared", total, few=1))
