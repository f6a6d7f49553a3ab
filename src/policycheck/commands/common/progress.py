"""How far a long run is, on standard error, for somebody who looks at a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

_FEW = 20
_REDRAW = 0.2  # seconds


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


Rated = Callable[[int, float | None], None]


@contextmanager
def rated(noun: str, wanted: bool = True) -> Iterator[Rated]:
    """A function to call as a run goes, with how many are done and which share of all that is.

    It shows the number, the rate since the first call, and the time left.

    Args:
        noun: What is counted.
        wanted: Whether to show anything.
    """
    if not wanted or not sys.stderr.isatty():
        yield lambda done, share: None
        return
    first: tuple[int, float, float] | None = None
    shown = 0.0

    def tell(done: int, share: float | None) -> None:
        nonlocal first, shown
        now = monotonic()
        # What a run before had done, and the time until the first answer, are no measure.
        first = first or (done, share or 0.0, now)
        if now - shown < _REDRAW:
            return
        shown = now
        passed = now - first[2]
        text = f"{done:,} {noun}"
        if done > first[0] and passed:
            text += f", {(done - first[0]) / passed:,.0f}/s"
        if share is not None:
            text += f", {share:.0%}"
            if share > first[1]:
                left = passed * (1 - share) / (share - first[1])
                text += f", {timedelta(seconds=round(left))} left"
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
