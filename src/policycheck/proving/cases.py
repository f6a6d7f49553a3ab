"""Which cases there are: what the schema and the day that is judged say, as formulas."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations
from typing import Any

import z3

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, DIGITS
from policycheck.lifting.facts import FIRST_DAY, LAST_DAY
from policycheck.proving.formulas import OTHER, Variables

Schema = Mapping[str, Any]
Json = dict[str, Any]

DAYS = ("/as_of", "/known_at")
_TURNOVER = 4  # steps: insurers, one of them, turnover, a year


class Cases:
    """The cases that fit a schema, as far as the facts go that were asked of.

    Only these facts are looked at, those that they need, and those that say something of them: all
    others are unknown, and a case in which they are fits as well.

    Args:
        schema: The case schema, without references.
        variables: What was asked of the cases.
        slots: A list has at most so many items.
    """

    def __init__(self, schema: Schema, variables: Variables, slots: int) -> None:
        self._schema = schema
        self._variables = variables
        self._slots = slots
        self._facts: dict[str, Schema] = {}
        self._asked = frozenset(variables.pointers)
        self.formulas: list[z3.BoolRef] = []
        self._forbidden: dict[str, list[z3.BoolRef]] = {}
        self._gather()
        for pointer, found in self._facts.items():
            self.formulas += self._of(pointer, found)

    @property
    def pointers(self) -> tuple[str, ...]:
        """The facts that are looked at."""
        return tuple(self._facts)

    def leaves(self) -> tuple[str, ...]:
        """Those that are values or lists: what has to be looked up to make the case."""
        return tuple(
            pointer
            for pointer, schema in self._facts.items()
            if type_of(schema) != "object" and pointer not in DAYS
        )

    def type_of(self, pointer: str) -> str:
        """The type of a fact that is looked at."""
        return type_of(self._facts[pointer]) if pointer else "object"

    def forbidden(self, pointer: str) -> list[z3.BoolRef]:
        """Where a case cannot have a fact, as it has others."""
        steps = pointer.split("/")
        above = ["/".join(steps[:end]) for end in range(2, len(steps) + 1)]
        return [formula for each in above for formula in self._forbidden.get(each, ())]

    def comes_along(self, pointer: str, above: str) -> bool:
        """Whether a fact within another is always known with it, as an item or what it needs."""
        while pointer != above:
            last, schema = pointer.rpartition("/")[2], self._at(pointer.rpartition("/")[0])
            if schema is None:
                return False
            if type_of(schema) != "list" and last not in schema.get("required", ()):
                return False
            pointer = pointer.rpartition("/")[0]
        return True

    def range_of(self, pointer: str) -> tuple[int, int] | None:
        """The least and the greatest that a day or a number can be; ``None`` for other facts."""
        schema = self._facts[pointer]
        kind = type_of(schema) if pointer else "object"
        if kind not in ("date", "event_date", "integer", "amount", "decimal"):
            return None
        return self._range(pointer, schema, kind)

    def _gather(self) -> None:
        pending = deque(["", *DAYS])
        pending += [each for each in self._variables.pointers if each.startswith("/")]
        while pending:
            pointer = pending.popleft()
            schema = self._at(pointer)
            if schema is None:
                self.formulas.append(z3.Not(self._variables.known(pointer)))
            if pointer in self._facts or schema is None:
                continue
            self._facts[pointer] = schema
            pending += self._needed(pointer, schema)

    def _at(self, pointer: str) -> Schema | None:
        """The schema at a pointer; ``None`` for an item that no case is followed up to."""
        found = self._schema
        for step in pointer.split("/")[1:]:
            if type_of(found) == "list":
                if int(step) >= self._most(found):
                    return None
                found = found["items"]
            else:
                found = found["properties"][step]
        return found

    def _is_item(self, pointer: str) -> bool:
        above = self._at(pointer.rpartition("/")[0])
        return above is not None and type_of(above) == "list"

    def _most(self, schema: Schema) -> int:
        most: int = schema.get("maxItems", self._slots)
        return min(most, self._slots)

    def _needed(self, pointer: str, schema: Schema) -> Iterator[str]:
        """The facts that have to be looked at with one."""
        above, _, last = pointer.rpartition("/")
        if above:
            yield above
            if self._is_item(pointer) and last != "0":
                yield f"{above}/{int(last) - 1}"
        if above.endswith("/turnover"):
            yield "/provider/started_on"
        if type_of(schema) == "object":
            named = {*schema.get("required", ()), *_parties(schema)}
            yield from (f"{pointer}/{name}" for name in sorted(named))
            if pointer and not self._is_item(pointer):
                yield from self._spare(pointer, schema)

    def _spare(self, pointer: str, schema: Schema) -> Iterator[str]:
        """A member that nothing asks for, if there is one.

        An object without members is none, and it may be there for the sake of any of them.
        """
        tied = {*_parties(schema), *_ordered(schema)}
        free = (name for name in schema["properties"] if f"{pointer}/{name}" not in self._asked)
        members = schema["properties"]

        def plainness(name: str) -> tuple[bool, bool]:
            return name in tied, type_of(members[name]) in ("object", "list")

        if (found := min(free, key=plainness, default=None)) is not None:
            yield f"{pointer}/{found}"

    def _of(self, pointer: str, schema: Schema) -> Iterator[z3.BoolRef]:
        known = self._variables.known
        kind = type_of(schema)
        above, _, last = pointer.rpartition("/")
        if pointer in DAYS:
            yield known(pointer)
        if above:
            yield z3.Implies(known(pointer), known(above))
            if self._is_item(pointer) and last != "0":
                yield z3.Implies(known(pointer), known(f"{above}/{int(last) - 1}"))
        if kind == "object":
            yield from self._object(pointer, schema)
        elif kind == "list":
            yield from self._list(pointer, schema)
        else:
            yield from self._value(pointer, schema, kind)

    def _object(self, pointer: str, schema: Schema) -> Iterator[z3.BoolRef]:
        known, value = self._variables.known, self._variables.value
        here = known(pointer) if pointer else z3.BoolVal(True)
        there = [name for name in schema["properties"] if f"{pointer}/{name}" in self._facts]
        if pointer and not self._is_item(pointer):
            yield z3.Implies(here, z3.Or(*(known(f"{pointer}/{name}") for name in there)))
        for name in schema.get("required", ()):
            yield z3.Implies(here, known(f"{pointer}/{name}"))
        for later, earlier in schema.get("x-not-before", {}).items():
            if later in there and earlier in there:
                one, other = f"{pointer}/{later}", f"{pointer}/{earlier}"
                yield z3.Implies(z3.And(known(one), known(other)), value(one) >= value(other))
        for condition, consequence in _implications(schema):
            for name, member in consequence.get("properties", {}).items():
                if member is False:
                    where = z3.And(here, self._fits(pointer, schema, condition))
                    self._forbidden.setdefault(f"{pointer}/{name}", []).append(where)
            yield z3.Implies(
                z3.And(here, self._fits(pointer, schema, condition)),
                self._fits(pointer, schema, consequence),
            )

    def _fits(self, pointer: str, schema: Schema, part: Schema) -> z3.BoolRef:
        """What a part of ``if``, ``then`` or ``dependentSchemas`` says."""
        known, value = self._variables.known, self._variables.value
        found = [known(f"{pointer}/{name}") for name in part.get("required", ())]
        for name, member in part.get("properties", {}).items():
            fact = f"{pointer}/{name}"
            if member is False:
                found.append(z3.Not(known(fact)))
            else:
                place = schema["properties"][name]["enum"].index(member["const"])
                found.append(z3.Or(z3.Not(known(fact)), value(fact) == place))
        return z3.And(*found)

    def _list(self, pointer: str, schema: Schema) -> Iterator[z3.BoolRef]:
        if not schema.get("uniqueItems"):
            return
        known, value = self._variables.known, self._variables.value
        items = [f"{pointer}/{index}" for index in range(self._most(schema))]
        for one, other in combinations([each for each in items if each in self._facts], 2):
            yield z3.Implies(known(other), value(one) != value(other))

    def _value(self, pointer: str, schema: Schema, kind: str) -> Iterator[z3.BoolRef]:
        known, value = self._variables.known, self._variables.value
        if kind == "bool":
            return
        low, high = self._range(pointer, schema, kind)
        yield value(pointer) >= low
        yield value(pointer) <= high
        if kind == "event_date":
            yield z3.Implies(known(pointer), value(pointer) <= value(DAYS[0]))
        steps = pointer.split("/")[1:]
        if len(steps) == _TURNOVER and steps[2] == "turnover":
            started = "/provider/started_on"
            both = z3.And(known(pointer), known(started), value(pointer) > 0)
            yield z3.Implies(both, value(started) <= date(int(steps[3]), 12, 31).toordinal())

    def _range(self, pointer: str, schema: Schema, kind: str) -> tuple[int, int]:
        if kind == "enum":
            return 0, len(schema["enum"]) - 1
        if kind in ("date", "event_date"):
            return FIRST_DAY, LAST_DAY
        if kind in ("text", "identifier"):
            return OTHER, len(self._variables.texts.get(pointer, ()))
        return bounds(schema)

    def case(self, model: z3.ModelRef) -> Json:
        """The case that a model of the formulas stands for, with its days."""
        root: Json = {}
        for pointer, schema in sorted(self._facts.items(), key=lambda each: _order(each[0])):
            if pointer and self._is(model, self._variables.known(pointer)):
                _put(root, pointer.split("/")[1:], self._shown(model, pointer, schema))
        return root

    def _is(self, model: z3.ModelRef, formula: z3.BoolRef) -> bool:
        return bool(z3.is_true(model.eval(formula, model_completion=True)))

    def _shown(self, model: z3.ModelRef, pointer: str, schema: Schema) -> Any:
        kind = type_of(schema)
        if kind in ("object", "list"):
            return {} if kind == "object" else []
        if kind == "bool":
            return self._is(model, self._variables.holds(pointer))
        number = model.eval(self._variables.value(pointer), model_completion=True).as_long()
        if kind == "enum":
            return schema["enum"][number]
        if kind in ("date", "event_date"):
            return date.fromordinal(number).isoformat()
        if kind in ("text", "identifier"):
            texts = self._variables.texts.get(pointer, ())
            return texts[number - 1] if number else _any_text(schema, kind)
        decimals = DECIMALS.get(schema.get("format", ""), 0)
        return Decimal(number).scaleb(-decimals) if decimals else number


def bounds(schema: Schema) -> tuple[int, int]:
    """The least and the largest number that a schema allows: whole, in cents, or in thousandths."""
    decimals = DECIMALS.get(schema.get("format", ""), 0)

    def scaled(keyword: str, rounding: str) -> int:
        return int(Decimal(str(schema[keyword])).scaleb(decimals).to_integral_value(rounding))

    least = [scaled("minimum", ROUND_CEILING)] if "minimum" in schema else []
    if "exclusiveMinimum" in schema:
        least.append(scaled("exclusiveMinimum", ROUND_FLOOR) + 1)
    return max(least), scaled("maximum", ROUND_FLOOR)


def _implications(schema: Schema) -> Iterator[tuple[Schema, Schema]]:
    for name, dependent in schema.get("dependentSchemas", {}).items():
        yield {"required": [name]}, dependent
    for part in schema.get("allOf", ()):
        yield part["if"], part["then"]


def _parties(schema: Schema) -> Iterator[str]:
    """The members that an implication speaks of."""
    for parts in _implications(schema):
        for part in parts:
            yield from part.get("required", ())
            yield from part.get("properties", ())


def _ordered(schema: Schema) -> Iterator[str]:
    """The members of which one is no earlier than another."""
    for pair in schema.get("x-not-before", {}).items():
        yield from pair


def _any_text(schema: Schema, kind: str) -> str:
    if kind == "identifier":
        return "0" * DIGITS[schema["format"]]
    return "x" * int(max(1, schema.get("minLength", 1)))


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    """What stands around a fact before it, items by their number."""
    return tuple((int(step), "") if step.isdigit() else (-1, step) for step in pointer.split("/"))


def _put(root: Json, steps: list[str], value: Any) -> None:
    place: Any = root
    for step in steps[:-1]:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place.append(value)
    else:
        place[steps[-1]] = value
