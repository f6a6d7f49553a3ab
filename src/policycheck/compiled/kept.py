"""A lifted decision as JSON and back, so that it is lifted once and kept.

Only the terms that it needs are kept, without the names that simplification went by, and numbered
anew. What comes back stands for the same in every case; nothing more can be made of its terms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from policycheck.lifting import Lifted, Unliftable
from policycheck.lifting.slow import Slow
from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Day,
    Facts,
    Number,
    Object,
    Place,
    Set,
    Text,
    Value,
)
from policycheck.plan import Position
from policycheck.terms import Op, Term, below

_STRICT = frozenset({Op.EQUAL, Op.LESS, Op.ADD, Op.TIMES, Op.CALL})


def kept(lifted: Lifted) -> dict[str, Any]:
    """A lifted decision as JSON."""
    writer = _Writer()
    answer = writer.value(lifted.answer)
    conflict = writer.term(lifted.conflict)
    guards = [writer.term(each) for each in lifted.guards]
    return {
        "terms": writer.terms(),
        "answer": answer,
        "conflict": conflict,
        "guards": guards,
        "slots": dict(lifted.slots),
        "slow": [asdict(each) for each in lifted.slow.values()],
    }


def _slow(content: Mapping[str, Any]) -> Slow:
    return Slow(tuple(content["path"]), content["key"], tuple(content["facts"]), content["reason"])


def lifted_from(content: Mapping[str, Any]) -> Lifted:
    """The lifted decision that :func:`kept` wrote.

    Raises:
        Unliftable: It is why there is none, as :func:`refused` wrote it.
        ValueError: It is not what these functions write.
    """
    if "refused" in content:
        reason, rule, place = content["refused"]
        raise Unliftable(reason, rule, Position(*place) if place else None)
    try:
        reader = _Reader(content["terms"])
        return Lifted(
            reader.value(content["answer"]),
            reader.term(content["conflict"]),
            tuple(reader.term(each) for each in content["guards"]),
            dict(content["slots"]),
            {each.pointer: each for each in map(_slow, content["slow"])},
        )
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError(f"no lifted decision: {error!r}") from None


def refused(error: Unliftable) -> dict[str, Any]:
    """Why a decision cannot be lifted, as JSON."""
    where = error.position
    place = [where.file, where.row, where.column] if where else None
    return {"refused": [error.reason, error.rule, place]}


class _Writer:
    """Writes values down; their terms by the index that they have in the graph."""

    def __init__(self) -> None:
        self._asked: dict[int, Term] = {}

    def term(self, term: Term) -> int:
        """What stands for a term until all are numbered anew: its index in the graph."""
        while term.op is Op.NAMED:
            term = term.operands[0]
        self._asked[term.index] = term
        return term.index

    def terms(self) -> list[list[Any]]:
        """Every term that was asked for, and what it is made of, operands first."""
        return [
            [
                each.index,
                each.op.value,
                [_plain(operand).index for operand in each.operands],
                list(each.value) if isinstance(each.value, tuple) else each.value,
                each.low,
                each.high,
            ]
            for each in below(self._asked.values())
            if each.op is not Op.NAMED
        ]

    def value(self, value: Value) -> list[Any]:
        alternatives = [[self.term(each), self._atom(atom)] for each, atom in value.alternatives]
        return [None if value.where is None else self.term(value.where), alternatives]

    def _guarded(self, items: Sequence[tuple[Term, Value]]) -> list[Any]:
        return [[self.term(each), self.value(value)] for each, value in items]

    def _atom(self, atom: Atom) -> list[Any]:
        match atom:
            case Const(found):
                return ["const", found]
            case Data(found):
                return ["data", found]
            case Bool(term):
                return ["bool", self.term(term)]
            case Number(term, decimals):
                return ["number", self.term(term), decimals]
            case Day(term):
                return ["day", self.term(term)]
            case Code(term, values):
                return ["code", self.term(term), list(values)]
            case Text(pointer):
                return ["text", pointer]
            case Facts(pointer):
                return ["facts", pointer]
            case Array(items, dense):
                return ["array", self._guarded(items), dense]
            case Set(members, others):
                keys = [[_key(key), self.term(each)] for key, each in members.items()]
                return ["set", keys, self._guarded(others)]
            case Object(found):
                return ["object", [[_key(key), self.value(each)] for key, each in found.items()]]
            case Place():
                return ["place"]


class _Reader:
    """Reads values back, over terms that were read first."""

    def __init__(self, terms: Sequence[Sequence[Any]]) -> None:
        self._terms: dict[int, Term] = {}
        for number, (index, name, operands, value, low, high) in enumerate(terms):
            op = Op(name)
            made = tuple(self._terms[each] for each in operands)
            what = tuple(value) if isinstance(value, list) else value
            self._terms[index] = Term(number, op, made, what, low, high, _needs(op, made, what))

    def term(self, index: int) -> Term:
        return self._terms[index]

    def value(self, content: Sequence[Any]) -> Value:
        where, alternatives = content
        return Value(
            tuple((self.term(each), self._atom(*atom)) for each, atom in alternatives),
            None if where is None else self.term(where),
        )

    def _guarded(self, items: Sequence[Any]) -> tuple[tuple[Term, Value], ...]:
        return tuple((self.term(each), self.value(value)) for each, value in items)

    def _atom(self, kind: str, *content: Any) -> Atom:
        match kind, *content:
            case "const", found:
                return Const(found)
            case "data", found:
                return Data(found)
            case "bool", term:
                return Bool(self.term(term))
            case "number", term, decimals:
                return Number(self.term(term), decimals)
            case "day", term:
                return Day(self.term(term))
            case "code", term, values:
                return Code(self.term(term), tuple(values))
            case "text", pointer:
                return Text(pointer)
            case "facts", pointer:
                # What members it has, only the lifting asks.
                return Facts(pointer, {})
            case "array", items, dense:
                return Array(self._guarded(items), dense)
            case "set", members, others:
                keys = {_key_from(key): self.term(each) for key, each in members}
                return Set(keys, self._guarded(others))
            case "object", found:
                return Object({_key_from(key): self.value(each) for key, each in found})
            case ("place",):
                return Place()
        raise ValueError(f"there is no thing called {kind}")


def _plain(term: Term) -> Term:
    while term.op is Op.NAMED:
        term = term.operands[0]
    return term


def _needs(op: Op, operands: Sequence[Term], value: Any) -> frozenset[str]:
    """The facts without which a comparison does not hold, and a number means nothing."""
    if op is Op.VALUE:
        return frozenset((value,))
    if op in _STRICT:
        return frozenset().union(*(each.needs for each in operands))
    return frozenset()


def _key(key: Any) -> Any:
    return list(key) if isinstance(key, tuple) else key


def _key_from(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key
