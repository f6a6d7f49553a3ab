"""What cannot be followed is refused with its rule, its place and the reason."""

import re
from pathlib import Path

import pytest

from lifting.agreeing import DATA, HEADER, Made, entrypoint, file, made, package
from lifting.refusals import REFUSED, Refused
from lifting.schema import SCHEMA
from policycheck.lifting import Unliftable, lift

PAGE = Path(__file__).parents[2] / "docs" / "lifting.md"
NAMES = [str(place) for place, _ in enumerate(REFUSED)]


@pytest.fixture(scope="module")
def rules() -> dict[str, Made]:
    return made({name: each.rule for name, each in zip(NAMES, REFUSED, strict=True)})


@pytest.mark.parametrize(("name", "refused"), list(zip(NAMES, REFUSED, strict=True)))
def test_it_is_refused(name: str, refused: Refused, rules: dict[str, Made]) -> None:
    with pytest.raises(Unliftable) as caught:
        rules[name].lifted()
    error = caught.value
    assert error.reason == refused.reason
    assert error.rule.startswith(f"made.{package(name)}.")
    where = error.position
    assert where is not None
    assert where.file == file(name)
    assert str(error) == f"{where.file}:{where.row}:{where.column}: {error.rule}: {error.reason}"
    line = rules[name].source.splitlines()[where.row - 1]
    assert line[where.column - 1 :].startswith(refused.at), (line, where)


def test_the_page_has_every_reason() -> None:
    text = PAGE.read_text(encoding="utf-8").partition("\n## What is refused\n")[2]
    rows = re.findall(r"^\| (.+?) \| `(.+)` \|$", text, re.MULTILINE)
    assert rows == [(each.construct, each.reason) for each in REFUSED]


def test_a_rule_that_does_not_exist(rules: dict[str, Made]) -> None:
    with pytest.raises(Unliftable, match=r"^there is no rule made\.nobody\.p$"):
        lift(rules["0"].plan, DATA, "made/nobody/p", SCHEMA)


def test_facts_without_bounds_are_refused() -> None:
    free = made({"free": "p := input.number > 3", "decimals": "p := input.number > 3"})
    for name, schema, reason in (
        ("free", {"type": "integer"}, "the schema does not bound /number"),
        ("decimals", {"type": "number"}, "the schema does not bound the decimals of /number"),
    ):
        with pytest.raises(Unliftable) as caught:
            free[name].lifted({"type": "object", "properties": {"number": schema}})
        assert caught.value.reason == reason


def test_the_rest_of_a_plan_is_not_asked() -> None:
    """What is never reached, or is of another rule, refuses nothing."""
    body = "p := 1\n\nq := upper(input.name)\n\nr := upper(input.name) if {\n\t1 == 2\n}"
    rules = made({"rest": f"{body}\n\ns := 2 if {{\n\tnot p == 1\n\tq\n}}"})
    assert rules["rest"].lifted().answer
    assert entrypoint("rest") in rules["rest"].plan.entrypoints
    assert HEADER.format(package("rest")) in rules["rest"].source


def test_only_the_shipped_library_is_known() -> None:
    rule = made({"days": "p := dates.months_after(input.day, 1)"})["days"]
    assert lift(rule.plan, DATA, entrypoint("days"), SCHEMA).answer
    with pytest.raises(
        Unliftable, match=r"^policycheck/dates\.rego:\d+:\d+: policycheck\.dates\."
    ) as caught:
        lift(rule.plan, DATA, entrypoint("days"), SCHEMA, known_library=False)
    assert caught.value.reason == "time.parse_ns over facts is not followed"


def test_a_list_is_followed_up_to_its_slots() -> None:
    rule = made({"cut": "p := count(input.claims) + count(input.forms)"})["cut"]
    assert rule.lifted().slots == {}
    cut = lift(rule.plan, DATA, entrypoint("cut"), SCHEMA, slots=2)
    assert cut.slots == {"/claims": 2, "/forms": 2}
