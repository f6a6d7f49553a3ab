"""What a decision comes to, as formulas over one case."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import z3

from policycheck.lifting import Lifted, Unliftable
from policycheck.lifting.making import day_number
from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Day,
    Number,
    Object,
    Value,
    constant_of,
)
from policycheck.model import Outcome, Status
from policycheck.proving.formulas import Formulas, Variables
from policycheck.terms import Term

Alternatives = Sequence[tuple[Term, Atom]]

_LISTS = ("exempt", "withdrawn", "noted")


@dataclass(frozen=True)
class Choice:
    """Something that a member of a result can be.

    Attributes:
        where: Where it is that.
        value: A constant, or a formula of what it comes to.
        kind: What a formula stands for: a day, a number with so many decimals, a truth value, or
            one of some texts; ``None`` for a constant.
    """

    where: z3.BoolRef
    value: Any
    kind: object = None


class DecisionFormulas:
    """The answer of a lifted decision about any case.

    Attributes:
        statuses: Per condition, where it has each status.
        outcomes: Where the decision has each outcome; none for points of attention.
        leanings: Where the outcome leans to each other one; nowhere where it leans to none.
        results: Per member of the result, where it has each value that is a constant.
        choices: Per member of the result, all that it can be.
        shown: What is shown beside them, such as due dates and readings that are noted.
        conflict: Where two rules give different values, so that there is no answer.

    Raises:
        Unliftable: A member of the result can be something else than a choice.
    """

    def __init__(self, lifted: Lifted, variables: Variables) -> None:
        formulas = Formulas(variables)
        self.variables = variables
        ((_, answer),) = lifted.answer.alternatives
        members = _members(answer)
        self.statuses: Mapping[str, Mapping[Status, z3.BoolRef]] = {
            id: {Status(str(each)): formula for each, formula in _choices(value, formulas).items()}
            for id, value in (_object(members["statuses"]) if "statuses" in members else {}).items()
        }
        self.outcomes: Mapping[Outcome, z3.BoolRef] = _outcomes(members.get("outcome"), formulas)
        self.leanings: Mapping[Outcome, z3.BoolRef] = _outcomes(members.get("leaning"), formulas)
        result = _object(members["result"]) if "result" in members else {}
        self.results: Mapping[str, Mapping[object, z3.BoolRef]] = {
            name: _choices(value, formulas) for name, value in result.items()
        }
        self.choices: Mapping[str, Sequence[Choice]] = {
            name: tuple(_choice(formulas.of(where), atom, formulas) for where, atom in each)
            for name, each in ((name, value.alternatives) for name, value in result.items())
        }
        self.shown: Mapping[str, Sequence[Choice]] = {
            name: tuple(_choice(formulas.of(where), atom, formulas) for where, atom in each)
            for name, each in _shown(members)
        }
        self.conflict: z3.BoolRef = formulas.of(lifted.conflict)

    def has(self, id: str, status: Status) -> z3.BoolRef:
        """Where a condition has a status."""
        return self.statuses.get(id, {}).get(status, z3.BoolVal(False))

    def replaced(
        self, variables: Variables, pairs: Iterable[tuple[Any, Any]]
    ) -> "DecisionFormulas":
        """The same about another case, which is quicker than to make it of the terms again.

        Args:
            variables: Of the other case.
            pairs: What stands in these formulas for what, and what is to stand there.
        """
        pairs = list(pairs)

        def other(formula: Any) -> Any:
            return z3.substitute(formula, *pairs) if pairs else formula

        def choices(of: Mapping[str, Sequence[Choice]]) -> dict[str, Sequence[Choice]]:
            return {name: tuple(_replaced(one, other) for one in each) for name, each in of.items()}

        def each(formulas: Mapping[Any, z3.BoolRef]) -> dict[Any, z3.BoolRef]:
            return {key: other(formula) for key, formula in formulas.items()}

        found = object.__new__(DecisionFormulas)
        found.variables = variables
        found.statuses = {id: each(choices) for id, choices in self.statuses.items()}
        found.outcomes = each(self.outcomes)
        found.leanings = each(self.leanings)
        found.results = {name: each(values) for name, values in self.results.items()}
        found.choices = choices(self.choices)
        found.shown = choices(self.shown)
        found.conflict = other(self.conflict)
        return found

    def same_result(self, other: "DecisionFormulas") -> z3.BoolRef:
        """Where every member of the result is what it is for another case."""
        return _all_same(self.choices, other.choices)

    def same_shown(self, other: "DecisionFormulas") -> z3.BoolRef:
        """Where what is shown beside them is the same as for another case."""
        return _all_same(self.shown, other.shown)

    def comes_to(self, outcome: Outcome) -> z3.BoolRef:
        """Where the decision has an outcome."""
        return self.outcomes.get(outcome, z3.BoolVal(False))


def _members(atom: Atom) -> Mapping[object, Value]:
    if not isinstance(atom, Object):
        raise TypeError("the answer of a decision is an object")
    return {constant_of(key): each for key, each in atom.members.items()}


def _object(value: Value) -> Mapping[str, Value]:
    """The members of an object that is always there."""
    return {
        str(name): each
        for _, atom in value.alternatives
        if isinstance(atom, Object)
        for name, each in _members(atom).items()
    }


def _outcomes(value: Value | None, formulas: Formulas) -> dict[Outcome, z3.BoolRef]:
    choices = _choices(value, formulas) if value else {}
    return {Outcome(str(each)): formula for each, formula in choices.items()}


def _choice(where: z3.BoolRef, atom: Atom, formulas: Formulas) -> Choice:
    match atom:
        case Const(value):
            return Choice(where, value)
        case Bool(term):
            return Choice(where, formulas.of(term), bool)
        case Day(term):
            return Choice(where, formulas.of(term), "day")
        case Number(term, decimals):
            return Choice(where, formulas.of(term), decimals)
        case Code(term, values):
            return Choice(where, formulas.of(term), values)
    raise Unliftable("a result is no text of a fixed list, day, number or truth value")


def _replaced(choice: Choice, other: Callable[[Any], Any]) -> Choice:
    value = choice.value if choice.kind is None else other(choice.value)
    return replace(choice, where=other(choice.where), value=value)


def _shown(members: Mapping[object, Value]) -> Iterator[tuple[str, Alternatives]]:
    """The leaning, each due date, and each id in a list."""
    for name in ("leaning", "due", *_LISTS):
        for where, atom in members[name].alternatives if name in members else ():
            if isinstance(atom, Const):
                yield name, [(where, atom)]
            elif isinstance(atom, Object):
                for key, value in _members(atom).items():
                    yield f"{name}/{key}", value.alternatives
            elif isinstance(atom, Array):
                for there, item in atom.items:
                    for _, each in item.alternatives:
                        if isinstance(each, Const):
                            yield f"{name}/{each.value}", [(there, Const(None))]


def _all_same(
    some: Mapping[str, Sequence[Choice]], others: Mapping[str, Sequence[Choice]]
) -> z3.BoolRef:
    names = dict.fromkeys((*some, *others))
    return z3.And(*(_same(some.get(name, ()), others.get(name, ())) for name in names))


def _same(some: Sequence[Choice], others: Sequence[Choice]) -> z3.BoolRef:
    neither = z3.Not(z3.Or(*(each.where for each in (*some, *others))))
    both = [
        z3.And(one.where, other.where, equal)
        for one in some
        for other in others
        if (equal := _equal(one, other)) is not None
    ]
    return z3.Or(neither, *both)


def _equal(one: Choice, other: Choice) -> z3.BoolRef | None:
    """Where two choices are the same; ``None`` where that cannot be."""
    if one.kind is None and other.kind is None:
        # A constant is no truth value, so 1 is 1.0 and nothing else.
        return z3.BoolVal(True) if one.value == other.value else None
    one, other = _like(one, other), _like(other, one)
    if isinstance(one.kind, tuple) and isinstance(other.kind, tuple):
        shared = [
            (one.kind.index(each), other.kind.index(each))
            for each in one.kind
            if each in other.kind
        ]
        return z3.Or(*(z3.And(one.value == at, other.value == there) for at, there in shared))
    if isinstance(one.kind, int) and isinstance(other.kind, int):
        places = max(one.kind, other.kind)
        return one.value * 10 ** (places - one.kind) == other.value * 10 ** (places - other.kind)
    return one.value == other.value if one.kind == other.kind else None


def _like(choice: Choice, other: Choice) -> Choice:
    """A constant as a formula of the kind that it is compared with, where it can be one."""
    value = choice.value
    if choice.kind is not None:
        return choice
    if isinstance(other.kind, tuple) and value in other.kind:
        return replace(choice, value=z3.IntVal(other.kind.index(value)), kind=other.kind)
    if other.kind == "day" and isinstance(value, str) and (day := day_number(value)) is not None:
        return replace(choice, value=z3.IntVal(day), kind="day")
    if isinstance(value, int | float):
        number = Decimal(str(value))
        places = max(0, -int(number.as_tuple().exponent))
        return replace(choice, value=z3.IntVal(int(number.scaleb(places))), kind=places)
    return choice


def _choices(value: Value, formulas: Formulas) -> dict[object, z3.BoolRef]:
    """Where a value is each of the constants that it can be."""
    return {
        atom.value: formulas.of(condition)
        for condition, atom in value.alternatives
        if isinstance(atom, Const)
    }
