"""The functions of the calendar over columns of days.

They say what :mod:`policycheck.terms.calendar` says, for many days at once.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[Any]

# numpy counts days from 1970, policycheck from the year 1.
_EPOCH = date(1970, 1, 1).toordinal()


def _dates(days: Days) -> Any:
    return (days - _EPOCH).astype("datetime64[D]")


def _days(dates: Any) -> Days:
    found: Days = dates.astype(np.int64) + _EPOCH
    return found


def months_after(days: Days, months: int) -> Days:
    """The same day so many months later, or the last day of that month."""
    dates = _dates(days)
    month = dates.astype("datetime64[M]")
    day = dates - month.astype("datetime64[D]")
    target = month + np.timedelta64(months, "M")
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - target.astype(
        "datetime64[D]"
    )
    last = length - np.timedelta64(1, "D")
    return _days(target.astype("datetime64[D]") + np.minimum(day, last))


def years_before(days: Days, years: int) -> Days:
    """The same day so many years earlier; 28 February where 29 February does not exist."""
    return months_after(days, -12 * years)


def year(days: Days) -> Days:
    """The calendar year of each day."""
    found: Days = _dates(days).astype("datetime64[Y]").astype(np.int64) + 1970
    return found


def working_days_after(days: Days, count: int, *holidays: int) -> Days:
    """The day so many working days later: weekends and the holidays do not count."""
    off = _dates(np.array(holidays, np.int64))
    # From the last working day on or before the day itself, so that it does not count.
    return _days(np.busday_offset(_dates(days), count, roll="backward", holidays=off))


VECTORS: Mapping[str, Callable[..., Days]] = MappingProxyType(
    {each.__name__: each for each in (years_before, months_after, year, working_days_after)}
)
"""By name, as :data:`policycheck.terms.calendar.CALENDAR` has them."""
