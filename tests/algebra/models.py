"""Small models of decisions: every combination of a few values, nothing left to chance."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
State = tuple[str, ...]
Period = tuple[str | None, str | None]

AS_OF = "2024-01-01"
KNOWN_AT = "2023-07-01"
MODALITIES = (
    "scope",
    "must",
    "in_principle",
    "judgement",
    "weighed",
    "expectation",
    "insurer_duty",
)
UNKNOWN = "unknown"
_VALUES = {"true": True, "false": False, "open": "open"}


@dataclass(frozen=True)
class Slot:
    """One thing that the rules can find: each of its states is a part of what they found.

    ``unknown`` is the state without facts; ``learned`` are the states that facts can make of it.
    """

    states: Mapping[str, Json]
    learned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """One manifest with every combination of the states of its slots."""

    manifest: Json
    slots: Sequence[Slot]
    chosen: Mapping[str, str] = field(default_factory=dict)

    def states(self) -> list[State]:
        return list(itertools.product(*(slot.states for slot in self.slots)))

    def found(self, state: State) -> Json:
        found: Json = {}
        for slot, name in zip(self.slots, state, strict=True):
            _merge(found, slot.states[name])
        return found

    def learn(self, state: State) -> Iterator[State]:
        """Each state with one fact more."""
        for place in self._unknown(state):
            yield from self._learn(state, place)

    def learn_missing(self, state: State) -> Iterator[State]:
        """Each state with the first of the missing facts; a departure is not missing."""
        for place in self._unknown(state):
            if "recorded" not in self.slots[place].learned:
                return self._learn(state, place)
        return iter(())

    def _unknown(self, state: State) -> list[int]:
        return [place for place, name in enumerate(state) if name == UNKNOWN]

    def _learn(self, state: State, place: int) -> Iterator[State]:
        return ((*state[:place], other, *state[place + 1 :]) for other in self.slots[place].learned)


def manifest(
    modality: Mapping[str, str],
    *,
    exemptions: Mapping[str, Sequence[str]] | None = None,
    results: Sequence[str] = (),
    readings: Mapping[str, Json] | None = None,
    periods: Mapping[str, Period] | None = None,
) -> Json:
    exemptions = exemptions or {}
    return {
        "modality": modality,
        "exemptions": exemptions,
        "results": results,
        "readings": readings or {},
        "periods": periods or {},
    }


def reading(
    *others: str,
    conditions: Sequence[str] = (),
    exemptions: Sequence[str] = (),
    results: Sequence[str] = (),
) -> Json:
    return {
        "default": "usual",
        "defensible": ["usual", *others],
        "conditions": conditions,
        "exemptions": exemptions,
        "results": results,
    }


def condition(id: str, *, values: Sequence[str] = ("true", "false", "open")) -> Slot:
    states = {name: {"conditions": {id: _VALUES[name]}} for name in values}
    return Slot({UNKNOWN: {}, **states}, tuple(states))


def condition_or_not_due(id: str) -> Slot:
    """A condition in each of the five statuses."""
    slot = condition(id)
    later = {"conditions": {id: False}, "due": {id: AS_OF}}
    return Slot({**slot.states, "later": later}, slot.learned)


def exemption(id: str) -> Slot:
    states = {name: {"exempt": {id: _VALUES[name]}} for name in ("true", "false")}
    return Slot({UNKNOWN: {}, **states}, tuple(states))


def result(id: str, *values: str) -> Slot:
    return Slot({UNKNOWN: {}, **{each: {"result": {id: each}} for each in values}}, values)


def under(name: str, value: str, slot: Slot) -> Slot:
    """The same, under another value of a reading."""
    states = {
        state: {"readings": {name: {value: part}}} if part else {}
        for state, part in slot.states.items()
    }
    return Slot(states, slot.learned)


def due(id: str) -> Slot:
    days = {"passed": "2023-12-31", "today": AS_OF, "tomorrow": "2024-01-02"}
    return Slot({"never": {}, **{name: {"due": {id: day}} for name, day in days.items()}})


def departure(id: str) -> Slot:
    return Slot({UNKNOWN: {}, "recorded": {"departed": [id]}}, ("recorded",))


def _merge(target: Json, part: Json) -> None:
    for key, value in part.items():
        if isinstance(value, dict):
            _merge(target.setdefault(key, {}), value)
        else:
            target[key] = value


def one_condition() -> Iterator[Model]:
    """Every value, exemption, due day and departure of a condition of each modality."""
    for modality in MODALITIES:
        yield Model(
            manifest({"a": modality}, exemptions={"e": ["a"]}),
            (condition("a"), due("a"), departure("a"), exemption("e")),
        )
        yield Model(
            manifest({"a": modality}, exemptions={"e": ["a"], "f": ["a"]}),
            (condition("a"), exemption("e"), exemption("f")),
        )


def two_conditions() -> Iterator[Model]:
    for pair in itertools.combinations_with_replacement(MODALITIES, 2):
        yield Model(
            manifest(dict(zip("ab", pair, strict=True))), [condition_or_not_due(id) for id in "ab"]
        )


def three_conditions() -> Iterator[Model]:
    """Three that decide, one of which may still wait for its due day."""
    for three in itertools.combinations_with_replacement(MODALITIES[:5], 3):
        yield Model(
            manifest(dict(zip("abc", three, strict=True))),
            [condition_or_not_due("a"), condition("b"), condition("c")],
        )


def shared_exemptions() -> Iterator[Model]:
    """Two exemptions over three conditions, one of which has both."""
    values = ("true", "false")
    yield Model(
        manifest(
            {"a": "must", "b": "judgement", "c": "in_principle"},
            exemptions={"e": ["a", "b"], "f": ["b", "c"]},
        ),
        (
            *(condition(id, values=values) for id in "abc"),
            exemption("e"),
            exemption("f"),
        ),
    )


def results() -> Iterator[Model]:
    for modality in MODALITIES[:-2]:
        yield Model(
            manifest({"a": modality, "z": "must"}, results=["form", "day"]),
            (
                condition_or_not_due("a"),
                condition("z", values=("true", "false")),
                result("form", "letter", "digital"),
                result("day", "monday", "tuesday"),
            ),
        )


def one_reading() -> Iterator[Model]:
    """One reading of a condition and of the exemption from it, beside a second condition."""
    for first, second in (
        ("must", "must"),
        ("weighed", "must"),
        ("scope", "judgement"),
    ):
        yield Model(
            manifest(
                {"a": first, "b": second},
                exemptions={"e": ["a"]},
                readings={"r": reading("other", conditions=["a"], exemptions=["e"])},
            ),
            (
                condition("a"),
                under("r", "other", condition("a")),
                exemption("e"),
                under("r", "other", exemption("e")),
                condition("b", values=("true", "false")),
            ),
        )


def a_reading_of_the_result() -> Iterator[Model]:
    for first, second in (("must", "must"), ("weighed", "judgement")):
        yield Model(
            manifest(
                {"a": first, "b": second},
                results=["form"],
                readings={"r": reading("other", conditions=["a"], results=["form"])},
            ),
            (
                condition("a"),
                under("r", "other", condition("a")),
                result("form", "letter", "digital"),
                under("r", "other", result("form", "letter", "digital")),
                condition("b", values=("true", "false")),
            ),
        )


def two_readings(chosen: Mapping[str, str] | None = None) -> Iterator[Model]:
    """A reading of two values beside one of three."""
    values = ("true", "false")
    for first, second in (("must", "weighed"), ("scope", "judgement")):
        yield Model(
            manifest(
                {"a": first, "b": second},
                readings={
                    "p": reading("other", conditions=["a"]),
                    "q": reading("second", "third", conditions=["b"]),
                },
            ),
            (
                condition("a", values=values),
                under("p", "other", condition("a", values=values)),
                condition("b", values=values),
                under("q", "second", condition("b", values=values)),
                under("q", "third", condition("b", values=values)),
            ),
            chosen or {},
        )


def a_reading_of_the_exemption_alone() -> Iterator[Model]:
    """One reading of a condition, and another of the exemption from it."""
    for modality in ("must", "in_principle"):
        yield Model(
            manifest(
                {"a": modality, "b": "must"},
                exemptions={"e": ["a"], "f": ["a", "b"]},
                readings={
                    "p": reading("other", conditions=["a"]),
                    "q": reading("other", exemptions=["e"]),
                },
            ),
            (
                condition("a", values=("true", "false")),
                under("p", "other", condition("a", values=("true", "false"))),
                exemption("e"),
                under("q", "other", exemption("e")),
                exemption("f"),
                Slot({"false": {"conditions": {"b": False}}}),
            ),
        )


def chosen_readings() -> Iterator[Model]:
    """The same two readings with one or both of them chosen."""
    for chosen in (
        {"p": "other"},
        {"q": "second"},
        {"p": "usual", "q": "third"},
        {"p": "other", "q": "third"},
    ):
        yield next(two_readings(chosen))


def periods() -> Iterator[Period]:
    """From when until when a clause is in the text: each way to lie around the day of the text."""
    days = ("2023-06-30", KNOWN_AT, "2023-07-02", None)
    for published, withdrawn in itertools.product(days, repeat=2):
        always = published is None and withdrawn is None
        if not always and not (published and withdrawn and withdrawn <= published):
            yield published, withdrawn


def a_clause_with_a_period() -> Iterator[Model]:
    """Everything that a condition of each modality can be, in and out of the text."""
    for modality, period in itertools.product(MODALITIES, periods()):
        yield Model(
            manifest({"a": modality}, exemptions={"e": ["a"]}, periods={"a": period}),
            (condition("a"), due("a"), departure("a"), exemption("e")),
        )


def a_withdrawn_clause_beside_another() -> Iterator[Model]:
    for first, second in itertools.product(MODALITIES, repeat=2):
        yield Model(
            manifest({"a": first, "b": second}, periods={"a": (None, KNOWN_AT)}),
            [condition_or_not_due(id) for id in "ab"],
        )


def a_reading_of_a_clause_with_a_period() -> Iterator[Model]:
    """One reading of the condition and of the result."""
    for modality, period in itertools.product(("must", "weighed"), periods()):
        yield Model(
            manifest(
                {"a": modality, "b": "must"},
                results=["form"],
                readings={"r": reading("other", conditions=["a"], results=["form"])},
                periods={"a": period},
            ),
            (
                condition("a", values=("true", "false")),
                under("r", "other", condition("a", values=("true", "false"))),
                result("form", "letter", "digital"),
                under("r", "other", result("form", "letter", "digital")),
                Slot({"true": {"conditions": {"b": True}}}),
            ),
        )


MODELS = {
    "one condition": one_condition,
    "two conditions": two_conditions,
    "three conditions": three_conditions,
    "shared exemptions": shared_exemptions,
    "results": results,
    "one reading": one_reading,
    "a reading of the result": a_reading_of_the_result,
    "two readings": two_readings,
    "a reading of the exemption alone": a_reading_of_the_exemption_alone,
    "chosen readings": chosen_readings,
    "a clause with a period": a_clause_with_a_period,
    "a withdrawn clause beside another": a_withdrawn_clause_beside_another,
    "a reading of a clause with a period": a_reading_of_a_clause_with_a_period,
}
