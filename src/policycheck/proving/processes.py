"""Work for the solver, each piece in a process of its own: it uses one core and may abort."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TypeVar

from policycheck.errors import PolicycheckError

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_processes(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int | None = None
) -> Iterator[tuple[Task, Result]]:
    """What becomes of each task, as they come.

    Args:
        work: A function of a module, which another process finds by its name.
        tasks: They are begun in this order.
        jobs: How many processes; by default one for each processor. It is never this one: where
            the solver aborts the process, somebody has to say so.

    Raises:
        PolicycheckError: A process ended without an answer, or what the work raises.
    """
    count = min(jobs or os.cpu_count() or 1, len(tasks))
    if not count:
        return
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_leave_ctrl_c) as pool:
        try:
            with _held_back():
                waiting = {pool.submit(work, task): task for task in tasks}
            # What was held back is raised here at the latest.
            for each in as_completed(waiting):
                yield waiting[each], each.result()
        except BrokenProcessPool:
            raise PolicycheckError(
                "the solver ended without an answer: perhaps it was killed or ran out of memory"
                " (--jobs 1 needs less)"
            ) from None
        except BaseException:
            # A question cannot be stopped from within; nobody waits for its answer any more.
            for process in active_children():
                process.terminate()
            raise
        finally:
            # Whoever stops the run does not wait for what has not begun.
            pool.shutdown(cancel_futures=True)


def _leave_ctrl_c() -> None:
    """In a process that works: Ctrl-C is for the one that waits, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl-C back while processes begin: they would still die of it, and not silently."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
