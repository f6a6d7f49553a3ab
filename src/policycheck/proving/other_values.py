"""Another value for a parameter, as close to it as can be."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any


def other_value(value: Any) -> Any:
    """A day later, one more, in the last decimal one more; of a collection, one member less.

    What has one member or none gets none, and a code becomes one that there is not.
    """
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case float():
            number = Decimal(str(value))
            exponent = number.as_tuple().exponent
            return float(number + Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0))
        case str():
            return _other_text(value)
        case list():
            return value[1:]
        case dict():
            return dict([*value.items()][1:])
    return value


def _other_text(value: str) -> str:
    try:
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    except ValueError:
        digits = value.isascii() and value.isdigit()
        return str(int(value) + 1).zfill(len(value)) if digits else f"{value}-"
