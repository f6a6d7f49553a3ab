"""The statements of a plan as Python functions, which say whether they are satisfied."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from policycheck.errors import EngineError
from policycheck.plan import model
from policycheck.plan.interpreter.builtins import BUILTINS, COMPARISONS, Undefined
from policycheck.plan.interpreter.values import Set, Value, order, same
from policycheck.plan.model import Block, Const, Function, Local, Operand, Statement

Frame = dict[int, Any]
"""The locals of one call that have a value."""

Step = Callable[[Frame], Any]
RETURNED = object()
"""What a step gives that ends its function; the answer stands in the frame under ``ANSWER``."""

ANSWER = -1

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


class Running(Protocol):
    """What steps need of whoever runs them."""

    trace: Trace

    @property
    def functions(self) -> Mapping[str, Function]:
        """The rules and functions by name."""

    def call(self, name: str, args: list[Any]) -> Any:
        """The value of a function, or ``RETURNED`` if it gives none."""

    def replaced(self, frame: Frame, statement: model.With, value: Value, block: Step) -> Any:
        """Run a block in which a path below a local has another value."""


class StepMaker:
    """Makes Python functions of the statements of one function of a plan."""

    def __init__(self, running: Running, path: tuple[str, ...]) -> None:
        self._running = running
        self._trace = running.trace
        self._path = path
        self._comparisons = 0

    def block(self, block: Block) -> Step:
        """A function that runs a block: ``True`` if every statement is satisfied."""
        steps = [self.step(each) for each in block.statements]
        reached, number, total = self._trace.reached, id(block), len(steps)
        reached.setdefault(number, 0)

        def run(frame: Frame) -> Any:
            for begun, step in enumerate(steps, 1):
                satisfied = step(frame)
                if satisfied is not True:
                    if reached[number] < begun:
                        reached[number] = begun
                    return satisfied
            reached[number] = total
            return True

        return run

    def step(self, statement: Statement) -> Step:
        """A function that runs a statement, and says whether it is satisfied."""
        what = type(statement).__name__
        made = getattr(self, "_" + re.sub(r"\B([A-Z])", r"_\1", what).lower(), None)
        if made is None:
            raise EngineError("unknown_instruction", f"{what} cannot be followed")
        step: Step = made(statement)
        return step

    def _array_append(self, s: model.ArrayAppend) -> Step:
        value = _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.array].append(value(f))
            return True

        return _guarded(run)

    def _assign_int(self, s: model.AssignInt) -> Step:
        return lambda f: _put(f, s.target, s.value)

    def _assign_var(self, s: model.AssignVar) -> Step:
        value = _reader(s.source)

        def run(f: Frame) -> bool:
            try:
                f[s.target] = value(f)
            except KeyError:
                # What has no value gives none: a check that it is defined follows.
                f.pop(s.target, None)
            return True

        return run

    def _assign_var_once(self, s: model.AssignVarOnce) -> Step:
        value = _reader(s.source)

        def run(f: Frame) -> bool:
            found = value(f)
            if s.target in f and not same(f[s.target], found):
                raise _conflict(s)
            f[s.target] = found
            return True

        return _guarded(run)

    def _blocks(self, s: model.Blocks) -> Step:
        blocks = [self.block(each) for each in s.blocks]

        def run(f: Frame) -> Any:
            for block in blocks:
                if block(f) is RETURNED:
                    return RETURNED
            return True

        return run

    def _call(self, s: model.Call) -> Step:
        args = [_reader(each) for each in s.args]
        if s.func in self._running.functions:
            call, name = self._running.call, s.func

            def run(f: Frame) -> bool:
                value = call(name, [arg(f) for arg in args])
                return value is not RETURNED and _put(f, s.result, value)

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

    def _dot(self, s: model.Dot) -> Step:
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

    def _equal(self, s: model.Equal) -> Step:
        compare = self._comparison(s.a, s.b)
        return _guarded(lambda f: compare(f) == 0)

    def _not_equal(self, s: model.NotEqual) -> Step:
        compare = self._comparison(s.a, s.b)
        return _guarded(lambda f: compare(f) != 0)

    def _is_array(self, s: model.IsArray) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), list))

    def _is_object(self, s: model.IsObject) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), dict))

    def _is_set(self, s: model.IsSet) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: isinstance(value(f), Set))

    def _is_defined(self, s: model.IsDefined) -> Step:
        return lambda f: s.source in f

    def _is_undefined(self, s: model.IsUndefined) -> Step:
        return lambda f: s.source not in f

    def _len(self, s: model.Len) -> Step:
        value = _reader(s.source)
        return _guarded(lambda f: _put(f, s.target, len(value(f))))

    def _make_array(self, s: model.MakeArray) -> Step:
        return lambda f: _put(f, s.target, [])

    def _make_null(self, s: model.MakeNull) -> Step:
        return lambda f: _put(f, s.target, None)

    def _make_number_int(self, s: model.MakeNumberInt) -> Step:
        return lambda f: _put(f, s.target, s.value)

    def _make_number_ref(self, s: model.MakeNumberRef) -> Step:
        value = json.loads(s.number)
        return lambda f: _put(f, s.target, value)

    def _make_object(self, s: model.MakeObject) -> Step:
        return lambda f: _put(f, s.target, {})

    def _make_set(self, s: model.MakeSet) -> Step:
        return lambda f: _put(f, s.target, Set())

    def _nop(self, _: model.Nop) -> Step:
        return lambda _: True

    def _not(self, s: model.Not) -> Step:
        block = self.block(s.block)
        return lambda f: block(f) is not True

    def _object_insert(self, s: model.ObjectInsert) -> Step:
        key, value = _reader(s.key), _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.object][key(f)] = value(f)
            return True

        return _guarded(run)

    def _object_insert_once(self, s: model.ObjectInsertOnce) -> Step:
        key, value = _reader(s.key), _reader(s.value)

        def run(f: Frame) -> bool:
            name, found = key(f), value(f)
            place = f[s.object]
            if name in place and not same(place[name], found):
                raise _conflict(s)
            place[name] = found
            return True

        return _guarded(run)

    def _object_merge(self, s: model.ObjectMerge) -> Step:
        return _guarded(lambda f: _put(f, s.target, _merged(f[s.a], f[s.b])))

    def _reset_local(self, s: model.ResetLocal) -> Step:
        def run(f: Frame) -> bool:
            f.pop(s.target, None)
            return True

        return run

    def _result_set_add(self, s: model.ResultSetAdd) -> Step:
        return _guarded(lambda f: _put(f, ANSWER, f[s.value]))

    def _return_local(self, s: model.ReturnLocal) -> Step:
        def run(f: Frame) -> Any:
            f[ANSWER] = f[s.source]
            return RETURNED

        return _guarded(run)

    def _scan(self, s: model.Scan) -> Step:
        block = self.block(s.block)

        def run(f: Frame) -> Any:
            if not isinstance(f[s.source], dict | list | Set):
                return False
            for key, value in _members(f[s.source]):
                f[s.key], f[s.value] = key, value
                if block(f) is RETURNED:
                    return RETURNED
            return True

        return _guarded(run)

    def _set_add(self, s: model.SetAdd) -> Step:
        value = _reader(s.value)

        def run(f: Frame) -> bool:
            f[s.set].add(value(f))
            return True

        return _guarded(run)

    def _with(self, s: model.With) -> Step:
        block, value = self.block(s.block), _reader(s.value)
        return _guarded(lambda f: self._running.replaced(f, s, value(f), block))


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


def replaced_at(document: Value, path: Sequence[str], value: Value) -> Value:
    """The document with another value at a path."""
    if not path:
        return value
    members = document if isinstance(document, dict) else {}
    return {**members, path[0]: replaced_at(members.get(path[0]), path[1:], value)}


def _merged(a: Value, b: Value) -> Value:
    if not (isinstance(a, dict) and isinstance(b, dict)):
        return a
    return {**b, **{key: _merged(each, b[key]) if key in b else each for key, each in a.items()}}


def own(value: Any) -> Value:
    """A copy that rules may not change under its owner's hands."""
    if isinstance(value, Mapping):
        return {key: own(each) for key, each in value.items()}
    return [own(each) for each in value] if isinstance(value, list | tuple) else value


def _conflict(statement: Statement) -> EngineError:
    return _error(statement, "eval_conflict_error", "two rules give different values")


def _error(statement: Statement, code: str, message: str) -> EngineError:
    where = statement.position
    place = (where.file, where.row, where.column) if where else ()
    return EngineError(code, message, *place)
