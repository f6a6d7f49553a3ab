"""How many conditions are met, not met, unknown or waiting: as numbers, and as arcs of a ring."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import cos, pi, sin

from policycheck.model import DECIDING_MODALITIES, Decision, Text
from policycheck.report.naming import Naming
from policycheck.report.pages.conditions import MARKS, standing_of
from policycheck.report.pages.speaking import Speaking

_SHOWN = ("met", "not_met", "unknown", "waiting")
_GAP = 1.2
_ROOM = 6.0
"""Of a hundred: an arc that is shorter has no room for its sign."""
_RADIUS = 42


@dataclass(frozen=True)
class Arc:
    """A part of the ring; all together are 100 long.

    Attributes:
        start: Where it begins, clockwise from the top.
        sign: Where its sign stands; ``None`` where it has no room for one.
    """

    standing: str
    count: int
    name: Text
    start: float
    length: float
    sign: tuple[float, float] | None

    @property
    def mark(self) -> str:
        """The sign of its standing."""
        return MARKS[self.standing]


@dataclass(frozen=True)
class Ring:
    """The conditions that decide, counted.

    Attributes:
        arcs: What is drawn; a standing that nothing has, has none.
        counts: Standing, name and number; also those that are zero.
        total: How many are counted.
        besides: What is not counted; ``None`` where everything is.
    """

    arcs: tuple[Arc, ...]
    counts: tuple[tuple[str, Text, int], ...]
    total: int
    besides: Text | None

    @property
    def met(self) -> int:
        """How many are met."""
        return next((count for standing, _, count in self.counts if standing == "met"), 0)

    @property
    def marks(self) -> Mapping[str, str]:
        """The sign of each standing."""
        return MARKS


def ring_of(decision: Decision, speak: Speaking) -> Ring:
    """The conditions that decide; of points of attention, all of them."""
    conditions = list(decision.conditions.values())
    deciding = [c for c in conditions if c.modality in DECIDING_MODALITIES]
    counted = deciding if decision.outcome else conditions
    found = Counter(standing_of(condition) for condition in counted)
    shown = [*_SHOWN, *(["open"] if found["open"] else [])]
    counts = tuple((s, speak(_named(s)), found[s]) for s in shown)
    total = sum(found[standing] for standing in shown)
    others, exempt = len(conditions) - len(counted), found["exempt"]
    return Ring(tuple(_arcs(counts, total)), counts, total, _besides(others, exempt, speak))


def _named(standing: str) -> Callable[[Naming], str]:
    return lambda naming: naming.words(f"standing.{standing}")


def _besides(others: int, exempt: int, speak: Speaking) -> Text | None:
    if not others and not exempt:
        return None
    return speak(
        lambda n: n.words(
            "page.besides", others=n.words.count("count.condition", others), exempt=exempt
        )
    )


def _arcs(counts: Iterable[tuple[str, Text, int]], total: int) -> Iterable[Arc]:
    some = [each for each in counts if each[2]]
    ends = accumulate(100 * count / total for *_, count in some)
    gap = _GAP if len(some) > 1 else 0.0
    for (standing, name, count), end in zip(some, ends, strict=True):
        length = 100 * count / total
        middle = 2 * pi * (end - length / 2) / 100
        place = (round(50 + _RADIUS * sin(middle), 2), round(50 - _RADIUS * cos(middle), 2))
        yield Arc(
            standing,
            count,
            name,
            round(end - length + gap / 2, 3),
            round(max(length - gap, 0.5), 3),
            place if length >= _ROOM else None,
        )
