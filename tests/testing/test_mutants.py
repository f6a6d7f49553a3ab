"""Which mutants are made of a module, of parameters and of manifests, and what they are called."""

from pathlib import Path

import pytest

from made_up import replace
from policycheck.testing.mutation import Mutant
from policycheck.testing.mutation.making import mutants_of, sampled
from policycheck.testing.mutation.modules import module_mutants
from policycheck.testing.mutation.mutants import DataChange, Edit, numbered
from testing.demo import Demo

HEAD = "package a.b\n\nimport rego.v1\n\n"


def made(rules: str) -> list[Mutant]:
    return list(numbered(module_mutants("a.b", "a/b/c.rego", HEAD + rules)))


def changes(rules: str, operator: str) -> list[str]:
    """What becomes of the line of a rule, by one operator."""
    return [each.after for each in made(rules) if each.operator == operator]


@pytest.mark.parametrize(
    ("rule", "operator", "expected"),
    [
        ("x if a.b < 3", "boundary", ["x if a.b <= 3"]),
        ("x if a.b <= c", "boundary", ["x if a.b < c"]),
        ("x if a.b > c", "boundary", ["x if a.b >= c"]),
        ("x if a.b >= c", "boundary", ["x if a.b > c"]),
        ("x if a.b >= c", "direction", ["x if a.b <= c"]),
        ('x if a.b == "z"', "equality", ['x if a.b != "z"']),
        ('x if a.b != "z"', "equality", ['x if a.b == "z"']),
        ("x if a.b == true", "equality", ["x if a.b != true"]),
        ("x if a.b == true", "constant", []),
        ("x := true if a.b", "constant", ["x := false if a.b"]),
        ('conditions["x"] := "open" if a.b', "constant", ['conditions["x"] := false if a.b']),
        ('x if a.b == "open"', "constant", []),
        ("x if a.b == false", "negation", ["x if a.b"]),
        ("x if a.b == false", "equality", []),
        ("x if a.b", "negation", ["x if a.b == false"]),
        ('x if a["b c"].d', "negation", ['x if a["b c"].d == false']),
        ("x if not a.b", "negation", ["x if  a.b"]),
        ("x if f(a.b)", "negation", []),
        ('conditions["x"] := a.b', "negation", ['conditions["x"] := a.b == false']),
        ("x := a.b", "negation", []),
        ("x if a.b", "expression", ["x if true"]),
        ("x if {\n\ta.b\n\tc == 1\n}", "expression", ["true", "true"]),
        ("x if {\n\tsome d in a.b\n\ty := d\n}", "expression", []),
        ("x if {\n\tevery d in a.b {\n\t\td > 1\n\t}\n}", "expression", ["x if {\n\ttrue\n}"]),
        ('x if a.b in {"p", "q"}', "member", ['x if a.b in {"q"}', 'x if a.b in {"p"}']),
        ('x if a.b in {"p"}', "member", []),
        ("x := f(1, 2)", "member", []),
        ("x := [0, 1]", "member", ["x := [1]", "x := [0]"]),
        ("x := a.b + 1", "arithmetic", ["x := a.b - 1"]),
        ("x := a & b", "arithmetic", ["x := a | b"]),
        ("x := {c | some c in a.b}", "arithmetic", []),
        ("x := {c: 1 | some c in a.b}", "arithmetic", []),
        ("x := a.b + 1", "number", ["x := a.b + 2"]),
        ("x := f(a, -1)", "number", ["x := f(a, 0)"]),
        ('x := "1 < 2" # a == b', "boundary", []),
        ("x := 1 if {\n\ta\n} else := 2", "branch", [""]),
    ],
)
def test_an_operator(rule: str, operator: str, expected: list[str]) -> None:
    found = changes(rule + "\n", operator)
    if operator == "expression" and "every" in rule:
        assert ("true" in found, len(found)) == (True, 2)
    else:
        assert found == expected


def test_a_rule_is_left_out_only_where_others_have_its_name() -> None:
    rules = 'y["a"] if c.d\n\ny["b"] if {\n\tc.e\n}\n\nz := 1\n'
    assert [each.before for each in made(rules) if each.operator == "rule"] == [
        'y["a"] if c.d',
        'y["b"] if {\n\tc.e\n}',
    ]


def test_what_is_handed_to_the_library_is_left_alone() -> None:
    assert (
        made('decision := outcome.decide(data.a.b.manifests.c, {\n\t"x": x == false,\n})\n') == []
    )


def test_an_edit_changes_one_place_and_knows_it() -> None:
    (mutant,) = [each for each in made("x if {\n\té < 3\n}\n") if each.operator == "boundary"]
    assert isinstance(mutant.change, Edit)
    assert mutant.change.made(f"{HEAD}x if {{\n\té < 3\n}}\n") == f"{HEAD}x if {{\n\té <= 3\n}}\n"
    assert (mutant.line, mutant.column, mutant.before, mutant.after) == (6, 4, "é < 3", "é <= 3")
    assert mutant.id == "a/b/c.rego: boundary: é < 3 -> é <= 3"


