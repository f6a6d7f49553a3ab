"""Follows what rules do: runs a compiled plan, and keeps what was reached and compared.

The engine decides; this only watches, as the engine has no trace. Every function is turned into
Python functions when it is first called, one for each statement, which say whether it is satisfied.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policycheck.errors import EngineError
from policycheck.plan import model
from policycheck.plan.builtins import BUILTINS, COMPARISONS, Undefined
from policycheck.plan.model import Block, Const, Function, Local, Operand, Plan, Statement
from policycheck.plan.values import Set, Value, order, plain, same

Frame = dict[int, Any]
Step = Callable[[Frame], Any]
_RETURNED = object()
_ANSWER = -1
_INPUT, _DATA = 0, 1

Site = tuple[tuple[str, ...], int]
"""A comparison: the path of its function, and its number among the comparisons there."""


@dataclass
class Trace:
    """What was seen while rules ran.

    Attributes:
        reached: Per block, by its identity, how many of its statements were begun.
        compared: Per comparison, the orders of its operands: -1, 0 and 1.
    """

    reached: dict[int, int] = field(default_factory=dict)
    compared: dict[Site, set[int]] = field(default_factory=dict)


class Interpreter:
    """Runs a plan. One thread at a time may use it."""

    def __init__(self, plan: Plan, data: Mapping[str, Any]) -> None:
        self.trace = Trace()
        self._plan = plan
        self._data = _own(data)
        self._functions: dict[str, Callable[..., Any]] = {}
        self._entrypoints: dict[str, Sequence[Step]] = {}
        self._memory: dict[str, Any] = {}

    def query(self, entrypoint: str, document: Mapping[str, Any]) -> Any:
        """The value of an entrypoint for an input, as JSON has it.

        Raises:
            EngineError: ``undefined``; ``eval_conflict_error``; ``unknown_builtin`` for a builtin
                that is not known here.
        """
        if entrypoint not in self._entrypoints:
            blocks = self._plan.entrypoints[entrypoint]
            builder = _Builder(self, ("", entrypoint))
            self._entrypoints[entrypoint] = [builder.block(each) for each in blocks]
        self._memory = {}
        frame: Frame = {_INPUT: _own(document), _DATA: self._data}
        for block in self._entrypoints[entrypoint]:
            block(frame)
        if _ANSWER not in frame:
            path = entrypoint.replace("/", ".")
            raise EngineError("undefined", f"data.{path} is undefined for this input")
        return plain(frame[_ANSWER]["result"])

    def call(self, name: str, args: list[Any]) -> Any:
        """The value of a function, or ``_RETURNED`` if it gives none."""
        rule = len(args) == 2
        if rule and name in self._memory:
            return self._memory[name]
        run = self._functions.get(name)
        if run is None:
            run = self._functions[name] = self._made(self._plan.functions[name])
        value = run(args)
        if rule:
            self._memory[name] = value
        return value

    def replaced(self, frame: Frame, statement: model.With, value: Value, block: Step) -> Any:
        """Run a block in which a path below a local has another value."""
        before, memory = frame[statement.local], self._memory
        frame[statement.local] = _with(before, statement.path, value)
        self._memory = {}
        try:
            return block(frame)
        finally:
            frame[statement.local] = before
            self._memory = memory

    def _made(self, function: Function) -> Callable[[list[Any]], Any]:
        builder = _Builder(self, function.path)
        blocks = [builder.block(each) for each in function.blocks]
        params = function.params

        def run(args: list[Any]) -> Any:
            frame = dict(zip(params, args, strict=True))
            for block in blocks:
                if block(frame) is _RETURNED:
                    return frame[_ANSWER]
            return _RETURNED

        return run


class _Builder:
    """Makes Python functions of the statements of one function."""

    def __init__(self, interpreter: Interpreter, path: tuple[str, ...]) -> None:
        self._interpreter = interpreter
        self._trace = interpreter.trace
        self._path = path
        self._comparisons = 0

    def block(self, block: Block) -> Step:
        steps = [self.step(each) for each in block.statements]
        reached, number, total = self._trace.reached, id(block), len(steps)
        reached.setdefault(number, 0)

        def run(frame: Frame) -> Any:
            begun = 0
            for step in steps:
                begun += 1
                satisfied = step(frame)
                if satisfied is not True:
                    if reached[number] < begun:
                        reached[number] = begun
                    return satisfied
            reached[number] = total
            return True

        return run

    def step(self, statement: Statement) -> Step:
        made = getattr(self, f"_{type(statement).__name__}", None)
        if made is None:
            what = type(statement).__name__
            raise EngineError("unknown_instruction", f"{what} cannot be followed")
        step: Step = made(statement)
        return step

    def _ArrayAppend(self, s: model.ArrayAppend) -> Step:
        value = _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.array].append(value(f))
            return True

        return _guarded(run)

    def _AssignInt(self, s: model.AssignInt) -> Step:
        return lambda f: _put(f, s.target, s.value)

    def _AssignVar(self, s: model.AssignVar) -> Step:
        value = _reader(s.source)

        def run(f: Frame) -> bool:
            try:
                f[s.target] = value(f)
            except KeyError:
                # What has no value gives none: a check that it is defined follows.
                f.pop(s.target, None)
            return True

        return run

    def _AssignVarOnce(self, s: model.AssignVarOnce) -> Step:
        value = _reader(s.source)

        def run(f: Frame) -> bool:
            found = value(f)
            if s.target in f and not same(f[s.target], found):
                raise _conflict(s)
            f[s.target] = found
            return True

        return _guarded(run)

    def _Blocks(self, s: model.Blocks) -> Step:
        blocks = [self.block(each) for each in s.blocks]

        def run(f: Frame) -> Any:
            for block in blocks:
                if block(f) is _RETURNED:
                    return _RETURNED
            return True

        return run

    def _Call(self, s: model.Call) -> Step:
        args = [_reader(each) for each in s.args]
        if s.func in self._interpreter._plan.functions:
            call, name = self._interpreter.call, s.func

            def run(f: Frame) -> bool:
                value = call(name, [arg(f) for arg in args])
                return value is not _RETURNED and _put(f, s.result, value)

            return _guarded(run)
        if s.func in COMPARISONS:
            compare = self._comparison(s.args[0], s.args[1])
            holds = COMPARISONS[s.func]
            return _guarded(lambda f: _put(f, s.result, holds(compare(f))))
        if s.func not in BUILTINS:
            raise EngineError("unknown_builtin", f"{s.func} cannot be followed")
        builtin = BUILTINS[s.func]

        def ask(f: Frame) -> bool:
            try:
                return _put(f, s.result, builtin(*(arg(f) for arg in args)))
            except Undefined:
                return False
            except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
                raise _error(s, "eval_builtin_error", f"{s.func}: {error}") from None

        return _guarded(ask)

    def _comparison(self, a: Operand, b: Operand) -> Callable[[Frame], int]:
        site = (self._path, self._comparisons)
        self._comparisons += 1
        seen = self._trace.compared.setdefault(site, set())
        left, right = _reader(a), _reader(b)

        def compare(f: Frame) -> int:
            found = order(left(f), right(f))
            seen.add(found)
            return found

        return compare

    def _Dot(self, s: model.Dot) -> Step:
        source, key = _reader(s.source), _reader(s.key)

        def run(f: Frame) -> bool:
            value, name = source(f), key(f)
            if isinstance(value, dict):
                # KeyError: undefined
                return _put(f, s.target, value[name])
            if isinstance(value, list):
                whole = isinstance(name, int) and not isinstance(name, bool)
                return whole and 0 <= name < len(value) and _put(f, s.target, value[name])
            return isinstance(value, Set) and name in value and _put(f, s.target, name)

        return _guarded(run)

    def _Equal(self, s: model.Equal) -> Step:
        compare = self._comparison(s.a, s.b)
        return _guarded(lambda f: compare(f) == 0)

    def _NotEqual(self, s: model.NotEqual) -> Step:
        compare = self._comparison(s.a, s.b)
        return _guarded(lambda f: compare(f) != 0)

    def _IsArray(self, s: model.IsArray) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), list))

    def _IsObject(self, s: model.IsObject) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), dict))

    def _IsSet(self, s: model.IsSet) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), Set))

    def _IsDefined(self, s: model.IsDefined) -> Step:
        return lambda f: s.source in f

    def _IsUndefined(self, s: model.IsUndefined) -> Step:
        return lambda f: s.source not in f

    def _Len(self, s: model.Len) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: _put(f, s.target, len(value(f))))

    def _MakeArray(self, s: model.MakeArray) -> Step:
        return lambda f: _put(f, s.target, [])

    def _MakeNull(self, s: model.MakeNull) -> Step:
        return lambda f: _put(f, s.target, None)

    def _MakeNumberInt(self, s: model.MakeNumberInt) -> Step:
        return lambda f: _put(f, s.target, s.value)

    def _MakeNumberRef(self, s: model.MakeNumberRef) -> Step:
        value = json.loads(s.number)
        return lambda f: _put(f, s.target, value)

    def _MakeObject(self, s: model.MakeObject) -> Step:
        return lambda f: _put(f, s.target, {})

    def _MakeSet(self, s: model.MakeSet) -> Step:
        return lambda f: _put(f, s.target, Set())

    def _Nop(self, _: model.Nop) -> Step:
        return lambda _: True

    def _Not(self, s: model.Not) -> Step:
        block = self.block(s.block)
        return lambda f: block(f) is not True

    def _ObjectInsert(self, s: model.ObjectInsert) -> Step:
        key, value = _reader(s.key), _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.object][key(f)] = value(f)
            return True

        return _guarded(run)

    def _ObjectInsertOnce(self, s: model.ObjectInsertOnce) -> Step:
        key, value = _reader(s.key), _reader(s.value)

        def run(f: Frame) -> bool:
            name, found = key(f), value(f)
            place = f[s.object]
            if name in place and not same(place[name], found):
                raise _conflict(s)
            place[name] = found
            return True

        return _guarded(run)

    def _ObjectMerge(self, s: model.ObjectMerge) -> Step:
        return _guarded(lambda f: _put(f, s.target, _merged(f[s.a], f[s.b])))

    def _ResetLocal(self, s: model.ResetLocal) -> Step:
        def run(f: Frame) -> bool:
            f.pop(s.target, None)
            return True

        return run

    def _ResultSetAdd(self, s: model.ResultSetAdd) -> Step:
        return _guarded(lambda f: _put(f, _ANSWER, f[s.value]))

    def _ReturnLocal(self, s: model.ReturnLocal) -> Step:
        def run(f: Frame) -> Any:
            f[_ANSWER] = f[s.source]
            return _RETURNED

        return _guarded(run)

    def _Scan(self, s: model.Scan) -> Step:
        block = self.block(s.block)

        def run(f: Frame) -> Any:
            for key, value in _members(f[s.source]):
                f[s.key], f[s.value] = key, value
                if block(f) is _RETURNED:
                    return _RETURNED
            return True

        return _guarded(run)

    def _SetAdd(self, s: model.SetAdd) -> Step:
        value = _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.set].add(value(f))
            return True

        return _guarded(run)

    def _With(self, s: model.With) -> Step:
        block, value = self.block(s.block), _reader(s.value)
        return _guarded(lambda f: self._interpreter.replaced(f, s, value(f), block))


def constant(value: str | bool) -> str | bool:
    """A constant as rules mean it: the engine leaves the quotes on some strings."""
    if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == '"':
        return str(json.loads(value))
    return value


def _guarded(step: Step) -> Step:
    """The step; not satisfied where it reads something that has no value."""

    def run(frame: Frame) -> Any:
        try:
            return step(frame)
        except KeyError:
            return False

    return run


def _reader(operand: Operand) -> Callable[[Frame], Any]:
    if isinstance(operand, Local):
        number = operand.number
        return lambda frame: frame[number]
    value = constant(operand.value) if isinstance(operand, Const) else operand
    return lambda _: value


def _put(frame: Frame, target: int, value: Value) -> bool:
    frame[target] = value
    return True


def _members(value: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(value, dict):
        return iter(list(value.items()))
    if isinstance(value, list):
        return iter(list(enumerate(value)))
    if isinstance(value, Set):
        return iter([(each, each) for each in value])
    return iter(())


def _with(document: Value, path: Sequence[str], value: Value) -> Value:
    if not path:
        return value
    members = document if isinstance(document, dict) else {}
    return {**members, path[0]: _with(members.get(path[0]), path[1:], value)}


def _merged(a: Value, b: Value) -> Value:
    if not (isinstance(a, dict) and isinstance(b, dict)):
        return a
    return {**b, **{key: _merged(each, b[key]) if key in b else each for key, each in a.items()}}


def _own(value: Any) -> Value:
    if isinstance(value, Mapping):
        return {key: _own(each) for key, each in value.items()}
    return [_own(each) for each in value] if isinstance(value, list | tuple) else value


def _conflict(statement: Statement) -> EngineError:
    return _error(statement, "eval_conflict_error", "two rules give different values")


def _error(statement: Statement, code: str, message: str) -> EngineError:
    where = statement.position
    place = (where.file, where.row, where.column) if where else ()
    return EngineError(code, message, *place)
