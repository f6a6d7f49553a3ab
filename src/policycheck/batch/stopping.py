"""Ctrl-C and SIGTERM: they stop a run between two steps, never within one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The user, or the system, wants the run to stop.

    Attributes:
        number: Of the signal.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


class Stopping:
    """While it is entered, the two signals raise :class:`Stopped`; it is put off within ``held``.

    In another thread than the main one signals are left alone.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._pending: int | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to the signals, and leave them to whom they were left before at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self._handle) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Do what is inside to its end, and stop after it if that was wanted meanwhile."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
        if self._pending is not None and not self._depth:
            raise Stopped(self._pending)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._pending = number
        if not self._depth:
            raise Stopped(number)
