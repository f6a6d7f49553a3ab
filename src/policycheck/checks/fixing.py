"""Puts the layout of Rego modules right, and changes nothing else."""

from pathlib import Path

from policycheck.checks.layout import laid_out
from policycheck.checks.subject import Subject
from policycheck.errors import PolicycheckError
from policycheck.files import put


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
    try:
        put(path, text.encode())
    except OSError as error:
        raise PolicycheckError(f"{path} cannot be written: {error.strerror or error}") from None
