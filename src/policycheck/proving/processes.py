"""Work for the solver, each piece in a process of its own: it uses one core and may abort."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
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
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(work, task): task for task in tasks}
        try:
            for each in as_completed(waiting):
                yield waiting[each], each.result()
        except BrokenProcessPool:
            raise PolicycheckError(
                "the solver ended without an answer: perhaps it was killed or ran out of memory"
                " (--jobs 1 needs less)"
            ) from None
        finally:
            # Whoever stops the run does not wait for what has not begun.
            pool.shutdown(cancel_futures=True)
