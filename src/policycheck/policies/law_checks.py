"""What must hold of laws: every name leads somewhere, and everything that is compared fits."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from policycheck.facts.suggestions import did_you_mean, or_list
from policycheck.policies.citations import unknown_refs
from policycheck.policies.flaws import Flaw
from policycheck.policies.law_facts import (
    is_day,
    is_ordered,
    schema_at,
    unfit_fact,
    unfit_parameter,
    unfit_relation,
    unfit_value,
    what_is,
    why_unknown,
)
from policycheck.policies.laws import (
    AnyOf,
    Comes,
    Compared,
    Constant,
    Decided,
    Fixed,
    Has,
    Independent,
    Known,
    Law,
    Monotone,
    NotThat,
    OfFact,
    Relation,
    Results,
    Statement,
)
from policycheck.policies.manifest import DecisionRule, PolicyManifest

_UNKNOWN, _UNFIT, _IDLE = "unknown-name", "law-comparison", "idle-law"


def law_flaws(policy: PolicyManifest) -> Iterator[Flaw]:
    """Every name in the laws of a policy that leads nowhere, and every comparison that is none."""
    for law in policy.laws.values():
        yield from unknown_refs(policy, f"the law {law.id}", law.refs, _at(law, "refs"))
        yield from _readings(policy, law)
        rule = policy.decisions.get(law.decision)
        if rule is None:
            meant = did_you_mean(law.decision, list(policy.decisions))
            message = f"is about {law.decision}, which is no decision of this policy{meant}"
            yield _flaw(_UNKNOWN, law, "decision", message)
            continue
        yield from _kind(policy, law, rule)
        for place, statement in _statements(law):
            yield from _statement(policy, law, rule, place, statement)


def _at(law: Law, place: str) -> tuple[str, str]:
    return "laws", f"{law.id}/{place}"


def _flaw(code: str, law: Law, place: str, message: str) -> Flaw:
    return Flaw(code, f"the law {law.id} {message}", _at(law, place))


def _says(code: str, law: Law, place: str, why: str | None) -> Iterator[Flaw]:
    if why is not None:
        yield Flaw(code, f"the law {law.id}: {why}", _at(law, place))


def _readings(policy: PolicyManifest, law: Law) -> Iterator[Flaw]:
    for id, value in law.readings.items():
        place = f"readings/{id}"
        reading = policy.readings.get(id)
        if reading is None:
            meant = did_you_mean(id, list(policy.readings))
            message = f"supposes {id}, which is no reading of this policy{meant}"
            yield _flaw(_UNKNOWN, law, place, message)
        elif value not in reading.values:
            known = or_list(reading.defensible)
            message = f"supposes {value}, which is no value of the reading {id}: choose {known}"
            yield _flaw(_UNKNOWN, law, place, message)
        elif value not in reading.defensible:
            known = or_list(reading.defensible)
            message = f"supposes {value} of the reading {id}, which never decides: choose {known}"
            yield _flaw(_IDLE, law, place, message)


def _kind(policy: PolicyManifest, law: Law, rule: DecisionRule) -> Iterator[Flaw]:
    """What is wrong with what a law says, but for its statements."""
    name, kind = law.kind_name, law.kind
    match kind:
        case Monotone(fact):
            place = f"{name}/fact"
            schema = schema_at(fact)
            if schema is None:
                yield from _says(_UNKNOWN, law, place, why_unknown(fact))
            elif not is_ordered(schema):
                why = f"{fact} is {what_is(schema)}: only a day, an amount or a number goes up"
                yield from _says(_UNFIT, law, place, why)
        case Independent(facts):
            for number, fact in enumerate(facts):
                yield from _named(law, f"{name}/facts/{number}", fact)
        case Decided(facts):
            for number, fact in enumerate(facts):
                yield from _whole(law, f"{name}/facts/{number}", fact)
        case Constant(_, first, last) if last < first:
            message = f"holds from {first} until {last}, which is earlier: turn them round"
            yield _flaw(_IDLE, law, f"{name}/until", message)
    if isinstance(kind, Monotone | Independent | Decided | Constant):
        if kind.of is None:
            yield from _has_outcome(law, rule, name)
        else:
            yield from _condition(law, rule, f"{name}/of", kind.of)


def _has_outcome(law: Law, rule: DecisionRule, place: str) -> Iterator[Flaw]:
    if not rule.outcomes:
        message = (
            f"is about the outcome of {rule.id}, which has none: say which condition it is about"
        )
        yield _flaw(_IDLE, law, place, message)


def _condition(law: Law, rule: DecisionRule, place: str, id: str) -> Iterator[Flaw]:
    if id not in rule.conditions:
        meant = did_you_mean(id, list(rule.conditions))
        message = f"is about {id}, which is no condition of {rule.id}{meant}"
        yield _flaw(_UNKNOWN, law, place, message)


def _named(law: Law, place: str, fact: str) -> Iterator[Flaw]:
    """What is wrong with a fact that is not compared: an object stands for all that is in it."""
    if schema_at(fact) is None:
        yield from _says(_UNKNOWN, law, place, why_unknown(fact))


def _whole(law: Law, place: str, fact: str) -> Iterator[Flaw]:
    """What is wrong with a fact that has to be known as a whole: an object never surely is."""
    schema = schema_at(fact)
    if schema is None:
        yield from _named(law, place, fact)
    elif what_is(schema) == "an object":
        yield from _says(_UNFIT, law, place, unfit_relation(fact, schema, Relation.IS))


def _statements(law: Law) -> Iterator[tuple[str, Statement]]:
    """The statements of a law that hold no other, each with its place in the law."""
    groups: dict[str, Iterable[Statement]] = {"when": law.when}
    groups[law.kind_name] = getattr(law.kind, "statements", ())
    for name, statements in groups.items():
        for number, statement in enumerate(statements):
            yield from _leaves(statement, f"{name}/{number}")


def _leaves(statement: Statement, place: str) -> Iterator[tuple[str, Statement]]:
    match statement:
        case AnyOf(statements):
            for number, each in enumerate(statements):
                yield from _leaves(each, f"{place}/any/{number}")
        case NotThat(other):
            yield from _leaves(other, f"{place}/not")
        case _:
            yield place, statement


def _statement(
    policy: PolicyManifest, law: Law, rule: DecisionRule, place: str, statement: Statement
) -> Iterator[Flaw]:
    match statement:
        case Known(fact):
            yield from _named(law, f"{place}/fact", fact)
        case Compared():
            yield from _compared(policy, law, place, statement)
        case Comes():
            yield from _has_outcome(law, rule, f"{place}/outcome")
        case Has(condition):
            yield from _condition(law, rule, f"{place}/condition", condition)
        case Results(name, value):
            yield from _result(law, rule, place, name, value)


def _compared(policy: PolicyManifest, law: Law, place: str, it: Compared) -> Iterator[Flaw]:
    schema = schema_at(it.fact)
    if schema is None:
        yield from _says(_UNKNOWN, law, f"{place}/fact", why_unknown(it.fact))
        return
    if why := unfit_relation(it.fact, schema, it.relation):
        yield from _says(_UNFIT, law, f"{place}/{it.relation}", why)
        return
    exactly = it.relation is Relation.IS
    place = f"{place}/{it.relation}"
    match it.operand:
        case Fixed(value):
            why = unfit_value(it.fact, schema, value, exactly=exactly)
            yield from _says(_UNFIT, law, place, why)
        case OfFact(pointer):
            other = schema_at(pointer)
            if other is None:
                yield from _says(_UNKNOWN, law, f"{place}/fact", why_unknown(pointer))
            else:
                yield from _says(_UNFIT, law, place, unfit_fact(it.fact, schema, pointer, other))
        case operand:
            parameter = policy.parameters.get(operand.id)
            if parameter is None:
                meant = did_you_mean(operand.id, list(policy.parameters))
                message = f"compares with {operand.id}, which is no parameter{meant}"
                yield _flaw(_UNKNOWN, law, f"{place}/parameter", message)
                return
            for why in unfit_parameter(it.fact, schema, parameter, exactly=exactly):
                yield from _says(_UNFIT, law, place, why)


def _result(law: Law, rule: DecisionRule, place: str, name: str, value: Any) -> Iterator[Flaw]:
    results = rule.result.get("properties", {})
    if name not in results:
        meant = did_you_mean(name, list(results))
        message = f"is about {name}, which is no result of {rule.id}{meant}"
        yield _flaw(_UNKNOWN, law, f"{place}/result", message)
        return
    schema: Mapping[str, Any] = results[name]
    values = schema.get("enum")
    if values is not None and value not in values:
        meant = did_you_mean(str(value), values)
        message = f"says that {name} is {value}, which it never is: it is {or_list(values)}{meant}"
        yield _flaw(_UNFIT, law, f"{place}/is", message)
    elif values is None and not isinstance(value, _RESULTS.get(schema.get("type", ""), object)):
        message = f"says that {name} is {value}, and its type is {schema['type']}"
        yield _flaw(_UNFIT, law, f"{place}/is", message)
    elif schema.get("format") == "date" and not is_day(value):
        yield _flaw(_UNFIT, law, f"{place}/is", f"says that {name} is {value}, which is no day")


_RESULTS: Mapping[str, Any] = {
    "boolean": bool,
    "integer": int,
    "number": int | Decimal,
    "string": str,
}
