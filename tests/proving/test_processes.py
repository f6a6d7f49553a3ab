"""The processes that the solver works in."""

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from policycheck.proving.processes import in_processes


class Interrupted(list[float]):
    """Tasks of which the second one comes with Ctrl-C: while processes begin."""

    def __iter__(self) -> Iterator[float]:
        """The tasks."""
        for place, each in enumerate(super().__iter__()):
            if place:
                os.kill(os.getpid(), signal.SIGINT)
            yield each


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back")
def test_ctrl_c_while_they_begin_ends_what_has_begun() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    begun = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(in_processes(time.sleep, Interrupted([120.0, 120.0]), 2))
    finally:
        signal.signal(signal.SIGINT, before)
    assert active_children() == []
    assert time.monotonic() - begun < 60  # nobody waited for the tasks
