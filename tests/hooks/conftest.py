"""Real git repositories, and the real pre-commit, which installs the hooks once per run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from ruamel.yaml import YAML

from policycheck.scaffold import Places, PolicyWishes, draft_policy, name_of, publish

POLICY = "acme.care_2026"
Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Hooks:
    """The repository that the hooks come from, and where pre-commit keeps what it installs."""

    directory: Path
    environment: Mapping[str, str]

    @property
    def revision(self) -> str:
        return started(
            ["git", "rev-parse", "HEAD"], self.directory, self.environment
        ).stdout.strip()


@dataclass(frozen=True)
class Repository:
    """Somebody's own rules under git, with hooks."""

    directory: Path
    hooks: Hooks

    def run(self, *words: str, **variables: str) -> Done:
        return started(words, self.directory, {**self.hooks.environment, **variables}, check=False)

    def commit(self, **variables: str) -> Done:
        """Commit everything, through the hooks."""
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "a change", **variables)

    @property
    def commits(self) -> int:
        return int(self.run("git", "rev-list", "--count", "HEAD").stdout)

    def use(self, *hooks: Mapping[str, Any]) -> None:
        """Write the configuration and install it; committed past the hooks."""
        repo = {"repo": str(self.hooks.directory), "rev": self.hooks.revision, "hooks": hooks}
        with (self.directory / ".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
            YAML(typ="safe", pure=True).dump(
                {"repos": [{**repo, "hooks": [dict(each) for each in hooks]}]}, file
            )
        self.run("git", "add", "--all")
        self.run("git", "commit", "--no-verify", "-m", "the hooks")
        installed = self.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
        assert installed.returncode == 0, installed.stdout + installed.stderr

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.directory / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")


def started(
    words: tuple[str, ...] | list[str],
    directory: Path,
    environment: Mapping[str, str],
    check: bool = True,
) -> Done:
    return subprocess.run(
        words,
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=check,
        timeout=600,
    )


@pytest.fixture(scope="session")
def hooks(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """The files of the checkout as a repository of hooks; one for every worker of a run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    directory = base / "hooks"
    with FileLock(base / "hooks.lock"):
        (base / "gitconfig").write_text(
            "[user]\n\tname = A\n\temail = a@policycheck.example\n[init]\n\tdefaultBranch = main\n",
            encoding="utf-8",
        )
        environment = environment_in(base)
        if not directory.is_dir():
            copied = base / "hooks.part"
            shutil.rmtree(copied, ignore_errors=True)
            copy_checkout(root, copied)
            for words in (["init"], ["add", "--all"], ["commit", "-m", "policycheck"]):
                started(
                    ["git", *words, "--quiet"] if words[0] != "add" else ["git", *words],
                    copied,
                    environment,
                )
            copied.rename(directory)
    return Hooks(directory, environment)


def environment_in(base: Path) -> dict[str, str]:
    """Nothing of this process's Python, git or policycheck; pip is set up as it is."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTHON", "POLICYCHECK_", "PRE_COMMIT", "SKIP"))
    }
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": str(base / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "POLICYCHECK_CACHE": str(base / "cache"),
        "PRE_COMMIT_COLOR": "never",
        "PRE_COMMIT_HOME": str(base / "pre-commit"),
    }


def copy_checkout(root: Path, destination: Path) -> None:
    """The files that git knows, or would add, as they are now."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this is no checkout of git: {error}")
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).is_file():
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, destination / name)


@pytest.fixture
def repository(tmp_path: Path, hooks: Hooks) -> Repository:
    """A repository with a new policy in it, as ``policycheck new`` makes one."""
    directory = tmp_path / "own"
    (directory / "rego").mkdir(parents=True)
    own = Repository(directory, hooks)
    publish(draft_policy(name_of(POLICY), PolicyWishes(), Places.chosen(directory / "rego", None)))
    own.run("git", "init", "--quiet")
    return own
