"""Values that cross the border to the engine and back."""

import enum
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.engine import compile_rules
from policycheck.errors import EngineError

from .support import ENTRYPOINT, FILE, compiled, decide

ECHO = compiled("p := input.x")

floats = st.floats(allow_nan=False, min_value=-1e300, max_value=1e300)
leaves = st.none() | st.booleans() | st.integers() | floats | st.text()


def documents(leaf: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaf,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    )


def same(left: Any, right: Any) -> bool:
    """Equal, true not being 1, floats to 15 digits."""
    if isinstance(left, float):
        return not isinstance(right, bool) and math.isclose(left, right, rel_tol=1e-15)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return type(left) is type(right) and bool(left == right)


@given(documents(leaves))
@settings(max_examples=150, deadline=None)
def test_every_input_comes_back(value: Any) -> None:
    assert same(value, ECHO.query(ENTRYPOINT, {"x": value}))


@given(documents(leaves.filter(lambda leaf: not (isinstance(leaf, float) and "e" in repr(leaf)))))
@settings(max_examples=75, deadline=None)
def test_all_data_comes_back(value: Any) -> None:
    assert same(value, decide("p := data.x", {}, {"x": value}))


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"x": value}
    return value


def test_64_levels_are_accepted() -> None:
    document = nested(63)  # an object outermost, and one level for the 64th around it
    assert decide("p := input.x", {"x": document}) == document


@pytest.mark.parametrize("levels", [64, 1000, 100_000])
def test_more_than_64_levels_are_refused(levels: int) -> None:
    with pytest.raises(EngineError) as caught:
        ECHO.query(ENTRYPOINT, {"x": nested(levels)})
    assert caught.value.code == "input_too_deep"


def test_deep_data_is_refused() -> None:
    with pytest.raises(EngineError) as caught:
        decide("p := 1", {}, {"x": nested(64)})
    assert caught.value.code == "data_too_deep"


def test_a_document_that_contains_itself_is_too_deep() -> None:
    document: dict[str, Any] = {}
    document["x"] = document
    with pytest.raises(EngineError) as caught:
        ECHO.query(ENTRYPOINT, document)
    assert caught.value.code == "input_too_deep"


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        {1: 2},
        {None: 2},
        {1, 2},
        b"x",
        object(),
        pytest.param("\ud800", id="half a character"),
        pytest.param(10**5000, id="an integer beyond Python's limit for text"),
    ],
)
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(EngineError) as caught:
        ECHO.query(ENTRYPOINT, {"x": value})
    assert caught.value.code == "input_invalid"


def test_strings_and_integers_of_other_classes_are_values() -> None:
    class Kind(enum.StrEnum):
        SOME = "some"

    class Number(enum.IntEnum):
        ONE = 1

    assert ECHO.query(ENTRYPOINT, {"x": [Kind.SOME, Number.ONE]}) == ["some", 1]


@pytest.mark.parametrize(
    "text",
    [pytest.param("\ud800", id="half"), "p := 1", "", "# only a comment", "import rego.v1"],
)
def test_a_module_must_be_text_and_begin_with_a_package(text: str) -> None:
    with pytest.raises(EngineError) as caught:
        compile_rules({FILE: text}, {}, [ENTRYPOINT], trusted=True)
    assert (caught.value.code, caught.value.file) == ("rego_parse_error", FILE)
