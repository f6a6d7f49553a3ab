"""Interprets a plan over values that stand for every case.

A block is run under a condition: the cases in which its statements were reached. A statement gives
the condition under which the next one is. Rules are worked out once, under no condition, and
shared.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.lifting.builtins import Builtins
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.facts import CaseFacts
from policycheck.lifting.intrinsics import INTRINSICS, Intrinsics, Path
from policycheck.lifting.making import Maker
from policycheck.lifting.scopes import scoped_locals
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Facts,
    Number,
    Object,
    Set,
    Value,
    key_of,
)
from policycheck.plan import model
from policycheck.plan.interpreter.steps import constant
from policycheck.plan.model import Block, Function, Operand, Plan, Statement
from policycheck.terms import Graph, Op, Term

_INPUT, _DATA = 0, 1
_NO_ARGUMENTS = 2


@dataclass
class Frame:
    """One call of a function.

    Attributes:
        locals: What each local holds.
        result: What was returned.
        returned: Where it was.
        scoped: See :mod:`policycheck.lifting.scopes`.
    """

    locals: dict[int, Value]
    scoped: frozenset[int]
    returned: Term
    result: Value = UNDEFINED


@dataclass(frozen=True)
class Answer:
    """What a function gives, and where working it out is a conflict."""

    value: Value
    conflict: Term


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
        self.comparer = Comparer(self.maker)
        self.builtins = Builtins(self.maker, self.comparer)
        self.facts = CaseFacts(self.maker, schema, slots)
        self._intrinsics = Intrinsics(self.maker, self.builtins, readings)
        self._plan = plan
        self._data = self.maker.constant(data)
        self._readings = self.maker.constant(dict(readings))
        self._known = {
            name: each.path for name, each in plan.functions.items() if each.path in known
        }
        self._memory = _Memory()
        self._conflicts: list[Term] = []

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
            outer, self._conflicts = self._conflicts, []
            try:
                value = self.maker.named(self._run(function, args))
                found = Answer(value, self.graph.named(self.graph.any(*self._conflicts)))
            except Unliftable as error:
                if not error.rule:
                    error.rule = ".".join(function.path)
                raise
            finally:
                self._conflicts = outer
            self._memory.answers[key] = found
        return found

    def _run(self, function: Function, args: tuple[Value, ...]) -> Value:
        if function.name in self._known:
            return self._intrinsics.call(function.path, args[_NO_ARGUMENTS:])
        if function.name not in self._memory.scoped:
            self._memory.scoped[function.name] = scoped_locals(function)
        frame = Frame(
            dict(zip(function.params, args, strict=True)),
            self._memory.scoped[function.name],
            self.graph.false,
        )
        for block in function.blocks:
            self._block(block, frame, self.graph.negated(frame.returned))
        return frame.result

    def _block(self, block: Block, frame: Frame, reached: Term) -> Term:
        """Run a block; gives the condition under which its end was reached."""
        for statement in block.statements:
            if reached is self.graph.false:
                break
            try:
                reached = self._step(statement, frame, reached)
            except Unliftable as error:
                error.position = error.position or statement.position
                raise
        return reached

    def _step(self, statement: Statement, frame: Frame, reached: Term) -> Term:
        what = type(statement).__name__
        name = "_" + re.sub(r"\B([A-Z])", r"_\1", what).lower()
        step: Callable[..., Term] | None = getattr(self, name, None)
        if step is None:
            raise Unliftable(f"the instruction {what} is not followed")
        return step(statement, frame, reached)

    # ## Locals

    def _read(self, operand: Operand | int, frame: Frame, reached: Term) -> Value:
        """What an operand holds where a statement is reached."""
        if isinstance(operand, model.Const):
            return self.maker.under(reached, self.maker.constant(constant(operand.value)))
        number = operand if isinstance(operand, int) else operand.number
        return self.maker.under(reached, frame.locals.get(number, UNDEFINED))

    def _put(self, frame: Frame, local: int, value: Value, reached: Term) -> Term:
        """Set a local where the value is defined; gives where it was."""
        found = self.maker.under(reached, value)
        defined = self.maker.defined(found)
        if local not in frame.scoped and (before := frame.locals.get(local)):
            kept = self.maker.under(self.graph.negated(defined), before)
            found = self._settled(self.maker.merged(found, kept))
        frame.locals[local] = found
        return defined

    def _settled(self, value: Value) -> Value:
        """The value, with its conditions as terms of their own: much will ask for them."""
        found = tuple((self.graph.named(c), atom) for c, atom in value.alternatives)
        return Value(found, value.where and self.graph.named(value.where))

    def _forget(self, frame: Frame, local: int, reached: Term) -> None:
        if (before := frame.locals.pop(local, None)) and local not in frame.scoped:
            frame.locals[local] = self.maker.under(self.graph.negated(reached), before)

    def _conflict(self, condition: Term) -> None:
        if condition is not self.graph.false:
            self._conflicts.append(condition)

    # ## Statements

    def _array_append(self, s: model.ArrayAppend, f: Frame, reached: Term) -> Term:
        value = self._read(s.value, f, reached)
        defined = self.maker.defined(value)

        def add(atom: Atom) -> Atom:
            items = self.maker.as_array(atom).items
            return Array((*items, (defined, value)))

        self._change(s.array, f, add)
        return self.graph.all(reached, defined)

    def _change(self, local: int, frame: Frame, change: Callable[[Atom], Atom]) -> None:
        found = frame.locals.get(local, UNDEFINED)
        changed = tuple((c, change(atom)) for c, atom in found.alternatives)
        frame.locals[local] = Value(changed, found.where)

    def _assign_int(self, s: model.AssignInt, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.constant(s.value), reached)

    def _assign_var(self, s: model.AssignVar, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        self._forget(f, s.target, reached)
        self._put(f, s.target, value, reached)
        return reached

    def _assign_var_once(self, s: model.AssignVarOnce, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        before = self._read(s.target, f, reached)
        if before:
            self._conflict(self.comparer.differ(before, value))
            # Both hold the same, or it is a conflict: so both may stand.
            f.locals[s.target] = self._settled(self.maker.merged(f.locals[s.target], value))
            return self.graph.all(reached, self.maker.defined(value))
        return self._put(f, s.target, value, reached)

    def _blocks(self, s: model.Blocks, f: Frame, reached: Term) -> Term:
        for block in s.blocks:
            self._block(block, f, self._going_on(f, reached))
        return self._going_on(f, reached)

    def _going_on(self, frame: Frame, reached: Term) -> Term:
        return self.graph.all(reached, self.graph.negated(frame.returned))

    def _call(self, s: model.Call, f: Frame, reached: Term) -> Term:
        args = tuple(self._read(each, f, reached) for each in s.args)
        reached = self.graph.all(reached, *(self.maker.defined(each) for each in args))
        if reached is self.graph.false:
            return reached
        if s.func in self._plan.functions:
            # Under no condition, so that the next caller can share it.
            plain = tuple(self._plain_argument(each, f) for each in s.args)
            answer = self._answer(s.func, plain)
            self._conflict(self.graph.all(reached, answer.conflict))
            value = answer.value
        else:
            value = self.builtins.call(s.func, args)
        return self._put_called(f, s.result, value, reached)

    def _plain_argument(self, operand: Operand, frame: Frame) -> Value:
        value = self._read(operand, frame, self.graph.true)
        # That the argument is there is part of what reached the call.
        single = len(value.alternatives) == 1
        return self.maker.sure(value.alternatives[0][1]) if single else value

    def _put_called(self, f: Frame, local: int, value: Value, reached: Term) -> Term:
        return self._put(f, local, self.maker.under(reached, value), reached)

    def _dot(self, s: model.Dot, f: Frame, reached: Term) -> Term:
        source, key = self._read(s.source, f, reached), self._read(s.key, f, reached)
        value = self.builtins.over((source, key), self._looked_up)
        return self._put_called(f, s.target, value, reached)

    def _looked_up(self, atom: Atom, key: Atom) -> Value:
        if isinstance(key, Code):
            found = self.maker.code_values(self.graph.true, key)
            parts = (self.maker.under(c, self._looked_up(atom, Const(text))) for c, text in found)
            return self.maker.merged(*parts)
        if not self.maker.is_fixed(key):
            raise Unliftable("what is looked up depends on the case")
        plain = self.maker.plain_atom(key)
        match atom:
            case Facts():
                if atom.pointer == "" and plain == "readings":
                    return self._readings
                return self.facts.member(atom, plain)
            case Data(dict() as known):
                return self.maker.constant(known[plain]) if plain in known else UNDEFINED
            case Object(members):
                return members.get(key_of(plain), UNDEFINED)
            case Set(members, others):
                if others:
                    raise Unliftable("a set of values that are not constant is not looked up in")
                return self.maker.where(members.get(key_of(plain), self.graph.false), key)
            case Data() | Array():
                return self._item(self.maker.as_array(atom), plain)
        return UNDEFINED

    def _item(self, array: Array, index: Any) -> Value:
        if not isinstance(index, int) or isinstance(index, bool):
            return UNDEFINED
        if array.dense or all(c is self.graph.true for c, _ in array.items):
            if not 0 <= index < len(array.items):
                return UNDEFINED
            condition, value = array.items[index]
            return self.maker.under(condition, value)
        if index:
            raise Unliftable("the item at a place depends on which items before it are there")
        parts, before = [], self.graph.false
        for condition, value in array.items:
            first = self.graph.all(condition, self.graph.negated(before))
            parts.append(self.maker.under(first, value))
            before = self.graph.any(before, condition)
        return self.maker.merged(*parts)

    def _equal(self, s: model.Equal, f: Frame, reached: Term) -> Term:
        a, b = self._read(s.a, f, reached), self._read(s.b, f, reached)
        return self.graph.all(reached, self.comparer.equal(a, b))

    def _not_equal(self, s: model.NotEqual, f: Frame, reached: Term) -> Term:
        a, b = self._read(s.a, f, reached), self._read(s.b, f, reached)
        return self.graph.all(reached, self.comparer.differ(a, b))

    def _is_array(self, s: model.IsArray, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        return self.graph.all(reached, self.builtins.is_kind(value, (Array,), list))

    def _is_object(self, s: model.IsObject, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        return self.graph.all(reached, self.builtins.is_kind(value, (Object, Facts), dict))

    def _is_set(self, s: model.IsSet, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        return self.graph.all(reached, self.builtins.is_kind(value, (Set,), set))

    def _is_defined(self, s: model.IsDefined, f: Frame, reached: Term) -> Term:
        return self.graph.all(reached, self.maker.defined(self._read(s.source, f, reached)))

    def _is_undefined(self, s: model.IsUndefined, f: Frame, reached: Term) -> Term:
        defined = self.maker.defined(self._read(s.source, f, reached))
        return self.graph.all(reached, self.graph.negated(defined))

    def _len(self, s: model.Len, f: Frame, reached: Term) -> Term:
        value = self.builtins.call("count", (self._read(s.source, f, reached),))
        return self._put_called(f, s.target, value, reached)

    def _make_array(self, s: model.MakeArray, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.sure(Array(())), reached)

    def _make_null(self, s: model.MakeNull, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.constant(None), reached)

    def _make_number_int(self, s: model.MakeNumberInt, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.constant(s.value), reached)

    def _make_number_ref(self, s: model.MakeNumberRef, f: Frame, reached: Term) -> Term:
        number = float(s.number)
        whole = int(number) if number.is_integer() else number
        return self._put(f, s.target, self.maker.constant(whole), reached)

    def _make_object(self, s: model.MakeObject, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.sure(Object({})), reached)

    def _make_set(self, s: model.MakeSet, f: Frame, reached: Term) -> Term:
        return self._put(f, s.target, self.maker.sure(Set({})), reached)

    def _nop(self, _: model.Nop, __: Frame, reached: Term) -> Term:
        return reached

    def _not(self, s: model.Not, f: Frame, reached: Term) -> Term:
        satisfied = self._block(s.block, f, reached)
        return self.graph.all(reached, self.graph.negated(satisfied))

    def _object_insert(self, s: model.ObjectInsert, f: Frame, reached: Term) -> Term:
        return self._insert(s.key, s.value, s.object, f, reached, once=False)

    def _object_insert_once(self, s: model.ObjectInsertOnce, f: Frame, reached: Term) -> Term:
        return self._insert(s.key, s.value, s.object, f, reached, once=True)

    def _insert(
        self, key: Operand, value: Operand, place: int, f: Frame, reached: Term, *, once: bool
    ) -> Term:
        keys, found = self._read(key, f, reached), self._read(value, f, reached)
        for condition, each in self._constants(keys):
            there = self.maker.under(condition, found)

            def add(atom: Atom, each: Any = each, there: Value = there) -> Atom:
                members = dict(self.maker.as_object(atom).members)
                before = members.get(each, UNDEFINED)
                if once and before:
                    self._conflict(self.comparer.differ(before, there))
                elif before:
                    gone = self.graph.negated(self.maker.defined(there))
                    before = self.maker.under(gone, before)
                members[each] = self.maker.merged(before, there)
                return Object(members)

            self._change(place, f, add)
        return self.graph.all(reached, self.maker.defined(keys), self.maker.defined(found))

    def _constants(self, value: Value) -> list[tuple[Term, Any]]:
        """The keys that a value may be, each with its condition."""
        found: list[tuple[Term, Any]] = []
        for condition, atom in value.alternatives:
            if isinstance(atom, Code):
                found += [(c, text) for c, text in self.maker.code_values(condition, atom)]
            elif isinstance(atom, Bool) and atom.holds.op is not Op.CONSTANT:
                yes = self.graph.all(condition, atom.holds)
                no = self.graph.all(condition, self.graph.negated(atom.holds))
                found += [(yes, key_of(True)), (no, key_of(False))]
            elif isinstance(atom, Const | Bool):
                found.append((condition, key_of(self.maker.plain_atom(atom))))
            else:
                raise Unliftable("the key of a member depends on the case")
        return found

    def _object_merge(self, s: model.ObjectMerge, f: Frame, reached: Term) -> Term:
        a, b = self._read(s.a, f, reached), self._read(s.b, f, reached)
        # The first counts where both have a member.
        value = self.builtins.call("object.union", (b, a))
        return self._put_called(f, s.target, value, reached)

    def _reset_local(self, s: model.ResetLocal, f: Frame, reached: Term) -> Term:
        self._forget(f, s.target, reached)
        return reached

    def _return_local(self, s: model.ReturnLocal, f: Frame, reached: Term) -> Term:
        value = self._read(s.source, f, reached)
        f.result = self.maker.merged(f.result, value)
        f.returned = self.graph.named(self.graph.any(f.returned, self.maker.defined(value)))
        return self.graph.false

    def _scan(self, s: model.Scan, f: Frame, reached: Term) -> Term:
        source = self._read(s.source, f, reached)
        for condition, atom in source.alternatives:
            for there, key, value in (
                self.facts.items(atom) if isinstance(atom, Facts) else self.maker.items(atom)
            ):
                inside = self._going_on(f, self.graph.all(condition, there))
                if inside is self.graph.false:
                    continue
                for local, each in ((s.key, key), (s.value, value)):
                    self._forget(f, local, inside)
                    self._put(f, local, each, inside)
                self._block(s.block, f, inside)
        return self._going_on(f, self.graph.all(reached, self.maker.defined(source)))

    def _set_add(self, s: model.SetAdd, f: Frame, reached: Term) -> Term:
        value = self._read(s.value, f, reached)
        members, others = self._set_members(value)

        def add(atom: Atom) -> Atom:
            if not isinstance(atom, Set):
                raise Unliftable("a set is expected")
            joined = dict(atom.members)
            for key, condition in members:
                joined[key] = self.graph.any(joined.get(key, self.graph.false), condition)
            return Set(joined, (*atom.others, *others))

        self._change(s.set, f, add)
        return self.graph.all(reached, self.maker.defined(value))

    def _set_members(self, value: Value) -> tuple[list[tuple[Any, Term]], list[tuple[Term, Value]]]:
        members: list[tuple[Any, Term]] = []
        others: list[tuple[Term, Value]] = []
        for condition, atom in value.alternatives:
            if isinstance(atom, Const | Code | Bool):
                found = self._constants(self.maker.where(condition, atom))
                members += [(key, each) for each, key in found]
            elif isinstance(atom, Number) and atom.term.op is Op.NUMBER and not atom.decimals:
                members.append((key_of(atom.term.value), condition))
            else:
                others.append((condition, self.maker.sure(atom)))
        return members, others
