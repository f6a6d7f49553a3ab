"""Facts followed through a plan: what is read, and what is concluded from absence."""

import pytest

from policycheck.engine import compile_plan
from policycheck.errors import EngineError
from policycheck.plan.facts import Flow, Member, Path, members_of

DATA = {"limits": {"years": {"2021": "2021-12-31", "2022": "2022-12-31"}, "minimum": 50000}}
REQUIRED = {("provider", "errors", "*", "on"), ("provider", "errors", "*", "grave")}


def members(rules: str, package: str = "acme.demo") -> dict[str, Member]:
    modules = {
        "demo.rego": f"package {package}\n\nimport data.acme.tools\nimport rego.v1\n\n{rules}\n",
        "tools.rego": TOOLS,
    }
    plan = compile_plan(modules, DATA, [package.replace(".", "/")])
    flow = Flow(plan, REQUIRED.__contains__)
    found = members_of(plan, flow, package.split("."), ("conditions", "exempt", "due"))
    return {each.key: each for each in found}


TOOLS = """package acme.tools

import rego.v1

grave(errors) := [error | some error in errors; error.grave]

before(day, errors) := [error | some error in errors; error.on < day]
"""


def paths(found: set[Path] | frozenset[Path]) -> set[str]:
    longest = {path for path in found if not any(p[: len(path)] == path != p for p in found)}
    return {".".join(path) for path in longest}


def condition(body: str) -> Member:
    return members(body)["x"]


@pytest.mark.parametrize(
    "rules",
    [
        # A value, a comparison, several rules for one condition.
        'conditions["x"] := input.provider.a == false',
        'conditions["x"] if input.provider.a\n\nconditions["x"] := false if input.provider.b >= 3',
        'conditions["x"] := "open" if input.provider.a != "none"',
        # Not, where the rule shows that the fact is there.
        'conditions["x"] if {\n\tinput.provider.a != "none"\n\tnot input.provider.a == "some"\n}',
        'conditions["x"] := count(input.provider.errors) == 0',
        'conditions["x"] := count(e) == 0 if {\n'
        "\tinput.provider.errors\n\te := [1 | some each in input.provider.errors; each.grave]\n}",
        # The filters of a library over a list that is there, with members that the schema asks for.
        'conditions["x"] := count(tools.grave(input.provider.errors)) == 0',
        'conditions["x"] := count(tools.before("2020-01-01", tools.grave(input.provider.errors))) '
        "== 0",
        # What is found can only become more.
        "found := {year | input.turnover[year] >= data.limits.minimum}\n\n"
        'conditions["x"] if count(found) > 0',
        "found := {y: 1 | some y, _ in data.limits.years; input.turnover[y] >= 3}\n\n"
        'conditions["x"] := false if count(found) == count(data.limits.years)',
        "found := {y: 1 | some y, _ in data.limits.years; input.turnover[y] >= 3}\n\n"
        'conditions["x"] if count(object.keys(data.limits.years) - object.keys(found)) == 0',
        # Every: what is absent fails it.
        'conditions["x"] if {\n\tevery year, _ in data.limits.years {\n'
        "\t\tinput.turnover[year] >= 3\n\t}\n}",
        'conditions["x"] if {\n\tevery e in input.provider.errors {\n\t\te.grave == false\n\t}\n}',
        # The dates of a case are always there.
        'conditions["x"] if not input.as_of > "2024-01-01"',
        # A default that the rule shows to be unused.
        'conditions["x"] := object.get(input.provider, "a", 3) == 3 if input.provider.a',
    ],
)
def test_what_waits_for_its_facts_is_without_doubt(rules: str) -> None:
    entry = condition(rules).entry
    assert entry.doubts == frozenset()
    assert entry.value.moves == frozenset()


