"""Which policies of which rules directory a path means."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policycheck.errors import UsageError
from policycheck.policies.rules import LIBRARY
from policycheck.resources import shipped


@dataclass(frozen=True)
class Selection:
    """Policies of one rules directory.

    Attributes:
        directory: The rules directory: ``<insurer>/<policy>/policy.yaml`` lie in it.
        policies: The ids of the policies that are meant, in order; a policy that is half written
            is one of them as soon as it has a directory with Rego or YAML in it.
        library: Whether the tests and modules of the shared library in that directory are meant
            too.
    """

    directory: Path
    policies: tuple[str, ...]
    library: bool


def select(paths: Sequence[Path], rules: Path | None = None) -> Selection:
    """What paths mean: a rules directory, an insurer's, a policy's, the library, or a file there.

    Args:
        paths: Paths on disk, or ids such as ``asr.ggz_2024``; none for the whole rules directory.
        rules: The rules directory; by default that in which the first path lies, and the shipped
            one without paths.

    Raises:
        UsageError: A path does not exist, or lies in no rules directory or in another one.
    """
    root = rules or (_root(paths[0]) if paths and paths[0].exists() else shipped("rego"))
    known = _policies(root)
    library = (root / LIBRARY).is_dir()
    if not paths:
        return Selection(root, known, library)
    wanted: set[str] = set()
    with_library = False
    for path in paths:
        found, its_library = _meant(path, root, known)
        wanted.update(found)
        with_library = with_library or (library and its_library)
    return Selection(root, tuple(id for id in known if id in wanted), with_library)


def _meant(path: Path, root: Path, known: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The policies that one path means, and whether it means the library."""
    if not path.exists():
        if str(path) in known:
            return [str(path)], False
        raise UsageError(f"there is no file, directory or policy {path}")
    try:
        parts = path.resolve().relative_to(root.resolve()).parts
    except ValueError:
        raise UsageError(f"{path} does not lie in the rules directory {root}") from None
    if not parts:
        return known, True
    if parts[0] == LIBRARY:
        # Every policy rests on it.
        return known, True
    return [id for id in known if tuple(id.split("."))[: len(parts)] == parts[:2]], False


def _root(path: Path) -> Path:
    """The rules directory in which a path lies, or which it is."""
    full = path.resolve()
    for place in (full, *full.parents):
        if (place / "policy.yaml").is_file():
            return _as_written(path, place.parent.parent)
        if place.name == LIBRARY and _policies(place.parent):
            return _as_written(path, place.parent)
    if full.is_dir():
        if any(full.glob("*/*/policy.yaml")):
            return path
        if any(full.glob("*/policy.yaml")):
            return path.parent if path.name else _as_written(path, full.parent)
    raise UsageError(
        f"{path} is no rules directory and lies in none: expected <insurer>/<policy>/policy.yaml"
    )


def _as_written(path: Path, place: Path) -> Path:
    """A directory above a path, written as the path is: relative where that is."""
    for above in (path, *path.parents):
        if above.resolve() == place:
            return above
    return place


def _policies(root: Path) -> tuple[str, ...]:
    """The policies in a rules directory, the half-written ones too."""
    found = {
        f"{folder.parent.name}.{folder.name}"
        for folder in root.glob("*/*/")
        if folder.parent.name != LIBRARY
        and any(file.suffix in (".rego", ".yaml") for file in folder.iterdir())
    }
    return tuple(sorted(found))
