"""Writes what a rule says as a Python expression."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from policycheck.compiled.scalar.facts import Fact, FactReader
from policycheck.lifting import Unliftable
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
    Set,
    Text,
    Value,
    constant_of,
)
from policycheck.plan.interpreter.values import in_order
from policycheck.terms import Op, Term

Ask = Callable[[Term, frozenset[Term]], str]
"""A term as an expression, asked for where some guards hold."""


class AnswerWriter:
    """Writes values.

    Args:
        facts: Where facts are read.
        implied: The guards that hold wherever a term does.
        ask: What stands for a term.
    """

    def __init__(
        self, facts: FactReader, implied: Callable[[Term], frozenset[Term]], ask: Ask
    ) -> None:
        self._facts = facts
        self._implied = implied
        self._ask = ask

    def term(self, term: Term) -> str:
        """A term that is asked for in every case."""
        return self._ask(term, frozenset())

    def value(self, value: Value, under: frozenset[Term] = frozenset()) -> str:
        """A value, to be asked for only where it is defined."""
        *others, (_, last) = value.alternatives
        text = self._atom(last, under)
        # Where it is defined and nothing else, it is the last.
        for condition, atom in reversed(others):
            inside = self._atom(atom, under | self._implied(condition))
            text = f"{inside} if {self._ask(condition, under)} else {text}"
        return f"({text})" if others else text

    def _atom(self, atom: Atom, under: frozenset[Term]) -> str:
        match atom:
            case Const(found) | Data(found):
                return repr(_plain(found))
            case Bool(holds):
                return self._ask(holds, under)
            case Number(term) | Day(term) | Code(term) if fact := self._as_it_stands(atom, term):
                return fact.name
            case Number(term, decimals):
                text = self._ask(term, under)
                return f"unscaled({text}, {10**decimals})" if decimals else text
            case Day(term):
                return f"text_of({self._ask(term, under)})"
            case Code(term, values):
                return f"{values!r}[{self._ask(term, under)}]"
            case Text(pointer):
                return self._facts.fact(pointer).name
            case Facts(pointer):
                return f"copied({self._facts.fact(pointer).name})"
            case Array(items):
                return self._list(items, under)
            case Set(members, others):
                if others and len(others) + len(members) > 1:
                    # Two of them may be the same, and nothing here would tell.
                    raise Unliftable("the answer has a set of values that are not constant")
                keys = in_order(constant_of(key) for key in members)
                by_key = {_identity(constant_of(key)): each for key, each in members.items()}
                constants = [(by_key[_identity(each)], repr(each)) for each in keys]
                return self._list(others, under, constants)
            case Object(found):
                return self._object(found.items(), under)
        raise Unliftable("the answer tells the place of an item")

    def _as_it_stands(self, atom: Atom, term: Term) -> Fact | None:
        """The fact that a value is, where the case has it as the answer would."""
        if term.op is not Op.VALUE:
            return None
        fact = self._facts.fact(term.value)
        match atom:
            case Number(_, decimals):
                return fact if fact.is_number and fact.decimals == decimals else None
            case Day():
                return fact if fact.is_day else None
            case Code(_, values):
                return fact if fact.values == values else None
        return None

    def _list(
        self,
        items: Iterable[tuple[Term, Value]],
        under: frozenset[Term],
        constants: Sequence[tuple[Term, str]] = (),
    ) -> str:
        texts = [self._item(condition, text, under) for condition, text in constants]
        for condition, value in items:
            inside = self.value(value, under | self._implied(condition))
            texts.append(self._item(condition, inside, under))
        return f"[{', '.join(texts)}]"

    def _item(self, condition: Term, text: str, under: frozenset[Term]) -> str:
        if condition.op is Op.CONSTANT and condition.value:
            return text
        return f"*(({text},) if {self._ask(condition, under)} else ())"

    def _object(self, members: Iterable[tuple[Any, Value]], under: frozenset[Term]) -> str:
        texts = []
        # The engine gives the keys of an object in order.
        for key, value in sorted((str(constant_of(key)), value) for key, value in members):
            where = value.where
            if where is None:
                continue
            inside = self.value(value, under | self._implied(where))
            if where.op is Op.CONSTANT and where.value:
                texts.append(f"{key!r}: {inside}")
            else:
                condition = self._ask(where, under)
                texts.append(f"**({{{key!r}: {inside}}} if {condition} else nothing)")
        return f"{{{', '.join(texts)}}}"


def _identity(value: Any) -> tuple[type, Any]:
    return type(value), value


def _plain(value: Any) -> Any:
    """A constant as the engine gives it: the keys of objects in order, decimals as floats."""
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
