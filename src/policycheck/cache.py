"""What was worked out before, kept in the user's cache directory by the hash of what it rests on.

The directory is safe to delete and safe under concurrent runs: an entry appears under its name only
when whole, and its name changes with everything that it rests on. What cannot be kept is worked out
again.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policycheck.files import put
from policycheck.resources import shipped

Content = Mapping[str, Any]

_PACKAGE = Path(__file__).resolve().parent


def cache_directory() -> Path:
    """Where things are kept: ``POLICYCHECK_CACHE``, else the user's cache directory."""
    if chosen := os.environ.get("POLICYCHECK_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or "~").expanduser() / "policycheck" / "Cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/policycheck").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "policycheck"


def entry(kind: str, *parts: str | bytes) -> str:
    """The name of an entry: its kind, and the SHA-256 of everything that it rests on."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        # With its length, so that two parts cannot pass for two others.
        digest.update(f"{len(content)}:".encode())
        digest.update(content)
    return f"{kind}-{digest.hexdigest()}.json"


def read(name: str, *directories: Path) -> dict[str, Any] | None:
    """What is kept under a name, in the first of the directories that has it whole.

    Args:
        name: As :func:`entry` made it.
        directories: Where to look; by default in the user's cache.
    """
    for directory in directories or (cache_directory(),):
        with contextlib.suppress(OSError, ValueError):
            content = json.loads((directory / name).read_text(encoding="utf-8"))
            if isinstance(content, dict):
                return content
    return None


def keep(name: str, content: Content) -> None:
    """Keep something in the user's cache, if that can be written."""
    with contextlib.suppress(OSError):
        write(cache_directory() / name, content)


def write(path: Path, content: Content) -> None:
    """Write an entry, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    put(path, json.dumps(content, ensure_ascii=False).encode())


@cache
def code(*packages: str) -> str:
    """What stands for this policycheck: it changes whenever a module or a schema does.

    Args:
        packages: Only the modules of these packages count, for what must be known quickly.
    """
    digest = hashlib.sha256(sys.version.encode())
    places = [(_PACKAGE / each, "*.py") for each in packages] or [
        (_PACKAGE, "*.py"),
        (shipped("schemas"), "*.json"),
    ]
    for directory, pattern in places:
        for file in sorted(directory.rglob(pattern)):
            digest.update(f"{file.relative_to(directory)}:".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
