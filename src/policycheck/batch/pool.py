"""Worker processes: blocks go out, their pieces come back in the order of the blocks."""

import signal
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pyarrow as pa

from policycheck.batch.work import Job, Piece, Worker
from policycheck.errors import PolicycheckError
from policycheck.tabular.rows import Block

# A fork would copy the locks of the threads that Arrow and the engine run in.
_CONTEXT = get_context("spawn")

_STOPPING = (signal.SIGINT, signal.SIGTERM)

_IN_HAND = 2
"""So many blocks a worker has: one that it decides, and one to go on with."""

_AHEAD = 4
"""So many blocks for each worker may be decided or waiting behind one that takes long."""


class WorkerDied(PolicycheckError):
    """A worker process ended without an answer: killed, out of memory, or the engine aborted."""

    def __init__(self, code: int | None, rows: str) -> None:
        how = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        super().__init__(
            f"a worker process ended {how} while it decided {rows}: perhaps it was killed or ran"
            " out of memory (--workers and --chunk-size make it need less)"
        )


@dataclass
class _Process:
    process: SpawnProcess
    connection: Connection
    places: deque[int] = field(default_factory=deque)


class Pool:
    """Worker processes of one run; leaving it ends them, whatever they do."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job = job
        self._workers = workers
        self._processes: list[_Process] = []
        self._firsts: dict[int, int] = {}

    def __enter__(self) -> "Pool":
        with _signals_for_later():
            self._processes = [_started(self._job) for _ in range(self._workers)]
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._processes:
            each.process.kill()
        for each in self._processes:
            each.process.join()
            each.connection.close()

    def pieces(self, blocks: Iterable[Block]) -> Iterator[list[Piece]]:
        """Per block its pieces, in the order of the blocks; only so many blocks are under way.

        Raises:
            WorkerDied: A process ended.
            PolicycheckError: A block could not be decided. What came before it was handed out.
        """
        waiting = iter(blocks)
        found: dict[int, list[Piece] | BaseException] = {}
        given = handed = 0
        ended: BaseException | None = None
        more = True
        while more or handed < given:
            while more and given - handed < _AHEAD * self._workers and (free := self._free()):
                try:
                    block = next(waiting)
                except StopIteration:
                    more = False
                except PolicycheckError as error:
                    ended, more = error, False
                else:
                    self._give(free, given, block)
                    given += 1
            if handed < given and handed not in found:
                found |= self._answers()
            while handed in found:
                answer = found.pop(handed)
                if isinstance(answer, BaseException):
                    raise answer
                handed += 1
                yield answer
        if ended:
            raise ended

    def _free(self) -> _Process | None:
        least = min(self._processes, key=lambda each: len(each.places))
        return least if len(least.places) < _IN_HAND else None

    def _give(self, process: _Process, place: int, block: Block) -> None:
        process.places.append(place)
        self._firsts[place] = block.first
        # One that died is found dead when its answer is waited for.
        with suppress(BrokenPipeError, ConnectionResetError):
            process.connection.send((place, block))

    def _answers(self) -> dict[int, list[Piece] | BaseException]:
        """What comes next; waits for it."""
        found: dict[int, list[Piece] | BaseException] = {}
        by_connection = {each.connection: each for each in self._processes if each.places}
        for ready in wait(list(by_connection)):
            each = by_connection[ready]  # type: ignore[index]
            try:
                place, answer = each.connection.recv()
            except (EOFError, OSError):
                place = each.places[0]
                each.process.join()
                answer = WorkerDied(each.process.exitcode, f"rows from {self._firsts[place]}")
            each.places.remove(place)
            self._firsts.pop(place)
            found[place] = answer
        return found


@contextmanager
def _signals_for_later() -> Iterator[None]:
    """What is started inside never gets the signals that stop a run: the main process ends it.

    A process is started with the signals blocked that are blocked in the one that starts it. Here
    they wait, and none is lost.
    """
    if sys.platform == "win32":
        yield
        return
    # It unblocks the signals when it starts, which it does with the first process.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _started(job: Job) -> _Process:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    return _Process(process, ours)


def _work(connection: Connection, job: Job) -> None:
    """Answer every block that comes, until the connection is closed."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
    blocks: SimpleQueue[tuple[int, Any] | None] = SimpleQueue()
    # In a thread of its own, so that the main process can send a block to one that is at work.
    Thread(target=_receive, args=(connection, blocks), daemon=True).start()
    worker: Worker | None = None
    while (given := blocks.get()) is not None:
        place, block = given
        answer: list[Piece] | BaseException
        try:
            worker = worker or Worker(job)
            answer = worker.pieces(block)
            pa.default_memory_pool().release_unused()  # Arrow keeps what it frees
        # Whatever is wrong here is for the process that started this one to say.
        except Exception as error:  # noqa: BLE001
            answer = _sendable(error)
        try:
            connection.send((place, answer))
        except OSError:
            break
    sys.exit(0)


def _receive(connection: Connection, blocks: "SimpleQueue[tuple[int, Any] | None]") -> None:
    try:
        while True:
            blocks.put(connection.recv())
    except (EOFError, OSError):
        blocks.put(None)


def _sendable(error: Exception) -> BaseException:
    """An error that another process can raise; the traceback comes along as a note."""
    if not isinstance(error, PolicycheckError):
        error = PolicycheckError(
            f"something unexpected went wrong in a worker process ({type(error).__name__}:"
            f" {error}); please report it"
        ).with_traceback(error.__traceback__)
    error.add_note("".join(traceback.format_exception(error)))
    return error
