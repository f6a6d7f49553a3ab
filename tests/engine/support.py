"""Rego as a naive user of regopy would run it, and as the adapter runs it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
import regopy

from policycheck.engine import Program, compile_rules
from policycheck.errors import EngineError

HEADER = "package a.b\n\nimport rego.v1\n\n"
FILE = "rules/example.rego"
ENTRYPOINT = "a/b/p"


def raw(
    body: str,
    term: str = "{}",
    *,
    data: str | None = None,
    strict: bool = True,
    entrypoint: str = ENTRYPOINT,
) -> str:
    """The text of regopy's output for rule ``p``: a result, ``undefined`` or ``<error>``."""
    interpreter = regopy.Interpreter()
    interpreter.log_level = regopy.LogLevel.NONE
    interpreter.strict_built_in_errors = strict
    if data is not None:
        interpreter.add_data_json(data)
    interpreter.add_module("example.rego", HEADER + body)
    bundle = interpreter.build(None, [entrypoint])
    interpreter.set_input_term(term)
    return str(interpreter.query_bundle_entrypoint(bundle, entrypoint))


def result(*values: Any) -> str:
    """The text of an output that holds these values; regopy's spelling of objects differs."""
    texts = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return '{"expressions":[' + ",".join(texts) + "]}"


def compiled(
    body: str,
    data: Mapping[str, Any] | None = None,
    *,
    trusted: bool = True,
    entrypoint: str = ENTRYPOINT,
) -> Program:
    """The adapter's program for one module."""
    return compile_rules({FILE: HEADER + body}, data or {}, [entrypoint], trusted=trusted)


def decide(
    body: str,
    input_document: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    *,
    trusted: bool = True,
) -> Any:
    """What the adapter answers for rule ``p``."""
    return compiled(body, data, trusted=trusted).query(ENTRYPOINT, input_document or {})


def error_of(
    body: str,
    input_document: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    *,
    trusted: bool = True,
) -> EngineError:
    """The error in which ``decide`` ends."""
    with pytest.raises(EngineError) as caught:
        decide(body, input_document, data, trusted=trusted)
    return caught.value


def in_child(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python in a process that may crash."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, timeout=60, check=False
    )


def aborted(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether the process ended neither well nor by an exception in Python."""
    return done.returncode not in (0, 1)


RAW_CHILD = f"""
import sys, regopy
interpreter = regopy.Interpreter()
interpreter.log_level = regopy.LogLevel.NONE
interpreter.add_module("example.rego", {HEADER!r} + sys.argv[1])
bundle = interpreter.build(None, ["{ENTRYPOINT}"])
interpreter.set_input_term(sys.argv[2] if len(sys.argv) > 2 else "{{}}")
print(interpreter.query_bundle_entrypoint(bundle, "{ENTRYPOINT}"))
"""
"""The same as `raw`, as a program for `in_child`."""
