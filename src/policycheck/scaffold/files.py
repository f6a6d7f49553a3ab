"""Files that appear together or not at all, and never in the place of another."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from policycheck.errors import PolicycheckError, UsageError
from policycheck.scaffold.names import Name
from policycheck.scaffold.places import Places


@dataclass(frozen=True)
class Change:
    """Another content for a file that is there."""

    before: bytes
    after: bytes


@dataclass(frozen=True)
class Draft:
    """What would be made.

    Attributes:
        decision: The decision that is made, alone or with its policy.
        case: The case on which its scenarios rest.
        files: The content of each new file, in the order in which they are told.
        changed: The files that get another content.
        absent: What must not be there yet, beside the files themselves.
    """

    name: Name
    places: Places
    decision: str
    case: Path
    files: Mapping[Path, str]
    changed: Mapping[Path, Change]
    absent: tuple[Path, ...] = ()

    def check(self) -> None:
        """Whether nothing stands in the way.

        Raises:
            UsageError: Something that would be made is there; nothing is written.
        """
        refuse_what_is_there((*self.absent, *self.files))


def refuse_what_is_there(paths: Iterable[Path]) -> None:
    """Nothing is written over, and nothing is made in a place that is no directory.

    Raises:
        UsageError: One of the paths is there, or cannot be made where it should be.
    """
    for path in paths:
        if os.path.lexists(path):
            raise UsageError(
                f"{path} is there already, and nothing is written over: choose another name, or "
                "move it away"
            )
        above = _top(path).parent
        if not above.is_dir():
            raise UsageError(f"{path} cannot be made: {above} is no directory")


def publish(draft: Draft) -> None:
    """Make everything, or nothing.

    What is new is written beside its place and then renamed; what changes is replaced last, and
    only if it still is what the draft was made from.

    Raises:
        UsageError: Something is there already, or was changed meanwhile.
        PolicycheckError: Something cannot be written.
    """
    draft.check()
    try:
        with ExitStack() as after, _undone_on_error() as made:
            staged = [(_staged(after, draft, top), top) for top in _tops(draft)]
            replacements = [(_replacement(after, *each), *each) for each in draft.changed.items()]
            for source, target in staged:
                _put(source, target)
                made.append(target)
            for source, target, change in replacements:
                if target.read_bytes() != change.before:
                    raise UsageError(f"{target} was changed meanwhile: try again")
                source.replace(target)
    except OSError as error:
        where = error.filename or draft.places.rules
        reason = error.strerror or error
        raise PolicycheckError(f"{where} cannot be written ({reason}); nothing was made") from None


def _tops(draft: Draft) -> list[Path]:
    """What has to be renamed: the topmost new directories, and new files in old directories."""
    return list(dict.fromkeys(_top(path) for path in draft.files))


def _top(path: Path) -> Path:
    """The topmost part of a path that is not there yet."""
    while not os.path.lexists(path.parent):
        path = path.parent
    return path


def _staged(after: ExitStack, draft: Draft, top: Path) -> Path:
    """A new file or directory with everything in it, beside its place."""
    copy = _beside(after, top) / top.name
    for path, text in draft.files.items():
        if path == top or top in path.parents:
            target = copy / path.relative_to(top) if path != top else copy
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
    return copy


def _replacement(after: ExitStack, target: Path, change: Change) -> Path:
    copy = _beside(after, target) / target.name
    copy.write_bytes(change.after)
    shutil.copymode(target, copy)
    return copy


def _beside(after: ExitStack, path: Path) -> Path:
    directory = tempfile.TemporaryDirectory(prefix=".policycheck-new-", dir=path.parent)
    return Path(after.enter_context(directory))


def _put(source: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise UsageError(f"{target} has appeared meanwhile: nothing was made")
    source.rename(target)


@contextmanager
def _undone_on_error() -> Iterator[list[Path]]:
    """What was made is removed again if not everything can be made."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