def test_ids_outlive_a_line_above() -> None:
    rules = (
        'x["a"] if c.d\n\nx["b"] if {\n\tc.d\n\tc.e < 1\n}\n\nx["c"] if {\n\tc.d\n\tc.f < 1\n}\n'
    )
    before = made(rules)
    after = made('first if input.here\n\n# A comment.\nx["0"] := 1\n\n' + rules)
    ids = [each.id for each in before]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= {each.id for each in after}
    assert "a/b/c.rego: expression: c.d -> true (2)" in ids


def ids_of(demo: Demo) -> list[str]:
    (suite,) = demo.read()
    return [each.id.removeprefix("acme/demo_2024/") for each in mutants_of(suite, demo.rules)]


def test_parameters(demo: Demo) -> None:
    found = [each for each in ids_of(demo) if each.startswith("parameters.yaml")]
    assert found == [
        "parameters.yaml: value: request_until/0/value: 2023-09-01 -> 2023-08-31",
        "parameters.yaml: value: request_until/0/value: 2023-09-01 -> 2023-09-02",
        "parameters.yaml: value: request_until/1/value: 2023-10-01 -> 2023-09-30",
        "parameters.yaml: value: request_until/1/value: 2023-10-01 -> 2023-10-02",
        "parameters.yaml: publication: request_until/1/published: 2023-08-02 -> 2023-08-01",
        "parameters.yaml: publication: request_until/1/published: 2023-08-02 -> 2023-08-03",
    ]


def test_an_amount_goes_by_a_cent_and_a_number_by_one(demo: Demo) -> None:
    file = demo.rules / "acme/demo_2024/parameters.yaml"
    text = file.read_text(encoding="utf-8")
    for unit, value, expected in (("euro", "19.99", ["19.98", "20"]), ("count", "3", ["2", "4"])):
        start = text.index("request_until:")
        other = (
            text[start:].replace("request_until:", "limit:").replace("unit: date", f"unit: {unit}")
        )
        other = other.replace('"2023-09-01"', value).replace('"2023-10-01"', value)
        file.write_text(text + other, encoding="utf-8")
        module = demo.module.read_text(encoding="utf-8")
        demo.module.write_text(module + "\nlimit := parameters.limit\n", encoding="utf-8")
        found = [each for each in ids_of(demo) if " value: limit/0/" in each]
        assert [each.rpartition(" ")[2] for each in found] == expected
        demo.module.write_text(module, encoding="utf-8")


def test_a_parameter_that_no_rule_reads_is_left_alone(demo: Demo) -> None:
    replace(demo.module, "<= parameters.request_until", '<= "2023-10-01"')
    replace(demo.module, '\ndue["request-in-time"] := parameters.request_until\n', "")
    assert not [each for each in ids_of(demo) if each.startswith("parameters.yaml")]


def test_manifests(demo: Demo) -> None:
    found = [each for each in ids_of(demo) if ".yaml" in each and "parameters" not in each]
    assert found == [
        "policy.yaml: modality: contract-year/modality: scope -> must",
        "application.yaml: modality: request-in-time/modality: must -> in_principle",
        "application.yaml: modality: request-in-time/modality: must -> judgement",
        "application.yaml: modality: channel-of-old/modality: expectation -> must",
        "application.yaml: modality: channel-of-now/modality: expectation -> must",
        "policy.yaml: publication: amendments/second-notice/published: 2023-08-02 -> 2023-08-01",
        "policy.yaml: publication: amendments/second-notice/published: 2023-08-02 -> 2023-08-03",
    ]


def test_a_mutant_of_a_manifest_knows_its_line(demo: Demo) -> None:
    (suite,) = demo.read()
    for each in mutants_of(suite, demo.rules):
        if each.file.endswith(".yaml"):
            line = (demo.rules / each.file).read_text(encoding="utf-8").splitlines()[each.line - 1]
            assert line.strip(" -").startswith(each.before.partition(": ")[0].rpartition("/")[2])


def test_data_is_changed_and_not_what_it_was_made_of() -> None:
    data = {"a": [{"b": 1}], "c": 2}
    assert DataChange(((("a", 0, "b"), 3),)).made(data) == {"a": [{"b": 3}], "c": 2}
    assert data == {"a": [{"b": 1}], "c": 2}


def test_the_same_seed_takes_the_same_mutants(demo: Demo) -> None:
    (suite,) = demo.read()
    mutants = mutants_of(suite, demo.rules)
    first = sampled(mutants, 5, 7)
    assert first == sampled(mutants, 5, 7)
    assert first != sampled(mutants, 5, 8)
    assert [each for each in mutants if each in first] == list(first)
    assert sampled(mutants, 10_000, 7) == mutants


def test_every_id_of_the_shipped_rules_is_its_own(root: Path) -> None:
    for file in sorted((root / "rego").rglob("*.rego")):
        ids = [
            each.id for each in numbered(module_mutants("x", file.name, file.read_text("utf-8")))
        ]
        assert len(ids) == len(set(ids))
