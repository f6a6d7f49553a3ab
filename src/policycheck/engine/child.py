"""The process in which foreign rules are compiled for the first time.

Reads the sources as JSON from standard input and writes an error, or the plan if it is wanted, to
standard output. Where the engine aborts, it takes this process with it and no other.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from policycheck.engine import native
from policycheck.engine.sources import Module, Sources
from policycheck.errors import EngineError


def request(sources: Sources, wants_plan: bool) -> bytes:
    """What the parent writes to the child."""
    return json.dumps({**asdict(sources), "wants_plan": wants_plan}).encode()


def reply(answer: bytes) -> EngineError | dict[str, Any] | None:
    """What the child answered: the error, or else the plan, or ``None`` if it is not wanted."""
    content = json.loads(answer)
    error = content["error"]
    return content["plan"] if error is None else EngineError(**error)


def main() -> None:
    """Compile what stands on standard input, check every call in its plan, and give the plan."""
    no_core_dump()
    # The answer keeps its own descriptor, so that nothing the engine prints gets into it.
    answer = os.dup(1)
    os.dup2(2, 1)
    wanted = json.load(sys.stdin.buffer)
    compiled = _compile(wanted)
    failed = isinstance(compiled, EngineError)
    content = {
        "error": _fields(compiled) if isinstance(compiled, EngineError) else None,
        "plan": compiled if wanted["wants_plan"] and not failed else None,
    }
    with os.fdopen(answer, "w", encoding="utf-8") as stream:
        json.dump(content, stream)


def _compile(request: dict[str, Any]) -> EngineError | dict[str, Any]:
    """The plan as the engine saves it, or what is wrong."""
    modules = tuple(Module(**module) for module in request["modules"])
    try:
        return compile_here(Sources(modules, request["data"], tuple(request["entrypoints"])))
    except EngineError as error:
        return error


def compile_here(sources: Sources) -> dict[str, Any]:
    """The plan as the engine saves it; every call in it is checked.

    Only for a process that loaded the engine before anything else, and that it may abort.

    Raises:
        EngineError: The rules do not compile, or call what they may not.
    """
    # Imported here, as the parent imports this module too, and needs no plan for that.
    from policycheck.engine import plan

    bundle = native.compile_bundle(sources)
    with tempfile.TemporaryDirectory() as directory:
        path = native.save_plan(bundle, Path(directory, "bundle"))
        compiled: dict[str, Any] = json.loads(path.read_bytes())
    plan.check_calls(plan.plan_of(compiled, sources.modules), native.is_builtin)
    return compiled


def _fields(error: EngineError) -> dict[str, Any]:
    return {name: getattr(error, name) for name in ("code", "message", "file", "row", "column")}


def no_core_dump() -> None:
    """Leave no file behind where the engine aborts this process."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
