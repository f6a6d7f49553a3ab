"""A folder is written whole or not at all, and only one that was made here is replaced."""

import json
from pathlib import Path

import pytest

from policycheck.errors import PolicycheckError, UsageError
from policycheck.handbook import put_folder

FILES = {"index.html": b"<p>one", "nl/index.html": b"<p>een"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("exists", [True, False])
def test_a_new_or_empty_folder_is_filled(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "a" / "book"
    if exists:
        folder.mkdir(parents=True)
    put_folder(folder, FILES)
    found = contents(folder)
    assert json.loads(found.pop("handbook.json"))["files"] == sorted(FILES)
    assert found == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["book"]


def test_an_earlier_handbook_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    put_folder(folder, FILES)
    put_folder(folder, {"index.html": b"<p>two"})
    found = contents(folder)
    assert set(found) == {"index.html", "handbook.json"}
    assert found["index.html"] == b"<p>two"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="did not make it"):
        put_folder(folder, FILES)
    (folder / "handbook.json").write_text('["made up"]', encoding="utf-8")
    with pytest.raises(UsageError, match="did not make it"):
        put_folder(folder, FILES)
    assert set(contents(folder)) == {"letter.txt", "handbook.json"}


def test_files_of_others_in_a_handbook_are_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    put_folder(folder, FILES)
    (folder / "nl" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds nl/notes\.txt, which"):
        put_folder(folder, FILES)
    assert (folder / "nl/notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_and_a_link_are_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    for place in (file, link):
        with pytest.raises(UsageError, match="is no directory"):
            put_folder(place, FILES)


def test_what_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    put_folder(folder, FILES)
    before = contents(folder)
    # A file and a folder of one name: no file system takes both.
    with pytest.raises(PolicycheckError, match="cannot be written"):
        put_folder(folder, {"a": b"", "a/b": b""})
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["book"]
