"""Where a run writes: files that appear when they are whole, or streams."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policycheck.errors import PolicycheckError, UsageError

STANDARD_OUTPUT = "-"
_PART = ".part"


@dataclass(frozen=True)
class Targets:
    """Where a run writes.

    Attributes:
        output: The decisions; ``-`` for standard output.
        rejects: The rows that were not decided.
    """

    output: str
    rejects: Path

    @property
    def stream(self) -> bool:
        """Whether the output is written as it comes: to standard output, a pipe or a device."""
        return self.output == STANDARD_OUTPUT or special(Path(self.output))

    @property
    def part(self) -> Path:
        """The directory in which a run keeps what it has done."""
        path = Path(self.output)
        return path.with_name(path.name + _PART)

    @property
    def files(self) -> list[Path]:
        """What appears under its name: not standard output, and no device."""
        rows = [] if self.stream else [Path(self.output)]
        return [path for path in (*rows, self.rejects) if not special(path)]


def special(path: Path) -> bool:
    """Whether it is there and no file, such as ``/dev/null``: it cannot be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def default_rejects(output: str) -> Path:
    """Beside the output: ``out.rejects.ndjson`` for ``out.parquet`` and ``out.csv.gz``.

    Raises:
        UsageError: There is nothing beside standard output.
    """
    if output == STANDARD_OUTPUT:
        raise UsageError("with the output on standard output, say where rejects go: --rejects FILE")
    path = Path(output)
    if path.suffix.lower() in (".gz", ".zst"):
        path = path.with_suffix("")
    return path.with_name(f"{path.stem}.rejects.ndjson")


def refuse_existing(*paths: Path) -> None:
    """Nothing is overwritten by accident.

    Raises:
        UsageError: A file is there already.
    """
    for path in paths:
        if path.is_file():
            raise UsageError(f"{path} is there already: choose another name, or --overwrite")


def refuse_homeless(*paths: Path) -> None:
    """Every file has a directory to be in, and is none.

    Raises:
        UsageError: A directory does not exist, or a file is one.
    """
    for path in paths:
        if path.is_dir():
            raise UsageError(f"{path} is a directory: name a file")
        if not path.parent.is_dir():
            raise UsageError(f"there is no directory {path.parent} for {path.name}")


def refuse_the_same(*paths: str | Path | None) -> None:
    """No file is read and written, or written twice.

    Raises:
        UsageError: Two of them are the same file.
    """
    files = [Path(path) for path in paths if path is not None]
    resolved = [file.resolve() for file in files if not special(file) and str(file) != "-"]
    for file in resolved:
        if resolved.count(file) > 1:
            raise UsageError(f"{file} is named twice: what is read and written are separate files")


def place(finished: Path, target: Path) -> None:
    """Put a finished file under its name, at once.

    Raises:
        OSError: It cannot be put there.
    """
    target = target.resolve()  # a link stays one
    if special(target):
        with finished.open("rb") as content, target.open("wb") as out:
            shutil.copyfileobj(content, out)
        return
    try:
        finished.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = target.with_name(target.name + _PART)
        shutil.copyfile(finished, near)
        near.replace(target)


@contextmanager
def writing(name: str | os.PathLike[str]) -> Iterator[None]:
    """What cannot be written is told in a sentence; a closed pipe stays what it is.

    Raises:
        PolicycheckError: Something inside could not be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PolicycheckError(f"{os.fspath(name)} cannot be written: {error.strerror}") from error
