"""What is kept is found again, whole, and never for something else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policycheck import cache


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_read_again(directory: Path) -> None:
    name = cache.entry("sum", "1", b"2")
    assert cache.read(name) is None
    cache.keep(name, {"é": [1, None]})
    assert cache.read(name) == {"é": [1, None]}
    assert [file.name for file in directory.iterdir()] == [name]


def test_a_name_tells_apart_what_it_rests_on() -> None:
    names = {
        cache.entry("sum", "1", "2"),
        cache.entry("sum", "12"),
        cache.entry("sum", "2", "1"),
        cache.entry("other", "1", "2"),
    }
    assert len(names) == 4
    assert cache.entry("sum", "é") == cache.entry("sum", "é".encode())


def test_the_first_directory_that_has_it_whole_counts(tmp_path: Path) -> None:
    broken, whole = tmp_path / "broken", tmp_path / "whole"
    cache.write(whole / "x.json", {"a": 1})
    cache.write(broken / "x.json", {"a": 2})
    assert cache.read("x.json", broken, whole) == {"a": 2}
    for text in ("{half", "[1]", ""):
        (broken / "x.json").write_text(text, encoding="utf-8")
        assert cache.read("x.json", broken, whole) == {"a": 1}


def test_what_cannot_be_kept_is_done_without(directory: Path) -> None:
    directory.write_text("a file stands in the way", encoding="utf-8")
    cache.keep("x.json", {})
    assert cache.read("x.json") is None


def test_concurrent_writers_leave_one_whole_entry(directory: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: cache.keep("x.json", {"long": [n] * 5000}), range(16)))
    found = cache.read("x.json")
    assert found
    assert len(set(found["long"])) == 1
    assert [file.name for file in directory.iterdir()] == ["x.json"]


def test_the_code_is_one_state_of_the_modules() -> None:
    assert len(cache.code()) == 64
    assert cache.code() == cache.code()
