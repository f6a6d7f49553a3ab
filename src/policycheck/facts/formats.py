"""What a date, an amount and an identifier look like, and the day that a time stands for."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

# Date arithmetic in Rego counts nanoseconds in 64 bits: from 1677 to 2262.
FIRST_YEAR = 1700
LAST_YEAR = 2199
DECIMALS = {"amount": 2, "thousandths": 3}
"""How many decimals a number of each format has at most, in the text as written."""

DIGITS = {"agb": 8, "kvk": 8, "uzovi": 4}
"""How many digits each kind of identifier has."""

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]((?:[01][0-9]|2[0-3]):[0-5][0-9]):([0-5][0-9]|60)"
    r"(?:\.[0-9]+)?([Zz]|[-+](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_TIME_WITHOUT_OFFSET = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_EXPECTED = "expected a date (YYYY-MM-DD) such as 2023-08-15"


@cache
def amsterdam() -> ZoneInfo:
    """The time zone in which every day of a case is counted."""
    return ZoneInfo("Europe/Amsterdam")


def local_date(text: str) -> date:
    """The calendar date in Europe/Amsterdam that a date or an RFC 3339 time stands for.

    Raises:
        ValueError: The text is neither; the message says what to write.
    """
    if _DATE.fullmatch(text):
        return _existing(text)
    if time := _TIME.fullmatch(text):
        day, minute, second, offset = time.groups()
        _existing(day)
        # A leap second has no place on Python's clock; it falls on the day of the second before.
        clock = f"{day}T{minute}:{min(second, '59')}{offset.upper()}"
        return in_range(datetime.fromisoformat(clock).astimezone(amsterdam()).date())
    if _TIME_WITHOUT_OFFSET.fullmatch(text[:100]):
        raise ValueError("expected a date, or a time with its offset, such as 2023-08-15T10:00:00Z")
    if turned := _DAY_FIRST.fullmatch(text):
        day, month, year = turned.groups()
        raise ValueError(f"{_EXPECTED}; did you mean {year}-{month:0>2}-{day:0>2}?")
    raise ValueError(_EXPECTED)


def in_range(day: date) -> date:
    """That day, if the rules can reckon with it.

    Raises:
        ValueError: The year lies before 1700 or after 2199.
    """
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")


def _existing(text: str) -> date:
    try:
        day = date(*(int(part) for part in text.split("-")))
    except ValueError:
        raise ValueError(f"{text} does not exist") from None
    return in_range(day)


def is_date(value: object) -> bool:
    """Whether a text is a date without a time; other values are not judged."""
    if not isinstance(value, str):
        return True
    local_date(value)
    return _DATE.fullmatch(value) is not None


def is_time(value: object) -> bool:
    """Whether a text is an RFC 3339 time; other values are not judged."""
    if not isinstance(value, str):
        return True
    local_date(value)
    return _TIME.fullmatch(value) is not None


def has_decimals(most: int, value: object) -> bool:
    """Whether a number is written with at most so many decimals; other values are not judged."""
    if not isinstance(value, Decimal):
        return True
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -most


def has_digits(count: int, value: object) -> bool:
    """Whether a text is exactly that many digits; other values are not judged."""
    return not isinstance(value, str) or re.fullmatch(f"[0-9]{{{count}}}", value) is not None


def is_text(value: object) -> bool:
    """Whether a text is free of control characters and halves of characters."""
    return not isinstance(value, str) or _UNPRINTABLE.search(value) is None
