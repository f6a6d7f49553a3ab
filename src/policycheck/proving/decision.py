"""What a decision comes to, as formulas over one case."""

from collections.abc import Mapping

import z3

from policycheck.lifting import Lifted
from policycheck.lifting.values import Atom, Const, Object, Value, constant_of
from policycheck.model import Outcome, Status
from policycheck.proving.formulas import Formulas, Variables


class DecisionFormulas:
    """The answer of a lifted decision about any case.

    Attributes:
        statuses: Per condition, where it has each status.
        outcomes: Where the decision has each outcome; none for points of attention.
        results: Per member of the result, where it has each value.
        conflict: Where two rules give different values, so that there is no answer.
    """

    def __init__(self, lifted: Lifted, variables: Variables) -> None:
        formulas = Formulas(variables)
        self.variables = variables
        ((_, answer),) = lifted.answer.alternatives
        members = _members(answer)
        self.statuses: Mapping[str, Mapping[Status, z3.BoolRef]] = {
            id: {Status(str(each)): formula for each, formula in _choices(value, formulas).items()}
            for id, value in _object(members["statuses"]).items()
        }
        found = members.get("outcome")
        self.outcomes: Mapping[Outcome, z3.BoolRef] = {
            Outcome(str(each)): formula
            for each, formula in (_choices(found, formulas) if found else {}).items()
        }
        self.results: Mapping[str, Mapping[object, z3.BoolRef]] = {
            name: _choices(value, formulas)
            for name, value in (_object(members["result"]) if "result" in members else {}).items()
        }
        self.conflict: z3.BoolRef = formulas.of(lifted.conflict)

    def has(self, id: str, status: Status) -> z3.BoolRef:
        """Where a condition has a status."""
        return self.statuses[id].get(status, z3.BoolVal(False))

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


def _choices(value: Value, formulas: Formulas) -> dict[object, z3.BoolRef]:
    """Where a value is each of the constants that it can be."""
    return {
        atom.value: formulas.of(condition)
        for condition, atom in value.alternatives
        if isinstance(atom, Const)
    }
