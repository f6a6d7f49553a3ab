"""Parsed manifests, kept by the hash of their text, so that YAML is not parsed at every start.

A wheel ships the parsed manifests of its rules. What is not among them is parsed and checked
against its JSON Schema once, and kept in the user's cache directory, which is safe to delete and
safe under concurrent runs: an entry is named by the SHA-256 of the text and the schema that it was
made of, and appears under its name only when whole.
"""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from policycheck.errors import Problem, RulesError
from policycheck.resources import shipped


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
    for directory in (shipped("compiled"), cache_directory()):
        with contextlib.suppress(OSError, ValueError):
            content = json.loads((directory / name).read_text(encoding="utf-8"))
            if isinstance(content, dict):
                return content
    content = _checked(text, path)
    with contextlib.suppress(OSError):
        keep(cache_directory() / name, content)
    return content


def compile_all(rego: Path, destination: Path) -> None:
    """Parse and check every manifest under ``rego`` into ``destination``, for a wheel.

    Raises:
        RulesError: A manifest is not valid.
    """
    for path in sorted(rego.rglob("*.yaml")):
        text = path.read_bytes()
        keep(destination / _name(text, path), _checked(text, path))


def cache_directory() -> Path:
    """Where parsed manifests are kept: ``POLICYCHECK_CACHE``, else the user's cache directory."""
    if chosen := os.environ.get("POLICYCHECK_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~").expanduser() / "policycheck" / "Cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/policycheck").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "policycheck"


def schema_of(path: Path) -> str:
    """The name of the schema that a manifest must fit: its own, or that of a decision."""
    own = ("policy", "parameters", "readings", "not_normative")
    return path.stem if path.stem in own else "decision"


def _name(text: bytes, path: Path) -> str:
    digest = hashlib.sha256(text)
    for schema in ("common", schema_of(path)):
        digest.update((shipped("schemas") / "manifest" / f"{schema}.schema.json").read_bytes())
    return f"{schema_of(path)}-{digest.hexdigest()}.json"


def keep(path: Path, content: dict[str, Any]) -> None:
    """Write an entry, which appears under its name only when whole.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _checked(text: bytes, path: Path) -> dict[str, Any]:
    # Both imports take long, and most starts find every manifest in the store.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from policycheck.policies.schemas import problems_in

    try:
        content = YAML(typ="safe", pure=True).load(text.decode("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = str(error.problem or error.context)
        raise RulesError([Problem("yaml", message, str(path), line, column)]) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise RulesError([Problem("yaml", str(error).splitlines()[0], str(path))]) from None
    content = json.loads(json.dumps(content, default=_iso))
    if problems := problems_in(content, schema_of(path), str(path)):
        raise RulesError(problems)
    checked: dict[str, Any] = content
    return checked


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
