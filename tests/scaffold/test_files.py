"""Everything appears or nothing does, and nothing is written over."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policycheck.errors import PolicycheckError, UsageError
from policycheck.resources import shipped
from policycheck.scaffold import (
    Draft,
    Places,
    PolicyWishes,
    draft_decision,
    draft_policy,
    name_of,
    publish,
)

ID = "acme.care_2026"


def contents(directory: Path) -> dict[str, bytes | None]:
    """Everything below a directory, hidden files too."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() if path.is_file() else None
        for path in directory.rglob("*")
    }


def draft(places: Places) -> Draft:
    return draft_policy(name_of(ID), PolicyWishes(), places)


def renewal(places: Places) -> Draft:
    return draft_decision(name_of(f"{ID}.renewal"), None, None, places)


def test_a_draft_makes_nothing(places: Places, tmp_path: Path) -> None:
    before = contents(tmp_path)
    draft(places)
    assert contents(tmp_path) == before


def test_what_is_made_is_the_draft_and_nothing_else(places: Places, tmp_path: Path) -> None:
    made = draft(places)
    publish(made)
    files = {tmp_path / path for path, content in contents(tmp_path).items() if content is not None}
    assert files == set(made.files)
    assert {path: path.read_bytes().decode() for path in files} == made.files


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_is_made_can_be_read_as_other_files_can(places: Places, tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    (tmp_path / "usual/file").touch()
    made = draft(places)
    publish(made)
    manifest = places.policy(ID) / "policy.yaml"
    manifest.chmod(0o640)
    publish(renewal(places))
    usual = (tmp_path / "usual/file").stat().st_mode
    assert {path.stat().st_mode for path in made.files if path != manifest} == {usual}
    assert places.policy(ID).stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert manifest.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "there",
    [f"rego/{ID.replace('.', '/')}", f"fixtures/cases/{ID}", f"fixtures/scenarios/{ID}"],
)
@pytest.mark.parametrize("kind", ["directory", "file", "dangling link"])
def test_what_is_there_stays(places: Places, tmp_path: Path, there: str, kind: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "directory":
        path.mkdir()
    elif kind == "file":
        path.write_text("mine", encoding="utf-8")
    else:
        path.symlink_to(tmp_path / "nowhere")
    before = contents(tmp_path)
    with pytest.raises(UsageError) as error:
        draft(places)
    assert str(error.value).startswith(f"{path} is there already, and nothing is written over")
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "there",
    ["renewal.rego", "renewal.yaml", "renewal_test.rego", "../../../fixtures/scenarios/acme"],
)
def test_a_file_of_a_decision_that_is_there_stays(
    places: Places, policy: Draft, tmp_path: Path, there: str
) -> None:
    path = places.policy(ID) / there
    if "scenarios" in there:
        path = places.scenarios(ID) / "renewal.yaml"
    path.write_text("# mine\n", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(UsageError) as error:
        renewal(places)
    assert str(error.value).startswith(f"{path} is there already")
    assert contents(tmp_path) == before


def test_a_decision_that_is_there_stays(places: Places, policy: Draft, tmp_path: Path) -> None:
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=r"acme\.care_2026 has a decision eligibility"):
        draft_decision(name_of(f"{ID}.eligibility"), None, None, places)
    assert contents(tmp_path) == before


def test_what_appears_between_draft_and_writing_stays(places: Places, tmp_path: Path) -> None:
    made = draft(places)
    places.scenarios(ID).mkdir(parents=True)
    before = contents(tmp_path)
    with pytest.raises(UsageError, match="is there already"):
        publish(made)
    assert contents(tmp_path) == before


def test_a_manifest_that_changes_meanwhile_is_not_written_over(
    places: Places, policy: Draft, tmp_path: Path
) -> None:
    made = renewal(places)
    manifest = places.policy(ID) / "policy.yaml"
    with manifest.open("a", encoding="utf-8") as file:
        file.write("# by somebody else\n")
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=r"policy\.yaml was changed meanwhile: try again"):
        publish(made)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("times", range(4))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_half_of_it_is_taken_back(
    places: Places,
    policy: Draft,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    error: BaseException,
) -> None:
    """The disk is full, or somebody presses Ctrl-C, when some of the files are in place."""
    made = renewal(places)
    before = contents(tmp_path)
    rename: Callable[[Path, Path], Path] = Path.rename
    renamed: list[Path] = []

    def fails(self: Path, target: Path) -> Path:
        if len(renamed) == times:
            raise error
        renamed.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    expected = PolicycheckError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        publish(made)
    assert len(renamed) == times
    assert contents(tmp_path) == before


