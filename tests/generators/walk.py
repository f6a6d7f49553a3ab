"""A walk through a schema that makes one value of it, drawing number after number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Protocol, TypeVar

from generators.boundaries import Boundaries
from generators.hints import HINTS

T = TypeVar("T")
Schema = Mapping[str, Any]

LONGEST_LIST = 3
_RECENT = 7
_LONG = 365
_LIKE = 75
_TRIED_USUAL = 40
_MOSTLY = 75
_FIRST_YEAR = 1000
_DATES = ("date", "event_date")


class Draw(Protocol):
    """A source of whole numbers, both ends included; the lowest is the simplest."""

    def __call__(self, low: int, high: int, /) -> int: ...


@dataclass
class Walk:
    """Makes values of schemas without references.

    Attributes:
        as_of: No event lies after this day.
        present: How many in a hundred of the facts are there.
        usual: How many in a hundred are as in the example of the schema.
        wanted: The pointers of the facts that are drawn; ``None`` for all.
        scope: The pointers of facts that are mostly there and mostly as usual.
        gates: The pointers of facts that are mostly there.
        like: What is usual of some gates, by pointer; mostly they are so.
        tried: The pointers of facts that take any of their values, and are mostly there.
        rare: The pointers of facts that are mostly not there.
        longest: The most items of a list that is drawn, if its schema allows as many.
    """

    draw: Draw
    boundaries: Boundaries
    as_of: date
    present: int = 100
    usual: int = 50
    wanted: Collection[str] | None = None
    scope: Collection[str] = ()
    gates: Collection[str] = ()
    like: Mapping[str, Any] = field(default_factory=dict)
    tried: Collection[str] = ()
    rare: Collection[str] = ()
    longest: int = LONGEST_LIST
    _days: list[date] = field(default_factory=list)
    _cents: list[int] = field(default_factory=list)
    _counts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.wanted is not None:
            self.wanted = frozenset(self.wanted)

    def know(self, case: Mapping[str, Any], schema: Schema) -> None:
        """Draw near the days and the amounts of a case as well."""
        for name, value in case.items():
            member = schema["properties"].get(name, {})
            if "properties" in member:
                self.know(value, member)
            elif member.get("x-type") in _DATES:
                self._days.append(date.fromisoformat(value))
            elif member.get("x-type") == "amount":
                self._cents.append(round(100 * value))
            elif _is_count(member):
                self._counts.append(value)

    def value(self, schema: Schema, pointer: str = "") -> Any:
        if "properties" in schema:
            return self._object(schema, pointer)
        if "items" in schema:
            return self._list(schema, pointer)
        if schema.get("x-type") in _DATES:
            return self._day(schema).isoformat()
        if schema.get("x-type") == "amount":
            return self._amount(schema)
        made = self._leaf(schema, pointer)
        if _is_count(schema):
            self._counts.append(made)
        return made

    def _leaf(self, schema: Schema, pointer: str) -> Any:
        usual = self._usual(schema, pointer)
        if self._is_usual(pointer):
            return self._pick(usual)
        values = self._values(schema)
        if pointer in HINTS and self.draw(0, 1):
            values, _ = HINTS[pointer]
        others = [value for value in values if value not in usual]
        return self._pick(others or usual)

    def _usual(self, schema: Schema, pointer: str) -> Sequence[Any]:
        usual: Sequence[Any] = schema["examples"]
        return [self.like[pointer]] if pointer in self.like else usual

    def _pick(self, values: Sequence[T]) -> T:
        return values[self.draw(0, len(values) - 1)]

    def _chance(self, percent: int) -> bool:
        return percent >= 100 or self.draw(0, 99) >= 100 - percent

    def _is_usual(self, pointer: str) -> bool:
        percent = 88 if pointer in self.scope else self.usual
        if pointer in self.gates:
            percent = max(percent, _LIKE)
        if any(within(pointer, each) for each in self.tried):
            percent = min(percent, _TRIED_USUAL)
        return not self._chance(100 - percent)

    def _is_wanted(self, pointer: str) -> bool:
        if self.wanted is None:
            return True
        return _on_the_way(frozenset(self.wanted), pointer)

    def _is_there(self, schema: Schema, pointer: str) -> bool:
        whole = "properties" not in schema or "required" in schema
        percent = 92 if pointer in self.scope else self.present
        if pointer in self.tried:
            percent = _MOSTLY
        elif pointer in self.gates:
            percent = max(percent, _MOSTLY)
        if _among(self.rare, pointer):
            percent //= 3
        return self._is_wanted(pointer) and (not whole or self._chance(percent))

    def _object(self, schema: Schema, pointer: str) -> dict[str, Any]:
        made = {}
        required = schema.get("required", ())
        for name, member in schema["properties"].items():
            below = f"{pointer}/{name}"
            if name in required or self._is_there(member, below):
                value = self.value(member, below)
                if value != {}:
                    made[name] = value
        self._repair(made, schema, pointer)
        return made

    def _repair(self, made: dict[str, Any], schema: Schema, pointer: str) -> None:
        """Make the members agree, as the schema says that they do."""
        for clause in schema.get("allOf", ()):
            [(key, member)] = clause["if"]["properties"].items()
            if made.get(key) != member["const"]:
                continue
            for name in clause["then"].get("required", ()):
                if name not in made:
                    made[name] = self.value(schema["properties"][name], f"{pointer}/{name}")
            for name, allowed in clause["then"].get("properties", {}).items():
                if allowed is False:
                    made.pop(name, None)
        for name, dependent in schema.get("dependentSchemas", {}).items():
            if name in made:
                for excluded in dependent["properties"]:
                    made.pop(excluded, None)
        for later, earlier in schema.get("x-not-before", {}).items():
            if later in made and earlier in made and made[later] < made[earlier]:
                days = (made[earlier], self._pick([made[later], made[earlier]]))
                made[later], made[earlier] = days

    def _list(self, schema: Schema, pointer: str) -> list[Any]:
        if self._is_usual(pointer):
            example = self._pick(self._usual(schema, pointer))
            if not _dates_after(example, self.as_of):
                return list(example)
        every: list[Any] = schema["items"].get("enum", [])
        length = self.draw(0, min(schema["maxItems"], self.longest))
        if every:
            whole = self.draw(0, 1)
            return sorted(every if whole else {self._pick(every) for _ in range(length)})
        items = [self.value(schema["items"], f"{pointer}/*") for _ in range(length)]
        if schema.get("uniqueItems"):
            return sorted(set(items))
        return items

    def _day(self, schema: Schema) -> date:
        last = self.as_of if schema["x-type"] == "event_date" else date.max
        kind = self.draw(0, 2)
        examples = [date.fromisoformat(each) for each in schema["examples"] if len(each) == 10]
        long_before = self.boundaries.days[0] - timedelta(days=_LONG)
        pool = {0: [*examples, long_before], 1: self.boundaries.days, 2: self._near_days()}[kind]
        days = [day for day in pool if day <= last]
        if kind == 1 and self.draw(0, 1):
            days = days[-_RECENT:]
        day = self._pick(days) if days else self.as_of
        self._days.append(day)
        return day

    def _near_days(self) -> list[date]:
        """Days at a term of the policy from a day that was drawn before."""
        day = self._pick([self.as_of, *self._days])
        terms = [0, *self.boundaries.days_ahead, *(-term for term in self.boundaries.days_ahead)]
        ends = [day + timedelta(days=term) for term in terms]
        ends += [_years_before(day, term) for term in self.boundaries.years_back]
        return [end + timedelta(days=step) for end in ends for step in (0, -1, 1)]

    def _amount(self, schema: Schema) -> int | float:
        kind = self.draw(0, 2)
        examples = [round(100 * each) for each in schema["examples"]]
        pool = {0: examples, 1: self.boundaries.cents, 2: self._near_amounts()}[kind] or examples
        lowest = 1 if "exclusiveMinimum" in schema else 0
        cents: int = max(lowest, self._pick(pool))
        self._cents.append(cents)
        return cents // 100 if cents % 100 == 0 else cents / 100

    def _near_amounts(self) -> list[int]:
        """Amounts at a share that the policy names, of an amount that was drawn before."""
        if not self._cents:
            return []
        whole = self._pick(self._cents)
        percentages = self.boundaries.percentages
        shares = [whole * percent // 100 for percent in percentages]
        wholes = [whole * 100 // percent for percent in percentages]
        return [each + step for each in (*shares, *wholes, whole) for step in (0, -1, 1)]

    def _near_counts(self) -> list[int]:
        """A count that was drawn before, and those at a share of it that the policy names."""
        if not self._counts:
            return []
        whole = self._pick(self._counts)
        shares = [whole * percent // 100 for percent in self.boundaries.percentages]
        return [each + step for each in (*shares, whole) for step in (0, -1, 1)]

    def _values(self, schema: Schema) -> Sequence[Any]:
        """Every value of a small type, and those of a number that are near a boundary."""
        if schema["type"] == "boolean":
            return [True, False]
        if schema["type"] == "integer":
            low, high = schema["minimum"], schema["maximum"]
            pool: Sequence[Any] = self.boundaries.years
            if _is_count(schema):
                near = self._near_counts() if self.draw(0, 1) else []
                pool = near or (low, *self.boundaries.numbers)
            return [each for each in pool if low <= each <= high]
        if schema["type"] == "number":
            low, high = schema["minimum"], schema["maximum"]
            return [each for each in self.boundaries.decimals if low <= each <= high]
        if schema.get("x-type") == "uzovi":
            return [code for code in self.boundaries.codes if len(code) == len("0101")]
        values: Sequence[Any] = schema.get("enum", ())
        return values


def _is_count(schema: Schema) -> bool:
    """Whether a schema has whole numbers that are no calendar years."""
    return schema.get("type") == "integer" and schema["minimum"] < _FIRST_YEAR


def _among(pointers: Collection[str], pointer: str) -> bool:
    """Whether one of those facts stands at or below a pointer."""
    return any(within(each, pointer) for each in pointers)


@cache
def _on_the_way(pointers: frozenset[str], pointer: str) -> bool:
    """Whether a pointer is one of those, or stands above or below one."""
    return _among(pointers, pointer) or any(within(pointer, each) for each in pointers)


def within(pointer: str, above: str) -> bool:
    """Whether a pointer is another one, or stands below it."""
    return pointer == above or pointer.startswith(f"{above}/")


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _dates_after(example: Any, as_of: date) -> bool:
    if isinstance(example, list | dict):
        members = example.values() if isinstance(example, dict) else example
        return any(_dates_after(member, as_of) for member in members)
    return isinstance(example, str) and example[:1].isdigit() and example > as_of.isoformat()
