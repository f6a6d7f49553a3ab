"""A statement of a law is true of a case where a plain reading says so."""

import operator
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import z3

import policycheck
from generators.cases import Cases
from made_up import RULES
from policycheck import Policies
from policycheck.errors import UsageError
from policycheck.facts.dictionary import type_of
from policycheck.model import Decision, Outcome, Status, Text
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
from policycheck.policies.manifest import Parameter, ParameterVersion
from policycheck.proving.room import View
from policycheck.proving.statements import formula_of
from policycheck.proving.subject import Subject, subject_of

from .assigned import at, evaluated, model_of, pairs_of, schema_at
from .test_formulas import canonical

Json = dict[str, Any]

STARTED, RECEIVED = "/provider/started_on", "/insurers/asr/contract_request/received_on"
AMOUNT, REALISED = "/insurers/asr/ceiling/amount", "/insurers/asr/ceiling/realised"
FTE, MINUTES = (
    "/provider/medical_specialist/specialists/0/fte",
    "/provider/medical_specialist/backup/transfer_minutes",
)
CARRIED, CHANNEL = "/provider/sound_administration", "/insurers/asr/contract_request/channel"
CERTIFIED, AGB = "/provider/vecozo_contracting_certificate", "/provider/agb"

# A few values each, so that they are often the same or beside each other.
VALUES: Mapping[str, tuple[Any, ...]] = {
    STARTED: ("2023-08-31", "2023-09-01", "2023-09-02", "2023-10-01"),
    RECEIVED: ("2023-08-31", "2023-09-01", "2023-10-01", "2023-10-02"),
    AMOUNT: (0, 1, 99.99, 100, 100.01, 200),
    REALISED: (0, 1, 99.99, 100, 100.01),
    FTE: (0, 0.999, 1, 1.001, 2),
    MINUTES: (0, 1, 2, 3),
    CARRIED: (True, False),
    CERTIFIED: (True, False),
    CHANNEL: ("contracts_mailbox", "other"),
    AGB: ("01234567", "76543210"),
    "/known_at": ("2023-08-01", "2023-08-02", "2023-12-31", "2024-01-31", "2023-09-01"),
    "/as_of": ("2023-08-31", "2023-09-01", "2023-12-31", "2024-01-31"),
}
NAMES = {"nl": "Een getal.", "en": "A number."}


def parameter(id: str, unit: str, *versions: tuple[str | None, Any]) -> Parameter:
    made = tuple(
        ParameterVersion(value, day and date.fromisoformat(day))  # type: ignore[arg-type]
        for day, value in versions
    )
    return Parameter(id, Text(**NAMES), unit, "none", "", (), made)


PARAMETERS = {
    each.id: each
    for each in (
        parameter("day", "date", (None, "2023-09-01"), ("2023-08-02", "2023-10-01")),
        parameter("amount", "euro", ("2023-08-02", 100), ("2023-12-31", 99.99)),
        parameter("minutes", "minutes", (None, 2)),
        parameter("fte", "fte", (None, 1), ("2023-12-31", 0.999)),
        parameter("channel", "code", (None, "other"), ("2023-08-02", "contracts_mailbox")),
        parameter("agb", "code", (None, "01234567")),
    )
}
OF_DAYS = (Relation.BEFORE, Relation.UNTIL, Relation.FROM, Relation.AFTER)
OF_NUMBERS = (Relation.LESS_THAN, Relation.AT_MOST, Relation.AT_LEAST, Relation.MORE_THAN)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return policycheck.load(RULES)


@pytest.fixture(scope="module")
def subject(policies: Policies) -> Subject:
    found = subject_of(policies, "acme.demo_2024", "application")
    return replace(found, policy=replace(found.policy, parameters=PARAMETERS))


# ## What a statement says, read plainly


def is_true(statement: Statement, case: Json, decision: Decision | None = None) -> bool:
    match statement:
        case Known(fact, known):
            return at(case, fact)[0] is known
        case Compared(fact, relation, operand):
            there, value = at(case, fact)
            also, other = _operand(operand, case)
            return there and also and _compare(relation, value, other)
        case AnyOf(statements):
            return any(is_true(each, case, decision) for each in statements)
        case NotThat(inner):
            return not is_true(inner, case, decision)
    assert decision is not None
    match statement:
        case Comes(outcomes):
            return decision.outcome in outcomes
        case Has(condition, statuses):
            return decision.conditions[condition].status in statuses
        case Results(name, value):
            return name in decision.result and _plain(decision.result[name]) == _plain(value)