@pytest.mark.parametrize(
    ("rules", "row", "facts"),
    [
        ('conditions["x"] if not input.provider.a', 6, {"provider.a"}),
        ('conditions["x"] if {\n\tinput.provider.b\n\tnot input.provider.a == 1\n}', 8, None),
        # Through a rule of its own, and through two.
        ('a if input.provider.a\n\nconditions["x"] if not a', 8, {"provider.a"}),
        ('a if input.provider.a\n\nb if not a\n\nconditions["x"] if b', 8, {"provider.a"}),
        ('default a := false\n\na if input.provider.a\n\nconditions["x"] := a', 6, {"provider.a"}),
        ('a := 1 if input.provider.a else := 2\n\nconditions["x"] := a == 2', None, {"provider.a"}),
        # A list that is absent is taken for an empty one.
        (
            "bad := [e | some e in input.provider.errors; e.grave]\n\n"
            'conditions["x"] if count(bad) == 0',
            8,
            {"provider.errors"},
        ),
        # A record without a member is left out.
        (
            "bad := [e | some e in input.provider.errors; e.kind == 1]\n\n"
            'conditions["x"] if {\n\tinput.provider.errors\n\tcount(bad) == 0\n}',
            10,
            {"provider.errors.*.kind"},
        ),
        (
            "found := {y: 1 | some y, _ in data.limits.years; input.turnover[y] >= 3}\n\n"
            'conditions["x"] if count(found) < 2',
            8,
            {"turnover.*"},
        ),
        (
            "found := {y: 1 | some y, _ in data.limits.years; input.turnover[y] >= 3}\n\n"
            'conditions["x"] if {\n\tevery y, _ in found {\n\t\ty == "2021"\n\t}\n}',
            9,
            {"turnover.*"},
        ),
        (
            "done contains e.kind if some e in input.provider.errors\n\n"
            'conditions["x"] if count({"a", "b"} - done) > 0',
            8,
            {"provider.errors.*.kind"},
        ),
    ],
)
def test_an_answer_from_absence_is_a_doubt(rules: str, row: int | None, facts: set[str]) -> None:
    doubts = condition(rules).entry.doubts
    if facts:
        assert paths({doubt.path for doubt in doubts}) == facts
    rows = {doubt.position.row for doubt in doubts if doubt.position}
    assert rows if row is None else rows == {row}


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        (
            "bad := [e | some e in input.provider.errors; e.grave]\n\n"
            'conditions["x"] := count(bad) == 0',
            {"provider.errors"},
        ),
        ('conditions["x"] := object.get(input.provider, "a", false)', {"provider.a"}),
        (
            "found := {y: 1 | some y, _ in data.limits.years; input.turnover[y] >= 3}\n\n"
            'conditions["x"] := count(found) >= 2',
            {"turnover.*"},
        ),
    ],
)
def test_a_value_that_can_still_move_says_by_what(rules: str, facts: set[str]) -> None:
    assert paths(condition(rules).entry.value.moves) == facts


@pytest.mark.parametrize(
    ("rules", "facts", "parameters"),
    [
        ('conditions["x"] := input.provider.a == false', {"provider.a"}, set()),
        (
            "relation := input.insurers.acme\n\nday := relation.request.on\n\n"
            'conditions["x"] := day <= "2024-01-01" if relation.asked',
            {"insurers.acme.request.on", "insurers.acme.asked"},
            set(),
        ),
        # Of the members of a rule only that which is used.
        (
            'exempt["y"] := input.provider.y\n\nexempt["z"] := input.provider.z\n\n'
            'conditions["x"] := exempt["y"] == false',
            {"provider.y"},
            set(),
        ),
        ('conditions["x"] := count(tools.grave(input.provider.errors)) == 0', None, set()),
        ('conditions["x"] if not input.provider.a', {"provider.a"}, set()),
        ('conditions["x"] := input.turnover["2021"] > 0', {"turnover.2021"}, set()),
        ('conditions["x"] := object.get(input.provider, "a", false)', {"provider.a"}, set()),
        ('conditions["x"] := input.as_of < input.known_at', set(), set()),
    ],
)
def test_the_facts_that_a_condition_reads(
    rules: str, facts: set[str] | None, parameters: set[str]
) -> None:
    value = condition(rules).entry.value
    found = paths(value.reads | condition(rules).entry.needs)
    assert found == ({"provider.errors.*.grave"} if facts is None else facts)
    assert value.parameters == parameters


def test_members_under_a_reading_are_told_with_it() -> None:
    found = members(
        'readings["wide"]["all"].conditions["a"] := input.a\n\n'
        'readings["wide"]["all"].conditions["b"] := input.b\n\n'
        'readings["edge"]["in"].exempt["c"] := input.c\n\n'
        'due["d"] := "2024-01-01"'
    )
    assert {each.key: (each.rule, each.reading) for each in found.values()} == {
        "a": ("conditions", ("wide", "all")),
        "b": ("conditions", ("wide", "all")),
        "c": ("exempt", ("edge", "in")),
        "d": ("due", None),
    }
    assert {key: paths(each.entry.value.reads) for key, each in found.items()} == {
        "a": {"a"},
        "b": {"b"},
        "c": {"c"},
        "d": set(),
    }


def test_a_rule_that_needs_itself_is_an_error() -> None:
    rules = 'conditions["y"] := input.y\n\nconditions["x"] if conditions["y"]'
    with pytest.raises(EngineError, match=r"demo.rego:6:1: the rule acme.demo.conditions needs"):
        members(rules)


def test_every_look_up_of_a_fact_is_told_with_its_place() -> None:
    plan = compile_plan(
        {"m.rego": "package a\n\nimport rego.v1\n\nx if {\n\tinput.b.c\n\tinput.d[_].e\n}\n"},
        {},
        ["a/x"],
    )
    flow = Flow(plan, lambda _: False)
    flow.rule(["a", "x"])
    found = {".".join(read.path): read.position for read in flow.reads}
    assert set(found) == {"b", "b.c", "d", "d.*.e"}
    assert [place.row for key in ("b.c", "d.*.e") if (place := found[key])] == [6, 7]
    assert flow.rule(["a", "y"]) is None
