"""Boxes of the same outcome that lie side by side are one region; and its nearest case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policycheck.flipping.encoding import DAYS, Encoding
from policycheck.flipping.searching import Box, Found
from policycheck.model import Outcome


@dataclass(frozen=True)
class Region:
    """All that a few facts can be, side by side, with one outcome.

    Attributes:
        box: From its first to its last case.
        whole: What was looked through.
    """

    box: Box
    outcome: Outcome
    whole: Box


@dataclass(frozen=True)
class Point:
    """One case of a region: the number of each fact, and the day."""

    values: tuple[int, ...]
    day: int


def regions_of(found: Iterable[Found]) -> list[Region]:
    """The regions of boxes in which one fact alone changes; facts without order stay apart."""
    by_group: dict[tuple[int, Outcome], list[Box]] = {}
    for each in found:
        by_group.setdefault((each.box.group, each.outcome), []).append(each.box)
    regions = []
    for (_, outcome), boxes in by_group.items():
        regions += [Region(box, outcome, box) for box in _joined(boxes)]
    return regions


def nearest(region: Region, today: int, encoding: Encoding) -> Iterator[Point]:
    """Cases of a region to decide one by one, the nearest first, then those at its ends."""
    box = region.box
    day = min(max(today, box.days[0]), box.days[1])
    usual = []
    for fact, (low, high) in zip(box.facts, box.spans, strict=True):
        is_day = encoding.kind(fact.pointer) in DAYS
        wanted = fact.before if fact.before is not None else today if is_day else 0
        usual.append(min(max(wanted, low), high))
    points = [
        Point(tuple(usual), day),
        Point(tuple(low for low, _ in box.spans), day),
        Point(tuple(high for _, high in box.spans), day),
        Point(tuple(usual), box.days[1]),
    ]
    yield from dict.fromkeys(points)


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that follow each other on the one side that is free, as one."""
    done: list[Box] = []
    for box in sorted(boxes, key=lambda each: (each.days, each.spans)):
        last = done[-1] if done else None
        both = _together(last, box) if last else None
        if both is None:
            done.append(box)
        else:
            done[-1] = both
    return done


def _together(one: Box, other: Box) -> Box | None:
    if any(fact.points for fact in one.facts):
        return None
    if one.days[1] + 1 == other.days[0] and one.spans == other.spans:
        return replace(one, days=(one.days[0], other.days[1]))
    (first, *rest), (second, *_) = (one.spans or ((0, 0),)), (other.spans or ((0, 0),))
    if not rest and one.facts and one.days == other.days and first[1] + 1 == second[0]:
        return replace(one, spans=((first[0], second[1]),))
    return None
