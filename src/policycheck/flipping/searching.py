"""Every value that turns an outcome: boxes of cases are split until all in one come out alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from policycheck.compiled.intervals import Boxes, Intervals, Range, Truth, exactly
from policycheck.compiled.members import members_of
from policycheck.flipping.candidates import Candidate
from policycheck.flipping.encoding import Encoding, put
from policycheck.lifting import Lifted
from policycheck.lifting.values import Const
from policycheck.model import Outcome
from policycheck.terms import Op, Term, below, facts_of

Span = tuple[int, int]

AS_OF, KNOWN_AT = "/as_of", "/known_at"
_DAY = 1  # the free value that the day is; those of other facts follow it
_ROWS = 2048


@dataclass(frozen=True)
class Box:
    """Cases in which a few facts are others.

    Attributes:
        facts: The facts whose value counts on the day that is judged.
        spans: Between which numbers each of them lies.
        deeds: The facts that happen on the day that is judged.
        days: Between which days that is.
        group: What it belongs to, for whoever asked.
    """

    facts: tuple[Candidate, ...]
    spans: tuple[Span, ...]
    deeds: tuple[Candidate, ...]
    days: Span
    group: int = 0

    def halves(self) -> tuple["Box", "Box"] | None:
        """It split where it is widest; ``None`` where one case is left."""
        widths = [high - low for low, high in (self.days, *self.spans)]
        place = widths.index(max(widths))
        if not widths[place]:
            return None
        low, high = (self.days, *self.spans)[place]
        middle = (low + high) // 2
        return self._with(place, (low, middle)), self._with(place, (middle + 1, high))

    def _with(self, place: int, span: Span) -> "Box":
        if place == 0:
            return replace(self, days=span)
        spans = (*self.spans[: place - 1], span, *self.spans[place:])
        return replace(self, spans=spans)


@dataclass(frozen=True)
class Found:
    """A box in which every case has the same outcome."""

    box: Box
    outcome: Outcome


class Search:
    """Decides boxes of cases around one case.

    Args:
        lifted: The decision.
        schema: Of cases, without references.
        case: The facts.
        days: The day that is judged, and the day whose text applies.
        follows: Whether the text that applies is that of the day that is judged.
    """

    def __init__(
        self,
        lifted: Lifted,
        schema: Mapping[str, Any],
        case: Mapping[str, Any],
        days: tuple[int, int],
        follows: bool,
    ) -> None:
        outcome = members_of(lifted.answer)["outcome"]
        self._outcomes = [
            (condition, Outcome(str(atom.value)))
            for condition, atom in outcome.alternatives
            if isinstance(atom, Const)
        ]
        self._conflict = lifted.conflict
        terms: list[Term] = [*(term for term, _ in self._outcomes), lifted.conflict]
        self._intervals = Intervals(terms)
        self.pointers = facts_of(terms)
        self._numbers, texts = _texts(terms)
        self.encoding = Encoding(schema, texts)
        self.case = case
        self.days = days
        self._follows = follows
        self._base = self.encoding.facts(case)
        self.boxes = 0

    def parts(
        self, boxes: Iterable[Box], wanted: Sequence[Outcome], most: int | None = None
    ) -> tuple[list[Found], set[int]]:
        """The parts of boxes in which an outcome is one of those that are wanted.

        Args:
            boxes: The boxes.
            wanted: The outcomes.
            most: How many boxes are looked at for each group.

        Returns:
            The parts, in no order, and the groups that were not gone through to the end.
        """
        found: list[Found] = []
        looked: dict[int, int] = {}
        pending = list(boxes)
        while pending:
            rows, pending = pending[:_ROWS], pending[_ROWS:]
            self.boxes += len(rows)
            for box, outcome, settled in self._decided(rows, wanted):
                looked[box.group] = looked.get(box.group, 0) + 1
                if outcome is not None:
                    found.append(Found(box, outcome))
                if settled or (most is not None and looked[box.group] > most):
                    continue
                pending += box.halves() or ()
        over = {group for group, count in looked.items() if most is not None and count > most}
        return found, over

    def _decided(
        self, rows: list[Box], wanted: Sequence[Outcome]
    ) -> Iterator[tuple[Box, Outcome | None, bool]]:
        """Each box with the outcome that all of it has, and whether nothing is left to find."""
        truths = self._intervals.run(self._boxes(rows))
        count = len(rows)

        def column(values: Any) -> Any:
            return np.broadcast_to(values, count)

        clash: Truth = truths[self._conflict]
        possible = np.zeros(count, np.bool_)
        sure: dict[Outcome, Any] = {each: np.zeros(count, np.bool_) for each in wanted}
        for term, outcome in self._outcomes:
            if outcome in sure:
                possible |= column(truths[term].can)
                sure[outcome] |= column(~truths[term].cannot)
        possible &= column(clash.cannot)
        answered = column(~clash.can)
        for place, box in enumerate(rows):
            said = [each for each in wanted if sure[each][place] and answered[place]]
            one = said[0] if len(said) == 1 else None
            yield box, one, one is not None or not possible[place]

    def _boxes(self, rows: list[Box]) -> Boxes:
        """The facts of every box; what is the same in all of them, once."""
        count = len(rows)
        known = {pointer: np.ones(1, np.bool_) for pointer in (*self._base, AS_OF, KNOWN_AT)}
        values = {p: exactly(number) for p, number in self._base.items() if number is not None}
        columns = _Columns(count, self._base, self.encoding)
        for place, box in enumerate(rows):
            for number, (fact, span) in enumerate(zip(box.facts, box.spans, strict=True)):
                if fact.whole:
                    columns.replace(place, fact.pointer, self._within(fact))
                else:
                    columns.set(place, fact.pointer, span, _DAY + 1 + number)
            for deed in box.deeds:
                columns.set(place, deed.pointer, box.days, _DAY)
        days = np.array([box.days for box in rows], np.int64).reshape(-1, 2)
        values[AS_OF] = _free(days[:, 0], days[:, 1], np.full(count, _DAY, np.int8))
        moved = days if self._follows else np.full((count, 2), self.days[1], np.int64)
        free = np.full(count, _DAY if self._follows else 0, np.int8)
        values[KNOWN_AT] = _free(moved[:, 0], moved[:, 1], free)
        return Boxes({**known, **columns.known}, {**values, **columns.values()}, self._numbers)

    def _within(self, fact: Candidate) -> dict[str, int | None]:
        """What stands in a list, and the list, once it is another."""
        changed = self.encoding.facts(put(self.case, fact.pointer, fact.value))
        inside = f"{fact.pointer}/"
        return {p: n for p, n in changed.items() if p == fact.pointer or p.startswith(inside)}


class _Columns:
    """The facts that differ between boxes."""

    def __init__(self, count: int, base: Mapping[str, int | None], encoding: Encoding) -> None:
        self._count = count
        self._base = base
        self._encoding = encoding
        self.known: dict[str, Any] = {}
        self._low: dict[str, Any] = {}
        self._high: dict[str, Any] = {}
        self._frees: dict[str, Any] = {}

    def set(self, place: int, pointer: str, span: Span, free: int) -> None:
        """A fact of one box, which is known with all that it stands in."""
        steps = pointer.split("/")
        for end in range(2, len(steps) + 1):
            self._known("/".join(steps[:end]))[place] = True
        if pointer not in self._low:
            usual = self._base.get(pointer)
            if usual is None:
                usual = (self._encoding.domain(pointer) or (0, 0))[0]
            self._low[pointer] = np.full(self._count, usual, np.int64)
            self._high[pointer] = np.full(self._count, usual, np.int64)
            self._frees[pointer] = np.zeros(self._count, np.int8)
        self._low[pointer][place], self._high[pointer][place] = span
        self._frees[pointer][place] = free

    def replace(self, place: int, pointer: str, facts: Mapping[str, int | None]) -> None:
        """A list of one box, with all that stands in it."""
        inside = f"{pointer}/"
        for other in self._base:
            if other.startswith(inside) and other not in facts:
                self._known(other)[place] = False
        steps = pointer.split("/")
        for end in range(2, len(steps) + 1):
            self._known("/".join(steps[:end]))[place] = True
        for each, number in facts.items():
            if number is None:
                self._known(each)[place] = True
            else:
                self.set(place, each, (number, number), 0)

    def values(self) -> dict[str, Range]:
        """The bounds of every value."""
        return {p: _free(self._low[p], self._high[p], self._frees[p]) for p in self._low}

    def _known(self, pointer: str) -> Any:
        found = self.known.get(pointer)
        if found is None:
            found = self.known[pointer] = np.full(self._count, pointer in self._base)
        return found


def _free(low: Any, high: Any, free: Any) -> Range:
    return Range(low, high, free, np.zeros(1, np.int64))


def _texts(terms: Iterable[Term]) -> tuple[dict[tuple[str, str], int], dict[str, list[str]]]:
    """The texts that rules ask for, with their numbers from 1."""
    numbers: dict[tuple[str, str], int] = {}
    texts: dict[str, list[str]] = {}
    for term in below(terms):
        if term.op is Op.SAYS:
            pointer, text = term.value
            known = texts.setdefault(pointer, [])
            if text not in known:
                known.append(text)
            numbers[term.value] = known.index(text) + 1
    return numbers, texts