def test_a_place_that_the_disk_cannot_hold_is_told(places: Places, tmp_path: Path) -> None:
    # Whatever the rights of whoever runs this, no file system takes so long a path.
    before = contents(tmp_path)
    with pytest.raises(PolicycheckError, match=r"cannot be written .* nothing was made"):
        publish(draft(replace(places, fixtures=tmp_path / ("x" * 300))))
    assert contents(tmp_path) == before


def test_a_file_in_the_place_of_a_directory_is_named(places: Places) -> None:
    (places.rules / "acme").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"cannot be made: .*rego/acme is no directory"):
        draft(places)


# --- where


def test_the_rules_directory_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no directory rego here: say with --rules DIR"):
        Places.chosen(None, None)
    (tmp_path / "rego").mkdir()
    assert Places.chosen(None, None) == Places(Path("rego"), Path("fixtures"))


@pytest.mark.parametrize(
    ("rules", "fixtures"),
    [("rules", "fixtures"), ("a/rules/", "a/fixtures"), ("../b/rules", "../b/fixtures")],
)
def test_fixtures_lie_beside_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, fixtures: str
) -> None:
    for name in ("here/a", "b"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert Places.chosen(Path(rules), None) == Places(Path(rules), Path(fixtures))


def test_the_rules_directory_is_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path / "rules")
    places = Places.chosen(Path(), None)
    publish(draft(places))
    assert (tmp_path / f"fixtures/cases/{ID}/complete.yaml").is_file()
    publish(renewal(places))


def test_a_rules_directory_need_not_be_there(tmp_path: Path) -> None:
    publish(draft(Places.chosen(tmp_path / "rules", tmp_path / "cases/of/mine")))
    assert (tmp_path / "rules/acme/care_2026/scope.rego").is_file()
    assert (tmp_path / f"cases/of/mine/scenarios/{ID}/eligibility.yaml").is_file()
    with pytest.raises(UsageError, match=r"no directory .*typo: make it, or correct --rules"):
        Places.chosen(tmp_path / "typo/rules", None)


def test_the_installed_package_is_not_written_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policycheck.resources._PACKAGE", tmp_path.resolve())
    (tmp_path / "rego").mkdir()
    assert shipped("rego") == tmp_path / "rego"
    for rules, fixtures in (
        (shipped("rego"), None),
        (tmp_path / "rego/../rego", None),
        (tmp_path.parent / "elsewhere", tmp_path / "fixtures"),
    ):
        with pytest.raises(UsageError, match="lies in the installed policycheck"):
            Places.chosen(rules, fixtures)


# --- what a draft needs


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"year": 2001}, "2001 is no contract year: choose one from 2002 to 2099"),
        ({"sector": "dentistry"}, "there is no sector dentistry: the sectors are ggz, birth_care"),
        ({"title_nl": "Zorg"}, "a title is in both languages: give --title-nl and --title-en"),
        ({"title_en": "Care"}, "a title is in both languages"),
        ({"title_nl": " ", "title_en": "Care"}, "--title-nl has to be one line of text"),
        ({"title_nl": "Zorg", "title_en": "a\nb"}, "--title-en has to be one line of text"),
        ({"insurer_name": "\u2028"}, "--insurer-name has to be one line of text"),
        ({"insurer_name": "x" * 201}, "of at most 200 characters"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled(
    places: Places, wishes: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as error:
        draft_policy(name_of(ID), PolicyWishes(**wishes), places)  # type: ignore[arg-type]
    assert message in str(error.value)


def test_a_policy_has_a_year(places: Places) -> None:
    with pytest.raises(UsageError, match=r"acme\.care does not say its contract year"):
        draft_policy(name_of("acme.care"), PolicyWishes(), places)


def test_a_decision_needs_its_policy(places: Places, policy: Draft) -> None:
    with pytest.raises(UsageError, match=r"no policy acme\.care_2027 in .*: correct the name"):
        draft_decision(name_of("acme.care_2027.renewal"), None, None, places)


def test_a_decision_needs_a_scope_of_its_own(places: Places, policy: Draft) -> None:
    scope = places.policy(ID) / "scope.rego"
    scope.rename(scope.with_name("whom.rego"))
    with pytest.raises(UsageError, match=r"there is no .*scope\.rego: put the conditions"):
        renewal(places)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("contract_year: 2026", "contract_year: 2027"),
        ("contract_year: 2026", "# no year"),
        ("as_of: '2025-10-01'", "# no day"),
        ("as_of: '2025-10-01'", "as_of: first"),
    ],
)
def test_a_decision_needs_a_case_in_scope(
    places: Places, policy: Draft, old: str, new: str
) -> None:
    case = places.cases(ID) / "complete.yaml"
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=r"there is no case in .* is about, with a day"):
        renewal(places)
    # The first that will do is taken.
    case.with_name("second.yaml").write_text(text, encoding="utf-8")
    assert renewal(places).case.name == "second.yaml"
