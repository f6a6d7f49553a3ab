"""The statements of laws as formulas about one case."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import z3

from policycheck.errors import UsageError
from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS
from policycheck.policies.laws import (
    AnyOf,
    Comes,
    Compared,
    Fixed,
    Has,
    Known,
    NotThat,
    OfFact,
    OfParameter,
    Relation,
    Results,
    Statement,
)
from policycheck.policies.manifest import Parameter
from policycheck.proving.cases import DAYS, Schema
from policycheck.proving.decision import Choice
from policycheck.proving.room import View


def formula_of(statement: Statement, view: View) -> z3.BoolRef:
    """Where a statement is true of the case of a view."""
    match statement:
        case Compared():
            return _compared(statement, view)
        case Known(fact=fact, known=known):
            there = view.variables.known(fact)
            return there if known else z3.Not(there)
        case Comes(outcomes=outcomes):
            return z3.Or(*(view.decided.comes_to(each) for each in outcomes))
        case Has(condition=id, statuses=statuses):
            return z3.Or(*(view.decided.has(id, each) for each in statuses))
        case Results(name=name, value=value):
            choices = view.decided.choices.get(name, ())
            return z3.Or(*(_results(each, value) for each in choices))
        case AnyOf(statements=statements):
            return z3.Or(*formulas_of(statements, view))
        case NotThat(statement=inner):
            return z3.Not(formula_of(inner, view))


def formulas_of(statements: Iterable[Statement], view: View) -> list[z3.BoolRef]:
    """Where each of several statements is true."""
    return [formula_of(each, view) for each in statements]


def _compared(statement: Compared, view: View) -> z3.BoolRef:
    fact, relation = statement.fact, statement.relation
    known = view.variables.known
    match statement.operand:
        case Fixed(value=value):
            return z3.And(known(fact), _with_constant(fact, relation, value, view))
        case OfFact(pointer=other):
            return z3.And(known(fact), known(other), _with_fact(fact, relation, other, view))
        case OfParameter(id=id):
            in_force = (
                z3.And(since, _with_constant(fact, relation, value, view))
                for since, value in _published(view.subject.policy.parameters[id], view)
            )
            return z3.And(known(fact), z3.Or(*in_force))


def _with_constant(fact: str, relation: Relation, value: object, view: View) -> z3.BoolRef:
    variables, schema = view.variables, fact_schema(view, fact)
    kind = type_of(schema)
    if kind == "bool":
        return variables.holds(fact) if value else z3.Not(variables.holds(fact))
    if kind in ("text", "identifier"):
        return variables.says(fact, str(value))
    number = z3.IntVal(number_of(value, schema, kind))
    return _RELATIONS[relation](variables.value(fact), number)


def _with_fact(fact: str, relation: Relation, other: str, view: View) -> z3.BoolRef:
    variables, schemas = view.variables, [fact_schema(view, each) for each in (fact, other)]
    kind = type_of(schemas[0])
    if kind == "bool":
        same: z3.BoolRef = variables.holds(fact) == variables.holds(other)
        return same
    if kind == "enum":
        return _same_code(view, fact, other)
    if kind in ("text", "identifier"):
        raise UsageError(
            f"{view.subject.policy.id}: a law compares {fact} with {other}: what two texts"
            " say is not followed; compare each with a text"
        )
    # One in cents, say, and the other in whole euros.
    most = max(map(_decimals, schemas))
    one, two = (
        variables.value(each) * 10 ** (most - _decimals(schema))
        for each, schema in zip((fact, other), schemas, strict=True)
    )
    return _RELATIONS[relation](one, two)


_RELATIONS = {
    Relation.IS: lambda one, other: one == other,
    Relation.BEFORE: lambda one, other: one < other,
    Relation.UNTIL: lambda one, other: one <= other,
    Relation.FROM: lambda one, other: one >= other,
    Relation.AFTER: lambda one, other: one > other,
    Relation.LESS_THAN: lambda one, other: one < other,
    Relation.AT_MOST: lambda one, other: one <= other,
    Relation.AT_LEAST: lambda one, other: one >= other,
    Relation.MORE_THAN: lambda one, other: one > other,
}


def fact_schema(view: View, pointer: str) -> Schema:
    """The schema of a fact."""
    found: Schema = view.subject.policies.schemas.schema
    for step in pointer.split("/")[1:]:
        found = found["items"] if type_of(found) == "list" else found["properties"][step]
    return found


def number_of(value: object, schema: Schema, kind: str) -> int:
    """A value of a fact as the whole number that stands for it in formulas."""
    if kind == "enum":
        place: int = schema["enum"].index(value)
        return place
    if kind in ("date", "event_date"):
        return date.fromisoformat(str(value)).toordinal()
    return int(Decimal(str(value)).scaleb(_decimals(schema)))


def _same_code(view: View, fact: str, other: str) -> z3.BoolRef:
    """Where two facts are the same code; each has a list of its own."""
    one, two = (fact_schema(view, each)["enum"] for each in (fact, other))
    value = view.variables.value
    return z3.Or(
        *(
            z3.And(value(fact) == one.index(code), value(other) == two.index(code))
            for code in one
            if code in two
        )
    )


def _decimals(schema: Schema) -> int:
    return DECIMALS.get(schema.get("format", ""), 0)


def _published(parameter: Parameter, view: View) -> Iterator[tuple[z3.BoolRef, object]]:
    """Each value of a parameter, and where it is that of the text of the day."""
    day = view.variables.value(DAYS[1])
    later = z3.BoolVal(False)
    for version in reversed(parameter.versions):
        first = version.published
        since = z3.BoolVal(True) if first is None else day >= first.toordinal()
        yield z3.And(since, z3.Not(later)), version.value
        later = z3.Or(later, since)


def _results(choice: Choice, value: object) -> z3.BoolRef:
    """Where something that a result can be is a value of a law."""
    match choice.kind:
        case None:
            return z3.And(choice.where, z3.BoolVal(_same(choice.value, value)))
        case "day":
            wanted: Any = date.fromisoformat(str(value)).toordinal()
        case tuple() as codes:
            wanted = codes.index(value) if value in codes else len(codes)
        case int() as decimals:
            scaled = Decimal(str(value)).scaleb(decimals)
            if scaled != scaled.to_integral_value():
                return z3.BoolVal(False)
            wanted = int(scaled)
        case _:
            wanted = z3.BoolVal(bool(value))
    return z3.And(choice.where, choice.value == wanted)


def _same(one: object, other: object) -> bool:
    numbers = (int, float, Decimal)
    if isinstance(one, bool) or isinstance(other, bool) or not isinstance(one, numbers):
        return type(one) is type(other) and one == other
    return isinstance(other, numbers) and Decimal(str(one)) == Decimal(str(other))
