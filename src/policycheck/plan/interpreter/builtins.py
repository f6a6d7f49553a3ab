"""The builtin functions that the shipped rules call, as OPA documents them.

They are here to follow what rules do, not to decide: every answer is compared with the engine's.
A function that gives nothing for its arguments raises ``Undefined``.
"""

import calendar
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

from policycheck.plan.interpreter.values import Set, Value, in_order, order, same

_DAY = "2006-01-02"
_NANOSECONDS = 1_000_000_000
_MOST_NANOSECONDS = 2**63


class Undefined(Exception):
    """A builtin gives no value."""


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _exact(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Undefined
    return Decimal(str(value))


def _minus(a: Value, b: Value) -> Value:
    if isinstance(a, Set) and isinstance(b, Set):
        return a.difference(b)
    return _number(_exact(a) - _exact(b))


def _count(value: Value) -> int:
    return len(value)


def _largest(values: Value) -> Value:
    ordered = in_order(values)
    if not ordered:
        raise Undefined
    return ordered[-1]


def _get(value: Value, path: Value, default: Value) -> Value:
    for key in path if isinstance(path, list) else [path]:
        if not isinstance(value, dict) or key not in value:
            return default
        value = value[key]
    return value


def _union(a: Value, b: Value) -> Value:
    """Deep in OPA, flat in the engine; the shared library needs neither (see engine/)."""
    return {**a, **b}


def _union_n(values: Value) -> Value:
    merged: dict[str, Value] = {}
    for each in values:
        merged.update(each)
    return merged


def _all_sets(values: Value) -> Set:
    return Set(member for each in values for member in each)


def _range(first: Value, last: Value) -> list[int]:
    step = 1 if last >= first else -1
    return list(range(first, last + step, step))


def _product(values: Value) -> Value:
    result = Decimal(1)
    for each in values:
        result *= _exact(each)
    return _number(result)


def _member(item: Value, collection: Value) -> bool:
    if isinstance(collection, Set):
        return item in collection
    values = collection.values() if isinstance(collection, dict) else collection
    return (
        any(same(item, each) for each in values) if isinstance(collection, dict | list) else False
    )


def _concat(a: Value, b: Value) -> list[Value]:
    if not (isinstance(a, list) and isinstance(b, list)):
        raise Undefined
    return [*a, *b]


def _rem(a: Value, b: Value) -> Value:
    x, y = _exact(a), _exact(b)
    if x != x.to_integral_value() or y != y.to_integral_value():
        raise Undefined
    return _number(x % y)


def _substring(text: str, start: int, length: int) -> str:
    if start < 0:
        raise Undefined
    return text[start:] if length < 0 else text[start : start + length]


def _parse(layout: str, text: str) -> int:
    if layout != _DAY:
        raise Undefined
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Undefined from None
    return calendar.timegm(day.timetuple()) * _NANOSECONDS


def _moment(nanoseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=nanoseconds // _NANOSECONDS)


def _add_date(nanoseconds: int, years: int, months: int, days: int) -> int:
    """A day that does not exist runs over into the next month, as in Go."""
    moment = _moment(nanoseconds)
    passed = moment.year * 12 + moment.month - 1 + years * 12 + months
    first = datetime(passed // 12, passed % 12 + 1, 1, tzinfo=UTC)
    shifted = first + timedelta(days=moment.day - 1 + days)
    found = calendar.timegm(shifted.timetuple()) * _NANOSECONDS
    if abs(found) >= _MOST_NANOSECONDS:
        raise Undefined
    return found + nanoseconds % (86_400 * _NANOSECONDS)


def _format(value: Value) -> str:
    nanoseconds, zone, layout = value
    if (zone, layout) != ("UTC", _DAY):
        raise Undefined
    return _moment(nanoseconds).date().isoformat()


def _date(nanoseconds: int) -> list[int]:
    moment = _moment(nanoseconds)
    return [moment.year, moment.month, moment.day]


COMPARISONS: Mapping[str, Callable[[int], bool]] = MappingProxyType(
    {
        "gt": lambda found: found > 0,
        "gte": lambda found: found >= 0,
        "lt": lambda found: found < 0,
        "lte": lambda found: found <= 0,
        "equal": lambda found: found == 0,
        "neq": lambda found: found != 0,
    }
)
"""Whether a comparison holds, by the order of its operands: -1, 0 or 1."""

BUILTINS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        **{
            name: (lambda a, b, holds=holds: holds(order(a, b)))
            for name, holds in COMPARISONS.items()
        },
        "and": lambda a, b: a.intersection(b),
        "array.concat": _concat,
        "array.slice": lambda values, start, stop: values[max(start, 0) : max(stop, start, 0)],
        "count": _count,
        "div": lambda a, b: _number(_exact(a) / _exact(b)),
        "floor": lambda a: int(_exact(a).to_integral_value(ROUND_FLOOR)),
        "internal.member_2": _member,
        "max": _largest,
        "minus": _minus,
        "mul": lambda a, b: _number(_exact(a) * _exact(b)),
        "numbers.range": _range,
        "object.get": _get,
        "object.keys": Set,
        "object.remove": lambda value, keys: {k: v for k, v in value.items() if k not in keys},
        "object.union": _union,
        "object.union_n": _union_n,
        "or": lambda a, b: a.union(b),
        "plus": lambda a, b: _number(_exact(a) + _exact(b)),
        "product": _product,
        "rem": _rem,
        "round": lambda a: int(_exact(a).to_integral_value(ROUND_HALF_UP)),
        "sort": in_order,
        "substring": _substring,
        "sum": lambda values: _number(sum((_exact(each) for each in values), Decimal(0))),
        "time.add_date": _add_date,
        "time.date": _date,
        "time.format": _format,
        "time.parse_ns": _parse,
        "time.weekday": lambda nanoseconds: _moment(nanoseconds).strftime("%A"),
        "union": _all_sets,
    }
)
