"""Goes through one function of a plan with values of which only the origin is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

from policycheck.plan import model
from policycheck.plan.facts.builtins import complete, result_of
from policycheck.plan.facts.frames import Frame, Held
from policycheck.plan.facts.values import ANY, Doubts, Entry, Path, Paths, Value, joined, merged
from policycheck.plan.model import (
    Block,
    Const,
    Function,
    Local,
    Operand,
    Position,
    Statement,
)
from policycheck.plan.walk import locals_written

_INPUT, _DATA = 0, 1
_PARAMETERS = "data.policycheck.text.parameters"
# What every case has, beside its facts.
_GIVEN = ("as_of", "known_at", "readings")
_GET = "object.get"
_CONST = Value()


@dataclass(frozen=True)
class Result:
    """What a rule or a function gives.

    Attributes:
        needs: The facts without which it gives nothing.
        doubts: The facts in whose absence it gives something that their presence may undo.
        known: The facts that are known wherever it gives something.
    """

    value: Value
    needs: Paths
    doubts: Doubts
    known: Paths


class Rules(Protocol):
    """What a function needs to know of the rest of the plan."""

    def result(self, name: str, arguments: Sequence[Value] = ()) -> Result:
        """What a rule or a function gives."""

    def look_up(self, path: Path, position: Position | None) -> None:
        """Note that rules look up a fact."""

    def is_required(self, path: Path) -> bool:
        """Whether the schema asks for a fact wherever its parent is."""

    def is_rule(self, name: str) -> bool:
        """Whether a call is of a rule or a function of the modules, and not of a builtin."""


class Run:
    """One function, followed once."""

    def __init__(self, flow: Rules, function: Function, arguments: Sequence[Value]) -> None:
        self.flow = flow
        self.function = function
        self.arguments = arguments
        # Where the last statement stands that has a position.
        self.place = function.position
        self.locals: dict[int, Held] = {
            _INPUT: Held(Value(facts=frozenset({()}))),
            _DATA: Held(Value(data=frozenset({()}))),
        }
        # A call with too many arguments or too few is nobody's business here.
        for number, value in zip(function.params[2:], arguments, strict=False):
            self.locals[number] = Held(value)

    def result(self) -> Result:
        """What the function gives."""
        # An argument is there, or the function is not called.
        known = {path for value in self.arguments for path in value.facts if len(value.facts) == 1}
        for block in self.function.blocks:
            self._block(block, Frame(known=set(known)))
        given = self.locals.get(self.function.returns)
        if given is None:
            return Result(_CONST, frozenset(), frozenset(), frozenset())
        return Result(
            given.value,
            frozenset(given.needs),
            frozenset(given.doubts),
            given.known or frozenset(),
        )

    def _block(self, block: Block, frame: Frame) -> None:
        for statement in block.statements:
            frame.begun = frame.begun or statement.position
            self.place = statement.position or self.place
            self._statement(statement, frame)

    def _statement(self, statement: Statement, frame: Frame) -> None:
        match statement:
            case model.Dot(source=source, key=key, target=target):
                self._assign(target, self._dot(source, key, frame), frame)
            case model.Call(func=name, args=arguments, result=target):
                self._assign(target, self._call(name, arguments, frame), frame)
            case model.Equal(a=a, b=b):
                self._compare(a, b, frame)
            case model.NotEqual(a=a, b=b):
                self._differ(a, b, frame)
            case model.Scan():
                self._scan(statement, frame)
            case model.Blocks(blocks=blocks):
                for each in blocks:
                    self._block(each, frame.within())
            case model.Not(block=block):
                self._negate(block, frame)
            case model.With(block=block):
                self._block(block, frame)
            case model.IsDefined(source=number):
                self._defined(number, frame)
            case model.IsUndefined(source=number):
                self._undefined(number, frame)
            case model.ResetLocal(target=number):
                self.locals.pop(number, None)
            case model.AssignVar(source=source, target=target):
                self._assign(target, self._value(source, frame), frame)
            case model.AssignVarOnce(source=source, target=target):
                self._assign_also(target, self._value(source, frame), frame)
            case model.MakeArray(target=target):
                self._make("array", target, frame)
            case model.MakeSet(target=target):
                self._make("set", target, frame)
            case model.MakeObject(target=target):
                self._make("object", target, frame)
            case model.ArrayAppend(value=value, array=number):
                self._insert(number, None, value, frame)
            case model.SetAdd(value=value, set=number):
                self._insert(number, value, value, frame)
            case model.ObjectInsert(key=key, value=value, object=number):
                self._insert(number, key, value, frame)
            case model.ObjectInsertOnce(key=key, value=value, object=number):
                self._insert(number, key, value, frame)
            case model.ObjectMerge(a=a, b=b, target=target):
                both = [self._local(a, frame), self._local(b, frame)]
                self._assign(target, result_of("object.union", both), frame)
            case model.MakeNumberRef(number=number, target=target):
                self._assign(target, Value(zero=number == "0"), frame)
            case model.Len(source=source, target=target):
                self._assign(target, result_of("count", [self._value(source, frame)]), frame)
            case _:
                for local in locals_written(statement):
                    self._assign(local, _CONST, frame)

    # What locals hold.

    def _value(self, operand: Operand, frame: Frame) -> Value:
        return _CONST if isinstance(operand, Const) else self._local(operand.number, frame)

    def _local(self, number: int, frame: Frame) -> Value:
        found = self.locals.get(number)
        if found is None:
            return _CONST
        frame.reads |= found.value.reads
        frame.parameters |= found.value.parameters
        return found.value

    def _assign(self, number: int, value: Value, frame: Frame) -> None:
        self.locals.pop(number, None)
        self._assign_also(number, value, frame)

    def _assign_also(self, number: int, value: Value, frame: Frame) -> None:
        """Give a local a value that it has where this place is reached, beside others."""
        value = value.also(frame.reads, frame.parameters)
        found = self.locals.get(number)
        known = frozenset(frame.known)
        if found is None:
            needs, doubts = frame.all_needs(), frame.all_doubts()
            self.locals[number] = Held(value, needs, doubts, known, frame.begun)
            return
        found.value = joined([found.value, value])
        found.needs |= frame.all_needs()
        found.doubts |= frame.all_doubts()
        found.known = known if found.known is None else found.known & known

    def _make(self, kind: str, number: int, frame: Frame) -> None:
        before = (frozenset(frame.all_needs()), frozenset(frame.known))
        self.locals[number] = Held(Value(collection=kind), before=before, known=before[1])

    def _insert(self, number: int, key: Operand | None, member: Operand, frame: Frame) -> None:
        collection = self.locals.setdefault(number, Held(Value(collection="object")))
        needs_before, known_before = collection.before
        held, value = collection.value, self._value(member, frame)
        value = value.also(frame.reads, frame.parameters)
        key_value = self._value(key, frame) if key is not None else value
        needs = frame.all_needs() - needs_before - known_before
        doubts = frozenset(frame.all_doubts())
        entries = dict(held.entries)
        if isinstance(key, Const):
            set_by = self.locals.get(member.number) if isinstance(member, Local) else None
            begun = set_by.begun if set_by else frame.begun
            entry = Entry(value, frozenset(needs), doubts, begun or self.function.position)
            entries[str(key.value)] = merged(entries.get(str(key.value)), entry)
        first = held.items is None
        collection.value = replace(
            held,
            reads=held.reads | value.reads,
            parameters=held.parameters | value.parameters,
            grows=held.grows | needs | value.moves,
            shrinks=held.shrinks | {doubt.path for doubt in doubts} | value.moves,
            within=key_value.within if first else held.within & key_value.within,
            items=joined([each for each in (held.items, value) if each]),
            entries=MappingProxyType(entries),
        )

    # What decides whether the next statement is reached.

    def _dot(self, operand: Operand, key: Operand, frame: Frame) -> Value:
        step = str(key.value) if isinstance(key, Const) else ANY
        held = self.locals.get(operand.number) if isinstance(operand, Local) else None
        if held and isinstance(key, Const) and step in held.value.entries:
            # Of its other members nothing is read.
            entry = held.value.entries[step]
            frame.learn(entry.needs, entry.doubts)
            frame.reads |= entry.value.reads
            frame.parameters |= entry.value.parameters
            return entry.value
        source, key_value = self._value(operand, frame), self._value(key, frame)
        frame.need(source.grows if source.collection else ())
        frame.doubt(source.shrinks if source.collection else (), self.place)
        frame.learn(key_value.grows, ())
        frame.doubt(key_value.moves, self.place)
        facts = frozenset(self._fact((*path, step), frame) for path in source.facts)
        data = frozenset((*path, step) for path in source.data)
        frame.parameters |= {path[-1] for path in data if path[-2:-1] == ("parameters",)}
        if facts or data or source.items is None:
            return Value(
                facts=frozenset(path for path in facts if path[0] not in _GIVEN),
                data=data,
                within=frozenset(path for path in data if path[-1] != ANY),
            )
        return source.items

    def _fact(self, path: Path, frame: Frame) -> Path:
        """Look up a fact: what follows is reached only where it is known."""
        if path[0] in _GIVEN:
            return path
        self.flow.look_up(path, self.place)
        frame.reads.add(path)
        if not (path[:-1] in frame.known and self.flow.is_required(path)):
            frame.need([path])
        frame.known.add(path)
        return path

    def _call(self, name: str, arguments: Sequence[Operand], frame: Frame) -> Value:
        if name.endswith(_PARAMETERS):
            return Value(data=frozenset({("parameters",)}))
        if not self.flow.is_rule(name):
            values = [self._value(each, frame) for each in arguments]
            if name == _GET:
                return self._get(values, arguments, frame)
            return self._effective(result_of(name, values), frame)
        values = [self._value(each, frame) for each in arguments[2:]]
        found = self.flow.result(name, values)
        frame.learn(found.needs, found.doubts)
        frame.known |= found.known
        if not found.value.entries:
            frame.reads |= found.value.reads
            frame.parameters |= found.value.parameters
        return self._effective(found.value, frame)

    def _effective(self, value: Value, frame: Frame) -> Value:
        """A value in a place where more is known than where it was made."""
        if frame.known.isdisjoint(value.moves):
            return value
        return replace(value, grows=value.grows - frame.known, shrinks=value.shrinks - frame.known)

    def _get(self, values: Sequence[Value], arguments: Sequence[Operand], frame: Frame) -> Value:
        """``object.get``: what is absent becomes the default."""
        source, key, default = values
        step = str(arguments[1].value).strip('"') if isinstance(arguments[1], Const) else ANY
        facts = frozenset((*path, step) for path in source.facts if (*path, step)[0] not in _GIVEN)
        for path in facts:
            self.flow.look_up(path, self.place)
        frame.reads |= facts
        absent = frozenset(facts - frame.known) | source.moves | key.moves | default.moves
        return Value(reads=facts, grows=absent, shrinks=absent)

    def _compare(self, a: Operand, b: Operand, frame: Frame) -> None:
        one, other = self._value(a, frame), self._value(b, frame)
        for value, constant in ((one, b), (other, a)):
            if isinstance(constant, Const) and isinstance(constant.value, bool):
                # A boolean that can still become the other one.
                ways = (value.grows, value.shrinks)
                towards, away = ways if constant.value else ways[::-1]
                frame.need(towards)
                frame.doubt(away, self.place)
                return
        filled = complete(one, other)
        if filled is not None:
            frame.need(filled)
            frame.known |= filled
            return
        frame.need(one.moves | other.moves)
        frame.doubt(one.moves | other.moves, self.place)

    def _differ(self, a: Operand, b: Operand, frame: Frame) -> None:
        value = self._value(a, frame)
        if isinstance(b, Const) and b.value is False:
            if not value.collection:
                frame.need(value.grows)
                frame.doubt(value.shrinks, self.place)
            return
        moves = value.moves | self._value(b, frame).moves
        frame.need(moves)
        frame.doubt(moves, self.place)

    def _scan(self, statement: model.Scan, frame: Frame) -> None:
        source = self._local(statement.source, frame)
        inner = frame.within()
        inner.need(source.grows)
        inner.doubt(source.shrinks, statement.position)
        items = source.items or _CONST
        facts = frozenset((*path, ANY) for path in source.facts)
        # What was known of one item is not known of another.
        others = {p for p in inner.known if not any(p[: len(each)] == each for each in facts)}
        inner.known = others | facts | {path for path in items.facts if path[-1] == ANY}
        within = source.within | frozenset(path for path in source.data if path[-1] != ANY)
        key = replace(items, within=within) if source.collection == "set" else Value(within=within)
        value = replace(
            items,
            facts=items.facts | facts,
            data=items.data | frozenset((*path, ANY) for path in source.data),
            within=items.within if source.collection == "object" else items.within | source.within,
        )
        self._assign(statement.key, key, inner)
        self._assign(statement.value, value, inner)
        self._block(statement.block, inner)

    def _negate(self, block: Block, frame: Frame) -> None:
        inner = frame.within()
        self._block(block, inner)
        frame.reads |= inner.reads
        frame.parameters |= inner.parameters
        frame.doubt(inner.needs, self.place)
        frame.need(doubt.path for doubt in inner.doubts)

    def _defined(self, number: int, frame: Frame) -> None:
        found = self.locals.get(number)
        if found is not None:
            frame.learn(found.needs, found.doubts)
            frame.known |= found.known or set()

    def _undefined(self, number: int, frame: Frame) -> None:
        found = self.locals.get(number)
        if found is None:
            return
        frame.reads |= found.value.reads
        frame.parameters |= found.value.parameters
        already = frame.all_needs()
        frame.doubt((path for path in found.needs if path not in already), self.place)
        frame.need(doubt.path for doubt in found.doubts)
