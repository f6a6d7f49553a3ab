"""Interprets a plan over values that stand for every case.

A block is run under a condition: the cases in which its statements were reached. Rules are worked
out once, under no condition, and shared.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.lifting.builtins import Builtins
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.facts import CaseFacts
from policycheck.lifting.frames import Answer, Frame, Locals
from policycheck.lifting.intrinsics import INTRINSICS, Intrinsics, Path
from policycheck.lifting.making import Maker
from policycheck.lifting.members import Members
from policycheck.lifting.scopes import scoped_locals
from policycheck.lifting.statements import Statements
from policycheck.lifting.values import Value
from policycheck.plan.model import Function, Plan
from policycheck.terms import Graph, Term

_NO_ARGUMENTS = 2


@dataclass
class _Memory:
    answers: dict[Any, Answer] = field(default_factory=dict)
    scoped: dict[str, frozenset[int]] = field(default_factory=dict)


class SymbolicInterpreter:
    """Follows the rules of one plan in every case at once.

    Args:
        plan: What was compiled.
        data: The base data.
        facts: The schema of a case, without references.
        graph: Where terms are made.
        readings: The readings that are chosen.
        known: The functions of the library that are known and not followed.
        slots: The most items of a list that are followed.
    """

    def __init__(
        self,
        plan: Plan,
        data: Mapping[str, Any],
        schema: Mapping[str, Any],
        graph: Graph,
        *,
        readings: Mapping[str, str],
        known: Collection[Path] = INTRINSICS.keys(),
        slots: int,
    ) -> None:
        self.graph = graph
        self.maker = Maker(graph)
        self.facts = CaseFacts(self.maker, schema, slots)
        comparer = Comparer(self.maker)
        builtins = Builtins(self.maker, comparer)
        self._intrinsics = Intrinsics(self.maker, builtins, readings)
        self._statements = Statements(
            comparer,
            builtins,
            self.facts,
            Members(self.maker, self.facts, readings),
            Locals(self.maker),
            plan.functions.keys(),
            self._answer,
        )
        self._plan = plan
        self._data = self.maker.constant(data)
        self._known = {
            name: each.path for name, each in plan.functions.items() if each.path in known
        }
        self._memory = _Memory()

    @property
    def matters(self) -> Mapping[str, Term]:
        """For each reading that was met: whether it matters."""
        return self._intrinsics.matters

    def rule(self, name: str) -> Answer:
        """The value of a rule, by the name of its function in the plan.

        Raises:
            Unliftable: With the rule, its place and the reason.
        """
        return self._answer(name, (self.facts.root, self._data))

    def _answer(self, name: str, args: tuple[Value, ...]) -> Answer:
        rule = len(args) == _NO_ARGUMENTS
        key = name if rule else (name, args[_NO_ARGUMENTS:])
        found = self._memory.answers.get(key)
        if found is None:
            function = self._plan.functions[name]
            try:
                found = self._run(function, args)
            except Unliftable as error:
                # What is known and not followed is refused where it is called.
                if not error.rule and name not in self._known:
                    error.rule = ".".join(function.path)
                    error.position = error.position or function.position
                raise
            self._memory.answers[key] = found
        return found

    def _run(self, function: Function, args: tuple[Value, ...]) -> Answer:
        if function.name in self._known:
            value = self._intrinsics.call(function.path, args[_NO_ARGUMENTS:])
            return Answer(self.maker.named(value), self.graph.false)
        if len(function.params) != len(args):
            raise Unliftable("it is called with other arguments than it has")
        if function.name not in self._memory.scoped:
            self._memory.scoped[function.name] = scoped_locals(function)
        frame = Frame(
            dict(zip(function.params, args, strict=True)),
            self._memory.scoped[function.name],
            self.graph.false,
        )
        for block in function.blocks:
            self._statements.block(block, frame, self.graph.negated(frame.returned))
        conflict = self.graph.named(self.graph.any(*frame.conflicts))
        return Answer(self.maker.named(frame.result), conflict)
