"""Writes files whole or not at all."""

import os
import tempfile
from pathlib import Path

_MODE = 0o644


def put(path: Path, content: bytes) -> None:
    """Write a file; whoever reads it meanwhile sees the old one or the new one.

    A file that is there keeps its mode, and a link stays one. What is there and is no file, such as
    a device or a named pipe, is written to and not replaced.

    Raises:
        OSError: It cannot be written; then what was there is as before.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _MODE)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
