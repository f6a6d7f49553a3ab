"""Writes a folder of files whole or not at all, and replaces only a folder that it made."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from policycheck.errors import PolicycheckError, UsageError
from policycheck.version import __version__

# Lists every file of the handbook: what is not in it is somebody else's.
LIST = "handbook.json"
_MADE_BY = "policycheck docs"


def check_folder(folder: Path) -> None:
    """Refuse a place where something stands that is not ours to replace.

    Raises:
        UsageError: It is no folder, was not made by ``policycheck docs``, or holds another file.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise UsageError(f"{folder} is no directory: choose another place for the handbook")
    present = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() or path.is_symlink()
    }
    if not present and not any(folder.iterdir()):
        return
    ours = _listed(folder)
    if ours is None:
        raise UsageError(
            f"{folder} is not empty, and policycheck docs did not make it: choose a new directory"
        )
    if others := sorted(present - ours - {LIST}):
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise UsageError(
            f"{folder} holds {others[0]}{more}, which policycheck docs did not make: move it away, "
            "or choose a new directory"
        )


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder, which then takes the place of the old one.

    Args:
        folder: Where; it may not exist, be empty, or be one that this function made.
        files: The contents by path below the folder, with ``/``.

    Raises:
        UsageError: As :func:`check_folder`.
        PolicycheckError: It cannot be written; then what was there is as before.
    """
    check_folder(folder)
    folder = folder.resolve()
    listed = {"made_by": _MADE_BY, "policycheck": __version__, "files": sorted(files)}
    content = {**files, LIST: f"{json.dumps(listed, indent=1)}\n".encode()}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name[:40]}-") as work:
            new = Path(work) / "new"
            for name, each in content.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(each)
            _replace(folder, new, Path(work) / "old")
    except OSError as error:
        reason = error.strerror or str(error)
        raise PolicycheckError(f"{folder} cannot be written: {reason}") from error


def _replace(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _listed(folder: Path) -> frozenset[str] | None:
    """The files of a handbook in a folder; ``None`` where there is no handbook."""
    with suppress(OSError, ValueError, AttributeError, TypeError, KeyError):
        content = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if content["made_by"] == _MADE_BY:
            return frozenset(map(str, content["files"]))
    return None
