"""Columns of Arrow have types of their own: which of them say the same as the schema."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.errors import UsageError
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.rows import Rows
from tabular.support import read, valid, values

TURNOVER = "insurers.asr.turnover.2022"


def column(name: str, values: Any) -> Rows:
    """The rows of a table with one column."""
    batch = pa.record_batch([values], [name])
    return columns_rows(batch, 1, columns_heading(batch.schema, Naming(), "x"), "x")


def found(name: str, array: pa.Array) -> list[Any]:
    """What each row says of a fact; the code of the problem where it is a reject."""
    rows = column(name, array)
    said: dict[int, Any] = {each.row: each.problems[0].code for each in rows.rejects}
    for number, case in zip(rows.numbers.tolist(), values(rows), strict=True):
        value: Any = case
        for key in name.split("."):
            value = value.get(key) if value else None
        said[number] = value
    assert sorted(said) == list(range(1, len(array) + 1))
    return [said[number] for number in sorted(said)]


def decimals(*texts: str) -> Sequence[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([12.34, None, 0.1, 1e12, -0.0]), [12.34, None, 0.1, 10**12, 0]),
        (pa.array([12.345, 0.1 + 0.2]), ["too-many-decimals"] * 2),
        # A negative amount has a place in the column: that it is out of range is found later.
        (pa.array([1e13, -1.0]), ["out-of-range", -1]),
        (pa.array([float("nan"), float("inf")]), ["not-a-number"] * 2),
        (pa.array([1.5, 12.34], pa.float32()), [1.5, "too-many-decimals"]),
        (pa.array([1, None, 2**40], pa.int64()), [1, None, 2**40]),
        (pa.array([2**63], pa.uint64()), ["out-of-range"]),
        (pa.array([7], pa.uint8()), [7]),
        (pa.array(decimals("12.3400", "1.0000"), pa.decimal128(20, 4)), [12.34, 1]),
        (
            pa.array(decimals("12.3400", "1.2345"), pa.decimal128(20, 4)),
            [12.34, "too-many-decimals"],
        ),
        (pa.array(decimals("5"), pa.decimal256(50, 0)), [5]),
        (pa.array(decimals("9e30"), pa.decimal128(38, 0)), ["out-of-range"]),
        (pa.array(["12.34", None]), ["wrong-type", None]),
        (pa.array([True]), ["wrong-type"]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_amounts(array: pa.Array, expected: list[Any]) -> None:
    assert found(TURNOVER, array) == expected


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([2024.0, None, 2024.5]), [2024, None, "wrong-type"]),
        (pa.array([2024], pa.int16()), [2024]),
        (pa.array(decimals("2024.00"), pa.decimal128(10, 2)), [2024]),
        (pa.array(["2024"]), ["wrong-type"]),
        (pa.array([2**64 - 1], pa.uint64()), ["out-of-range"]),
        (pa.array([1e300, float("nan")]), ["out-of-range", "not-a-number"]),
        (pa.array([True]), ["wrong-type"]),
    ],
)
def test_whole_numbers(array: pa.Array, expected: list[Any]) -> None:
    assert found("contract_year", array) == expected


LATE = datetime(2023, 8, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([date(2023, 8, 15), None]), ["2023-08-15", None]),
        (pa.array([date(1699, 12, 31), date(2200, 1, 1)]), ["invalid-date"] * 2),
        (pa.array([date(2023, 8, 15)], pa.date64()), ["2023-08-15"]),
        (pa.array([LATE], pa.timestamp("s", "UTC")), ["2023-09-01"]),
        (pa.array([LATE, None], pa.timestamp("ns", "America/New_York")), ["2023-09-01", None]),
        (pa.array([2**60], pa.timestamp("s", "UTC")), ["invalid-date"]),
        (pa.array([-(2**60)], pa.timestamp("s")), ["invalid-date"]),
        (pa.array([datetime(2023, 8, 15)], pa.timestamp("us")), ["time-without-zone"]),
        (pa.array(["2023-08-15", "2023-08-31T22:30:00Z"]), ["2023-08-15", "2023-09-01"]),
        (pa.array(["15-08-2023", "2023-02-29"]), ["invalid-date"] * 2),
        (pa.array(["2023-08-15"]).dictionary_encode(), ["2023-08-15"]),
        (pa.array(["2023-08-15"], pa.large_string()), ["2023-08-15"]),
        (pa.array([20230815]), ["wrong-type"]),
        (pa.array([2**31 - 1], pa.int32()).cast(pa.date32()), ["unreadable-value"]),
    ],
)
def test_dates(array: pa.Array, expected: list[Any]) -> None:
    assert found("as_of", array) == expected


@given(st.lists(st.datetimes(datetime(1700, 1, 2), datetime(2199, 12, 30)), min_size=1))
def test_moments_are_days_in_amsterdam_as_in_a_single_case(moments: list[datetime]) -> None:
    array = pa.array([each.replace(tzinfo=UTC) for each in moments], pa.timestamp("us", "UTC"))
    expected = [valid({"as_of": each.replace(tzinfo=UTC)})["as_of"] for each in moments]
    assert found("as_of", array) == expected
    zone = ZoneInfo("Europe/Amsterdam")
    local = [each.replace(tzinfo=UTC).astimezone(zone).date().isoformat() for each in moments]
    assert expected == local


@pytest.mark.parametrize(
    "array",
    [
        pa.array(["institution", None, "Institution"]),
        pa.array(["institution", None, "Institution"], pa.large_string()),
        pa.array(["institution", None, "Institution"], pa.string_view()),
        pa.array(["institution", None, "Institution"]).dictionary_encode(),
        pa.DictionaryArray.from_arrays(
            pa.array([2, 0, 1], pa.uint16()), pa.array([None, "Institution", "institution"])
        ),
    ],
)
def test_values_of_an_enum(array: pa.Array) -> None:
    assert found("provider.organisation", array) == ["institution", None, "unknown-value"]


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array(["01234567", None, ""]), ["01234567", None, ""]),
        (pa.array([1234567]), ["unquoted-identifier"]),
        (pa.array([b"01234567"]), ["unknown-type"]),
        (pa.array([b"\xff", b"01234567"]).view(pa.string()), ["not-utf-8", "01234567"]),
    ],
)
def test_texts(array: pa.Array, expected: list[Any]) -> None:
    assert found("provider.kvk", array) == expected


@pytest.mark.parametrize(
    "kind", [pa.list_(pa.string()), pa.large_list(pa.string()), pa.list_(pa.large_string())]
)
def test_lists(kind: pa.DataType) -> None:
    array = pa.array([["ggz"], [], None, ["ggz", None], ["x"]], kind)
    expected = [["ggz"], [], None, "wrong-type", "unknown-value"]
    assert found("provider.sectors", array) == expected
    assert found("provider.sectors", array.slice(1, 3)) == expected[1:4]


def test_a_list_of_a_fixed_size_and_what_is_no_list() -> None:
    fixed = pa.array([["ggz", "other"], None], pa.list_(pa.string(), 2))
    assert found("provider.sectors", fixed) == [["ggz", "other"], None]
    assert found("provider.sectors", pa.array(["ggz"])) == ["wrong-type"]


def test_objects() -> None:
    kind = pa.struct([("by", pa.string()), ("on", pa.date32()), ("reason", pa.string())])
    full = {"by": "x", "on": date(2023, 1, 1), "reason": "y"}
    array = pa.array([full, {"by": None}, None], kind)
    name = "insurers.asr.departures.no_claims_yet"
    # An object without what it has to have is no unknown one.
    assert found(name, array) == [{**full, "on": "2023-01-01"}, "missing-fact", None]


@pytest.mark.parametrize("compression", ["snappy", "zstd"])
def test_columns_of_parquet_that_are_not_read_change_nothing(
    tmp_path: Path, compression: str
) -> None:
    kind = pa.struct([("by", pa.string()), ("on", pa.date32()), ("reason", pa.string())])
    departures = pa.struct([("no_claims_yet", kind)])
    rows = pa.table(
        {
            "insurers.asr.departures": pa.array(
                [{"no_claims_yet": {"by": None}}, None], departures
            ),
            "provider": pa.array(
                [{"name": None, "sectors": []}, {}],
                pa.struct([("name", pa.string()), ("sectors", pa.list_(pa.string()))]),
            ),
            "description": pa.array([None, None], pa.string()),
        }
    )
    pq.write_table(rows, tmp_path / "x.parquet", compression=compression)
    read_rows = read(tmp_path / "x.parquet")
    assert [(each.row, each.problems[0].code) for each in read_rows.rejects] == [
        (1, "missing-fact")
    ]
    assert values(read_rows) == [{}]


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        (
            "provider",
            pa.struct([("kvkk", pa.string())]),
            'there is no fact "provider.kvkk"; did you',
        ),
        ("provider", pa.struct([("kvk", pa.string()), ("kvk", pa.string())]), "is there twice"),
        ("nope", pa.string(), 'there is no fact "nope"'),
        (
            "provider.serious_errors",
            pa.list_(pa.struct([("onn", pa.date32())])),
            r"serious_errors\[0\].onn",
        ),
    ],
)
def test_columns_that_are_no_facts(name: str, kind: pa.DataType, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        columns_heading(pa.schema([(name, kind)]), Naming(), "x")


@given(st.lists(st.integers(0, 10**14), min_size=1), st.integers(1, 9))
def test_floats_have_the_decimals_of_their_repr(cents: list[int], third: int) -> None:
    exact = [number / 100 for number in cents]
    assert found(TURNOVER, pa.array(exact)) == exact
    more = [float(f"{number // 100 % 10**9}.{number % 100:02}{third}") for number in cents]
    assert set(found(TURNOVER, pa.array(more))) == {"too-many-decimals"}


NO_FACTS = {
    "binary": pa.array([b"01234567", None]),
    "binary_view": pa.array([b"01234567", None], pa.binary_view()),
    "fixed_size_binary[8]": pa.array([b"01234567", None], pa.binary(8)),
    "duration[us]": pa.array([timedelta(days=1), None]),
    "time64[us]": pa.array([time(1), None]),
    "month_day_nano_interval": pa.array([pa.MonthDayNano([1, 2, 3]), None]),
    "map<string, int64>": pa.array([[("a", 1)], None], pa.map_(pa.string(), pa.int64())),
    "uint64": pa.array([2**64 - 1, None], pa.uint64()),
    "nan": pa.array([float("nan"), None], from_pandas=False),
    "inf": pa.array([float("inf"), None]),
    "decimal256(70, 2)": pa.array([Decimal(10) ** 60, None], pa.decimal256(70, 2)),
    "timestamp[us]": pa.array([datetime(2024, 1, 15), None]),
}
FACTS = (
    "contract_year",
    "provider.name",
    "provider.kvk",
    "provider.kvk_registered",
    "provider.organisation",
    "provider.sectors",
    "provider.started_on",
    "insurers.asr.turnover.2022",
)


@pytest.mark.parametrize("name", NO_FACTS)
@pytest.mark.parametrize("fact", FACTS)
def test_a_value_of_a_type_that_is_no_fact_is_a_reject(name: str, fact: str) -> None:
    rows = column(fact, NO_FACTS[name])
    assert rows.numbers.tolist() == [2]
    [reject] = rows.rejects
    assert reject.row == 1
    assert {problem.pointer for problem in reject.problems} == {f"/{fact.replace('.', '/')}"}
    if reject.problems[0].code == "unknown-type":
        assert reject.problems[0].message == (
            f"a value of the type {name} is no value of a fact; cast the column"
        )