def _operand(operand: Any, case: Json) -> tuple[bool, Any]:
    match operand:
        case Fixed(value):
            return True, value
        case OfFact(pointer):
            return at(case, pointer)
    published = [
        each.value
        for each in PARAMETERS[operand.id].versions
        if each.published is None or each.published.isoformat() <= case["known_at"]
    ]
    return bool(published), published[-1] if published else None


def _compare(relation: Relation, one: Any, other: Any) -> bool:
    return bool(_OPERATORS[relation](_plain(one), _plain(other)))


def _plain(value: Any) -> Any:
    """Texts and truth values as they are; ISO days sort as texts do."""
    if isinstance(value, str | bool) or value is None:
        return value
    return Decimal(str(value))


_OPERATORS: Mapping[Relation, Any] = {
    Relation.IS: operator.eq,
    Relation.BEFORE: operator.lt,
    Relation.UNTIL: operator.le,
    Relation.FROM: operator.ge,
    Relation.AFTER: operator.gt,
    Relation.LESS_THAN: operator.lt,
    Relation.AT_MOST: operator.le,
    Relation.AT_LEAST: operator.ge,
    Relation.MORE_THAN: operator.gt,
}


# ## About facts


def random_case(random: Random) -> Json:
    case: Json = {}
    for pointer, values in VALUES.items():
        if random.random() < 0.7 or pointer in ("/as_of", "/known_at"):
            _put(case, pointer, random.choice(values))
    return case


def _put(case: Json, pointer: str, value: Any) -> None:
    *above, name = pointer.split("/")[1:]
    if above[-2:] == ["specialists", "0"]:
        doctors = case.setdefault("provider", {}).setdefault("medical_specialist", {})
        doctors["specialists"] = [{name: value}]
        return
    place = case
    for each in above:
        place = place.setdefault(each, {})
    place[name] = value


def comparisons() -> Iterator[Compared]:
    """Every comparison with every kind of operand."""
    pairs = ((STARTED, RECEIVED), (AMOUNT, REALISED), (FTE, MINUTES), (MINUTES, FTE))
    for one, other in (*pairs, ("/as_of", STARTED), ("/known_at", RECEIVED)):
        for relation in (Relation.IS, *(OF_DAYS if one in DATED else OF_NUMBERS)):
            yield Compared(one, relation, OfFact(other))
            for value in VALUES[one][1:3]:
                exact = Decimal(str(value)) if isinstance(value, float) else value
                yield Compared(one, relation, Fixed(exact))
    for one, id in ((STARTED, "day"), (AMOUNT, "amount"), (MINUTES, "minutes"), (FTE, "fte")):
        for relation in (Relation.IS, *(OF_DAYS if one in DATED else OF_NUMBERS)):
            yield Compared(one, relation, OfParameter(id))
    for one, other in ((CARRIED, CERTIFIED), (CHANNEL, CHANNEL)):
        yield Compared(one, Relation.IS, OfFact(other))
    for one in (CARRIED, CHANNEL, AGB):
        yield from (Compared(one, Relation.IS, Fixed(value)) for value in VALUES[one])
    yield Compared(CHANNEL, Relation.IS, OfParameter("channel"))
    yield Compared(AGB, Relation.IS, OfParameter("agb"))


DATED = (STARTED, RECEIVED, "/as_of", "/known_at")
STATEMENTS: tuple[Statement, ...] = (
    *comparisons(),
    *(Known(pointer, known) for pointer in VALUES for known in (True, False)),
    Known("/insurers/asr/ceiling", known=True),
    AnyOf((Known(AGB, known=False), Compared(CARRIED, Relation.IS, Fixed(True)))),
    NotThat(Compared(STARTED, Relation.BEFORE, OfParameter("day"))),
    NotThat(AnyOf((Compared(MINUTES, Relation.IS, Fixed(1)), Known(FTE, known=True)))),
)


def test_every_comparison_is_tried_with_every_operand() -> None:
    found = {(each.relation, type(each.operand)) for each in comparisons()}
    assert found == {(a, b) for a in Relation for b in (Fixed, OfFact, OfParameter)}


