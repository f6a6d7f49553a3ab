"""Hypothesis draws cases: a known case with some of its facts changed or taken away.

The one module besides ``search`` that needs the extra ``author``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from policycheck.changes.boundaries import Boundaries
from policycheck.facts.problems import tokens

Json = dict[str, Any]
Schema = Mapping[str, Any]

MOST_CHANGES = 4
ABSENT = None
"""What a change holds that takes a fact away."""

AS_OF = "/as_of"
"""The day on which a case is judged, which it always has: today is another day tomorrow."""

_DATES = ("date", "event_date")
_LONGEST_LIST = 2
TELLING = 15
"""How many values at the beginning of the boundaries are tried most."""

_MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Draft:
    """A case that was drawn.

    Attributes:
        base: The place of the case that it was made of.
        changes: Per JSON Pointer the new value; ``None`` takes the fact away.
    """

    base: int
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Drawing:
    """What cases are drawn from.

    Attributes:
        bases: Values of cases, the simplest first.
        schema: The schema of a case, without references.
        facts: The pointers of the facts that may be changed.
        focus: Those that the rules that differ read; half of the changes are to these.
        boundaries: The values worth trying.
    """

    bases: Sequence[Mapping[str, Any]]
    schema: Schema
    facts: Sequence[str]
    focus: Sequence[str]
    boundaries: Boundaries
    _values: dict[tuple[int, str], st.SearchStrategy[Any]] = field(default_factory=dict)
    _near: dict[int, Boundaries] = field(default_factory=dict)

    def drafts(self) -> st.SearchStrategy[Draft]:
        """Drafts, of which those with few changes to an early case are the simplest."""

        @st.composite
        def draft(draw: st.DrawFn) -> Draft:
            base = draw(st.integers(0, len(self.bases) - 1))
            pointers = st.sampled_from(self.facts)
            if self.focus:
                pointers = st.sampled_from(self.focus) | pointers
            chosen = draw(st.lists(pointers, max_size=MOST_CHANGES, unique=True))
            changes = {
                pointer: draw(self._strategy(base, pointer))
                for pointer in chosen
                if not any(_inside(pointer, other) for other in chosen)
            }
            return Draft(base, changes)

        return draft()

    def _strategy(self, base: int, pointer: str) -> st.SearchStrategy[Any]:
        key = (base, pointer)
        if key not in self._values:
            if base not in self._near:
                self._near[base] = self.boundaries.within(self.bases[base])
            values = _values_of(node_at(self.schema, pointer), self._near[base])
            self._values[key] = values if pointer == AS_OF else values | st.just(ABSENT)
        return self._values[key]


def node_at(schema: Schema, pointer: str) -> Schema:
    """The schema of the fact at a pointer of plain keys."""
    for key in tokens(pointer):
        schema = schema["properties"][key]
    return schema


def whole_facts(pointers: Iterable[str]) -> list[str]:
    """The pointers, each cut off at the list in which it stands."""
    return list(dict.fromkeys(pointer.partition("/*")[0] for pointer in pointers))


def changed(value: Mapping[str, Any], changes: Mapping[str, Any]) -> Json:
    """A case with changes made; ``None`` takes a fact away, and objects left empty go too."""
    case: Json = _copy(value)
    for pointer, new in changes.items():
        *parents, last = tokens(pointer)
        place = case
        for key in parents:
            place = place.setdefault(key, {})
        if new is ABSENT:
            place.pop(last, None)
        else:
            place[last] = new
    return _pruned(case)


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list | tuple) else value


def _pruned(case: Json) -> Json:
    pruned = {k: _pruned(v) if isinstance(v, dict) else v for k, v in case.items()}
    return {key: value for key, value in pruned.items() if value != {}}


def _inside(pointer: str, other: str) -> bool:
    return pointer.startswith(f"{other}/")


def _values_of(schema: Schema, boundaries: Boundaries) -> st.SearchStrategy[Any]:
    """Values of a fact, those near a boundary and the examples of the schema."""
    if "properties" in schema and "x-type" not in schema:
        return _object(schema, boundaries)
    if "items" in schema:
        return _list(schema, boundaries)
    near = _distinct(_leaf(schema, boundaries))
    found = _distinct([*near, *schema.get("examples", ())[:_MOST_EXAMPLES]])
    whole = st.sampled_from(found)
    # Half of the values are those around what the rules that differ turn at.
    return st.sampled_from(near[:TELLING]) | whole if near else whole


def _leaf(schema: Schema, boundaries: Boundaries) -> list[Any]:
    if schema.get("type") == "boolean":
        return [True, False]
    if "enum" in schema:
        return list(schema["enum"])
    if schema.get("x-type") in _DATES:
        return [day.isoformat() for day in boundaries.days]
    low, high = (schema.get(each) for each in ("minimum", "maximum"))
    fits: Callable[[Decimal], bool] = lambda n: (  # noqa: E731
        (low is None or n >= low) and (high is None or n <= high)
    )
    if schema.get("type") == "integer":
        return [int(n) for n in boundaries.numbers if n == n.to_integral_value() and fits(n)]
    if schema.get("type") == "number":
        return [_plain(n) for n in boundaries.numbers if fits(n)]
    return [code for code in boundaries.codes if len(code) == len(str(schema["examples"][0]))]


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _distinct(values: Sequence[Any]) -> list[Any]:
    """Without repetitions; ``True`` and ``1`` are two values."""
    return list({repr(value): value for value in values}.values())


def _object(schema: Schema, boundaries: Boundaries) -> st.SearchStrategy[Any]:
    needed = schema.get("required", ())
    members = {k: _values_of(v, boundaries) for k, v in schema["properties"].items()}
    made = st.fixed_dictionaries(
        {key: value for key, value in members.items() if key in needed},
        optional={key: value for key, value in members.items() if key not in needed},
    )
    examples = schema.get("examples", ())[:_MOST_EXAMPLES]
    return (st.sampled_from(list(examples)) | made) if examples else made


def _list(schema: Schema, boundaries: Boundaries) -> st.SearchStrategy[Any]:
    items = _values_of(schema["items"], boundaries)
    longest = min(schema.get("maxItems", _LONGEST_LIST), _LONGEST_LIST)
    unique = repr if schema.get("uniqueItems") else None
    made = st.lists(items, max_size=longest, unique_by=unique)
    examples = schema.get("examples", ())[:_MOST_EXAMPLES]
    return (made | st.sampled_from(list(examples))) if examples else made
