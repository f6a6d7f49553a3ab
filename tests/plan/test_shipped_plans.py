"""The plans of the shipped policies, and of small rules, as the real engine makes them."""

from functools import cache

import pytest

from policycheck.engine import compile_plan
from policycheck.errors import EngineError
from policycheck.plan import Call, Const, Plan, locals_read, locals_written, statements_in
from policycheck.plan.model import Dot
from policycheck.policies import load_manifests, rule_set
from policycheck.resources import shipped

POLICIES = load_manifests()
RULES = {
    "a.rego": """package demo

import rego.v1

allowed if {
	input.provider.name == "café"; input.provider.age > 17
}

double(x) := x * 2
""",
    "b.rego": """package demo.more

import data.demo
import rego.v1

answer := demo.double(21) if demo.allowed
""",
}


@cache
def plan_of(policy: str) -> Plan:
    rules = rule_set(shipped("rego"), POLICIES[policy])
    return compile_plan(rules.modules, rules.data, list(rules.entrypoints.values()))


@pytest.fixture(scope="module")
def demo() -> Plan:
    return compile_plan(RULES, {}, ["demo/more/answer"])


def test_rules_and_functions_are_found_by_their_path(demo: Plan) -> None:
    arity = {each.path: each.arity for each in demo.functions.values()}
    assert arity[("demo", "allowed")] == 0
    assert arity[("demo", "double")] == 1
    assert arity[("demo", "more", "answer")] == 0
    assert list(demo.entrypoints) == ["demo/more/answer"]


def test_places_are_those_of_the_source(demo: Plan) -> None:
    allowed = next(f for f in demo.functions.values() if f.path == ("demo", "allowed"))
    read = {
        statement.key.value: statement.position
        for statement in statements_in(allowed.blocks)
        if isinstance(statement, Dot) and isinstance(statement.key, Const)
    }
    age = read["age"]
    assert age is not None
    # The é before it is two bytes and one character.
    line = RULES["a.rego"].split("\n")[age.row - 1]
    assert (age.file, line[age.column - 1 :].startswith("input.provider.age")) == ("a.rego", True)


def test_what_does_not_compile_has_its_place() -> None:
    with pytest.raises(EngineError) as caught:
        compile_plan({"a.rego": "package demo\n\nimport rego.v1\n\nx := nofun(1)\n"}, {}, ["demo"])
    assert (caught.value.file, caught.value.row) == ("a.rego", 5)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_decision_has_a_plan_whose_calls_lead_somewhere(policy: str) -> None:
    plan = plan_of(policy)
    insurer, _, name = policy.partition(".")
    assert set(plan.entrypoints) == {
        f"{insurer}/{name}/{decision}/decision" for decision in POLICIES[policy].decisions
    }
    called = {
        statement.func
        for function in plan.functions.values()
        for statement in statements_in(function.blocks)
        if isinstance(statement, Call)
    }
    assert called <= {*plan.functions, *plan.builtins}


@pytest.mark.parametrize("policy", POLICIES)
def test_every_local_that_is_read_is_given_a_value_somewhere(policy: str) -> None:
    for function in plan_of(policy).functions.values():
        statements = list(statements_in(function.blocks))
        given = {*function.params, *(n for each in statements for n in locals_written(each))}
        read = {n for each in statements for n in locals_read(each)}
        assert read <= given, function.name
        assert function.returns in given, function.name


@pytest.mark.parametrize("policy", POLICIES)
def test_every_place_is_within_its_module(policy: str) -> None:
    rules = rule_set(shipped("rego"), POLICIES[policy])
    lines = {name: text.split("\n") for name, text in rules.modules.items()}
    places = {
        statement.position
        for function in plan_of(policy).functions.values()
        for statement in statements_in(function.blocks)
        if statement.position
    }
    assert len({place.file for place in places}) > len(POLICIES[policy].decisions)
    for place in places:
        assert 1 <= place.row <= len(lines[place.file]), place
        assert 1 <= place.column <= len(lines[place.file][place.row - 1]) + 1, place
