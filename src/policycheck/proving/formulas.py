"""Terms as formulas of the solver: one variable for each thing that a case can say of a fact."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import z3

from policycheck.proving.calendar import applied
from policycheck.terms import Op, Term, below, compared_facts

OTHER = 0
"""The number of a text that no rule asks for; those that rules ask for follow it."""


Apart = Callable[[str], bool]


class Variables:
    """What a case says, as variables: whether each fact is known, and its value.

    A text is the number of the one that it is among those that rules ask for. Nothing is said here
    of which cases there are: see :mod:`policycheck.proving.cases`.

    Args:
        name: Tells the variables of this case from those of another one.
        same: Another case, which has the same values, and of which the same may be known.
        value_apart: The facts whose value may be another one all the same; none by default.
        known_apart: The facts that may be known in one and unknown in the other; all by default.
    """

    def __init__(
        self,
        name: str = "",
        same: "Variables | None" = None,
        value_apart: Apart = lambda _: False,
        known_apart: Apart = lambda _: True,
    ) -> None:
        self._name = name
        self._same = same
        self._value_apart = value_apart
        self._known_apart = known_apart
        self._known: dict[str, z3.BoolRef] = {}
        self._values: dict[str, Any] = {}
        self.texts: dict[str, list[str]] = {} if same is None else same.texts
        """For each fact that is a text, those that rules ask for."""

    def known(self, pointer: str) -> z3.BoolRef:
        """Whether a fact is known."""
        found = self._known.get(pointer)
        if found is None:
            if self._same is None or self._is_apart(pointer, self._known_apart):
                found = z3.Bool(f"{self._name}known {pointer}")
            else:
                found = self._same.known(pointer)
            self._known[pointer] = found
        return found

    def holds(self, pointer: str) -> z3.BoolRef:
        """Whether a fact is true, if it is known."""
        return self._value(pointer, z3.Bool)

    def value(self, pointer: str) -> z3.ArithRef:
        """A fact as a whole number, if it is known."""
        return self._value(pointer, z3.Int)

    def says(self, pointer: str, text: str) -> z3.BoolRef:
        """Whether a fact is a certain text, if it is known."""
        texts = self.texts.setdefault(pointer, [])
        if text not in texts:
            texts.append(text)
        return self.value(pointer) == texts.index(text) + 1

    @property
    def pointers(self) -> tuple[str, ...]:
        """The facts that something was asked of, in the order in which that was."""
        return tuple(dict.fromkeys((*self._known, *self._values)))

    def asked(self, pointer: str) -> Any | None:
        """The value of a fact, if anything asked for it: a truth value or a whole number."""
        return self._values.get(pointer)

    def instead_of(self, other: "Variables") -> list[tuple[Any, Any]]:
        """What stands for something in another case with what stands for it here, if it differs."""
        found = [(known, self.known(pointer)) for pointer, known in other._known.items()]
        for pointer, value in other._values.items():
            make = z3.Bool if z3.is_bool(value) else z3.Int
            found.append((value, self._value(pointer, make)))
        return [(theirs, mine) for theirs, mine in found if not theirs.eq(mine)]

    def only(self, names: Collection[str]) -> "Variables":
        """The same case, as if only variables of these names had been asked for."""
        found = Variables(self._name, self._same, self._value_apart, self._known_apart)
        found.texts = self.texts
        for mine, theirs in ((self._known, found._known), (self._values, found._values)):
            theirs.update((key, each) for key, each in mine.items() if each.decl().name() in names)
        return found

    def _value(self, pointer: str, make: Callable[[str], Any]) -> Any:
        found = self._values.get(pointer)
        if found is None:
            if self._same is None or self._is_apart(pointer, self._value_apart):
                found = make(f"{self._name}{pointer}")
            else:
                found = self._same._value(pointer, make)
            self._values[pointer] = found
        return found

    def _is_apart(self, pointer: str, apart: Apart) -> bool:
        # What is found out case by case rests on facts that are not followed.
        return not pointer.startswith("/") or apart(pointer)


class Formulas:
    """Makes formulas of terms, each of them once."""

    def __init__(self, variables: Variables | None = None) -> None:
        self.variables = variables or Variables()
        self._made: dict[Term, Any] = {}

    def of(self, term: Term) -> Any:
        """The formula of a term: a truth value or a whole number."""
        if term not in self._made:
            for each in below([term]):
                if each not in self._made:
                    self._made[each] = _MAKERS[each.op](each, self)
        return self._made[term]

    def operands(self, term: Term) -> list[Any]:
        """The formulas of what a term is made of."""
        return [self._made[each] for each in term.operands]


def _compared(compare: Callable[[Any, Any], Any]) -> Callable[[Term, Formulas], Any]:
    def make(term: Term, formulas: Formulas) -> Any:
        known = [formulas.variables.known(each) for each in compared_facts(term.needs)]
        return z3.And(compare(*formulas.operands(term)), *known)

    return make


def _called(term: Term, formulas: Formulas) -> Any:
    name, *constants = term.value
    (day,) = term.operands
    return applied(name, *formulas.operands(term), day.low, day.high, *constants)


def _joined(join: Callable[..., Any], operands: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """What ``z3.And`` and ``z3.Or`` make, which look at the sort of every operand many times."""
    context = z3.main_ctx()
    array = (z3.Ast * len(operands))(*(each.as_ast() for each in operands))
    return z3.BoolRef(join(context.ref(), len(operands), array), context)


def _count(operands: Iterable[Any]) -> Any:
    return z3.Sum([z3.If(each, 1, 0) for each in operands])


def _holds(term: Term, formulas: Formulas) -> Any:
    variables = formulas.variables
    return z3.And(variables.known(term.value), variables.holds(term.value))


def _says(term: Term, formulas: Formulas) -> Any:
    pointer, text = term.value
    return z3.And(formulas.variables.known(pointer), formulas.variables.says(pointer, text))


_MAKERS: Mapping[Op, Callable[[Term, Formulas], Any]] = {
    Op.CONSTANT: lambda term, _: z3.BoolVal(term.value),
    Op.KNOWN: lambda term, formulas: formulas.variables.known(term.value),
    Op.HOLDS: _holds,
    Op.SAYS: _says,
    Op.NOT: lambda term, formulas: z3.Not(*formulas.operands(term)),
    Op.ALL: lambda term, formulas: _joined(z3.Z3_mk_and, formulas.operands(term)),
    Op.ANY: lambda term, formulas: _joined(z3.Z3_mk_or, formulas.operands(term)),
    Op.NAMED: lambda term, formulas: formulas.operands(term)[0],
    Op.AT_LEAST: lambda term, formulas: z3.AtLeast(*formulas.operands(term), term.value),
    Op.EQUAL: _compared(lambda one, other: one == other),
    Op.LESS: _compared(lambda one, other: one < other),
    Op.NUMBER: lambda term, _: z3.IntVal(term.value),
    Op.VALUE: lambda term, formulas: formulas.variables.value(term.value),
    Op.ADD: lambda term, formulas: z3.Sum(formulas.operands(term)),
    Op.TIMES: lambda term, formulas: formulas.operands(term)[0] * term.value,
    Op.CHOOSE: lambda term, formulas: z3.If(*formulas.operands(term)),
    Op.COUNT: lambda term, formulas: _count(formulas.operands(term)),
    Op.CALL: _called,
}
