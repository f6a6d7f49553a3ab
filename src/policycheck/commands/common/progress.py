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

    It shows the number, the rate and the time left. The rate is that of the whole run.

    Args:
        noun: What is counted.
        wanted: Whether to show anything.
    """
    if not wanted or not sys.stderr.isatty():
        yield lambda done, share: None
        return
    begun = shown = monotonic()
    before: tuple[int, float] | None = None

    def tell(done: int, share: float | None) -> None:
        nonlocal shown, before
        now = monotonic()
        # What a run before had done came at once, and is no measure.
        before = before or (done, share or 0.0)
        if now - shown < _REDRAW:
            return
        shown = now
        rate = (done - before[0]) / (now - begun)
        left = ""
        if share is not None and share > before[1]:
            seconds = (now - begun) * (1 - share) / (share - before[1])
            left = f", {share:.0%}, {timedelta(seconds=round(seconds))} left"
        sys.stderr.write(f"\r\033[K{done:,} {noun}, {rate:,.0f}/s{left}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
