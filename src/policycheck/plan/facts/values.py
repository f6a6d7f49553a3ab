"""What is known of a value without running the rules: where it comes from, and what may change it.

A **path** is the place of a fact in a case, ``("provider", "serious_errors", "*", "on")``, where
``*`` stands for any item or any key. Facts are only ever added to a case, so what matters is in
which direction a value can still move while they come: a set can **grow** or **shrink**, a number
can rise or fall, a boolean can become true or false.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from policycheck.plan.model import Position

Path = tuple[str, ...]
Paths = frozenset[Path]
NONE: Paths = frozenset()
ANY = "*"


@dataclass(frozen=True)
class Doubt:
    """A fact whose absence makes something hold that its presence may undo.

    Attributes:
        position: Of the negation, or of whatever else turns absence into an answer.
    """

    path: Path
    position: Position | None


Doubts = frozenset[Doubt]


@dataclass(frozen=True)
class Value:
    """What is known of a value.

    Attributes:
        facts: The places of the case at which it can stand; empty for a value that was computed.
        data: The same in the base data; of parameters, ``("parameters", <id>, ...)``.
        reads: The facts that it depends on, and those that decide whether it is reached.
        parameters: The ids of the parameters that it depends on.
        grows: The facts that can make it larger, or true, once they are known.
        shrinks: The facts that can make it smaller, or false, once they are known.
        within: The places in the base data whose keys it is one of; of a collection: whose keys
            its members or keys are.
        collection: ``array``, ``set`` or ``object``; empty for anything else.
        sizes: Of a number that counts: what it counts is at most as large as these places.
        size: Of a number that counts: the place in the base data that it counts.
        counts: Whether it is a number that counts, and so at least 0.
        zero: Whether it is the number 0.
        items: What the members of a collection have in common.
        entries: The members of an object or a set under constant keys.
    """

    facts: Paths = NONE
    data: Paths = NONE
    reads: Paths = NONE
    parameters: frozenset[str] = frozenset()
    grows: Paths = NONE
    shrinks: Paths = NONE
    within: Paths = NONE
    collection: str = ""
    sizes: Paths = NONE
    size: Paths = NONE
    counts: bool = False
    zero: bool = False
    items: "Value | None" = None
    entries: Mapping[str, "Entry"] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def moves(self) -> Paths:
        """The facts that can change it at all."""
        return self.grows | self.shrinks

    def also(self, reads: Iterable[Path], parameters: Iterable[str]) -> "Value":
        """The same value, where more decides whether it is reached."""
        if self.reads.issuperset(reads) and self.parameters.issuperset(parameters):
            return self
        return replace(
            self, reads=self.reads.union(reads), parameters=self.parameters.union(parameters)
        )


@dataclass(frozen=True)
class Entry:
    """A member of a collection under a constant key.

    Attributes:
        needs: The facts without which it is not there.
        doubts: The facts in whose absence it is there, and which may take it away.
        position: Where the rules put it.
    """

    value: Value
    needs: Paths = NONE
    doubts: Doubts = frozenset()
    position: Position | None = None


def joined(values: Iterable[Value]) -> Value:
    """What several values have in common: each may be the one."""
    every = list(values)
    if len(every) == 1:
        return every[0]
    kinds = {each.collection for each in every}
    entries: dict[str, Entry] = {}
    for each in every:
        for key, entry in each.entries.items():
            entries[key] = merged(entries.get(key), entry)
    return Value(
        facts=frozenset().union(*(each.facts for each in every)),
        data=frozenset().union(*(each.data for each in every)),
        reads=frozenset().union(*(each.reads for each in every)),
        parameters=frozenset().union(*(each.parameters for each in every)),
        grows=frozenset().union(*(each.grows for each in every)),
        shrinks=frozenset().union(*(each.shrinks for each in every)),
        within=common(each.within for each in every),
        collection=kinds.pop() if len(kinds) == 1 else "",
        sizes=common(each.sizes for each in every),
        size=common(each.size for each in every),
        counts=all(each.counts for each in every),
        zero=all(each.zero for each in every),
        items=joined(each.items for each in every if each.items)
        if any(each.items for each in every)
        else None,
        entries=MappingProxyType(entries),
    )


def merged(one: Entry | None, other: Entry) -> Entry:
    """A member that is put under its key in two places."""
    if one is None:
        return other
    return Entry(
        joined([one.value, other.value]),
        one.needs | other.needs,
        one.doubts | other.doubts,
        one.position,
    )


def common(every: Iterable[Paths]) -> Paths:
    """What all of the sets hold; nothing where there is no set."""
    sets = list(every)
    return sets[0].intersection(*sets[1:]) if sets else NONE
