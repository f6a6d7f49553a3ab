"""Parsed manifests, kept by the hash of their text, so that YAML is not parsed at every start.

A wheel ships the parsed manifests of its rules. What is not among them is parsed and checked
against its JSON Schema once, and kept in the user's cache.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from policycheck import cache
from policycheck.errors import Problem, RulesError
from policycheck.resources import shipped

# What YAML can say and a manifest cannot: days such as 2023-02-30, sets, loops, infinity.
_NO_JSON = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def read_manifest(path: Path) -> dict[str, Any]:
    """The content of a YAML manifest as JSON values, checked against its schema.

    Raises:
        RulesError: The file cannot be read, is not a YAML mapping with unique keys, or does not
            fit its schema.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise RulesError([Problem("unreadable", f"cannot be read: {reason}", str(path))]) from None
    name = _name(text, path)
    found = cache.read(name, shipped("compiled"), cache.cache_directory())
    if found is None:
        found = _checked(text, path)
        cache.keep(name, found)
    return found


def compile_all(rego: Path, destination: Path) -> None:
    """Parse and check every manifest under ``rego`` into ``destination``, for a wheel.

    Raises:
        RulesError: A manifest is not valid.
    """
    for path in sorted(rego.rglob("*.yaml")):
        text = path.read_bytes()
        cache.write(destination / _name(text, path), _checked(text, path))


def schema_of(path: Path) -> str:
    """The name of the schema that a manifest must fit: its own, or that of a decision."""
    own = ("policy", "parameters", "readings", "not_normative", "laws")
    return path.stem if path.stem in own else "decision"


def _name(text: bytes, path: Path) -> str:
    folder = shipped("schemas") / "manifest"
    names = ("common", schema_of(path))
    schemas = ((folder / f"{name}.schema.json").read_bytes() for name in names)
    return cache.entry(schema_of(path), text, *schemas)


def _checked(text: bytes, path: Path) -> dict[str, Any]:
    # Both imports take long, and most starts find every manifest in the store.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from policycheck.policies.schemas import problems_in

    try:
        content = YAML(typ="safe", pure=True).load(text.decode("utf-8"))
        content = json.loads(json.dumps(content, default=_iso, allow_nan=False))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = str(error.problem or error.context)
        raise RulesError([Problem("yaml", message, str(path), line, column)]) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise RulesError([Problem("yaml", str(error).splitlines()[0], str(path))]) from None
    except _NO_JSON as error:
        message = f"holds a value that is no JSON, or a day that does not exist: {error}"
        raise RulesError([Problem("yaml", message, str(path))]) from None
    if problems := problems_in(content, schema_of(path), str(path)):
        raise RulesError(problems)
    checked: dict[str, Any] = content
    return checked


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
