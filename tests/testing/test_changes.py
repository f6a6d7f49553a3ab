"""A case with changes."""

from typing import Any

import pytest

from policycheck.testing.changes import NoPlace, changed

CASE = {"a": {"b": 1, "c": 2}, "list": [{"x": 1}, {"x": 2}]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, CASE),
        ({"/a/b": 5}, {**CASE, "a": {"b": 5, "c": 2}}),
        ({"/a/b": None}, {**CASE, "a": {"c": 2}}),
        ({"/a/z": None}, CASE),
        ({"/n/e/w": True}, {**CASE, "n": {"e": {"w": True}}}),
        ({"/list/1/x": 7}, {**CASE, "list": [{"x": 1}, {"x": 7}]}),
        ({"/list/0": None}, {**CASE, "list": [{"x": 2}]}),
        ({"/list/-": 9}, {**CASE, "list": [*CASE["list"], 9]}),
        ({"/new/-": 9, "/new/1": None}, NoPlace),
        ({"/new/-": 9}, {**CASE, "new": [9]}),
        ({"/list/-": 8, "/list/2": 9}, {**CASE, "list": [*CASE["list"], 9]}),
        ({"/a~1b/c~0d": 1}, {**CASE, "a/b": {"c~d": 1}}),
    ],
)
def test_a_change(changes: dict[str, Any], expected: Any) -> None:
    if expected is NoPlace:
        with pytest.raises(NoPlace):
            changed(CASE, changes)
    else:
        assert changed(CASE, changes) == expected


def test_the_case_itself_stays_as_it_is() -> None:
    item = {"x": 1}
    new = changed(CASE, {"/a/b": 5, "/list/-": item, "/list/2/x": 2, "/list/0/x": 9})
    assert new["list"] == [{"x": 9}, {"x": 2}, {"x": 2}]
    assert CASE == {"a": {"b": 1, "c": 2}, "list": [{"x": 1}, {"x": 2}]}
    assert item == {"x": 1}


@pytest.mark.parametrize(
    ("pointer", "why"),
    [
        ("/a/b/c", "leads through a value that has no members"),
        ("/list/2", "names item 2, counted from 0, of a list of 2"),
        ("/list/x", "names x in a list; expected the number of an item, or -"),
        ("/list/²", "names ² in a list; expected the number of an item, or -"),
        ("/list/5/x", "names item 5, counted from 0, of a list of 2"),
    ],
)
def test_a_pointer_without_a_place(pointer: str, why: str) -> None:
    with pytest.raises(NoPlace) as found:
        changed(CASE, {pointer: 1})
    assert str(found.value) == f"{pointer} {why}"
