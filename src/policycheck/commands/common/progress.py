"""How far a long run is, on standard error, for somebody who looks at a terminal."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_FEW = 20


def counted(items: Sequence[Item], noun: str) -> Iterator[Item]:
    """The items one by one, with a counter that disappears at the end."""
    if len(items) <= _FEW or not sys.stderr.isatty():
        yield from items
        return
    try:
        for number, item in enumerate(items, 1):
            sys.stderr.write(f"\r{number}/{len(items)} {noun}")
            sys.stderr.flush()
            yield item
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
