"""What is asked: open facts, what makes each of them matter, and where a decision stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policycheck.facts import FactDefinition
from policycheck.model import Outcome
from policycheck.policies.manifest import ConditionRule, DecisionRule


@dataclass(frozen=True)
class Reason:
    """Why a fact matters to a decision.

    Attributes:
        rule: The decision.
        settles: Whether some value of it makes the outcome final while nothing else is added.
        conditions: The conditions that can still become something else by it.
        result: Whether the result needs it.
    """

    rule: DecisionRule
    settles: bool
    conditions: tuple[ConditionRule, ...]
    result: bool

    @property
    def decision(self) -> str:
        """The full name of the decision."""
        return f"{self.rule.policy}.{self.rule.id}"


@dataclass(frozen=True)
class OpenFact:
    """A fact that is not known, or a list of which not all is known.

    Attributes:
        definition: What it means. It has no question where it is an object whose members only come
            together: then they have.
        members: What it consists of: the members of an object or of the items of a list.
        reasons: Why it matters, decision by decision; none if it does not.
    """

    definition: FactDefinition
    members: tuple[FactDefinition, ...]
    reasons: tuple[Reason, ...]

    @property
    def pointer(self) -> str:
        """Where it stands in a case, as a JSON Pointer."""
        return self.definition.pointer

    @property
    def settles(self) -> bool:
        """Whether it can settle a decision alone."""
        return any(each.settles for each in self.reasons)

    @property
    def asked(self) -> tuple[FactDefinition, ...]:
        """The facts whose questions ask for it."""
        return (self.definition,) if self.definition.question else self.members


@dataclass(frozen=True)
class Standing:
    """Where a decision stands.

    Attributes:
        outcome: ``None`` for a decision of points of attention.
        final: Whether no fact can change its outcome and result, or its statuses, any more.
        exact: Whether every fact that is asked for it can change it; else they can at most.
    """

    rule: DecisionRule
    outcome: Outcome | None
    leaning: Outcome | None
    final: bool
    exact: bool

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.rule.policy}.{self.rule.id}"


@dataclass(frozen=True)
class Asking:
    """What is still to be asked about a case.

    Attributes:
        case: The case, by the name that the caller used.
        as_of: The day on which it is judged.
        standings: Where each decision stands.
        facts: The facts that can still change something, most useful first.
        others: The facts that are not known either and change nothing any more.
    """

    case: str
    as_of: date
    known_at: date
    standings: tuple[Standing, ...]
    facts: tuple[OpenFact, ...]
    others: tuple[OpenFact, ...]

    @property
    def exact(self) -> bool:
        """Whether every fact that is asked can change a decision; else they can at most."""
        return all(each.exact for each in self.standings)


def usefulness(fact: OpenFact) -> tuple[int, int, int]:
    """What comes first: what settles a decision alone, then what decides in more ways."""
    settled = sum(each.settles for each in fact.reasons)
    ways = sum(len(each.conditions) + each.result for each in fact.reasons)
    return -settled, -ways, -len(fact.reasons)


def ordered(facts: Iterable[OpenFact]) -> tuple[OpenFact, ...]:
    """Facts by their usefulness; those that are alike stay in the order of the manifests."""
    return tuple(sorted(facts, key=usefulness))


@dataclass(frozen=True)
class Questions:
    """The facts that somebody is to be asked, about a case or without one.

    Attributes:
        case: The case, by the name that the caller used; ``None`` without one.
        as_of: The day on which it is judged; ``None`` without a case.
        rules: The decisions that ask.
        facts: The facts that are asked, most useful first.
        others: The facts that are not known either and change nothing any more.
        exact: Whether every fact that is asked can change a decision; else they can at most.
    """

    case: str | None
    as_of: date | None
    rules: tuple[DecisionRule, ...]
    facts: tuple[OpenFact, ...]
    others: tuple[OpenFact, ...] = ()
    exact: bool = True

    @property
    def decisions(self) -> tuple[str, ...]:
        """The full names of the decisions that ask."""
        return tuple(f"{rule.policy}.{rule.id}" for rule in self.rules)


def questions_of(asking: Asking, every: bool) -> Questions:
    """What is to be asked about a case.

    Args:
        asking: What was found out.
        every: Whether the facts are there too that change nothing any more.
    """
    rules = tuple(each.rule for each in asking.standings)
    others = asking.others if every else ()
    return Questions(asking.case, asking.as_of, rules, asking.facts, others, asking.exact)
