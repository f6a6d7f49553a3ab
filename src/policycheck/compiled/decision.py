"""A decision in columns: what the rules answer for every case of a chunk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from policycheck.compiled.columns import Bits, Columns, Facts, unpacked
from policycheck.compiled.members import members_of, terms_of
from policycheck.lifting import Lifted
from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Day,
    Number,
    Object,
    Value,
    constant_of,
)
from policycheck.terms import Op, Term

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Combination:
    """What one combination of readings comes to.

    Attributes:
        readings: The value of each reading that may matter; those that do not matter in a case are
            left out in its decision.
        there: Where it is one: where each of its readings that departs from the usual matters.
        members: Its ``outcome``, ``leaning`` and ``result``.
    """

    readings: Mapping[str, str]
    there: Term
    members: Mapping[str, Value]


class DecisionColumns:
    """A lifted decision made ready for columns. It holds no state.

    Args:
        lifted: The decision.
        members: The members of the answer that are asked for.
    """

    def __init__(self, lifted: Lifted, members: Iterable[str] | None = None) -> None:
        answer = lifted.answer.alternatives[0][1]
        if len(lifted.answer.alternatives) != 1 or not isinstance(answer, Object):
            raise TypeError("the answer of a decision is an object")
        names = answer.members.keys() if members is None else members
        self.members: Mapping[str, Value] = {
            name: answer.members[name] for name in names if name in answer.members
        }
        self.conflict = lifted.conflict
        self.guards = lifted.guards
        self.combinations = tuple(_combinations(self.members))
        asked: dict[Term, tuple[Term, ...]] = {lifted.conflict: ()}
        for name, value in self.members.items():
            if name != "combinations":
                asked |= dict.fromkeys(terms_of(value), ())
        for combination in self.combinations:
            under = tuple(_guards(combination.there, set(lifted.guards)))
            asked.setdefault(combination.there, ())
            for value in combination.members.values():
                for term in terms_of(value):
                    asked.setdefault(term, under)
        self.terms = tuple(asked)
        self._columns = Columns(asked, lifted.guards)

    def run(self, facts: Facts) -> "Chunk":
        """Decide every case of a chunk."""
        return Chunk(facts.count, self._columns.run(facts))


class Chunk:
    """What was worked out for a chunk of cases."""

    def __init__(self, count: int, found: Mapping[Term, Any]) -> None:
        self.count = count
        self._found = found

    def bits(self, term: Term) -> Bits:
        """Where a term holds."""
        found: Bits = self._found[term]
        return found

    def mask(self, term: Term) -> npt.NDArray[np.bool_]:
        """Where a term holds, one byte for each case."""
        return unpacked(self._found[term], self.count).view(np.bool_)

    def codes(self, value: Value) -> tuple[npt.NDArray[np.int32], list[Any]]:
        """A value as positions in a list of what it may be, as JSON has it; -1 where undefined."""
        codes = np.full(self.count, -1, np.int32)
        found: list[Any] = []
        for condition, atom in value.alternatives:
            there = np.flatnonzero(self.mask(condition))
            if len(there):
                positions, values = self._atom(atom, there)
                codes[there] = positions + len(found)
                found += values
        return codes, found

    def days(self, value: Value) -> npt.NDArray[np.int32]:
        """A date as the number of its day; -1 where it is undefined."""
        codes, found = self.codes(value)
        numbers = [date.fromisoformat(each).toordinal() for each in found]
        days = np.array([*numbers, -1], np.int32)
        return days[codes]

    def _atom(self, atom: Atom, there: Places) -> tuple[Any, list[Any]]:
        """For each case the position of what it is, and what there is."""
        match atom:
            case Const(value) | Data(value):
                return 0, [value]
            case Bool(holds):
                return self.mask(holds)[there].astype(np.int32), [False, True]
            case Day(term) | Number(term) | Code(term):
                numbers = np.broadcast_to(self._found[term], self.count)[there]
                distinct, positions = np.unique(numbers, return_inverse=True)
                return positions, [_plain(atom, int(each)) for each in distinct]
            case Object(members):
                return self._object(members, there)
        raise TypeError(f"a {type(atom).__name__} is no value of a decision")

    def _object(self, members: Mapping[Any, Value], there: Places) -> tuple[Any, list[Any]]:
        names = sorted(members, key=str)
        columns = [self.codes(members[name]) for name in names]
        if not columns:
            return 0, [{}]
        rows = np.stack([codes[there] for codes, _ in columns], axis=1)
        distinct, positions = np.unique(rows, axis=0, return_inverse=True)
        objects = [
            {
                constant_of(name): values[code]
                for name, (_, values), code in zip(names, columns, row.tolist(), strict=True)
                if code >= 0
            }
            for row in distinct
        ]
        return positions.reshape(-1), objects


def _combinations(members: Mapping[str, Value]) -> Iterator[Combination]:
    for _, atom in members["combinations"].alternatives if "combinations" in members else ():
        if not isinstance(atom, Array):
            raise TypeError("the combinations of a decision are an array")
        for there, item in atom.items:
            found = members_of(item)
            readings = {
                reading: each.value
                for reading, value in members_of(found["readings"]).items()
                for _, each in value.alternatives
                if isinstance(each, Const) and isinstance(each.value, str)
            }
            rest = {name: value for name, value in found.items() if name != "readings"}
            yield Combination(readings, there, rest)


def _guards(term: Term, guards: set[Term]) -> Iterator[Term]:
    """The guards that hold wherever a conjunction does."""
    if term in guards:
        yield term
    elif term.op in (Op.ALL, Op.NAMED):
        for each in term.operands:
            yield from _guards(each, guards)


def _plain(atom: Atom, number: int) -> Any:
    match atom:
        case Day():
            return date.fromordinal(number).isoformat()
        case Code(_, values):
            return values[number]
        case Number(_, 0):
            return number
        case Number(_, decimals):
            exact = number / 10**decimals
            return int(exact) if exact.is_integer() else exact
    raise TypeError(f"a {type(atom).__name__} is no number")
