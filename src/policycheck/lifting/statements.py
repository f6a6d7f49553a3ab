"""What each statement of a plan does in every case at once.

A statement gives the condition under which the next one is reached.
"""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cache
from typing import Any

from policycheck.lifting.builtins import Builtins
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.facts import CaseFacts
from policycheck.lifting.frames import Answer, Frame, Locals
from policycheck.lifting.members import Members
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Data,
    Facts,
    Object,
    Set,
    Value,
)
from policycheck.plan import model
from policycheck.plan.model import Block, Operand, Position, Statement
from policycheck.terms import Term, TooLarge

_COLLECTIONS = (Array, Data, Facts, Object, Set)


class Statements:
    """Runs blocks of statements, over one graph.

    Args:
        functions: The names of the functions that the plan has.
        answer: What one of them gives, by its name, for input, data and its arguments.
    """

    def __init__(
        self,
        comparer: Comparer,
        builtins: Builtins,
        facts: CaseFacts,
        members: Members,
        locals_: Locals,
        functions: Collection[str],
        answer: Callable[[str, tuple[Value, ...]], Answer],
    ) -> None:
        self._maker = locals_.maker
        self._graph = self._maker.graph
        self._comparer = comparer
        self._builtins = builtins
        self._facts = facts
        self._members = members
        self._locals = locals_
        self._functions = functions
        self._answer = answer

    def block(self, block: Block, frame: Frame, reached: Term) -> Term:
        """Run a block; gives the condition under which its end was reached."""
        where = None
        for statement in block.statements:
            if reached is self._graph.false:
                break
            # What the compiler made by itself belongs to what stands before it.
            where = statement.position or where
            try:
                reached = self._step(statement, frame, reached)
            except (Unliftable, TooLarge) as error:
                raise _placed(error, where) from None
        return reached

    def _step(self, statement: Statement, frame: Frame, reached: Term) -> Term:
        what = type(statement).__name__
        step: Callable[..., Term] | None = getattr(self, _method(what), None)
        if step is None:
            raise Unliftable(f"the instruction {what} is not followed")
        return step(statement, frame, reached)

    def _array_append(self, s: model.ArrayAppend, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.value, f, reached)
        defined = self._maker.defined(value)

        def add(atom: Atom) -> Atom:
            items = self._maker.as_array(atom).items
            return Array((*items, (defined, value)))

        self._locals.change(s.array, f, add)
        return self._graph.all(reached, defined)

    def _assign_int(self, s: model.AssignInt, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.constant(s.value), reached)

    def _assign_var(self, s: model.AssignVar, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        self._locals.forget(f, s.target, reached)
        self._locals.put(f, s.target, value, reached)
        return reached

    def _assign_var_once(self, s: model.AssignVarOnce, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        before = self._locals.read(s.target, f, reached)
        if before:
            self._locals.conflict(f, self._comparer.differ(before, value))
            # Both hold the same, or it is a conflict: so both may stand.
            f.locals[s.target] = self._locals.settled(self._maker.merged(f.locals[s.target], value))
            return self._graph.all(reached, self._maker.defined(value))
        return self._locals.put(f, s.target, value, reached)

    def _blocks(self, s: model.Blocks, f: Frame, reached: Term) -> Term:
        for block in s.blocks:
            self.block(block, f, self._locals.going_on(f, reached))
        return self._locals.going_on(f, reached)

    def _call(self, s: model.Call, f: Frame, reached: Term) -> Term:
        args = tuple(self._locals.read(each, f, reached) for each in s.args)
        reached = self._graph.all(reached, *(self._maker.defined(each) for each in args))
        if reached is self._graph.false:
            return reached
        if s.func in self._functions:
            # Under no condition, so that the next caller can share it.
            plain = tuple(self._plain_argument(each, f) for each in s.args)
            answer = self._answer(s.func, plain)
            self._locals.conflict(f, self._graph.all(reached, answer.conflict))
            value = answer.value
        else:
            value = self._builtins.call(s.func, args)
        return self._locals.put_called(f, s.result, value, reached)

    def _plain_argument(self, operand: Operand, frame: Frame) -> Value:
        value = self._locals.read(operand, frame, self._graph.true)
        # That the argument is there is part of what reached the call.
        single = len(value.alternatives) == 1
        return self._maker.sure(value.alternatives[0][1]) if single else value

    def _dot(self, s: model.Dot, f: Frame, reached: Term) -> Term:
        source, key = self._locals.read(s.source, f, reached), self._locals.read(s.key, f, reached)
        value = self._builtins.over((source, key), self._members.looked_up)
        return self._locals.put_called(f, s.target, value, reached)

    def _equal(self, s: model.Equal, f: Frame, reached: Term) -> Term:
        a, b = self._locals.read(s.a, f, reached), self._locals.read(s.b, f, reached)
        return self._graph.all(reached, self._comparer.equal(a, b))

    def _not_equal(self, s: model.NotEqual, f: Frame, reached: Term) -> Term:
        a, b = self._locals.read(s.a, f, reached), self._locals.read(s.b, f, reached)
        return self._graph.all(reached, self._comparer.differ(a, b))

    def _is_array(self, s: model.IsArray, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        return self._graph.all(reached, self._builtins.is_kind(value, (Array,), list))

    def _is_object(self, s: model.IsObject, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        return self._graph.all(reached, self._builtins.is_kind(value, (Object, Facts), dict))

    def _is_set(self, s: model.IsSet, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        return self._graph.all(reached, self._builtins.is_kind(value, (Set,), set))

    def _is_defined(self, s: model.IsDefined, f: Frame, reached: Term) -> Term:
        return self._graph.all(
            reached, self._maker.defined(self._locals.read(s.source, f, reached))
        )

    def _is_undefined(self, s: model.IsUndefined, f: Frame, reached: Term) -> Term:
        defined = self._maker.defined(self._locals.read(s.source, f, reached))
        return self._graph.all(reached, self._graph.negated(defined))

    def _len(self, s: model.Len, f: Frame, reached: Term) -> Term:
        value = self._builtins.call("count", (self._locals.read(s.source, f, reached),))
        return self._locals.put_called(f, s.target, value, reached)

    def _make_array(self, s: model.MakeArray, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.sure(Array(())), reached)

    def _make_null(self, s: model.MakeNull, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.constant(None), reached)

    def _make_number_int(self, s: model.MakeNumberInt, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.constant(s.value), reached)

    def _make_number_ref(self, s: model.MakeNumberRef, f: Frame, reached: Term) -> Term:
        exact = Decimal(s.number)
        number = int(exact) if exact == exact.to_integral_value() else float(exact)
        if Decimal(str(number)) != exact:
            raise Unliftable(f"{s.number} has more digits than can be kept")
        return self._locals.put(f, s.target, self._maker.constant(number), reached)

    def _make_object(self, s: model.MakeObject, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.sure(Object({})), reached)

    def _make_set(self, s: model.MakeSet, f: Frame, reached: Term) -> Term:
        return self._locals.put(f, s.target, self._maker.sure(Set({})), reached)

    def _nop(self, _: model.Nop, __: Frame, reached: Term) -> Term:
        return reached

    def _not(self, s: model.Not, f: Frame, reached: Term) -> Term:
        satisfied = self.block(s.block, f, reached)
        return self._graph.all(reached, self._graph.negated(satisfied))

    def _object_insert(self, s: model.ObjectInsert, f: Frame, reached: Term) -> Term:
        return self._insert(s.key, s.value, s.object, f, reached, once=False)

    def _object_insert_once(self, s: model.ObjectInsertOnce, f: Frame, reached: Term) -> Term:
        return self._insert(s.key, s.value, s.object, f, reached, once=True)

    def _insert(
        self, key: Operand, value: Operand, place: int, f: Frame, reached: Term, *, once: bool
    ) -> Term:
        keys, found = self._locals.read(key, f, reached), self._locals.read(value, f, reached)
        for condition, each in self._members.keys(keys):
            there = self._maker.under(condition, found)

            def add(atom: Atom, each: Any = each, there: Value = there) -> Atom:
                members = dict(self._maker.as_object(atom).members)
                before = members.get(each, UNDEFINED)
                if once and before:
                    self._locals.conflict(f, self._comparer.differ(before, there))
                elif before:
                    gone = self._graph.negated(self._maker.defined(there))
                    before = self._maker.under(gone, before)
                members[each] = self._maker.merged(before, there)
                return Object(members)

            self._locals.change(place, f, add)
        return self._graph.all(reached, self._maker.defined(keys), self._maker.defined(found))

    def _object_merge(self, s: model.ObjectMerge, f: Frame, reached: Term) -> Term:
        a, b = self._locals.read(s.a, f, reached), self._locals.read(s.b, f, reached)
        # The first counts where both have a member.
        value = self._builtins.call("object.union", (b, a))
        return self._locals.put_called(f, s.target, value, reached)

    def _reset_local(self, s: model.ResetLocal, f: Frame, reached: Term) -> Term:
        self._locals.forget(f, s.target, reached)
        return reached

    def _return_local(self, s: model.ReturnLocal, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.source, f, reached)
        f.result = self._maker.merged(f.result, value)
        f.returned = self._graph.named(self._graph.any(f.returned, self._maker.defined(value)))
        return self._graph.false

    def _scan(self, s: model.Scan, f: Frame, reached: Term) -> Term:
        source = self._locals.read(s.source, f, reached)
        for condition, atom in source.alternatives:
            for there, key, value in (
                self._facts.items(atom) if isinstance(atom, Facts) else self._maker.items(atom)
            ):
                inside = self._locals.going_on(f, self._graph.all(condition, there))
                if inside is self._graph.false:
                    continue
                for local, each in ((s.key, key), (s.value, value)):
                    self._locals.forget(f, local, inside)
                    self._locals.put(f, local, each, inside)
                self.block(s.block, f, inside)
        # What is no collection ends the block.
        collections = (c for c, atom in source.alternatives if isinstance(atom, _COLLECTIONS))
        if not all(isinstance(atom, _COLLECTIONS) for _, atom in source.alternatives):
            return self._locals.going_on(f, self._graph.any(*collections))
        return self._locals.going_on(f, self._graph.all(reached, self._maker.defined(source)))

    def _set_add(self, s: model.SetAdd, f: Frame, reached: Term) -> Term:
        value = self._locals.read(s.value, f, reached)
        members, others = self._members.added(value)

        def add(atom: Atom) -> Atom:
            if not isinstance(atom, Set):
                raise Unliftable("a set is expected")
            joined = dict(atom.members)
            for key, condition in members:
                joined[key] = self._graph.any(joined.get(key, self._graph.false), condition)
            return Set(joined, (*atom.others, *others))

        self._locals.change(s.set, f, add)
        return self._graph.all(reached, self._maker.defined(value))


@cache
def _method(instruction: str) -> str:
    """The method that follows an instruction: ``_array_append`` for ``ArrayAppend``."""
    return "_" + re.sub(r"\B([A-Z])", r"_\1", instruction).lower()


def _placed(error: Unliftable | TooLarge, where: Position | None) -> Unliftable:
    """The error, with the statement in which it came up."""
    found = error if isinstance(error, Unliftable) else Unliftable(str(error))
    found.position = found.position or where
    if where:
        found.trace.append(where)
    return found
