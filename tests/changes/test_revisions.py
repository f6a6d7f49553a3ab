"""The rules at a git revision: exact, from any repository, and without touching anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policycheck.changes.revisions import GitFailed, file_at, rules_at
from policycheck.errors import UsageError

from .repository import Repository, git, made_repository

POLICY = Path("acme/demo_2024/policy.yaml")


def refused(revision: str, rules: Path, error: type[Exception] = UsageError) -> str:
    with pytest.raises(error) as raised, rules_at(revision, rules):
        pass
    return str(raised.value)


def files(directory: Path) -> dict[str, bytes]:
    found = (file for file in directory.rglob("*") if file.is_file())
    return {file.relative_to(directory).as_posix(): file.read_bytes() for file in found}


def test_the_files_are_those_of_the_commit_byte_for_byte(repository: Repository) -> None:
    (repository.rules / "acme/demo_2024/notes.yaml").write_bytes(b"a: 1\r\nb: \xc3\xa9\n")
    (repository.rules / "acme/demo_2024/picture.png").write_bytes(b"\0\1")
    committed = repository.commit()
    expected = {k: v for k, v in files(repository.rules).items() if not k.endswith(".png")}
    (repository.rules / POLICY).write_text("changed", encoding="utf-8")
    with rules_at(committed[:12], repository.rules) as found:
        assert files(found.directory) == expected
        assert (found.commit, found.label) == (committed, committed[:12])
        directory = found.directory
    assert not directory.exists()
    with rules_at("HEAD", repository.rules) as found:
        assert found.label == f"HEAD ({committed[:10]})"


def test_attributes_and_filters_of_the_repository_do_not_count(repository: Repository) -> None:
    attributes = "*.yaml export-ignore\n*.rego export-subst text eol=crlf filter=upper\n"
    (repository.path / ".gitattributes").write_text(attributes, encoding="utf-8")
    module = repository.rules / "acme/demo_2024/application.rego"
    expected = module.read_bytes()
    repository.commit()
    repository.git("config", "filter.upper.smudge", "false")
    with rules_at("HEAD", repository.rules) as found:
        assert (found.directory / "acme/demo_2024/application.rego").read_bytes() == expected
        assert (found.directory / POLICY).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_with_blanks_and_ends_of_lines_are_names(tmp_path: Path) -> None:
    made = made_repository(tmp_path / "a b\nc")
    rules = made.path / "the rules\n" / "of -- us"
    rules.mkdir(parents=True)
    (rules / "x y\n.yaml").write_text("a: 1\n", encoding="utf-8")
    (rules / "-z é.rego").write_text("package z\n", encoding="utf-8")
    made.commit()
    with rules_at("HEAD", rules) as found:
        assert sorted(files(found.directory)) == ["-z é.rego", "x y\n.yaml"]


def test_a_directory_above_the_policies_and_the_whole_repository(tmp_path: Path) -> None:
    made = made_repository(tmp_path)
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    made.commit()
    with rules_at("HEAD", tmp_path) as found:
        assert files(found.directory) == {"a.yaml": b"a: 1\n"}


@pytest.mark.parametrize(
    "revision",
    ["nope", "", "-h", "--help", "--output=/tmp/x", "HEAD:rego", "a b", "HEAD\n", "x\0y", "@{99}"],
)
def test_a_revision_that_does_not_exist(repository: Repository, revision: str) -> None:
    said = refused(revision, repository.rules)
    assert said.startswith("there is no revision ")
    assert "git log lists those there are" in said


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    made = made_repository(tmp_path)
    made.rules.mkdir()
    assert refused("HEAD", made.rules).endswith("has no commit yet")


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    rules = tmp_path / "rules"
    rules.mkdir()
    assert "lies in no git repository" in refused("HEAD", rules)
    assert refused("HEAD", tmp_path / "absent").startswith("there is no directory ")
    assert file_at("HEAD", rules / "a.yaml") is None


def test_inside_the_git_directory_there_are_no_rules(repository: Repository) -> None:
    assert "not in the work tree" in refused("HEAD", repository.path / ".git" / "refs")


def test_a_link_to_rules_elsewhere_leads_to_their_repository(
    repository: Repository, tmp_path: Path
) -> None:
    other = made_repository(tmp_path / "other")
    other.commit()
    link = other.path / "rego"
    try:
        link.symlink_to(repository.rules, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links for this user")
    with rules_at("HEAD", link) as found:
        assert (found.directory / POLICY).is_file()


def test_a_directory_that_the_revision_does_not_have(repository: Repository) -> None:
    new = repository.path / "new"
    new.mkdir()
    assert refused("HEAD", new) == 'new is no directory in the revision "HEAD"'


def test_a_file_where_the_directory_is_now(repository: Repository) -> None:
    (repository.path / "laws").write_text("a file", encoding="utf-8")
    repository.commit()
    (repository.path / "laws").unlink()
    (repository.path / "laws").mkdir()
    assert "laws is no directory" in refused("HEAD", repository.path / "laws")


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD").strip()
    repository.commit("Another")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.path.as_uri(), "shallow")
    rules = tmp_path / "shallow" / "rego"
    for revision in (first, "HEAD~1"):
        said = refused(revision, rules)
        assert "the clone is shallow" in said
        assert "git fetch --unshallow" in said
    with rules_at("HEAD", rules) as found:
        assert (found.directory / POLICY).is_file()


def test_a_symbolic_link_in_the_rules_is_refused(repository: Repository) -> None:
    try:
        (repository.rules / "acme/other.yaml").symlink_to("demo_2024/policy.yaml")
    except OSError:
        pytest.skip("this system makes no links for this user")
    repository.commit()
    assert "acme/other.yaml is a symbolic link" in refused("HEAD", repository.rules)


def test_nothing_is_changed_whatever_the_index_holds(repository: Repository) -> None:
    staged = repository.rules / POLICY
    staged.write_text(staged.read_text(encoding="utf-8") + "# staged\n", encoding="utf-8")
    repository.git("add", "--all")
    staged.write_text(staged.read_text(encoding="utf-8") + "# and more\n", encoding="utf-8")
    (repository.rules / "new.yaml").write_text("a: 1\n", encoding="utf-8")
    os.utime(staged)  # the index would be refreshed by a status that may lock it
    before = repository.state()
    with rules_at("HEAD", repository.rules) as found:
        assert b"staged" not in (found.directory / POLICY).read_bytes()
    assert repository.state() == before


def test_what_git_sets_for_its_hooks_leads_nowhere_else(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made_repository(tmp_path / "other")
    other.commit("Without rules")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git" / "index"))
    monkeypatch.setenv("GIT_PREFIX", "elsewhere/")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.path / ".git" / "objects"))
    with rules_at("HEAD", repository.rules) as found:
        assert (found.directory / POLICY).is_file()
    assert file_at("HEAD", repository.rules / POLICY) is not None


def test_in_a_hook_of_a_linked_work_tree(repository: Repository, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    repository.git("worktree", "add", "--quiet", linked)
    script = "from policycheck.changes.revisions import rules_at\n"
    script += "from pathlib import Path\n"
    script += "with rules_at('HEAD', Path('rego')) as found: print(found.commit)\n"
    hook = repository.path / "hooks" / "pre-commit"
    hook.parent.mkdir()
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{script}" >&2\n', encoding="utf-8")
    hook.chmod(0o755)
    head = repository.git("rev-parse", "HEAD").strip()
    if sys.platform == "win32":
        pytest.skip("a hook is a program of its own there")
    settings = (f"core.hooksPath={hook.parent}", "user.name=A", "user.email=a@policycheck.example")
    options = [word for each in settings for word in ("-c", each)]
    done = subprocess.run(
        ["git", *options, "commit", "--allow-empty", "--quiet", "--message", "With a hook"],
        cwd=linked,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, head)


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.path))
    assert refused("HEAD", repository.rules, GitFailed).startswith("there is no git: install it")


def test_a_repository_that_lacks_an_object_says_so(repository: Repository) -> None:
    blob = repository.git("rev-parse", f"HEAD:rego/{POLICY.as_posix()}").strip()
    file = repository.path / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.unlink()
    assert "lacks a file of that revision" in refused("HEAD", repository.rules, GitFailed)


def test_a_file_at_a_revision(repository: Repository) -> None:
    path = repository.path / "list.yaml"
    assert file_at("HEAD", path) is None
    path.write_text("é: 1\n", encoding="utf-8")
    repository.commit()
    path.unlink()
    assert file_at("HEAD", path) == "é: 1\n"
    assert file_at("HEAD~1", path) is None
    with pytest.raises(UsageError):
        file_at("nope", path)
