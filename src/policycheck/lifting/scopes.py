"""Which locals are only read where they were just set.

The engine's locals belong to a function, and blocks set them again and again. Where every read of a
local follows a statement that sets it, in the same block or one around it, with nothing between
them that may set it too, what it held before never matters.
"""

from collections.abc import Iterable

from policycheck.plan.model import AssignVarOnce, Block, Function, Scan, Statement
from policycheck.plan.walk import blocks_of, locals_read, locals_written, statements_in


def scoped_locals(function: Function) -> frozenset[int]:
    """The locals of a function whose old value never matters once they are set."""
    leaking: set[int] = set()
    _follow(function.blocks, set(function.params), leaking)
    return frozenset(_written(function.blocks)) - leaking


def _follow(blocks: Iterable[Block], around: set[int], leaking: set[int]) -> None:
    """Goes through blocks, each entered with the locals that the blocks around it have set."""
    for block in blocks:
        current = set(around)
        for statement in block.statements:
            leaking.update(local for local in locals_read(statement) if local not in current)
            inner = tuple(blocks_of(statement))
            inside = _written(inner)
            if isinstance(statement, Scan):
                # What an iteration sets, the next one would find.
                loop = (current - inside) | {statement.key, statement.value}
                _follow(inner, loop, leaking)
                current -= {statement.key, statement.value}
            else:
                _follow(inner, current, leaking)
                current |= _set_by(statement, leaking)
            current -= inside


def _set_by(statement: Statement, leaking: set[int]) -> set[int]:
    found = set(locals_written(statement))
    if isinstance(statement, AssignVarOnce):
        # It asks what the local held.
        leaking |= found
    return found


def _written(blocks: Iterable[Block]) -> set[int]:
    return {local for each in statements_in(blocks) for local in locals_written(each)}
