"""Which facts of a case can be another, and everything that each of them can be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policycheck.facts.dictionary import Change, FactDictionary, type_of
from policycheck.flipping.encoding import LAST_DAY, Encoding, at
from policycheck.flipping.model import When

_ASKED = frozenset({"/as_of", "/known_at"})
_TURNOVER = 4  # steps: insurers, one of them, turnover, a year


@dataclass(frozen=True)
class Candidate:
    """One fact and what it can become.

    Attributes:
        pointer: The fact that changes; for an item that is added, its place after the last.
        shown: The fact to name: the list, where an item comes or goes.
        low: The least that it can be.
        high: The greatest; a deed can happen from the first of these days to the last.
        value: What it becomes where it is no single value: a list with less in it.
        before: The number of its present value; ``None`` where it has none.
    """

    pointer: str
    shown: str
    change: Change
    when: When
    low: int
    high: int
    points: bool
    value: Any = None
    whole: bool = False
    before: int | None = field(default=None)


@dataclass(frozen=True)
class Asking:
    """What candidates are made of.

    Attributes:
        case: The facts.
        as_of: The day that is judged.
        anyones: Whether facts count that the provider cannot change.
    """

    case: Mapping[str, Any]
    as_of: date
    anyones: bool
    encoding: Encoding
    dictionary: FactDictionary


def candidates_of(pointers: Iterable[str], asking: Asking) -> tuple[Candidate, ...]:
    """Every change of one fact to look at, for the facts that a decision rests on.

    Of a list of plain values one item is added or taken away, or all are. Of a list of objects the
    facts of its items are looked at, and the list without any.
    """
    found: dict[tuple[str, When, str], Candidate] = {}
    for pointer in pointers:
        for each in _candidates(pointer, asking):
            found.setdefault((each.pointer, each.when, repr(each.value)), each)
    order = {pointer: place for place, pointer in enumerate(asking.dictionary)}

    def place(candidate: Candidate) -> int:
        definition = asking.dictionary.at(candidate.shown)
        return order[definition.pointer] if definition else len(order)

    return tuple(sorted(found.values(), key=place))


def _candidates(pointer: str, asking: Asking) -> Iterator[Candidate]:
    definition = asking.dictionary.at(pointer)
    if pointer in _ASKED or not pointer.startswith("/") or definition is None:
        return
    above = pointer.rpartition("/")[0]
    if definition.type == "object" or (_is_item(above, asking) and definition.change is None):
        return
    change = definition.change
    if change is None or not (asking.anyones or change is Change.CHANGEABLE):
        return
    if not _items_are_there(pointer, asking):
        return
    if definition.type == "list":
        yield from _of_list(pointer, change, asking)
        return
    yield from _of_value(pointer, pointer, change, definition.type, asking)


def _is_item(above: str, asking: Asking) -> bool:
    return bool(above) and asking.encoding.kind(above) == "list"


def _items_are_there(pointer: str, asking: Asking) -> bool:
    """Whether every item that the fact lies in is in the case."""
    steps = pointer.split("/")
    for end in range(2, len(steps)):
        above = "/".join(steps[:end])
        if asking.encoding.kind(above) == "list":
            items = at(asking.case, above)
            if items is None or int(steps[end]) >= len(items):
                return False
    return True


def _of_value(
    pointer: str, shown: str, change: Change, kind: str, asking: Asking
) -> Iterator[Candidate]:
    domain = asking.encoding.domain(pointer)
    if domain is None:
        return
    low, high = _narrowed(pointer, domain, asking)
    points = kind not in ("date", "event_date", "integer", "amount", "decimal")
    value = at(asking.case, pointer)
    before = None if value is None else asking.encoding.number(pointer, value)
    today = asking.as_of.toordinal()
    spans = [(When.NOW, low, high)]
    if kind == "event_date":
        spans = []
        if change is not Change.HISTORIC:
            spans.append((When.DEED, max(low, today), min(high, LAST_DAY)))
        if asking.anyones:
            spans.append((When.PAST, low, min(high, today)))
    for when, first, last in spans:
        if first <= last:
            yield Candidate(pointer, shown, change, when, first, last, points, before=before)


def _of_list(pointer: str, change: Change, asking: Asking) -> Iterator[Candidate]:
    schema = asking.encoding.at(pointer)
    items = list(at(asking.case, pointer) or ())
    known = at(asking.case, pointer) is not None
    kind = type_of(schema["items"])
    if kind not in ("object", "list"):
        if len(items) < schema.get("maxItems", len(items) + 1):
            yield from _of_value(f"{pointer}/{len(items)}", pointer, change, kind, asking)
        if len(items) > 1:
            for place in range(len(items)):
                less = items[:place] + items[place + 1 :]
                yield Candidate(
                    pointer, pointer, change, When.NOW, 0, 0, True, value=less, whole=True
                )
    if (items or not known) and not schema.get("minItems"):
        yield Candidate(pointer, pointer, change, When.NOW, 0, 0, True, value=[], whole=True)


def _narrowed(pointer: str, domain: tuple[int, int], asking: Asking) -> tuple[int, int]:
    """What a value can be beside the others of the case: days in their order, turnover in time."""
    low, high = domain
    encoding, case = asking.encoding, asking.case
    above, _, name = pointer.rpartition("/")
    schema = encoding.at(above) if above else encoding.schema
    for later, earlier in schema.get("x-not-before", {}).items():
        for one, other, is_later in ((later, earlier, True), (earlier, later, False)):
            value = at(case, f"{above}/{other}")
            if name == one and value is not None:
                bound = encoding.number(f"{above}/{other}", value)
                low, high = (max(low, bound), high) if is_later else (low, min(high, bound))
    steps = pointer.split("/")[1:]
    started = at(case, "/provider/started_on")
    if len(steps) == _TURNOVER and steps[2] == "turnover" and started:
        high = 0 if started > f"{steps[3]}-12-31" else high
    if pointer == "/provider/started_on":
        for relation in (case.get("insurers") or {}).values():
            for year, amount in relation.get("turnover", {}).items():
                if amount > 0:
                    high = min(high, date(int(year), 12, 31).toordinal())
    return low, high
