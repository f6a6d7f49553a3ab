"""Finds the smallest changes that turn a decision, and has the engine decide each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from policycheck.compiled.lifter import Lifter
from policycheck.evaluation import Policies
from policycheck.facts import Case
from policycheck.flipping.candidates import Asking, Candidate, candidates_of
from policycheck.flipping.encoding import DAYS, LAST_DAY, at
from policycheck.flipping.model import (
    Changed,
    Flip,
    Flips,
    When,
    Wish,
)
from policycheck.flipping.regions import Region, nearest, regions_of
from policycheck.flipping.searching import Box, Found, Search
from policycheck.flipping.verifying import Verifier, followed
from policycheck.model import Decision, Outcome

_TWO = 2
_YEAR = 365.0
_LEARNED = 0.5  # how far a fact is that becomes known, and one that has no size
_OTHER = 1.0


def find_flips(
    policies: Policies,
    policy: str,
    decision: str,
    case: Case,
    wish: Wish,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    readings: Mapping[str, str] | None = None,
    lifter: Lifter | None = None,
) -> Flips:
    """The smallest changes of facts that give a decision one of the outcomes that are wished for.

    Args:
        policies: The policies, loaded.
        policy: The policy's id.
        decision: The decision's id.
        case: The case.
        wish: What is asked for.
        as_of: As for :meth:`Policies.decide`.
        known_at: As for :meth:`Policies.decide`; where nothing gives it, it moves along with the
            day on which a deed is done.
        readings: As for :meth:`Policies.decide`.
        lifter: Of that policy, where there is one already.

    Raises:
        NotFollowed: The rules cannot be followed in every case.
        FlipDiffers: The engine decides otherwise than was found.
    """
    made = policies.decide(
        policy, decision, case, as_of=as_of, known_at=known_at, readings=readings
    )
    wish = replace(wish, outcomes=tuple(o for o in wish.outcomes if o is not made.outcome))
    if made.outcome is None or not wish.outcomes:
        return Flips(made, wish)
    rules = policies.rules(policy)
    lifter = lifter or Lifter(rules, policies.schemas)
    lifted = followed(lifter, rules.entrypoints[decision], made, case, readings)
    days = (made.as_of.toordinal(), made.known_at.toordinal())
    follows = known_at is None and "known_at" not in case.value
    search = Search(lifted, policies.schemas.schema, case.value, days, follows)
    engine = Verifier(policies, made, case, follows, dict(readings or {}))
    return _Finder(policies, made, wish, search, engine).flips()


class _Finder:
    def __init__(
        self, policies: Policies, made: Decision, wish: Wish, search: Search, engine: Verifier
    ) -> None:
        self._made = made
        self._wish = wish
        self._search = search
        self._engine = engine
        self._today = made.as_of.toordinal()
        self._unfit: set[tuple[str, ...]] = set()
        asking = Asking(
            engine.case.value,
            made.as_of,
            wish.anyones,
            search.encoding,
            policies.schemas.dictionary,
        )
        self._candidates = candidates_of(search.pointers, asking)

    def flips(self) -> Flips:
        """What was found, the smallest and nearest first."""
        found = self._of_one()
        pairs, unsettled = None, 0
        first = self._wish.outcomes[0]
        helped = any(each.outcome is first for each in found)
        if self._wish.facts == _TWO or (self._wish.facts is None and not helped):
            wanted = self._wish.outcomes if self._wish.facts == _TWO else (first,)
            alone = {each.changes[0].pointer for each in found if each.outcome in wanted}
            rest = [each for each in self._candidates if each.shown not in alone]
            more, pairs, unsettled = self._of_two(rest, wanted)
            found += more
        found.sort(key=self._place)
        return Flips(
            self._made,
            self._wish,
            tuple(self._lasting(found)),
            looked_at=len({each.shown for each in self._candidates}),
            pairs=pairs,
            unsettled=unsettled,
            unfit=len(self._unfit),
            boxes=self._search.boxes,
            verified=self._engine.asked,
        )

    def _place(self, flip: Flip) -> tuple[Any, ...]:
        """Fewest facts first, then the outcome that was wished for first, then the nearest."""
        assert flip.outcome is not None
        wished = self._wish.outcomes.index(flip.outcome)
        return (len(flip.changes), wished, flip.distance, _names(flip))

    def _of_one(self) -> list[Flip]:
        boxes = [box for n, each in enumerate(self._candidates) for box in self._whole((each,), n)]
        found, _ = self._search.parts(boxes, self._wish.outcomes)
        flips = []
        for region in regions_of(found):
            flip = self._flip(region)
            if flip is None:
                self._unfit.add(_facts_of(region.box))
            else:
                flips.append(flip)
        return flips

    def _of_two(
        self, candidates: Sequence[Candidate], wanted: Sequence[Outcome]
    ) -> tuple[list[Flip], int, int]:
        pairs = [
            pair
            for pair in combinations(candidates, 2)
            if not _within(pair[0], pair[1]) and not _within(pair[1], pair[0])
        ]
        boxes = [box for n, pair in enumerate(pairs) for box in self._whole(pair, n)]
        found, over = self._search.parts(boxes, wanted, self._wish.boxes)
        flips = []
        by_pair: dict[tuple[int, Outcome], list[Found]] = {}
        for each in found:
            by_pair.setdefault((each.box.group, each.outcome), []).append(each)
        for parts in by_pair.values():
            flip = self._nearest_of(parts)
            if flip is None:
                self._unfit.add(_facts_of(parts[0].box))
            else:
                flips.append(flip)
        settled = {group for group, _ in by_pair}
        return flips, len(pairs), len(over - settled)

    def _nearest_of(self, parts: Sequence[Found]) -> Flip | None:
        """The nearest of the changes of one pair that the engine accepts as a case."""
        regions = [Region(each.box, each.outcome, each.box) for each in parts]
        regions.sort(key=self._distance)
        return next((flip for each in regions[:8] if (flip := self._flip(each))), None)

    def _whole(self, facts: tuple[Candidate, ...], group: int) -> Iterable[Box]:
        """All that a few facts can be, as boxes; facts without order have one for each value."""
        now = tuple(each for each in facts if each.when is not When.DEED)
        deeds = tuple(each for each in facts if each.when is When.DEED)
        days = (self._today, self._today)
        if deeds:
            days = max(each.low for each in deeds), min(each.high for each in deeds)
            if days[0] > days[1]:
                return
        spans: list[tuple[tuple[int, int], ...]] = [()]
        for each in now:
            choices = [(each.low, each.high)]
            if each.points:
                choices = [(value, value) for value in range(each.low, each.high + 1)]
            spans = [(*done, choice) for done in spans for choice in choices]
        for chosen in spans:
            yield Box(now, chosen, deeds, days, group)

    def _flip(self, region: Region) -> Flip | None:
        """A region as a change, decided by the engine where it is nearest and at its ends."""
        box = region.box
        for point in nearest(region, self._today, self._search.encoding):
            day = date.fromordinal(point.day)
            values = self._values(box, point.values, day)
            decided = self._engine.confirm(values, day, region.outcome)
            if decided is None:
                continue
            self._check_ends(region)
            changes = self._changes(region, point.values, day)
            distance = self._distance(
                Region(_at(box, point.values, point.day), region.outcome, box)
            )
            return Flip(changes, day, decided, None, distance)
        return None

    def _check_ends(self, region: Region) -> None:
        """Have the engine decide at both ends of what one fact can be, and just beyond them.

        Raises:
            FlipDiffers: It decides otherwise.
        """
        box = region.box
        if len(box.facts) + len(box.deeds) > 1 or any(fact.points for fact in box.facts):
            return
        (fact,) = box.facts or box.deeds
        low, high = box.days if box.deeds else box.spans[0]
        for number, does in ((low, True), (high, True), (low - 1, False), (high + 1, False)):
            if not fact.low <= number <= fact.high:
                continue
            day = date.fromordinal(number if box.deeds else self._today)
            values = self._values(box, () if box.deeds else (number,), day)
            self._engine.confirm(values, day, region.outcome, does)

    def _values(self, box: Box, numbers: Sequence[int], day: date) -> dict[str, Any]:
        encoding = self._search.encoding
        values = {
            fact.pointer: fact.value if fact.whole else encoding.value(fact.pointer, number)
            for fact, number in zip(box.facts, numbers, strict=True)
        }
        return values | {deed.pointer: day.isoformat() for deed in box.deeds}

    def _changes(self, region: Region, numbers: Sequence[int], day: date) -> tuple[Changed, ...]:
        box, encoding = region.box, self._search.encoding
        alone = len(box.facts) + len(box.deeds) == 1
        found = []
        for fact, span in zip(box.facts, box.spans, strict=True):
            ends: tuple[Any, Any] = (None, None)
            if alone and not fact.points:
                ends = (
                    None if span[0] <= fact.low else encoding.value(fact.pointer, span[0]),
                    None if span[1] >= fact.high else encoding.value(fact.pointer, span[1]),
                )
            found.append(self._changed(fact, self._values(box, numbers, day), ends))
        for deed in box.deeds:
            ends = (
                None if box.days[0] <= deed.low else date.fromordinal(box.days[0]).isoformat(),
                None if box.days[1] >= deed.high else date.fromordinal(box.days[1]).isoformat(),
            )
            values = self._values(box, numbers, day)
            found.append(self._changed(deed, values, ends if alone else (None, None)))
        return tuple(found)

    def _changed(
        self, fact: Candidate, values: Mapping[str, Any], ends: tuple[Any, Any]
    ) -> Changed:
        before = at(self._engine.case.value, fact.shown)
        after = at(self._engine.changed(values), fact.shown)
        return Changed(fact.shown, fact.change, fact.when, before is not None, before, after, *ends)

    def _distance(self, region: Region) -> float:
        """How far the nearest case of a region is: the sum over its facts."""
        box = region.box
        far = (min(abs(day - self._today) for day in box.days)) / _YEAR
        for fact, (low, high) in zip(box.facts, box.spans, strict=True):
            far += self._far(fact, low, high)
        return far + _LEARNED * len(box.deeds)

    def _far(self, fact: Candidate, low: int, high: int) -> float:
        is_day = self._search.encoding.kind(fact.pointer) in DAYS
        if fact.points or fact.whole:
            return _LEARNED if fact.before is None and not fact.whole else _OTHER
        if fact.before is None:
            steps = 0 if not is_day else max(low - self._today, self._today - high, 0)
            return _LEARNED + steps / _YEAR
        steps = max(low - fact.before, fact.before - high, 0)
        return steps / (_YEAR if is_day else max(1, abs(fact.before)))

    def _lasting(self, flips: Sequence[Flip]) -> list[Flip]:
        """Each with the last day on which it still does it, which the engine decides too."""
        boxes = []
        for number, flip in enumerate(flips):
            facts = tuple(self._fixed(each) for each in flip.changes if each.when is not When.DEED)
            deeds = tuple(self._deed(each) for each in flip.changes if each.when is When.DEED)
            if not any(each.when is When.PAST for each in flip.changes):
                assert flip.as_of is not None
                spans = tuple((each.low, each.low) for each in facts)
                last = min([LAST_DAY, *(deed.high for deed in deeds)])
                boxes.append(Box(facts, spans, deeds, (flip.as_of.toordinal(), last), number))
        parts, _ = self._search.parts(boxes, self._wish.outcomes)
        by_flip: dict[int, list[Found]] = {}
        for each in parts:
            by_flip.setdefault(each.box.group, []).append(each)
        return [self._until(flip, by_flip.get(number, ())) for number, flip in enumerate(flips)]

    def _until(self, flip: Flip, parts: Sequence[Found]) -> Flip:
        days = sorted(each.box.days for each in parts if each.outcome is flip.outcome)
        assert flip.as_of is not None
        last = flip.as_of.toordinal() - 1
        for low, high in days:
            if low > last + 1:
                break
            last = high
        if not days or last >= LAST_DAY:
            return flip
        until = date.fromordinal(last)
        for day, does in ((until, True), (date.fromordinal(last + 1), False)):
            deeds = {e.pointer: day.isoformat() for e in flip.changes if e.when is When.DEED}
            values = {e.pointer: e.after for e in flip.changes} | deeds
            assert flip.outcome is not None
            self._engine.confirm(values, day, flip.outcome, does)
        return replace(flip, until=until)

    def _fixed(self, changed: Changed) -> Candidate:
        """A fact as it is after a change."""
        encoding = self._search.encoding
        pointer = changed.pointer
        kind = encoding.kind(pointer)
        whole = kind == "list"
        number = 0 if whole else encoding.number(pointer, changed.after)
        return Candidate(
            pointer,
            pointer,
            changed.change,
            changed.when,
            number,
            number,
            points=True,
            value=changed.after if whole else None,
            whole=whole,
        )

    def _deed(self, changed: Changed) -> Candidate:
        pointer = changed.pointer
        high = next(each.high for each in self._candidates if each.pointer == pointer)
        low = self._today
        return Candidate(pointer, pointer, changed.change, When.DEED, low, high, points=False)


def _at(box: Box, numbers: Sequence[int], day: int) -> Box:
    return replace(box, spans=tuple((each, each) for each in numbers), days=(day, day))


def _facts_of(box: Box) -> tuple[str, ...]:
    return tuple(sorted(each.shown for each in (*box.facts, *box.deeds)))


def _within(one: Candidate, other: Candidate) -> bool:
    return one.shown == other.shown or one.pointer.startswith(f"{other.pointer}/")


def _names(flip: Flip) -> tuple[str, ...]:
    return tuple(each.pointer for each in flip.changes)
