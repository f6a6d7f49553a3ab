"""Puts the layout of Rego modules right, and changes nothing else."""

import os
import tempfile
from pathlib import Path

from policycheck.checks.layout import laid_out
from policycheck.checks.subject import Subject
from policycheck.errors import PolicycheckError


def fix_layout(subject: Subject) -> list[str]:
    """Lay out the modules of a policy or the library anew.

    A file is written whole or not at all.

    Returns:
        The files that changed, by their path below the rules directory.

    Raises:
        PolicycheckError: A file cannot be written.
    """
    changed = []
    for module in subject.modules:
        wanted = laid_out(module.text)
        if wanted != module.text:
            _write(subject.root / module.file, wanted)
            changed.append(module.file)
    return changed


def _write(path: Path, text: str) -> None:
    path = path.resolve()  # a link stays one
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            Path(temporary).chmod(path.stat().st_mode & 0o777)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PolicycheckError(f"{path} cannot be written: {error.strerror or error}") from None
