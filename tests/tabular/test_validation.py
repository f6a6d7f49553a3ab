"""The verdict over columns is that of the validator with reasons, on both sides of every edge."""

from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.generators import cases
from policycheck.errors import RulesError
from policycheck.facts import load_schemas, read_case
from policycheck.tabular.types import case_type
from policycheck.tabular.validation import column_validator, problems_of, reasons
from policycheck.tabular.validation.columns import Columns
from policycheck.tabular.validation.members import NotBefore
from policycheck.tabular.validation.schema import Assertion, assertions_of
from policycheck.tabular.validation.values import AtLeast, OneOf
from tabular.batches import SCHEMA, batch_of
from tabular.edges import JUDGED, LATE, Edge, edges

VALIDATOR = column_validator(load_schemas())

Verdicts = list[bool]


def exact(tried: list[Edge]) -> Verdicts:
    return [bool(problems_of(edge.case, edge.as_of)) for edge in tried]


def in_columns(tried: list[Edge], haunted: int | None = None) -> Verdicts:
    batch = batch_of([edge.case for edge in tried], haunted=haunted)
    found: Verdicts = VALIDATOR.invalid(batch, days_of(tried)).tolist()
    return found


def days_of(tried: list[Edge]) -> pa.Array:
    return pa.array([edge.as_of for edge in tried], pa.date32())


@pytest.fixture(scope="module")
def verdicts() -> Verdicts:
    return exact(list(edges()))


@pytest.mark.parametrize("haunted", [None, 0, 1])
def test_columns_and_schemas_agree_on_every_edge(verdicts: Verdicts, haunted: int | None) -> None:
    found = in_columns(list(edges()), haunted)
    wrong = [edge for edge, a, b in zip(edges(), found, verdicts, strict=True) if a != b]
    assert wrong == []
    assert 1000 < sum(verdicts) < len(verdicts) - 1000


@pytest.mark.parametrize("haunted", [None, 0, 1])
def test_it_does_not_matter_which_cases_are_in_a_batch(
    verdicts: Verdicts, haunted: int | None
) -> None:
    """What only wrong values make necessary is not done for right ones."""
    batch = batch_of([edge.case for edge in edges()], haunted=haunted)
    days = days_of(list(edges()))
    places = range(0, len(verdicts), 17)
    alone = [VALIDATOR.invalid(batch.slice(at, 1), days.slice(at, 1)).tolist() for at in places]
    assert alone == [[verdicts[at]] for at in places]
    most = VALIDATOR.invalid(batch.slice(13, 4001), days.slice(13, 4001)).tolist()
    assert most == verdicts[13 : 13 + 4001]


def test_without_any_one_assertion_some_invalid_case_would_pass() -> None:
    """Each is the only one to refuse some edge, but for those that follow from others."""
    columns = Columns(batch_of([edge.case for edge in edges()]), days_of(list(edges())))
    refused = {each: set(each.refused(columns).tolist()) for each in VALIDATOR.assertions}
    counts = Counter(row for rows in refused.values() for row in rows)
    superfluous = {
        each for each, rows in refused.items() if not any(counts[row] == 1 for row in rows)
    }
    assert superfluous == {each for each in VALIDATOR.assertions if implied(each)}


def implied(assertion: Assertion) -> bool:
    """Whether others say it too: what enum means is up to whoever makes the batch."""
    match assertion:
        case OneOf():
            return True
        case AtLeast(path, "minimum", limit):
            return any(
                other.path == path and other.limit > limit
                for other in VALIDATOR.assertions
                if isinstance(other, AtLeast)
            )
        case AtLeast(path, "format"):  # a date does not lie before one that is required
            holder = tuple(path[:-1])
            required = {each for each in VALIDATOR.assertions if each.keyword == "required"}
            return any(
                (other.path, other.later) == (holder, path[-1])
                and any(
                    (it.path, getattr(it, "name", "")) == (holder, other.earlier) for it in required
                )
                for other in VALIDATOR.assertions
                if isinstance(other, NotBefore)
            )
    return False


