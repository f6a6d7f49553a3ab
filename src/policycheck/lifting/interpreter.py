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
from policycheck.lifting.slow import SlowRules, only_key, stand_in
from policycheck.lifting.statements import Statements
from policycheck.lifting.values import Object, Value
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
        slow: Where the conditions go that cannot be lifted; ``None``: they are refused.
        combining: See :class:`policycheck.lifting.intrinsics.Intrinsics`.
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
        slow: SlowRules | None = None,
        combining: bool = True,
    ) -> None:
        self._slow = slow
        self.graph = graph
        self.maker = Maker(graph)
        self.facts = CaseFacts(self.maker, schema, slots)
        comparer = Comparer(self.maker)
        builtins = Builtins(self.maker, comparer)
        self._intrinsics = Intrinsics(self.maker, builtins, readings, combining=combining)
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
        try:
            return self._answer(name, (self.facts.root, self._data))
        except RecursionError:
            # By way of the whole of data, which no rule that needs itself shows.
            rule = self._plan.functions[name]
            reason = "it needs itself, or goes deeper than can be followed"
            raise Unliftable(reason, ".".join(rule.path), rule.position) from None

    def _answer(self, name: str, args: tuple[Value, ...]) -> Answer:
        rule = len(args) == _NO_ARGUMENTS
        key = name if rule else (name, args[_NO_ARGUMENTS:])
        found = self._memory.answers.get(key)
        if found is None:
            function = self._plan.functions[name]
            try:
                found = self._run(function, args)
            except Unliftable as error:
                if self._slow and (named := self._slow.single(function)):
                    self._slow.note(*named, _placed(error, function))
                    found = Answer(stand_in(self.maker, *named), self.graph.false)
                    self._memory.answers[key] = found
                    return found
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
        holder = self._slow.holder(function) if self._slow else None
        slow: list[str] = []
        for block in function.blocks:
            before, conflicts = dict(frame.locals), len(frame.conflicts)
            try:
                self._statements.block(block, frame, self.graph.negated(frame.returned))
            except Unliftable as error:
                name = only_key(block) if holder else None
                if name is None or holder is None or self._slow is None:
                    raise
                frame.locals = before
                del frame.conflicts[conflicts:]
                self._slow.note(holder, name, _placed(error, function))
                slow.append(name)
        if holder and slow:
            frame.result = self._with(frame.result, holder, slow)
        conflict = self.graph.named(self.graph.any(*frame.conflicts))
        return Answer(self.maker.named(frame.result), conflict)

    def _with(self, members: Value, holder: Path, names: list[str]) -> Value:
        """An object in which some members are found out case by case."""
        found = {
            key: value
            for _, atom in members.alternatives
            for key, value in self.maker.as_object(atom).members.items()
        }
        for name in names:
            found[name] = stand_in(self.maker, holder, name)
        return self.maker.sure(Object(found))


def _placed(error: Unliftable, function: Function) -> Unliftable:
    error.rule = error.rule or ".".join(function.path)
    error.position = error.position or function.position
    return error
