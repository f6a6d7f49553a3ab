"""Goes through a plan, statement by statement."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from policycheck.plan.model import (
    Block,
    IsDefined,
    IsUndefined,
    Local,
    ObjectMerge,
    ResultSetAdd,
    ReturnLocal,
    Scan,
    Statement,
    With,
)

# Members that hold the number of a local whose value is used.
_SOURCES = {
    IsDefined: ("source",),
    IsUndefined: ("source",),
    ObjectMerge: ("a", "b"),
    ResultSetAdd: ("value",),
    ReturnLocal: ("source",),
    Scan: ("source",),
    With: ("local",),
}
_TARGETS = ("target", "result")
_IN_PLACE = ("array", "object", "set")


def statements_in(blocks: Iterable[Block]) -> Iterator[Statement]:
    """Every statement in the blocks and in the blocks within them, in the order of the source."""
    for block in blocks:
        for statement in block.statements:
            yield statement
            yield from statements_in(blocks_of(statement))


def blocks_in(bodies: Iterable[Iterable[Block]]) -> Iterator[Block]:
    """Every block in the bodies, and those within them."""
    for body in bodies:
        for block in body:
            yield block
            for statement in block.statements:
                yield from blocks_in([tuple(blocks_of(statement))])


def locals_read(statement: Statement) -> Iterator[int]:
    """The locals whose values a statement uses, those of the blocks within it left out."""
    for each in fields(statement):
        value = getattr(statement, each.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Local):
                yield item.number
        if each.name in _IN_PLACE or each.name in _SOURCES.get(type(statement), ()):
            yield from value if isinstance(value, tuple) else (value,)


def locals_written(statement: Statement) -> Iterator[int]:
    """The locals that a statement gives a value."""
    for name in _TARGETS:
        if (value := getattr(statement, name, None)) is not None:
            yield value
    if isinstance(statement, Scan):
        yield from (statement.key, statement.value)


def blocks_of(statement: Statement) -> Iterator[Block]:
    """The blocks that stand directly within a statement."""
    for each in fields(statement):
        value = getattr(statement, each.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Block):
                yield item
