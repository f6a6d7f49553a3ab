"""What one call of a function holds, and how that is read and set under a condition."""

from collections.abc import Callable
from dataclasses import dataclass, field

from policycheck.lifting.making import Maker
from policycheck.lifting.values import UNDEFINED, Atom, Value
from policycheck.plan import model
from policycheck.plan.interpreter.steps import constant
from policycheck.plan.model import Operand
from policycheck.terms import Term


@dataclass(frozen=True)
class Answer:
    """What a function gives, and where working it out is a conflict."""

    value: Value
    conflict: Term


@dataclass
class Frame:
    """One call of a function.

    Attributes:
        locals: What each local holds.
        result: What was returned.
        returned: Where it was.
        scoped: See :mod:`policycheck.lifting.scopes`.
        conflicts: Where two rules gave different values.
    """

    locals: dict[int, Value]
    scoped: frozenset[int]
    returned: Term
    result: Value = UNDEFINED
    conflicts: list[Term] = field(default_factory=list)


class Locals:
    """Reads and sets the locals of frames, over one graph."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self._graph = maker.graph

    def read(self, operand: Operand | int, frame: Frame, reached: Term) -> Value:
        """What an operand holds where a statement is reached."""
        if isinstance(operand, model.Const):
            return self.maker.under(reached, self.maker.constant(constant(operand.value)))
        number = operand if isinstance(operand, int) else operand.number
        return self.maker.under(reached, frame.locals.get(number, UNDEFINED))

    def put(self, frame: Frame, local: int, value: Value, reached: Term) -> Term:
        """Set a local where the value is defined; gives where it was."""
        found = self.maker.under(reached, value)
        defined = self.maker.defined(found)
        if local not in frame.scoped and (before := frame.locals.get(local)):
            kept = self.maker.under(self._graph.negated(defined), before)
            found = self.settled(self.maker.merged(found, kept))
        frame.locals[local] = found
        return defined

    def settled(self, value: Value) -> Value:
        """The value, with its conditions as terms of their own: much will ask for them."""
        found = tuple((self._graph.named(c), atom) for c, atom in value.alternatives)
        return Value(found, value.where and self._graph.named(value.where))

    def forget(self, frame: Frame, local: int, reached: Term) -> None:
        """Take the value of a local away where a statement is reached."""
        if (before := frame.locals.pop(local, None)) and local not in frame.scoped:
            frame.locals[local] = self.maker.under(self._graph.negated(reached), before)

    def conflict(self, frame: Frame, condition: Term) -> None:
        """Note where two values exclude each other."""
        if condition is not self._graph.false:
            frame.conflicts.append(condition)

    def change(self, local: int, frame: Frame, change: Callable[[Atom], Atom]) -> None:
        """Change what a local holds, whatever that may be."""
        found = frame.locals.get(local, UNDEFINED)
        changed = tuple((c, change(atom)) for c, atom in found.alternatives)
        frame.locals[local] = Value(changed, found.where)

    def going_on(self, frame: Frame, reached: Term) -> Term:
        """Where a statement is reached and nothing was returned yet."""
        return self._graph.all(reached, self._graph.negated(frame.returned))

    def put_called(self, frame: Frame, local: int, value: Value, reached: Term) -> Term:
        """Set a local to what a call or a look-up gave where a statement is reached."""
        return self.put(frame, local, self.maker.under(reached, value), reached)
