"""One case of its own among all cases: every variable of the solver has the value of that case."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import z3

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS
from policycheck.proving.formulas import OTHER, Variables

Pair = tuple[Any, Any]


def model_of(pairs: Iterable[Pair]) -> z3.ModelRef:
    """A model in which each variable has its value, and all others any."""
    found = z3.Model()
    for variable, value in pairs:
        found.update_value(variable, value)
    return found


def evaluated(model: z3.ModelRef, formula: z3.ExprRef) -> Any:
    """What a formula comes to, as a Python value."""
    found = model.eval(formula, model_completion=True)
    return z3.is_true(found) if z3.is_bool(found) else found.as_long()


def pairs_of(
    variables: Variables, pointers: Iterable[str], case: Mapping[str, Any], schema: Any
) -> Iterator[Pair]:
    """What a case says of some facts; nothing is said of the value of what is not known."""
    for pointer in pointers:
        known, value = at(case, pointer)
        yield variables.known(pointer), z3.BoolVal(known)
        if known and not isinstance(value, Mapping | list):
            yield _value(variables, pointer, value, schema_at(schema, pointer))


def at(case: Any, pointer: str) -> tuple[bool, Any]:
    """Whether a case has a fact, and which."""
    found = case
    for step in pointer.split("/")[1:]:
        if isinstance(found, list):
            if int(step) >= len(found):
                return False, None
            found = found[int(step)]
        elif step in found:
            found = found[step]
        else:
            return False, None
    return True, found


def schema_at(schema: Any, pointer: str) -> Any:
    """The schema of a fact."""
    for step in pointer.split("/")[1:]:
        schema = schema["items"] if type_of(schema) == "list" else schema["properties"][step]
    return schema


def _value(variables: Variables, pointer: str, value: Any, schema: Any) -> Pair:
    kind = type_of(schema)
    if kind == "bool":
        return variables.holds(pointer), z3.BoolVal(value)
    if kind in ("text", "identifier"):
        texts = variables.texts.get(pointer, [])
        number = texts.index(value) + 1 if value in texts else OTHER
    elif kind == "enum":
        number = schema["enum"].index(value)
    elif kind in ("date", "event_date"):
        number = date.fromisoformat(value).toordinal()
    else:
        scale = DECIMALS.get(schema.get("format", ""), 0)
        number = int(Decimal(str(value)).scaleb(scale))
    return variables.value(pointer), z3.IntVal(number)
