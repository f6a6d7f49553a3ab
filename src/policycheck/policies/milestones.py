"""What a policy's calendar holds: milestones, which have a day, and terms, which run."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policycheck.model import Actor, Text


class Channel(StrEnum):
    """The way along which something is done, where the document names one."""

    VECOZO = "vecozo"
    EMAIL = "email"
    WEBSITE = "website"
    WEB_FORM = "web_form"
    CARE_FINDER = "care_finder"
    LETTER = "letter"
    IN_WRITING = "in_writing"
    ORALLY = "orally"
    TALKS = "talks"
    DASHBOARD = "dashboard"
    EXPERTISE_CENTRE = "expertise_centre"


class Precision(StrEnum):
    """How precisely the document gives a moment; all but a day are intervals."""

    DAY = "day"
    MONTH = "month"
    START_OF_MONTH = "start_of_month"
    MIDDLE_OF_MONTH = "middle_of_month"
    START_OF_YEAR = "start_of_year"
    END_OF_YEAR = "end_of_year"


@dataclass(frozen=True)
class Milestone:
    """A moment in the purchasing calendar.

    Attributes:
        who: Everybody who acts.
        refs: The clauses that it rests on, first the one that states it and with which it goes.
        boundary: ``before`` (exclusive), ``until`` (inclusive), ``from`` or ``exactly``.
        channels: Along which ways; empty where the document names none.
        parameter: The parameter that holds its day, or its days; ``None`` where it has its own.
        day: Its own day, or any day of its month; ``None`` where a parameter holds it, and where
            the document gives none.
        until: Any day of the last month, for a row of months.
        changed_after: The parameter with the day of the text that still had another day, which is
            not printed.
        note: What else has to be known to read it.
    """

    id: str
    title: Text
    who: tuple[Actor, ...]
    refs: tuple[str, ...]
    boundary: str = "exactly"
    precision: Precision = Precision.DAY
    channels: tuple[Channel, ...] = ()
    parameter: str | None = None
    day: date | None = None
    until: date | None = None
    changed_after: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Length:
    """How long a term is.

    Attributes:
        unit: ``days``, ``working_days``, ``months``, ``years`` or ``minutes``.
        boundary: ``until``, ``from``, ``exactly`` and ``at_least`` include the end; ``before`` and
            ``less_than`` do not.
    """

    value: int
    unit: str
    boundary: str

    @property
    def inclusive(self) -> bool:
        """Whether what comes at the very end of the term is still within it."""
        return self.boundary not in ("before", "less_than")


@dataclass(frozen=True)
class Term:
    """A term that runs from something that happens, and so has no day of its own.

    Attributes:
        who: Everybody who acts.
        since: From what it is counted.
        channels: Along which ways; empty where the document names none.
        parameter: The parameter that holds its length; ``None`` where it has its own.
        length: Its own length; ``None`` where a parameter holds it.
    """

    id: str
    title: Text
    who: tuple[Actor, ...]
    refs: tuple[str, ...]
    since: Text
    channels: tuple[Channel, ...] = ()
    parameter: str | None = None
    length: Length | None = None
