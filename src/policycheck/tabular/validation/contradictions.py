"""What :mod:`policycheck.facts.contradictions` refuses, over columns."""

from dataclasses import dataclass
from datetime import date

from policycheck.tabular.validation.columns import NO_ROWS, Columns, Path, Rows, day_number

KEYWORD = "contradiction"

_STARTED_ON = ("provider", "started_on")


@dataclass(frozen=True)
class NotInFuture:
    """The date of an event does not lie after the day on which the case is judged."""

    path: Path
    keyword: str = KEYWORD

    def refused(self, cases: Columns) -> Rows:
        """The rows with an event that does."""
        column = cases.at(self.path)
        if column is None or column.extremes[1] <= cases.first_day():
            return NO_ROWS
        return column.rows_of((column.numbers > cases.days(column)) & column.known)


@dataclass(frozen=True)
class NoTurnoverBeforeStart:
    """There is no turnover in a year that ended before the provider started."""

    path: Path
    keyword: str = KEYWORD

    def refused(self, cases: Columns) -> Rows:
        """The rows with turnover in a year before the start."""
        turnover, started = cases.at(self.path), cases.at(_STARTED_ON)
        last = day_number(date(int(self.path[-1]), 12, 31))
        if turnover is None or started is None or started.extremes[1] <= last:
            return NO_ROWS
        wrong = (turnover.numbers > 0) & turnover.known & (started.numbers > last) & started.known
        return turnover.rows_of(wrong)
