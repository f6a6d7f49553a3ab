"""How far a long run is, on standard error, for somebody who looks at a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

Item = TypeVar("Item")

_FEW = 20


def counted(
    items: Iterable[Item], noun: str, total: int | None = None, few: int = _FEW
) -> Iterator[Item]:
    """The items one by one, with a counter that disappears at the end.

    Args:
        items: What is counted.
        noun: What they are called.
        total: How many there are, where the items do not know.
        few: Up to so many need no counter.
    """
    count = len(items) if total is None and isinstance(items, Sized) else total or 0
    if count <= few or not sys.stderr.isatty():
        yield from items
        return
    try:
        for number, item in enumerate(items, 1):
            sys.stderr.write(f"\r{number}/{count} {noun}")
            sys.stderr.flush()
            yield item
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


@contextmanager
def counting(noun: str) -> Iterator[Callable[[object], None]]:
    """A function to call for each thing that is done, from any thread."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    lock, done = Lock(), 0

    def one_more(_: object) -> None:
        nonlocal done
        with lock:
            done += 1
            sys.stderr.write(f"\r{done} {noun}")
            sys.stderr.flush()

    try:
        yield one_more
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
