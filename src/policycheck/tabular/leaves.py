"""A column of plain values as a fact has them: what fits exactly, and which values do not.

A value that does not fit here is not wrong yet. It is looked at again by itself, in the way in
which a single case is read, and that has the last word.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.facts import formats
from policycheck.facts.dictionary import type_of

Converted = tuple[pa.Array, pa.Array | None]
"""The values, null where one does not fit; and where that is, or ``None`` if they all fit."""

_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY = date(formats.FIRST_YEAR, 1, 1).toordinal() - _EPOCH
_LAST_DAY = date(formats.LAST_YEAR, 12, 31).toordinal() - _EPOCH
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_MOST_EXACT = 2**53
_DAY_MS = 86_400_000


def leaf(values: pa.Array, schema: Mapping[str, Any], target: pa.DataType) -> Converted:
    """A column of values of one fact, as the type of the fact.

    Args:
        values: Of any type.
        schema: The schema of the fact, which is neither an object nor a list.
        target: The type of the fact.
    """
    return _KINDS[type_of(schema)](values, schema, target)


def _none_fits(values: pa.Array, target: pa.DataType) -> Converted:
    return pa.nulls(len(values), target), values.is_valid()


def _where(fits: pa.Array, values: pa.Array, converted: pa.Array) -> Converted:
    """The values that fit, of those that are known."""
    misfits = pc.and_not(values.is_valid(), fits)
    if not pc.any(misfits).as_py():
        return converted, None
    return pc.if_else(fits, converted, pa.scalar(None, converted.type)), misfits


def _bool(values: pa.Array, _: Mapping[str, Any], target: pa.DataType) -> Converted:
    return (values, None) if values.type == target else _none_fits(values, target)


def _integer(values: pa.Array, _: Mapping[str, Any], target: pa.DataType) -> Converted:
    kind = values.type
    if pa.types.is_integer(kind):
        if kind != pa.uint64():
            return values.cast(target), None
        fits = pc.fill_null(pc.less_equal(values, pa.scalar(2**63 - 1, kind)), False)
        return _where(fits, values, pc.cast(values, target, safe=False))
    if pa.types.is_floating(kind):
        floats = _floats(values)
        with np.errstate(invalid="ignore"):
            fits = (np.abs(floats) <= _MOST_EXACT) & (np.trunc(floats) == floats)
        whole = np.where(fits, floats, 0).astype(np.int64)
        return _where(pa.array(fits), values, _with_nulls_of(values, whole, target))
    return _none_fits(values, target)


def _number(values: pa.Array, schema: Mapping[str, Any], target: pa.DataType) -> Converted:
    """Amounts and other decimals. A float has the decimals of its ``repr``."""
    kind = values.type
    if kind == target:
        return values, None
    if pa.types.is_decimal(kind):
        return _decimals(values, target)
    scale = 10**target.scale
    if pa.types.is_integer(kind):
        bound = 10 ** (target.precision - target.scale)
        wide = values if kind == pa.uint64() else values.cast(pa.int64())
        fits = pc.less(wide, pa.scalar(bound, wide.type))
        if wide.type == pa.int64():
            fits = pc.and_(fits, pc.greater(wide, pa.scalar(-bound, wide.type)))
        fits = pc.fill_null(fits, False)
        numbers = pc.if_else(fits, wide, pa.scalar(0, wide.type)).cast(pa.int64())
        scaled = numbers.to_numpy(zero_copy_only=False) * scale
        return _where(fits, values, _with_nulls_of(values, scaled, target))
    if pa.types.is_floating(kind):
        floats = _floats(values)
        with np.errstate(invalid="ignore", over="ignore"):
            rounded = np.rint(floats * scale)
            # Division rounds to the nearest float, which is the one that such a text stands for.
            fits = (np.abs(rounded) < 10**target.precision) & (rounded / scale == floats)
        whole = np.where(fits, rounded, 0).astype(np.int64)
        return _where(pa.array(fits), values, _with_nulls_of(values, whole, target))
    return _none_fits(values, target)


def _decimals(values: pa.Array, target: pa.DataType) -> Converted:
    """Decimals of another scale: the value counts, as zeros at its end are those of its type."""
    try:
        return values.cast(target), None
    except pa.ArrowInvalid:
        distinct = values.dictionary_encode()
        converted = [_decimal_or_none(value, target) for value in distinct.dictionary]
        return _taken(values, distinct, pa.array(converted, target))


def _decimal_or_none(value: pa.Scalar, target: pa.DataType) -> Any:
    try:
        return value.cast(target).as_py()
    except pa.ArrowInvalid:
        return None


def _floats(values: pa.Array) -> np.ndarray[Any, np.dtype[np.float64]]:
    numbers: np.ndarray[Any, np.dtype[np.float64]] = values.cast(pa.float64()).to_numpy(
        zero_copy_only=False
    )
    return numbers


def _with_nulls_of(values: pa.Array, numbers: Any, target: pa.DataType) -> pa.Array:
    """Whole numbers as integers, or as the decimals that they are without the point."""
    known = None if values.null_count == 0 else values.is_valid().buffers()[1]
    if pa.types.is_decimal(target):
        # Two halves of 64 bits: the number, and its sign.
        numbers = np.stack((numbers, numbers >> 63), axis=1)
    content = pa.py_buffer(np.ascontiguousarray(numbers))
    return pa.Array.from_buffers(target, len(values), [known, content])


def _date(values: pa.Array, _: Mapping[str, Any], target: pa.DataType) -> Converted:
    kind = values.type
    if pa.types.is_date32(kind):
        return _in_range(values)
    if pa.types.is_date64(kind):
        days = pc.divide(values.cast(pa.int64()), _DAY_MS)  # a date64 is a multiple of a day
        return _in_range(days.cast(pa.int32()).cast(target))
    if pa.types.is_timestamp(kind):
        # Without a zone it is not known which day it is.
        return _none_fits(values, target) if kind.tz is None else _local_days(values)
    texts = _texts(values)
    return _none_fits(values, target) if texts is None else _written_days(texts)


def _in_range(days: pa.Array) -> Converted:
    numbers = days.cast(pa.int32())
    extremes = pc.min_max(numbers).as_py()
    if extremes["min"] is None or (extremes["min"] >= _FIRST_DAY and extremes["max"] <= _LAST_DAY):
        return days, None
    within = pc.and_(pc.greater_equal(numbers, _FIRST_DAY), pc.less_equal(numbers, _LAST_DAY))
    return _where(pc.fill_null(within, False), days, days)


def _local_days(values: pa.Array) -> Converted:
    """The calendar dates of moments in Amsterdam; by Python's clock, as those of a single case."""
    seconds = values.cast(pa.int64()).to_numpy(zero_copy_only=False)
    if values.null_count:
        seconds = pc.fill_null(values.cast(pa.int64()), 0).to_numpy()
    whole = np.floor_divide(seconds, _PER_SECOND[values.type.unit])
    distinct = _with_nulls_of(values, whole, pa.int64()).dictionary_encode()
    days = [_local_day(moment) for moment in distinct.dictionary.to_pylist()]
    return _taken(values, distinct, pa.array(days, pa.date32()))


