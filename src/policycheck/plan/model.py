"""What a compiled plan consists of.

The names and meanings are those of OPA's intermediate representation. A **local** is a numbered
variable of one function; 0 is ``input`` and 1 is ``data``. A statement that is not satisfied ends
its **block**, and the blocks of a function are tried one after another.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """Where a statement stands in the source.

    Attributes:
        file: The name of the module, as it was given to the compiler.
        row: Counted from 1.
        column: In characters, counted from 1.
    """

    file: str
    row: int
    column: int


@dataclass(frozen=True)
class Local:
    """The value of a numbered variable."""

    number: int


@dataclass(frozen=True)
class Const:
    """A string or a boolean that is written in the rules."""

    value: str | bool


Operand = Local | Const


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One instruction; without a position if the compiler made it by itself."""

    position: Position | None = None


@dataclass(frozen=True)
class Block:
    """Statements that are run in order until one is not satisfied."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class ArrayAppend(Statement):
    """Add a value to the end of an array."""

    value: Operand
    array: int


@dataclass(frozen=True)
class AssignInt(Statement):
    """Set a local to a whole number."""

    value: int
    target: int


@dataclass(frozen=True)
class AssignVar(Statement):
    """Set a local to a value."""

    source: Operand
    target: int


@dataclass(frozen=True)
class AssignVarOnce(Statement):
    """Set a local to a value; two different values are a conflict."""

    source: Operand
    target: int


@dataclass(frozen=True)
class Blocks(Statement):
    """Run every block; that one is not satisfied does not matter."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Break(Statement):
    """Leave that many blocks around this one, besides this one."""

    index: int


@dataclass(frozen=True)
class Call(Statement):
    """Call a function or a builtin by its name; undefined if it gives nothing."""

    func: str
    args: tuple[Operand, ...]
    result: int


@dataclass(frozen=True)
class CallDynamic(Statement):
    """Call the function at a path that is only known when it runs."""

    args: tuple[Operand, ...]
    result: int
    path: tuple[Operand, ...]


@dataclass(frozen=True)
class Dot(Statement):
    """Look up a key; undefined if it is not there."""

    source: Operand
    key: Operand
    target: int


@dataclass(frozen=True)
class Equal(Statement):
    """Satisfied if both values are the same."""

    a: Operand
    b: Operand


@dataclass(frozen=True)
class NotEqual(Statement):
    """Satisfied if the values differ."""

    a: Operand
    b: Operand


@dataclass(frozen=True)
class IsArray(Statement):
    """Satisfied by an array."""

    source: Operand


@dataclass(frozen=True)
class IsObject(Statement):
    """Satisfied by an object."""

    source: Operand


@dataclass(frozen=True)
class IsSet(Statement):
    """Satisfied by a set."""

    source: Operand


@dataclass(frozen=True)
class IsDefined(Statement):
    """Satisfied if a local has a value."""

    source: int


@dataclass(frozen=True)
class IsUndefined(Statement):
    """Satisfied if a local has no value."""

    source: int


@dataclass(frozen=True)
class Len(Statement):
    """Set a local to the number of items of a collection."""

    source: Operand
    target: int


@dataclass(frozen=True)
class MakeArray(Statement):
    """Set a local to an empty array."""

    target: int
    capacity: int = 0


@dataclass(frozen=True)
class MakeNull(Statement):
    """Set a local to null."""

    target: int


@dataclass(frozen=True)
class MakeNumberInt(Statement):
    """Set a local to a whole number."""

    value: int
    target: int


@dataclass(frozen=True)
class MakeNumberRef(Statement):
    """Set a local to a number, given as it is written in the rules."""

    number: str
    target: int


@dataclass(frozen=True)
class MakeObject(Statement):
    """Set a local to an empty object."""

    target: int


@dataclass(frozen=True)
class MakeSet(Statement):
    """Set a local to an empty set."""

    target: int


@dataclass(frozen=True)
class Nop(Statement):
    """Do nothing."""


@dataclass(frozen=True)
class Not(Statement):
    """Satisfied if the block is not."""

    block: Block


@dataclass(frozen=True)
class ObjectInsert(Statement):
    """Put a value under a key, in the place of what was there."""

    key: Operand
    value: Operand
    object: int


@dataclass(frozen=True)
class ObjectInsertOnce(Statement):
    """Put a value under a key; another value that is there already is a conflict."""

    key: Operand
    value: Operand
    object: int


@dataclass(frozen=True)
class ObjectMerge(Statement):
    """Set a local to two objects together; where both have a key, the first counts."""

    a: int
    b: int
    target: int


@dataclass(frozen=True)
class ResetLocal(Statement):
    """Take the value of a local away."""

    target: int


@dataclass(frozen=True)
class ResultSetAdd(Statement):
    """Add a value to what the plan answers."""

    value: int


@dataclass(frozen=True)
class ReturnLocal(Statement):
    """End the function with the value of a local."""

    source: int


@dataclass(frozen=True)
class Scan(Statement):
    """Run a block for every key and value of a collection."""

    source: int
    key: int
    value: int
    block: Block


@dataclass(frozen=True)
class SetAdd(Statement):
    """Add a value to a set."""

    value: Operand
    set: int


@dataclass(frozen=True)
class With(Statement):
    """Run a block in which a path below a local has another value."""

    local: int
    path: tuple[str, ...]
    value: Operand
    block: Block


@dataclass(frozen=True)
class Function:
    """A rule or a function.

    Attributes:
        name: As calls name it, such as ``g0.data.asr.ggz_2024.claims.conditions``.
        path: The package and the name of the rule, such as ``("asr", "ggz_2024", "claims",
            "conditions")``.
        params: The locals that hold the arguments; the first two are input and data.
        returns: The local that holds the answer.
    """

    name: str
    path: tuple[str, ...]
    params: tuple[int, ...]
    returns: int
    blocks: tuple[Block, ...]

    @property
    def arity(self) -> int:
        """The number of arguments of its own; 0 for a rule."""
        return len(self.params) - 2

    @property
    def position(self) -> Position | None:
        """Where its first rule stands."""
        return next((each.position for block in self.blocks for each in block.statements), None)


@dataclass(frozen=True)
class Plan:
    """Everything that was compiled together.

    Attributes:
        builtins: The builtin functions that are called.
        functions: Every rule and function by its name.
        entrypoints: Per entrypoint, its blocks.
    """

    builtins: tuple[str, ...]
    functions: Mapping[str, Function]
    entrypoints: Mapping[str, tuple[Block, ...]]
