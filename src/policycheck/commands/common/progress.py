"""How far a long run is, on standard error, for somebody who looks at a terminal."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
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
