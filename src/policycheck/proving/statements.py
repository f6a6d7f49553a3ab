"""The statements of laws as formulas about one case."""

from collections.abc import Iterable
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
            choices = view.decided.results.get(name, {})
            fitting = (formula for each, formula in choices.items() if _same(each, value))
            return z3.Or(*fitting)
        case AnyOf(statements=statements):
            return z3.Or(*formulas_of(statements, view))
        case NotThat(statement=inner):
            return z3.Not(formula_of(inner, view))


def formulas_of(statements: Iterable[Statement], view: View) -> list[z3.BoolRef]:
    """Where each of several statements is true."""
    return [formula_of(each, view) for each in statements]


def _compared(statement: Compared, view: View) -> z3.BoolRef:
    variables, fact = view.variables, statement.fact
    schema = fact_schema(view, fact)
    kind = type_of(schema)
    known = [variables.known(fact)]
    match statement.operand:
        case Fixed(value=value) if kind == "bool":
            holds = variables.holds(fact)
            return z3.And(*known, holds if value else z3.Not(holds))
        case Fixed(value=value) if kind in ("text", "identifier"):
            return z3.And(*known, variables.says(fact, str(value)))
        case Fixed(value=value):
            right: Any = z3.IntVal(number_of(value, schema, kind))
        case OfFact(pointer=other):
            known.append(variables.known(other))
            if kind == "bool":
                return z3.And(*known, variables.holds(fact) == variables.holds(other))
            if kind == "enum":
                return z3.And(*known, _same_code(view, fact, other))
            if kind in ("text", "identifier"):
                raise UsageError(
                    f"{view.subject.policy.id}: a law compares {fact} with {other}: what two texts"
                    " say is not followed; compare each with a text"
                )
            right = _same_scale(variables.value(other), fact_schema(view, other), schema)
        case OfParameter(id=id):
            parameter = view.subject.policy.parameters[id]
            there, right = _published(parameter, view, schema, kind)
            known.append(there)
    return z3.And(*known, _RELATIONS[statement.relation](variables.value(fact), right))


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


def _same_scale(value: z3.ArithRef, schema: Schema, wanted: Schema) -> z3.ArithRef:
    """A number in cents, say, where the other is in whole euros."""
    return value * 10 ** (_decimals(wanted) - _decimals(schema))


def _published(
    parameter: Parameter, view: View, schema: Schema, kind: str
) -> tuple[z3.BoolRef, z3.ArithRef]:
    """Whether a parameter has a value for the text of the day, and which."""
    day = view.variables.value(DAYS[1])
    there, found = z3.BoolVal(False), z3.IntVal(0)
    for version in parameter.versions:
        value = z3.IntVal(number_of(version.value, schema, kind))
        if version.published is None:
            there, found = z3.BoolVal(True), value
        else:
            since = day >= version.published.toordinal()
            there, found = z3.Or(there, since), z3.If(since, value, found)
    return there, found


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other
