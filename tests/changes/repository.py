"""A git repository with rules in it, in a directory of a test."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = (
    "user.name=Author",
    "user.email=author@policycheck.example",
    "commit.gpgsign=false",
    "init.defaultBranch=main",
    "core.hooksPath=/dev/null",
    "protocol.file.allow=always",
)
_ENVIRONMENT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(directory: Path, *arguments: object, env: Mapping[str, str] | None = None) -> str:
    """Run git with settings of its own, whatever the user's or a hook's are."""
    settings = [word for each in _SETTINGS for word in ("-c", each)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *settings, *map(str, arguments)],
        cwd=directory,
        env={**kept, **_ENVIRONMENT, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Repository:
    """A git repository; its rules directory is ``rego``."""

    path: Path

    @property
    def rules(self) -> Path:
        return self.path / "rego"

    def git(self, *arguments: object) -> str:
        return git(self.path, *arguments)

    def commit(self, message: str = "A change") -> str:
        """Commit everything; the id of the commit."""
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()

    def state(self) -> tuple[str, bytes, dict[str, bytes]]:
        """Everything that a command could change: status, index, files."""
        files = {
            str(file.relative_to(self.path)): file.read_bytes()
            for file in sorted(self.path.rglob("*"))
            if file.is_file() and ".git" not in file.relative_to(self.path).parts
        }
        index = (self.path / ".git" / "index").read_bytes()
        return self.git("status", "--porcelain", "--untracked-files=all"), index, files


def made_repository(path: Path) -> Repository:
    """An empty repository."""
    path.mkdir(parents=True, exist_ok=True)
    git(path, "init", "--quiet")
    return Repository(path)
