"""What can be said of rules without running them: the constants they give, and where values go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policycheck.plan.interpreter.builtins import COMPARISONS
from policycheck.plan.interpreter.steps import Site, constant
from policycheck.plan.model import (
    ArrayAppend,
    AssignVar,
    AssignVarOnce,
    Call,
    Const,
    Dot,
    Equal,
    Function,
    Local,
    NotEqual,
    ObjectInsert,
    ObjectInsertOnce,
    ObjectMerge,
    Operand,
    Plan,
    Position,
    Scan,
    SetAdd,
    Statement,
)
from policycheck.plan.walk import statements_in

ANY_BOOLEAN = frozenset({True, False})
_TRUTH = (*COMPARISONS, "internal.member_2")
OPERATORS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "equal": "==", "neq": "!="}
"""The comparisons as they are written."""
Path = tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """A comparison in the rules.

    Attributes:
        site: By which a trace names it.
        operator: As it is written: ``>=``.
        position: Where it stands, or what stands before it in its rule; ``None`` if nothing has
            a position.
    """

    site: Site
    operator: str
    position: Position | None


def comparisons_in(function: Function) -> Iterator[tuple[Comparison, Operand, Operand]]:
    """The comparisons of a function with their operands, numbered as a trace numbers them."""
    position: Position | None = None
    number = 0
    for statement in statements_in(function.blocks):
        position = statement.position or position
        found = _compared(statement)
        if found:
            name, a, b = found
            yield Comparison((function.path, number), OPERATORS[name], position), a, b
            number += 1


def _compared(statement: Statement) -> tuple[str, Operand, Operand] | None:
    if isinstance(statement, Call) and statement.func in COMPARISONS:
        return statement.func, statement.args[0], statement.args[1]
    if isinstance(statement, Equal):
        return "equal", statement.a, statement.b
    if isinstance(statement, NotEqual):
        return "neq", statement.a, statement.b
    return None


class Constants:
    """The booleans and strings that rules can give, as far as their text tells."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[str, frozenset[Any]] = {}

    def members(self, function: Function) -> Mapping[str, frozenset[Any]]:
        """What can stand under each constant key of the object that a rule gives."""
        found: dict[str, frozenset[Any]] = {}
        for statement in statements_in(function.blocks):
            if isinstance(statement, ObjectInsertOnce) and isinstance(statement.key, Const):
                key = str(constant(statement.key.value))
                values = self._operand(function, statement.value, frozenset())
                found[key] = found.get(key, frozenset()) | values
        return found

    def returned(self, function: Function) -> frozenset[Any]:
        """What a rule or a function can give; both booleans where the facts decide."""
        if function.name not in self._known:
            self._known[function.name] = frozenset()  # rules do not call themselves
            self._known[function.name] = self._local(function, function.returns, frozenset())
        return self._known[function.name]

    def _operand(
        self, function: Function, operand: Operand, above: frozenset[int]
    ) -> frozenset[Any]:
        if isinstance(operand, Const):
            return frozenset({constant(operand.value)})
        return self._local(function, operand.number, above)

    def _local(self, function: Function, number: int, above: frozenset[int]) -> frozenset[Any]:
        if number in above:
            return frozenset()
        found: frozenset[Any] = frozenset()
        for statement in statements_in(function.blocks):
            match statement:
                case AssignVar(source=source, target=target) if target == number:
                    found |= self._operand(function, source, above | {number})
                case AssignVarOnce(source=source, target=target) if target == number:
                    found |= self._operand(function, source, above | {number})
                case Call(func=name, result=result) if result == number:
                    called = self._plan.functions.get(name)
                    found |= self.returned(called) if called else ANY_BOOLEAN
                case Dot(target=target) | Scan(value=target) if target == number:
                    found |= ANY_BOOLEAN
        return found


class Flow:
    """Which members of an object, such as a policy's parameters, go into which comparisons."""

    def __init__(self, plan: Plan, source: Path) -> None:
        """Follow the members of what the rules at a path give.

        Args:
            plan: What was compiled.
            source: The package of a policy: the objects are its rules ``parameters``.
        """
        self._plan = plan
        self._source = source
        self._returned: dict[str, frozenset[str]] = {}
        while self._pass():
            pass

    def comparisons(self) -> dict[Comparison, frozenset[str]]:
        """The comparisons of the package into which members go, each once, with their names."""
        found: dict[Site, tuple[Comparison, frozenset[str]]] = {}
        for function in self._own():
            carried = self._carried(function)
            for comparison, a, b in comparisons_in(function):
                if any(isinstance(each, Const) and isinstance(each.value, bool) for each in (a, b)):
                    continue  # the compiler asks so whether something is true
                names = _of(carried, a) | _of(carried, b)
                if names:
                    found.setdefault(comparison.site, (comparison, names))
        return dict(found.values())

    def _own(self) -> Iterator[Function]:
        for function in self._plan.functions.values():
            package = function.path[: len(self._source)]
            tested = any(part.endswith("_test") for part in function.path)
            if package == self._source and not tested:
                yield function

    def _pass(self) -> bool:
        changed = False
        for function in self._plan.functions.values():
            carried = self._carried(function)
            given = carried.get(function.returns, frozenset())
            if given != self._returned.get(function.name, frozenset()):
                self._returned[function.name] = given
                changed = True
        return changed

    def _carried(self, function: Function) -> dict[int, frozenset[str]]:
        """The members that each local of a function holds or was made of."""
        carried: dict[int, frozenset[str]] = {}
        objects: set[int] = set()
        before = -1
        while before != sum(map(len, carried.values())) + len(objects):
            before = sum(map(len, carried.values())) + len(objects)
            for statement in statements_in(function.blocks):
                self._carry(statement, carried, objects)
        return carried

    def _carry(
        self, statement: Statement, carried: dict[int, frozenset[str]], objects: set[int]
    ) -> None:
        def add(target: int, names: frozenset[str]) -> None:
            if names:
                carried[target] = carried.get(target, frozenset()) | names

        match statement:
            case Call(func=name, args=args, result=result):
                called = self._plan.functions.get(name)
                if called and called.path[-1] == "parameters" and called.arity == 0:
                    if called.path[: len(self._source)] == self._source:
                        objects.add(result)
                    return
                if called:
                    add(result, self._returned.get(name, frozenset()))
                if name not in _TRUTH:
                    for arg in args[2:] if called else args:
                        add(result, _of(carried, arg))
            case Dot(source=Local(number=number), key=key, target=target):
                if number in objects and isinstance(key, Const):
                    add(target, frozenset({str(constant(key.value))}))
                add(target, carried.get(number, frozenset()))
            case (
                AssignVar(source=source, target=target)
                | AssignVarOnce(source=source, target=target)
            ):
                if isinstance(source, Local) and source.number in objects:
                    objects.add(target)
                add(target, _of(carried, source))
            case Scan(source=number, key=first, value=second):
                add(first, carried.get(number, frozenset()))
                add(second, carried.get(number, frozenset()))
            case ArrayAppend(value=value, array=target) | SetAdd(value=value, set=target):
                add(target, _of(carried, value))
            case (
                ObjectInsert(key=key, value=value, object=target)
                | ObjectInsertOnce(key=key, value=value, object=target)
            ):
                add(target, _of(carried, key) | _of(carried, value))
            case ObjectMerge(a=one, b=other, target=target):
                add(target, carried.get(one, frozenset()) | carried.get(other, frozenset()))


def _of(carried: Mapping[int, frozenset[str]], operand: Operand) -> frozenset[str]:
    return carried.get(operand.number, frozenset()) if isinstance(operand, Local) else frozenset()