@pytest.mark.parametrize("statement", STATEMENTS, ids=str)
def test_a_statement_about_facts(statement: Statement, subject: Subject) -> None:
    view = View(subject)
    schema = subject.policies.schemas.schema
    formula = formula_of(statement, view)
    random = Random(f"statements {statement}")
    seen = set()
    for _ in range(60):
        case = random_case(random)
        model = model_of(_said(view, case, schema))
        found = evaluated(model, formula)
        assert found == is_true(statement, case), case
        seen.add(found)
    if statement not in SAME:
        assert seen == {True, False}


SAME = {
    *(Known(day, known) for day in ("/as_of", "/known_at") for known in (True, False)),
}


def _said(view: View, case: Json, schema: Any) -> Iterator[tuple[Any, Any]]:
    """What a case says; a fact that is not known has some value, which must not matter."""
    pointers = [each for each in view.variables.pointers if each.startswith("/")]
    yield from pairs_of(view.variables, pointers, case, schema)
    for pointer in pointers:
        if not at(case, pointer)[0] and pointer in VALUES:
            given: Json = {}
            _put(given, pointer, VALUES[pointer][0])
            known, *value = pairs_of(view.variables, [pointer], given, schema)
            assert known
            yield from value


def test_two_texts_are_not_compared(subject: Subject) -> None:
    statement = Compared(AGB, Relation.IS, OfFact("/provider/kvk"))
    with pytest.raises(UsageError, match="compare each with a text"):
        formula_of(statement, View(subject))


def test_codes_of_two_lists_are_compared_as_codes(subject: Subject) -> None:
    schema = subject.policies.schemas.schema
    one, other = "/insurers/asr/contract_request/channel", "/insurers/vgz/contract_request/channel"
    lists = [schema_at(schema, each)["enum"] for each in (one, other)]
    assert lists[0] != lists[1]
    view = View(subject)
    formula = formula_of(Compared(one, Relation.IS, OfFact(other)), view)
    for first in lists[0]:
        for second in lists[1]:
            case: Json = {}
            _put(case, one, first)
            _put(case, other, second)
            model = model_of(pairs_of(view.variables, (one, other), case, schema))
            assert evaluated(model, formula) == (first == second)


# ## About the answer


@pytest.fixture(scope="module")
def shipped() -> Policies:
    return policycheck.load()


@pytest.mark.parametrize(
    ("policy", "decision"),
    [
        ("asr.ggz_2022", "reimbursement"),
        ("asr.ggz_2022", "contract_form"),
        ("asr.geboortezorg_2023", "contract_term"),
    ],
)
def test_a_statement_about_the_answer(shipped: Policies, policy: str, decision: str) -> None:
    subject = subject_of(shipped, policy, decision)
    schema = shipped.schemas.schema
    drawn = list(Cases(shipped, policy, decision).seeded(40, "statements"))
    decided = [shipped.decide(policy, decision, each) for each in drawn]
    values = {
        (name, value) for each in decided for name, value in each.result.items() if value != "x"
    }
    statements: list[Statement] = [
        *(Comes((each,)) for each in Outcome),
        Comes((Outcome.MET, Outcome.REFER)),
        *(Has(id, (status,)) for id in subject.rule.conditions for status in Status),
        *(Has(id, (Status.MET, Status.OPEN)) for id in subject.rule.conditions),
        *(Results(name, _exact(value)) for name, value in sorted(values, key=str)),
        Results(next(iter(subject.rule.result["properties"])), "no such value"),
    ]
    view = View(subject)
    formulas = [formula_of(each, view) for each in statements]
    held = 0
    for made, answer in zip(drawn, decided, strict=True):
        case = canonical(made, shipped)
        model = model_of(_said(view, case, schema))
        for statement, formula in zip(statements, formulas, strict=True):
            found = evaluated(model, formula)
            assert found == is_true(statement, case, answer), (statement, made)
            held += found and isinstance(statement, Results)
    assert held


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value


def test_a_result_that_is_a_number_of_the_case(shipped: Policies) -> None:
    """It is no constant of the rules: the claim that it never is some amount is not for free."""
    view = View(subject_of(shipped, "asr.ggz_2022", "reimbursement"))
    assert any(choice.kind is not None for choice in view.decided.choices["at_most"])
    solver = z3.Solver()
    solver.add(formula_of(Results("at_most", Decimal("1234.56")), view))
    assert solver.check() == z3.sat
    assert type_of(schema_at(shipped.schemas.schema, AMOUNT)) == "amount"
