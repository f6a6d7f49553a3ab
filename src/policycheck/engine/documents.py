"""JSON in and out of the engine, in the one spelling that it reads faithfully."""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from policycheck.errors import EngineError

MAX_DEPTH = 64
"""Levels of nesting; the engine's parser exhausts the stack at a few thousand."""


def to_json(document: Mapping[str, Any], name: str) -> str:
    r"""Write a document as JSON text for the engine.

    Characters beyond ASCII stay as they are: the engine compares strings by their spelling,
    and ``\u00e9`` would differ from an ``é`` in a rule.

    Args:
        document: Mappings, lists, tuples, strings, numbers, booleans and ``None``.
        name: What the document is, for the error's code: ``input`` or ``data``.

    Raises:
        EngineError: ``<name>_too_deep`` beyond 64 levels, ``<name>_invalid`` for anything
            that JSON or the engine cannot hold: another type, NaN, a key that is no string.
    """
    _check(document, name)
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, default=dict)
        text.encode("utf-8")
    except ValueError as error:
        raise EngineError(f"{name}_invalid", f"the {name} cannot be written: {error}") from None
    return text


def from_json(text: str) -> Any:
    """Read what the engine answered.

    Raises:
        EngineError: ``result_invalid`` if Python would lose a part of the answer: two keys
            that JSON spells alike, or a number too large for a float.
    """
    try:
        return json.loads(
            text, object_pairs_hook=_unique, parse_float=_finite, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise EngineError("result_invalid", f"the result is not valid JSON: {error}") from None


def _check(document: Mapping[str, Any], name: str) -> None:
    # A stack of our own: the document may be nested deeper than Python can recurse.
    pending: list[tuple[Any, int]] = [(document, 1)]
    while pending:
        value, depth = pending.pop()
        if value is None or isinstance(value, (str, bool, int)):
            continue
        if isinstance(value, float):
            _check_float(value, name)
            continue
        if depth > MAX_DEPTH:
            raise EngineError(
                f"{name}_too_deep", f"the {name} is nested deeper than {MAX_DEPTH} levels"
            )
        if isinstance(value, Mapping):
            for key in value:
                if not isinstance(key, str):
                    raise EngineError(f"{name}_invalid", f"the key {key!r} is not a string")
            pending.extend((member, depth + 1) for member in value.values())
        elif isinstance(value, (list, tuple)):
            pending.extend((member, depth + 1) for member in value)
        else:
            kind = type(value).__name__
            raise EngineError(f"{name}_invalid", f"a {kind} cannot stand in the {name}")


def _check_float(value: float, name: str) -> None:
    if not math.isfinite(value):
        raise EngineError(f"{name}_invalid", f"{value} is not a JSON number")
    # `1e-07` as a base document is taken for an integer and crashes the process.
    if name == "data" and "e" in (text := repr(value)) and "." not in text:
        raise EngineError("data_invalid", f"the engine cannot read {text}: write it in full")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("two keys of an object are spelled alike")
    return members


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text} is too large")
    return number


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number")
