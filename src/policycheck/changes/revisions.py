"""A rules directory as it was at a git revision, in a temporary directory.

Git is only read from: objects by their ids. Neither the work tree nor the index is looked at or
written, and nothing is checked out, so that no filter, hook or attribute of the repository runs.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policycheck.errors import PolicycheckError, UsageError
from policycheck.facts.problems import printable, quoted

SECONDS = 120
"""How long one call of git may take."""

_FILES = (".rego", ".yaml")
_FILE_MODES = (b"100644", b"100755")
_LINK_MODE = b"120000"

# Git sets these for its hooks; they would lead to another repository, index or work tree.
_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)


class GitFailed(PolicycheckError):
    """Git cannot be run, or refuses what it was asked."""


@dataclass(frozen=True)
class Revision:
    """A commit and what lies in it.

    Attributes:
        name: As the user named it.
        commit: The id of the commit.
        directory: Where its rules directory was written; gone when the context is left.
    """

    name: str
    commit: str
    directory: Path

    @property
    def label(self) -> str:
        """The name, and the beginning of the commit's id where the name is another."""
        short = self.commit[:10]
        return self.name if self.commit.startswith(self.name) else f"{self.name} ({short})"


@contextmanager
def rules_at(revision: str, rules: Path) -> Iterator[Revision]:
    """The rules directory at a revision, for as long as the context lasts.

    Only Rego and YAML are written: what a rules directory consists of.

    Args:
        revision: Anything that names a commit in git: ``HEAD``, ``main``, ``v1.2``, ``3f2a9c1``.
        rules: The rules directory in the work tree; it need not exist there any more.

    Raises:
        UsageError: The directory lies in no git repository, or the revision does not exist, or it
            has no such directory.
        GitFailed: There is no git, or it does not do what it is asked.
    """
    top = _top(rules)
    commit = _commit(revision, top)
    tree = _tree(commit, revision, rules, top)
    with tempfile.TemporaryDirectory(prefix="policycheck-") as directory:
        root = Path(directory, "rules")
        root.mkdir()
        _write(tree, root, revision, top)
        yield Revision(revision, commit, root)


def file_at(revision: str, path: Path) -> str | None:
    """The text of a file at a revision; ``None`` where there was none.

    Args:
        revision: Anything that names a commit.
        path: The file in the work tree; it need not exist there.

    Raises:
        UsageError: The revision does not exist.
        GitFailed: There is no git.
    """
    directory = path.parent
    if not directory.is_dir() or _git(["rev-parse", "--show-toplevel"], directory).returncode:
        return None
    top = _top(directory)
    commit = _commit(revision, top)
    try:
        place = path.parent.resolve().relative_to(top.resolve()) / path.name
    except ValueError:
        return None
    done = _git(["cat-file", "blob", f"{commit}:{place.as_posix()}"], top)
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _top(rules: Path) -> Path:
    """The work tree in which a directory lies."""
    if not rules.is_dir():
        raise UsageError(f"there is no directory {rules}")
    done = _git(["rev-parse", "--show-toplevel"], rules)
    if done.returncode == 0:
        return Path(os.fsdecode(done.stdout.removesuffix(b"\n")))
    said = _said(done)
    if "not a git repository" in said:
        raise UsageError(
            f"{rules} lies in no git repository: to compare with a revision the rules have to be"
            " kept in one (say where they are with --rules DIR)"
        )
    if "must be run in a work tree" in said:
        raise UsageError(f"{rules} lies in a git directory, not in the work tree of one")
    raise GitFailed(f"git does not read the repository of {rules}: {said}")


def _commit(revision: str, top: Path) -> str:
    # A name that begins with a dash would be an option, and one with NUL cannot be passed on.
    if revision and not revision.startswith("-") and "\0" not in revision:
        done = _git(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], top)
        if done.returncode == 0:
            return done.stdout.decode().strip()
    if _git(["rev-parse", "--verify", "--quiet", "HEAD"], top).returncode:
        raise UsageError(f"there is no revision {quoted(revision)}: {top} has no commit yet")
    sentence = f"there is no revision {quoted(revision)} in {top}"
    raise UsageError(
        sentence + (_SHALLOW if _is_shallow(top) else "; git log lists those there are")
    )


_SHALLOW = (
    ": the clone is shallow and has the newest commits only; git fetch --unshallow gets the others"
)


def _is_shallow(top: Path) -> bool:
    return _git(["rev-parse", "--is-shallow-repository"], top).stdout.strip() == b"true"


def _tree(commit: str, revision: str, rules: Path, top: Path) -> str:
    """The id of the tree that a directory was."""
    try:
        place = rules.resolve().relative_to(top.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{rules} lies outside the git repository {top}") from None
    inside = "^{tree}" if place == "." else f":{place}"
    done = _git(["rev-parse", "--verify", "--quiet", f"{commit}{inside}"], top)
    tree = done.stdout.decode().strip()
    if done.returncode or _git(["cat-file", "-t", tree], top).stdout.strip() != b"tree":
        raise UsageError(f"{place} is no directory in the revision {quoted(revision)}")
    return tree


def _write(tree: str, root: Path, revision: str, top: Path) -> None:
    """Every Rego and YAML file of a tree, byte for byte."""
    done = _git(["ls-tree", "-r", "-z", tree], top)
    if done.returncode:
        raise GitFailed(f"git cannot list the files of {quoted(revision)}: {_said(done)}")
    files = dict(_entries(done.stdout, revision))
    for path, content in zip(files.values(), _contents(list(files), top), strict=True):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _entries(listing: bytes, revision: str) -> Iterator[tuple[tuple[str, int], PurePosixPath]]:
    """The id of each file that counts, numbered as two may have the same, with its path."""
    for number, line in enumerate(filter(None, listing.split(b"\0"))):
        mode, _kind, rest = line.split(b" ", 2)
        id, _, name = rest.partition(b"\t")
        path = PurePosixPath(os.fsdecode(name))
        if mode == _LINK_MODE:
            shown = printable(str(path))
            raise UsageError(
                f"{shown} is a symbolic link in the revision {quoted(revision)}, and links are not"
                " followed: put the file itself there"
            )
        # Git makes no such names, but a commit of a stranger may hold them.
        if path.is_absolute() or ".." in path.parts or ":" in name.decode(errors="replace"):
            continue
        if mode in _FILE_MODES and path.suffix in _FILES:
            yield (id.decode(), number), path


def _contents(ids: Sequence[tuple[str, int]], top: Path) -> Iterator[bytes]:
    """The contents of objects, in the order of their ids."""
    wanted = "".join(f"{id}\n" for id, _ in ids).encode()
    output = _git(["cat-file", "--batch"], top, wanted).stdout
    for _ in ids:
        head, _, output = output.partition(b"\n")
        parts = head.split()
        if len(parts) != len((b"id", b"type", b"size")):
            shown = head.decode(errors="replace") or "nothing"
            raise GitFailed(
                f"the repository {top} lacks a file of that revision (git answers: {shown}); a"
                " partial clone gets it with git fetch --refetch"
            )
        size = int(parts[2])
        yield output[:size]
        output = output[size + 1 :]


def _git(
    arguments: Sequence[str], directory: Path, sent: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git that the user runs too
            cwd=directory,
            input=sent,
            capture_output=True,
            env=_environment(os.environ),
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise GitFailed("there is no git: install it, or put it on the PATH") from None
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise GitFailed(f"git cannot be run: {error}") from None


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in given.items() if name not in _LOCAL}
    return kept | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    said = lines[0] if lines else f"exit code {done.returncode}"
    return printable(said.removeprefix("fatal: "), 300)
