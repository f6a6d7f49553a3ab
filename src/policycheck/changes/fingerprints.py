"""What was compiled, cut up by condition and reduced to what it means: for comparing two plans.

Positions, the numbers of variables, the names of rules and the policy's own id do not count; the
rules that are called do, and those that they call.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from policycheck.plan import Block, Call, Const, Function, Local, Plan, locals_read, statements_in
from policycheck.plan.model import (
    AssignInt,
    AssignVar,
    Dot,
    MakeNumberInt,
    ObjectInsert,
    ObjectInsertOnce,
    SetAdd,
    Statement,
)

CONDITION = ("conditions", "due", "departed")
EXEMPTION = ("exempt",)
RESULT = ("result",)

_DATA = Local(1)
_NUMBERS = {"index", "capacity"}  # members that are numbers and no variables
_WRITTEN = (AssignInt, MakeNumberInt)
_KEYS = {(ObjectInsert, "key"), (ObjectInsertOnce, "key"), (SetAdd, "value")}


@dataclass(frozen=True)
class Part:
    """What rules say about one thing, such as a condition.

    Attributes:
        digest: The same for rules that mean the same; empty where no rule says anything.
        parameters: The parameters that they read.
    """

    digest: str
    parameters: frozenset[str]


@dataclass
class _Numbers:
    """Variables by the order in which they occur.

    Attributes:
        own: The id of what the blocks are about, which does not count.
    """

    own: str | None
    given: dict[int, int] = field(default_factory=dict)

    def of(self, local: int) -> int:
        return self.given.setdefault(local, len(self.given))


@dataclass(frozen=True)
class Fingerprints:
    """The compiled rules of one policy.

    Attributes:
        policy: Its id.
        known: The ids of its parameters.
    """

    plan: Plan
    policy: str
    known: frozenset[str]
    _digests: dict[str, str] = field(default_factory=dict, repr=False)
    _parts: dict[tuple[str, tuple[str, ...], str], Part] = field(default_factory=dict, repr=False)
    _rests_on: dict[str, tuple[Function, ...]] = field(default_factory=dict, repr=False)
    _reads: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def whole(self, decision: str) -> Part:
        """Everything that decides a decision, the shared library included."""
        blocks = self._entry(decision)
        return Part(self._digest_of(blocks, ()), self._parameters(blocks, ""))

    def part(self, decision: str, names: tuple[str, ...], id: str) -> Part:
        """What the rules of a decision say about one condition, exemption or result.

        Args:
            decision: The id of the decision.
            names: The rules that are meant: ``CONDITION``, ``EXEMPTION`` or ``RESULT``.
            id: The key under which they say it.
        """
        key = (decision, names, id)
        if key not in self._parts:
            self._parts[key] = self._part(*key)
        return self._parts[key]

    def _part(self, decision: str, names: tuple[str, ...], id: str) -> Part:
        digests: list[str] = []
        read: frozenset[str] = frozenset()
        for function in self._functions(decision):
            if not self._own(function) or function.path[-1] not in names:
                continue
            blocks = tuple(b for b in function.blocks if _says(b, id, function.returns))
            if blocks:
                place = ".".join(function.path[3:])
                digests.append(f"{place}:{self._digest_of(blocks, function.params, id)}")
                read |= self._parameters(blocks, function.name)
        return Part(_hash(sorted(digests)) if digests else "", read)

    @cached_property
    def _prefix(self) -> tuple[str, ...]:
        return tuple(self.policy.split("."))

    def _own(self, function: Function) -> bool:
        return function.path[:2] == self._prefix

    def _entry(self, decision: str) -> tuple[Block, ...]:
        return self.plan.entrypoints[f"{'/'.join(self._prefix)}/{decision}/decision"]

    def _functions(self, decision: str) -> tuple[Function, ...]:
        """The rules that a decision rests on."""
        if decision in self._rests_on:
            return self._rests_on[decision]
        seen: set[str] = set()
        pending = list(self._called(self._entry(decision)))
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending.extend(self._called(self.plan.functions[name].blocks))
        self._rests_on[decision] = tuple(self.plan.functions[name] for name in sorted(seen))
        return self._rests_on[decision]

    def _called(self, blocks: Iterable[Block]) -> Iterator[str]:
        for statement in statements_in(blocks):
            if isinstance(statement, Call) and statement.func in self.plan.functions:
                yield statement.func

    def _digest(self, name: str) -> str:
        """Of a rule with all that it calls; Rego has no recursion."""
        if name not in self._digests:
            function = self.plan.functions[name]
            self._digests[name] = self._digest_of(function.blocks, function.params)
        return self._digests[name]

    def _digest_of(
        self, blocks: Iterable[Block], params: Iterable[int], own: str | None = None
    ) -> str:
        numbers = _Numbers(own)
        for local in (0, 1, *params):
            numbers.of(local)
        return _hash([self._block(block, numbers) for block in blocks])

    def _block(self, block: Block, numbers: _Numbers) -> list[Any]:
        return [self._statement(each, numbers) for each in block.statements]

    def _statement(self, statement: Statement, numbers: _Numbers) -> list[Any]:
        content: list[Any] = [type(statement).__name__]
        for member in fields(statement):
            if member.name != "position":
                content.append(self._member(statement, member.name, numbers))
        return content

    def _member(self, statement: Statement, name: str, numbers: _Numbers) -> Any:
        value = getattr(statement, name)
        if name == "func" and value in self.plan.functions:
            return self._digest(value)
        if value == Const(numbers.own or "") and (type(statement), name) in _KEYS:
            return ["own id"]
        if isinstance(statement, Dot) and name == "key" and isinstance(value, Const):
            return self._key(statement, value)
        if isinstance(value, int) and not isinstance(value, bool):
            written = name in _NUMBERS or (name == "value" and isinstance(statement, _WRITTEN))
            return value if written else numbers.of(value)
        return self._value(value, numbers)

    def _key(self, dot: Dot, key: Const) -> list[Any]:
        """A key; those that lead to the policy's own data are the same in every policy."""
        insurer, name = self._prefix
        if dot.source == _DATA and key.value == insurer:
            return ["own insurer"]
        return ["own policy"] if key.value == name else ["const", key.value]

    def _value(self, value: Any, numbers: _Numbers) -> Any:
        if isinstance(value, Local):
            return ["local", numbers.of(value.number)]
        if isinstance(value, Const):
            return ["const", value.value]
        if isinstance(value, Block):
            return self._block(value, numbers)
        if isinstance(value, tuple):
            return [
                numbers.of(item) if isinstance(item, int) else self._value(item, numbers)
                for item in value
            ]
        return value

    def _parameters(self, blocks: Iterable[Block], name: str) -> frozenset[str]:
        """The parameters that blocks read, and the rules that they call.

        Where a rule does anything but look one up by its name, every parameter counts as read.
        """
        found: set[str] = set()
        holders: set[int] = set()
        inside = name.endswith(".parameters")
        for statement in statements_in(blocks):
            if isinstance(statement, Call) and self._gives_parameters(statement):
                holders.add(statement.result)
                continue
            if isinstance(statement, Call) and statement.func in self.plan.functions:
                found |= self._read_by(statement.func)
            if isinstance(statement, Dot) and not inside and statement.key == Const("parameters"):
                return self.known
            if not holders.intersection(locals_read(statement)):
                continue
            if isinstance(statement, AssignVar):
                holders.add(statement.target)
            elif isinstance(statement, Dot) and isinstance(statement.key, Const):
                found.add(str(statement.key.value))
            elif not _only_tests(statement):
                return self.known
        return frozenset(found & self.known)

    def _read_by(self, name: str) -> frozenset[str]:
        if name not in self._reads:
            self._reads[name] = self._parameters(self.plan.functions[name].blocks, name)
        return self._reads[name]

    def _gives_parameters(self, call: Call) -> bool:
        function = self.plan.functions.get(call.func)
        return (
            function is not None
            and self._own(function)
            and function.path[-1] == "parameters"
            and not function.arity
        )


def manifest_digest(content: Mapping[str, Any]) -> str:
    """Of what the rules read of the manifest of a decision."""
    return _hash(content)


def _only_tests(statement: Statement) -> bool:
    return type(statement).__name__ in ("IsDefined", "IsUndefined", "NotEqual")


def _says(block: Block, id: str, returns: int) -> bool:
    """Whether a block adds something under that key, or under one that is not known before."""
    for statement in statements_in([block]):
        if isinstance(statement, ObjectInsert | ObjectInsertOnce) and statement.object == returns:
            key = statement.key
        elif isinstance(statement, SetAdd) and statement.set == returns:
            key = statement.value
        else:
            continue
        if not isinstance(key, Const) or key.value == id:
            return True
    return False


def _hash(content: Any) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]