def _local_day(moment: int) -> date | None:
    try:
        local = datetime.fromtimestamp(moment, UTC).astimezone(formats.amsterdam())
        return formats.in_range(local.date())
    except (ValueError, OverflowError, OSError):
        return None


def _written_days(texts: pa.Array) -> Converted:
    if pc.all(pc.equal(pc.binary_length(texts), 10)).as_py():
        try:
            return _in_range(texts.cast(pa.date32()))
        except pa.ArrowInvalid:
            pass
    distinct = texts.dictionary_encode()
    days = [_written_day(text) for text in distinct.dictionary.to_pylist()]
    return _taken(texts, distinct, pa.array(days, pa.date32()))


def _written_day(text: str) -> date | None:
    try:
        return formats.local_date(text)
    except ValueError:
        return None


def _taken(values: pa.Array, distinct: pa.DictionaryArray, converted: pa.Array) -> Converted:
    """What became of the distinct values, for each value."""
    taken = converted.take(distinct.indices)
    if converted.null_count == 0:
        return taken, None
    return _where(taken.is_valid(), values, taken)


def _text(values: pa.Array, _: Mapping[str, Any], target: pa.DataType) -> Converted:
    texts = _texts(values)
    return _none_fits(values, target) if texts is None else (texts, None)


def _texts(values: pa.Array) -> pa.Array | None:
    """Texts in whatever way Arrow keeps them; ``None`` if they are none or are broken."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    ):
        return None
    texts = values.cast(pa.string())
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return None
    return texts


def _enum(values: pa.Array, schema: Mapping[str, Any], target: pa.DataType) -> Converted:
    known = _values(tuple(schema["enum"]))
    if pa.types.is_dictionary(values.type):
        names = _texts(values.dictionary)
        if names is None:
            return _none_fits(values, target)
        places = _looked_up(pc.index_in(names, value_set=known), values.indices)
    else:
        texts = _texts(values)
        if texts is None:
            return _none_fits(values, target)
        places = pc.index_in(texts, value_set=known)
    converted = pa.DictionaryArray.from_arrays(places.cast(target.index_type), known)
    if places.null_count == values.null_count:
        return converted, None
    return converted, pc.and_(values.is_valid(), places.is_null())


def _looked_up(places: pa.Array, indices: pa.Array) -> pa.Array:
    """The place at each index; ten times as quick as Arrow's ``take`` where that may be."""
    if places.null_count or not len(places) or indices.offset:
        return places.take(indices)
    valid, numbers = indices.buffers()
    kind = indices.type.to_pandas_dtype()
    found = places.to_numpy().take(np.frombuffer(numbers, kind, len(indices)), mode="clip")
    return pa.Array.from_buffers(places.type, len(indices), [valid, pa.py_buffer(found)])


@cache
def _values(names: tuple[str, ...]) -> pa.Array:
    return pa.array(names, pa.string())


_KINDS: Mapping[str, Callable[[pa.Array, Mapping[str, Any], pa.DataType], Converted]] = {
    "bool": _bool,
    "integer": _integer,
    "amount": _number,
    "decimal": _number,
    "date": _date,
    "event_date": _date,
    "text": _text,
    "identifier": _text,
    "enum": _enum,
}
