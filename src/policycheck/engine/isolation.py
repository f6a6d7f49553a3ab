"""Compiles foreign rules in a child process first, because some make the engine abort."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from policycheck.engine import child
from policycheck.engine.sources import Module, Sources
from policycheck.errors import EngineError

SECONDS = 30.0
"""How long the child may take, and how long the search for the guilty file after that."""

# regopy before anything else (see native.save_plan); -P keeps the working directory, which
# may hold foreign files, off the module path.
_COMMAND = ("-P", "-c", "import regopy; from policycheck.engine.child import main; main()")


class _Died(Exception):
    """The child ended without an answer: the engine aborted, or time ran out."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


def compile_in_child(sources: Sources, wants_plan: bool = False) -> dict[str, Any]:
    """Compile in a process of its own, and check every call in the plan.

    Returns:
        The plan as the engine saves it; empty if it is not wanted.

    Raises:
        EngineError: The rules do not compile, call what they may not, or make the engine
            abort (``engine_crash``) or hang (``engine_timeout``). The last two name the
            file that does it, if that can be found out in time.
    """
    try:
        compiled = _compile(sources, SECONDS, wants_plan)
    except _Died as death:
        guilty = _guilty(sources, time.monotonic() + SECONDS)
        together = f" (together with {', '.join(guilty[1:])})" if guilty[1:] else ""
        file = guilty[0] if guilty else None
        raise EngineError(death.code, death.message + together, file) from None
    if isinstance(compiled, EngineError):
        raise compiled
    return compiled or {}


def _compile(
    sources: Sources, seconds: float, wants_plan: bool = False
) -> EngineError | dict[str, Any] | None:
    if not sys.executable:  # an application that embeds Python
        raise EngineError("engine_child", "there is no Python to start a process with")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            [sys.executable, *_COMMAND],
            input=child.request(sources, wants_plan),
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _Died("engine_timeout", f"no result after {seconds:.3g} seconds") from None
    except OSError as error:
        raise EngineError("engine_child", f"cannot start {sys.executable}: {error}") from None
    if done.returncode == 0:
        return child.reply(done.stdout)
    last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2].strip()
    if done.returncode == 1:  # an exception in Python, which says nothing about the rules
        raise EngineError("engine_child", f"the compiling process failed: {last}")
    said = last.removeprefix("what():").strip()
    cause = f"the engine aborted ({_cause(done.returncode)})"
    raise _Died("engine_crash", f"{cause}: {said}" if said else cause)


def _cause(returncode: int) -> str:
    try:
        return signal.Signals(-returncode).name
    except ValueError:
        return f"exit code {returncode:#x}"


def _guilty(sources: Sources, deadline: float) -> Sequence[str]:
    """The files that it takes, found by bisection; empty if time runs out first."""

    def dies(modules: Sequence[Module]) -> bool:
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        try:
            _compile(replace(sources, modules=tuple(modules)), seconds)
        except _Died:
            return True
        except EngineError:
            pass
        return False

    try:
        return [module.name for module in _smallest(list(sources.modules), dies)]
    except TimeoutError:
        return []


def _smallest(modules: list[Module], dies: Callable[[Sequence[Module]], bool]) -> list[Module]:
    needed: list[Module] = []
    while modules:
        low, high = 1, len(modules)
        while low < high:
            middle = (low + high) // 2
            if dies([*needed, *modules[:middle]]):
                high = middle
            else:
                low = middle + 1
        needed.append(modules[high - 1])
        modules = modules[: high - 1]
        if not modules or dies(needed):
            break
    return needed
