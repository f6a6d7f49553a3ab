"""The deadlines of a case on a line of time, with places in percent: any width has room."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policycheck.model import Deadline, Decision, Text
from policycheck.report.naming import Naming
from policycheck.report.pages.speaking import Speaking

DEADLINE_MARKS = {"upcoming": "○", "today": "●", "passed": "✗", "done": "✓"}

_MARGIN = 6.0
_CLOSE = 8.0
"""Percent of the width that a sign takes on a phone."""
_MOST_TICKS = 5
_MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class DeadlineView:
    """A deadline with its place.

    Attributes:
        number: Counted from 1, in the order of the days.
        names: The decisions that it belongs to.
        x: Percent of the width.
        lane: 0 on the line; more where others stand too close.
    """

    number: int
    by: date
    day: Text
    title: Text
    who: Text
    state: str
    words: Text
    citation: Text
    names: tuple[str, ...]
    x: float
    lane: int

    @property
    def mark(self) -> str:
        """A sign for its state."""
        return DEADLINE_MARKS[self.state]


@dataclass(frozen=True)
class TimelineView:
    """A line of time with the day that is judged.

    Attributes:
        x: Where that day is, in percent.
        ticks: Months: their place and name.
        lanes: How many lanes the signs take.
        says: The drawing in words.
    """

    today: Text
    x: float
    deadlines: tuple[DeadlineView, ...]
    ticks: tuple[tuple[float, Text], ...]
    lanes: int
    says: Text


def timeline_view(decisions: Sequence[Decision], speak: Speaking) -> TimelineView | None:
    """Every deadline of the decisions about one case, each once; ``None`` without any."""
    found: dict[tuple[object, ...], tuple[Deadline, Decision, list[str]]] = {}
    for decision in decisions:
        for each in decision.deadlines:
            key = (decision.policy, each.by, each.title, each.state, each.refs)
            found.setdefault(key, (each, decision, []))[2].append(
                f"{decision.policy}.{decision.decision}"
            )
    if not found:
        return None
    today = decisions[0].as_of
    ordered = sorted(found.values(), key=lambda each: each[0].by)
    scale = _Scale.around([today, *(deadline.by for deadline, *_ in ordered)])
    lanes = _lanes([scale.at(deadline.by) for deadline, *_ in ordered])
    views = tuple(
        _view(number, *each, scale.at(each[0].by), lane, speak)
        for number, (each, lane) in enumerate(zip(ordered, lanes, strict=True), 1)
    )
    return TimelineView(
        speak(lambda n: n.words.day(today)),
        scale.at(today),
        views,
        tuple((scale.at(day), _tick(day, speak)) for day in _ticks(scale.first, scale.last)),
        max(lanes) + 1,
        _says(today, views, speak),
    )


def _view(
    number: int,
    deadline: Deadline,
    decision: Decision,
    names: Sequence[str],
    x: float,
    lane: int,
    speak: Speaking,
) -> DeadlineView:
    condition = decision.conditions.get(deadline.condition)
    section, lines = (condition.source.section, condition.source.lines) if condition else ("", ())
    return DeadlineView(
        number,
        deadline.by,
        speak(lambda n: n.words.day(deadline.by)),
        speak(lambda n: n.words.title(deadline.title)),
        speak(lambda n: n.words(f"actor.{deadline.who}")),
        str(deadline.state),
        speak(lambda n: n.words(f"deadline.{deadline.state}")),
        speak(lambda n: n.citation(section, lines, deadline.refs)),
        tuple(names),
        x,
        lane,
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    @classmethod
    def around(cls, days: Sequence[date]) -> "_Scale":
        """The days with a little room; at least a month, so that there is a line to draw."""
        first, last = min(days), max(days)
        room = timedelta(days=max((last - first).days // 20, 10))
        start = first - room if first - date.min > room else date.min
        end = last + room if date.max - last > room else date.max
        return cls(start, end)

    def at(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 2)


def _lanes(places: Iterable[float]) -> list[int]:
    """The lowest lane for each sign in which none stands too close before it."""
    ends: list[float] = []
    lanes: list[int] = []
    for x in places:
        lane = next((i for i, end in enumerate(ends) if x - end >= _CLOSE), len(ends))
        ends[lane : lane + 1] = [x]
        lanes.append(lane)
    return lanes


def _ticks(first: date, last: date) -> Iterator[date]:
    """Firsts of months, so few that their names have room on a phone."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in _MONTHS if months // s <= _MOST_TICKS - 1), months)
    month = first.year * 12 + first.month
    month += -(month - 1) % step if step > 1 else 0
    while (month - 1) // 12 <= last.year:
        year, index = divmod(month - 1, 12)
        day = date(year, index + 1, 1)
        if day > last or year >= date.max.year:
            return
        if day >= first:
            yield day
        month += step


def _tick(day: date, speak: Speaking) -> Text:
    """``sep 2023``: the first letters of the month suffice, in both languages."""

    def short(text: str) -> str:
        month, year = text.split(" ")
        return f"{'mrt' if month == 'maart' else month[:3]} {year}"

    return speak(lambda n: short(n.words.month(day)))


def _says(today: date, views: Sequence[DeadlineView], speak: Speaking) -> Text:
    found = Counter(view.state for view in views)
    states = [state for state in DEADLINE_MARKS if found[state]]

    def say(naming: Naming) -> str:
        words = naming.words
        counts = (f"{words(f'deadline.{state}')}: {found[state]}" for state in states)
        return words("page.timeline_drawing", today=words.day(today), counts=", ".join(counts))

    return speak(say)
