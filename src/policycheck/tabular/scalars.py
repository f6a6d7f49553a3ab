"""A value of Arrow as Python has it, for a row that is read by itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from policycheck.errors import InvalidCase, Problem
from policycheck.facts import Unreadable

# What a fact can be made of, with what is said of it if it is not that fact.
_PLAIN = (bool, str, int, Decimal, date, list, dict)
_NO_ZONE = Unreadable(
    "time-without-zone",
    "the time has no time zone, so that its day is not known; give it one, or make it a date",
    "(a time)",
)
_EPOCH = datetime(1970, 1, 1)
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def python_value(scalar: pa.Scalar, file: str) -> Any:
    """The value of a scalar; ``None`` where it is null.

    Raises:
        InvalidCase: Arrow holds something that Python has no value for.
    """
    try:
        return _value(scalar)
    except (ValueError, OverflowError, pa.ArrowException) as error:
        code = "not-utf-8" if isinstance(error, UnicodeDecodeError) else "unreadable-value"
        sentence = f"a {scalar.type} cannot be read: {type(error).__name__}"
        raise InvalidCase([Problem(code, sentence, file)]) from None


def _value(scalar: pa.Scalar) -> Any:
    if not scalar.is_valid:
        return None
    kind = scalar.type
    if pa.types.is_struct(kind):
        return {field.name: _value(scalar[place]) for place, field in enumerate(kind)}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return [_value(item) for item in scalar.values]
    if pa.types.is_dictionary(kind):
        return _value(scalar.value)
    if pa.types.is_decimal(kind):
        return _decimal(scalar.as_py())
    if pa.types.is_timestamp(kind):
        return _time(scalar)
    if pa.types.is_floating(kind):
        return float(scalar.as_py())
    value = scalar.as_py()
    if pa.types.is_map(kind) or not isinstance(value, _PLAIN):
        sentence = f"a value of the type {kind} is no value of a fact; cast the column"
        return Unreadable("unknown-type", sentence, f"({kind})")
    return value


def _decimal(value: Decimal) -> Decimal:
    """Without the zeros at its end, which are those of its type: nobody wrote them."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _time(scalar: pa.Scalar) -> datetime | Unreadable | str:
    seconds = scalar.value // _PER_SECOND[scalar.type.unit]
    try:
        time = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return f"{seconds} seconds after 1970"  # no date, and that is what will be said of it
    return time.replace(tzinfo=UTC) if scalar.type.tz is not None else _NO_ZONE