@given(st.lists(cases(), min_size=1, max_size=5), st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_they_agree_on_generated_cases(drawn: list[dict[str, Any]], as_of: date) -> None:
    tried = [Edge(case, as_of) for case in drawn]
    assert in_columns(tried) == exact(tried)
    assert VALIDATOR.invalid(batch_of(drawn), as_of).tolist() == exact(tried)


def test_they_agree_where_several_edges_meet() -> None:
    random = Random("several edges")
    tried = []
    for _ in range(1500):
        case: dict[str, Any] = {}
        for edge in random.sample(edges(), random.randint(2, 8)):
            case = merged(case, edge.case)
        tried.append(Edge(case, random.choice([JUDGED, LATE])))
    expected = exact(tried)
    assert [in_columns(tried, haunted) for haunted in (None, 0, 1)] == [expected] * 3
    assert 100 < sum(expected) < len(expected) - 100


def merged(one: Any, other: Any) -> Any:
    """The members of both; of what both have, the other's."""
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return other
    both = {name: merged(one[name], other[name]) for name in one.keys() & other.keys()}
    return {**one, **other, **both}


def test_the_cases_that_come_with_policycheck_are_valid(root: Path) -> None:
    files = sorted((root / "fixtures/cases").rglob("*.yaml"))
    batch = batch_of([read_case(file).value for file in files])
    assert not VALIDATOR.invalid(batch, LATE).any()


def test_a_day_for_all_and_a_day_for_each_are_the_same() -> None:
    batch = batch_of([edge.case for edge in edges()])
    each = pa.array([JUDGED] * batch.num_rows, pa.date32())
    found = VALIDATOR.invalid(batch, JUDGED)
    assert (found == VALIDATOR.invalid(batch, each)).all()
    assert (found != VALIDATOR.invalid(batch, LATE)).any()


def test_no_cases() -> None:
    assert VALIDATOR.invalid(batch_of([]), JUDGED).tolist() == []
    assert VALIDATOR.invalid(batch_of([]), pa.array([], pa.date32())).tolist() == []


@pytest.mark.parametrize(
    ("cents", "refused"),
    [
        ((2**63, 2**64, -(2**63) - 1, -1, 100), {"minimum": [2, 3], "maximum": [0, 1]}),
        ((2**63,), {"maximum": [0]}),
        ((2**64,), {"maximum": [0]}),
        ((-(2**64),), {"minimum": [0]}),
        ((-1, 1), {"minimum": [0]}),
    ],
)
def test_decimals_of_more_than_64_bits_are_too_large_or_too_small(
    cents: tuple[int, ...], refused: dict[str, list[int]]
) -> None:
    """Arrow does not hold a decimal to the digits of its type."""
    array = pa.array([Decimal(each).scaleb(-2) for each in cents], pa.decimal128(38, 2))
    amounts = pa.Array.from_buffers(pa.decimal128(15, 2), len(cents), array.buffers())
    relation = SCHEMA["properties"]["insurers"]["properties"]["asr"]["properties"]
    schema = {
        "type": "object",
        "properties": {"amount": relation["turnover"]["properties"]["2024"]},
        "additionalProperties": False,
    }
    batch = pa.RecordBatch.from_arrays([amounts], schema=pa.schema(list(case_type(schema))))
    columns = Columns(batch, JUDGED)
    found = {each.keyword: each.refused(columns).tolist() for each in assertions_of(schema)}
    assert {keyword: rows for keyword, rows in found.items() if rows} == refused


def test_a_batch_in_another_form_is_refused() -> None:
    batch = batch_of([{"contract_year": 2024}])
    with pytest.raises(ValueError, match="not those of a case"):
        VALIDATOR.invalid(batch.drop_columns(["as_of"]), JUDGED)
    for days in ([None], [JUDGED, JUDGED]):
        with pytest.raises(ValueError, match="as_of is not one day"):
            VALIDATOR.invalid(batch, pa.array(days, pa.date32()))
    with pytest.raises(ValueError, match="as_of is not one day"):
        VALIDATOR.invalid(batch, pa.array([2024], pa.int32()))


@pytest.mark.parametrize(
    ("places", "values"),
    [([0], ["other", "institution"]), ([5], None), ([-1], None)],
)
def test_an_enum_that_is_not_that_of_the_schema_is_refused(
    places: list[int], values: list[str] | None
) -> None:
    organisation = SCHEMA["properties"]["provider"]["properties"]["organisation"]
    schema = {
        "type": "object",
        "properties": {"organisation": organisation},
        "additionalProperties": False,
    }
    right = pa.array(organisation["enum"], pa.string())
    assert len(right) <= 5
    column = pa.DictionaryArray.from_arrays(
        pa.array(places, pa.int8()), pa.array(values, pa.string()) if values else right, safe=False
    )
    batch = pa.RecordBatch.from_arrays([column], schema=pa.schema(list(case_type(schema))))
    [assertion] = assertions_of(schema)
    with pytest.raises(ValueError, match="the values of /organisation are not those of the schema"):
        assertion.refused(Columns(batch, JUDGED))


Change = Callable[[dict[str, Any]], object]


def provider(schema: dict[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = schema["properties"]["provider"]["properties"]
    return members


UNKNOWN: list[tuple[str, Change]] = [
    ("minProperties", lambda s: s.update(minProperties=1)),
    ("additionalProperties", lambda s: s.update(additionalProperties=True)),
    ("multipleOf", lambda s: s["properties"]["contract_year"].update(multipleOf=2)),
    ("exclusiveMaximum", lambda s: s["properties"]["contract_year"].update(exclusiveMaximum=2)),
    ("format", lambda s: s["properties"]["contract_year"].update(format="year")),
    ("pattern", lambda s: s["properties"]["description"].update(pattern="^a")),
    ("format", lambda s: s["properties"]["description"].update(format="email")),
    ("anyOf", lambda s: s["properties"]["as_of"].update(pattern="^2")),
    ("anyOf", lambda s: s["properties"]["as_of"].update(anyOf=[{"format": "date"}])),
    ("format", lambda s: provider(s)["agb"].update(pattern="^0")),
    ("format", lambda s: provider(s)["agb"].update(format="date")),
    ("const", lambda s: provider(s)["organisation"].update(const="institution")),
    ("type", lambda s: provider(s)["organisation"].update(type="integer")),
    ("type", lambda s: provider(s)["organisation"].update({"x-type": "thing"})),
    ("enum", lambda s: provider(s)["agb"].update(enum=["00000000"])),
    ("minItems", lambda s: provider(s)["sectors"].update(minItems=1)),
    ("items", lambda s: provider(s)["sectors"].pop("maxItems")),
    ("uniqueItems", lambda s: provider(s)["serious_errors"].update(uniqueItems=True)),
    ("required", lambda s: s.update(required=["provider"])),
    ("x-not-before", lambda s: s.update({"x-not-before": {"as_of": "contract_year"}})),
    ("dependentSchemas", lambda s: s.update(dependentSchemas={"provider": {}})),
    ("minProperties", lambda s: s.update(dependentSchemas={"as_of": {"minProperties": 1}})),
    ("properties", lambda s: s.update(dependentSchemas={"as_of": {"properties": {"as_of": {}}}})),
    (
        "properties",
        lambda s: s.update(dependentSchemas={"as_of": {"properties": {"provider": False}}}),
    ),
    ("allOf", lambda s: s.update(allOf=[{"if": {}, "then": {}, "else": {}}])),
    (
        "const",
        lambda s: s.update(
            allOf=[{"if": {"properties": {"contract_year": {"const": 2024}}}, "then": {}}]
        ),
    ),
]


@pytest.mark.parametrize(("keyword", "change"), UNKNOWN)
def test_a_keyword_that_columns_cannot_check_is_an_error(keyword: str, change: Change) -> None:
    schema = deepcopy(dict(SCHEMA))
    change(schema)
    with pytest.raises(RulesError, match=f"{keyword} is used in a way") as caught:
        assertions_of(schema)
    assert [problem.code for problem in caught.value.problems] == ["unsupported-keyword"]


def test_conditions_without_required_hold_for_what_is_absent() -> None:
    status = {"type": "string", "enum": ["a", "b"]}
    only_b = {"properties": {"status": {"const": "b"}}}
    schema = {
        "type": "object",
        "properties": {"status": status, "day": {"type": "boolean"}},
        "allOf": [{"if": only_b, "then": {"properties": {"day": False}}}],
        "additionalProperties": False,
    }
    values: list[dict[str, Any]] = [
        {"day": True},
        {"status": "b"},
        {"status": "b", "day": True},
        {"status": "a", "day": True},
        {},
    ]
    assert refusals(schema, values) == {"allOf": [0, 2]}


@pytest.mark.parametrize("haunted", [None, 0, 1])
def test_lists_within_lists(haunted: int | None) -> None:
    year = SCHEMA["properties"]["contract_year"]
    years = {"type": "array", "items": year, "maxItems": 3, "uniqueItems": True}
    inner = {"type": "object", "properties": {"years": years}, "additionalProperties": False}
    lists = {"type": "array", "items": {**inner, "required": ["years"]}, "maxItems": 3}
    schema = {"type": "object", "properties": {"lists": lists}, "additionalProperties": False}
    groups: list[list[list[int | None] | None] | None] = [
        None,
        [[2024, 2025], [2024]],
        [],
        [[], [2024, 2024]],
        [[2023, 2024, 2025, 2026]],
        [[2024], [], [1999]],
        [[2024], [None]],
        [[2024], None],
        [[], [], [], []],
        [[2024, 2025, 2024]],
    ]
    values = [
        {"lists": None if group is None else [{"years": each} for each in group]}
        for group in groups
    ]
    assert refusals(schema, values, haunted) == {
        "uniqueItems": [3, 9],
        "maxItems": [4, 8],
        "minimum": [5],
        "type": [6],
        "required": [7],
    }


def refusals(
    schema: Mapping[str, Any], values: list[dict[str, Any]], haunted: int | None = None
) -> dict[str, list[int]]:
    """The rows that each keyword refuses."""
    columns = Columns(batch_of(values, schema=schema, haunted=haunted), JUDGED)
    found: dict[str, set[int]] = {}
    for each in assertions_of(schema):
        found.setdefault(each.keyword, set()).update(each.refused(columns).tolist())
    return {keyword: sorted(rows) for keyword, rows in found.items() if rows}


def test_problems_are_those_of_the_schemas_and_then_the_contradictions() -> None:
    case = {"provider": {"started_on": "2024-02-01"}, "contract_year": 1999}
    assert [problem.code for problem in problems_of(case, JUDGED)] == ["out-of-range"]
    del case["contract_year"]
    [problem] = reasons(case, JUDGED)
    assert (problem.code, problem.pointer) == ("contradiction", "/provider/started_on")
    assert problems_of(case, date(2024, 2, 1)) == ()


def test_a_case_without_problems_that_was_called_invalid_is_an_error_of_its_own() -> None:
    with pytest.raises(RuntimeError, match="invalid by its columns and valid by the schemas"):
        reasons({"contract_year": 2024}, JUDGED)


def test_rows_are_named_by_place() -> None:
    batch = batch_of([{"contract_year": year} for year in (2024, 1999, 2100, 2101)])
    assert np.flatnonzero(VALIDATOR.invalid(batch, JUDGED)).tolist() == [1, 3]
