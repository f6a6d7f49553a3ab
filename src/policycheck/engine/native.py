"""The calls into regopy: the only module that imports it.

Its C functions are called through ``regopy.rego_shared``, because the classes above them
lose what went wrong (an error's text ends in a ``JSONDecodeError``) and hand out nodes that
point into freed memory. Every function here returns Python values that own their memory.

Set once, for every interpreter:

- ``log_level`` NONE: else parse errors and warnings go to the process's standard output.
  What a rule itself prints bypasses the log, so ``print`` is refused (see ``purity``).
- ``strict_built_in_errors``: else a division by zero is undefined, and ``not`` over it true.
"""

import ctypes
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from policycheck.engine.failures import FILE_NAME, is_error_tree, read_error
from policycheck.engine.sources import Sources
from policycheck.errors import EngineError

Interpreter = Any
Bundle = Any

_RULE_PARAMETERS = 2  # input and data; a function has its own after these


@dataclass(frozen=True)
class Outline:
    """What a compiled bundle contains.

    Attributes:
        builtins: The builtin functions that it calls.
        functions: The paths of all rules and functions, each with its number of arguments
            (0 for a rule).
    """

    builtins: tuple[str, ...]
    functions: tuple[tuple[tuple[str, ...], int], ...]


@cache
def _library() -> Any:
    # Loading it takes 50 ms, which a command that evaluates nothing need not spend.
    _share_the_standard_library()
    from regopy import rego_shared

    return rego_shared


def load_engine() -> None:
    """Load the engine now, before a library that it does not go with if it comes later."""
    _library()


def _share_the_standard_library() -> None:
    """Let regopy use the C++ library of the process for everything.

    Where numpy or pyarrow was loaded before, it would use that library for some things and what
    was compiled into regopy itself for others, free memory that the other one got, and abort: not
    at once, but at some later decision.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            ctypes.CDLL("libstdc++.so.6", mode=ctypes.RTLD_GLOBAL)


def version() -> str:
    """The version of regopy that is installed.

    Where it is not loaded, it is not loaded for this: the name of the directory says it too.
    """
    if "regopy" not in sys.modules and (found := find_spec("regopy")) and found.origin:
        beside = Path(found.origin).parents[1].glob("regopy-*.dist-info")
        names = [each.name for each in beside]
        if len(names) == 1:
            return names[0].removeprefix("regopy-").removesuffix(".dist-info")
    _library()
    import regopy

    return str(regopy.__version__)


def new_interpreter() -> Interpreter:
    """A silent and strict interpreter. Two threads must never use it at once."""
    _library()
    from regopy import Interpreter, LogLevel

    interpreter = Interpreter()
    interpreter.log_level = LogLevel.NONE
    interpreter.strict_built_in_errors = True
    return interpreter


def compile_bundle(sources: Sources) -> Bundle:
    """Compile to a bundle that any number of interpreters may query at once.

    Raises:
        EngineError: A module does not compile.
    """
    rego = _library()
    interpreter = new_interpreter()
    try:
        interpreter.add_data_json(sources.data)
        for index, module in enumerate(sources.modules):
            interpreter.add_module(FILE_NAME.format(index), module.text)
        bundle = interpreter.build(None, sources.entrypoints)
    except rego.RegoError as error:
        raise read_error(str(error), "rego_parse_error", sources.modules) from None
    if not bundle.ok():
        raise _node_error(rego.rego_bundle_node(bundle._impl), "rego_compile_error")
    _load(interpreter, bundle)
    return bundle


def run(interpreter: Interpreter, bundle: Bundle, entrypoint: str, term: str) -> str | None:
    """Query an entrypoint of a bundle.

    Args:
        interpreter: One that no other thread is using.
        bundle: What ``compile_bundle`` gave.
        entrypoint: One of the entrypoints that it was compiled for.
        term: The input, as JSON text.

    Returns:
        The engine's answer as JSON text, or ``None`` if the entrypoint is undefined.

    Raises:
        EngineError: A rule failed.
    """
    rego = _library()
    try:
        interpreter.set_input_term(term)
    except rego.RegoError as error:
        raise read_error(str(error), "input_invalid") from None
    output = rego.rego_bundle_query_entrypoint(interpreter._impl, bundle._impl, entrypoint)
    if output is None:
        raise EngineError("eval_error", "the engine gave no answer")
    try:
        if not rego.rego_output_ok(output):
            raise _node_error(rego.rego_output_node(output), "eval_error")
        text: str = rego.rego_output_string(output)
    except UnicodeDecodeError as error:
        raise EngineError("result_invalid", f"the result is not Unicode: {error}") from None
    finally:
        rego.rego_free_output(output)
    if is_error_tree(text):
        raise read_error(text, "eval_error")
    return None if text == "undefined" else text


def read_outline(bundle: Bundle) -> Outline:
    """What the bundle calls and defines, read from its syntax tree."""
    policy = _children(_library().rego_bundle_node(bundle._impl))[1]
    static, _plans, _query, functions = _children(policy)
    _strings, _files, builtins = _children(static)
    return Outline(
        tuple(_value(_children(builtin)[0]) for builtin in _children(builtins)),
        tuple(_signature(function) for function in _children(functions)),
    )


def save_plan(bundle: Bundle, directory: Path) -> Path:
    """Write the plan (OPA's intermediate representation, as JSON); gives the file.

    Only for a process that loaded regopy before anything else: with numpy loaded first,
    the engine frees memory twice and aborts.
    """
    new_interpreter().save_bundle(str(directory), bundle)
    return directory / "plan.json"


@cache
def is_builtin(name: str) -> bool:
    """Whether the engine has a builtin function of this name."""
    return bool(new_interpreter().is_builtin(name))


def _load(interpreter: Interpreter, bundle: Bundle) -> None:
    # The first query converts the bundle in place and verifies it. Done here, before there
    # are threads, and with an entrypoint that no policy has.
    try:
        run(interpreter, bundle, "", "{}")
    except EngineError as error:
        if error.message != "entrypoint not found":
            raise


def _node_error(node: Any, code: str) -> EngineError:
    """The first of a sequence of errors: its message, tree and code are its children."""
    message, _tree, *codes = _children(_children(node)[0])
    return EngineError(_value(codes[0]) if codes else code, _value(message))


def _signature(function: Any) -> tuple[tuple[str, ...], int]:
    _name, path, parameters, *_rest = _children(function)
    segments = [_value(segment) for segment in _children(path)]
    return tuple(segments[1:]), len(_children(parameters)) - _RULE_PARAMETERS


def _children(node: Any) -> list[Any]:
    rego = _library()
    return [rego.rego_node_get(node, index) for index in range(rego.rego_node_size(node))]


def _value(node: Any) -> str:
    value: str = _library().rego_node_value(node)
    return value
