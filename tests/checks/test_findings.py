"""Places, comments that silence, and policies that are broken in ways that no page shows."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.pages import POLICY
from made_up import made_up_rules, replace
from policycheck.checks import CHECKS, Finding, check_subject, read_subject, run_checks
from policycheck.checks.module import Module
from policycheck.checks.subject import Subject
from policycheck.errors import RulesError
from policycheck.policies.reading import PolicyFiles
from policycheck.policies.selection import Selection, select
from policycheck.resources import shipped

REGO = "acme/demo_2024/application.rego"
HEAD = "package acme.demo_2024.application\n\nimport rego.v1\n\n"
TEXT = (Path(__file__).parents[1] / "rules" / REGO).read_text(encoding="utf-8")
CHECK = {check.id: check for check in CHECKS}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path)


def found(rules: Path) -> list[Finding]:
    return check_subject(read_subject(rules, POLICY))


def places(findings: list[Finding]) -> list[tuple[str, str, int, int]]:
    return [(f.check, f.file.rpartition("/")[2], f.line, f.column) for f in findings]


def lines(body: str, check: str) -> list[int]:
    """The lines of a body in which a check fires, counted from 1."""
    subject = Subject(POLICY, Path(), {REGO: HEAD + body}, (), PolicyFiles({}, None, ()), {})
    return sorted(spot.line - 4 for spot in CHECK[check].find(subject))


def test_the_shipped_rules_have_no_finding() -> None:
    assert run_checks(select([])) == []


def test_everything_is_told_at_once_in_the_order_of_places(rules: Path) -> None:
    policy = rules / "acme/demo_2024"
    replace(policy / "policy.yaml", "id: acme.demo_2024", "id: acme.demo_2025")
    replace(policy / "parameters.yaml", "refs: [app-01]", "refs: [app-01, app-09]")
    with (policy / "application.rego").open("a", encoding="utf-8") as file:
        file.write('\nearly if input.as_of = "2023-08-01"\n')
    assert places(found(rules)) == [
        ("assignment-with-equals", "application.rego", 28, 22),
        ("bare-date", "application.rego", 28, 24),
        ("unknown-name", "parameters.yaml", 2, 1),
        ("policy-identity", "policy.yaml", 2, 1),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "policy.yaml",
            "    information: {reason: invitation}",
            "    information: {reason: mood}",
            ("unknown-name", "policy.yaml", 70, 5),
        ),
        (
            "application.yaml",
            "checksum: 3c9ee040e5ce572b",
            "checksum: 3",
            ("manifest-schema", "application.yaml", 15, 5),
        ),
        (
            "application.yaml",
            ", en: The request is in time.",
            "",
            ("missing-translation", "application.yaml", 16, 5),
        ),
        (
            "application.yaml",
            "[/insurers/asr/contract_request/received_on]",
            "[/insurers/asr/contract_request/received_on]\n        exempt_by: [nobody]",
            ("unknown-name", "application.yaml", 18, 9),
        ),
        (
            "policy.yaml",
            "contract-year\n",
            "contract-year\n        exempt_by: [nobody]\n",
            ("unknown-name", "policy.yaml", 27, 9),
        ),
        ("readings.yaml", "last-day:", "last-day: [", ("invalid-yaml", "readings.yaml", 4, 3)),
        ("parameters.yaml", "versions:", "versions: {", ("invalid-yaml", "parameters.yaml", 9, 5)),
        (
            "not_normative.yaml",
            "kind: cover",
            "kind: mood",
            ("unknown-name", "not_normative.yaml", 3, 5),
        ),
        (
            "policy.yaml",
            '  published: "2023-07-01"',
            "  published: {parameter: nothing}",
            ("unknown-name", "policy.yaml", 2, 1),
        ),
    ],
)
def test_a_mistake_in_a_manifest_has_its_place(
    rules: Path, file: str, old: str, new: str, expected: tuple[str, str, int, int]
) -> None:
    replace(rules / "acme/demo_2024" / file, old, new)
    assert expected in places(found(rules))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("p := 7 # policycheck ignore=bare-number: the days of a week", []),
        ("# policycheck ignore=bare-number: of a week\np := 7", []),
        ("# policycheck ignore=bare-number: of a week\n# in every month\np := 7", []),
        ("# policycheck ignore=bare-number: of a week\n\np := 7", ["bare-number", "unused-ignore"]),
        ("p := 7 # policycheck ignore=bare-number", ["bare-number", "ignore-without-argument"]),
        ("p := 7 # policycheck ignore=bare-number:  ", ["bare-number", "ignore-without-argument"]),
        ("p := 7 # policycheck ignore=bare-date: no", ["bare-number", "unused-ignore"]),
        ("p := 1 # policycheck ignore=bare-numbers: no", ["unused-ignore"]),
        ("p := 7 # the policycheck ignore=bare-number: is a comment", ["bare-number"]),
        ('p := "# policycheck ignore=bare-number: no"\n\nq := 7', ["bare-number"]),
    ],
)
def test_a_comment_silences_one_check_in_one_line(
    rules: Path, comment: str, expected: list[str]
) -> None:
    (rules / REGO).write_text(f"{TEXT}\n{comment.rstrip()}\n", encoding="utf-8")
    assert sorted(f.check for f in found(rules) if f.check != "layout") == expected


def test_a_comment_silences_in_yaml_too(rules: Path) -> None:
    file = rules / "acme/demo_2024/parameters.yaml"
    title = "  title: {nl: De laatste dag voor een verzoek., en: The last day for a request.}"
    same = "  title: {nl: De laatste dag voor een verzoek., en: De laatste dag voor een verzoek.}"
    replace(file, title, same)
    assert [f.check for f in found(rules)] == ["same-translation"]
    replace(file, same, f"{same} # policycheck ignore=same-translation: made up")
    assert found(rules) == []
    replace(file, "  unit: date", "  # policycheck ignore=calendar: not so\n  unit: date")
    assert places(found(rules)) == [("unused-ignore", "parameters.yaml", 4, 3)]


@pytest.mark.parametrize(
    ("check", "body", "expected"),
    [
        ("assignment-with-equals", "default p = 1\n\np := {x | x = 1}", [1, 3]),
        ("assignment-with-equals", 'p if "=" == input.x\nq if { a != b; a <= b } # =', []),
        ("body-without-if", "p[x] {\n\tx := 1\n}\n\np := 1 { true } else := 2 { true }", [1, 5, 5]),
        ("body-without-if", 'p := {"a": 1} if { true } else := {} if { true }\n\nq := {1}', []),
        ("infix-head", "p := {x - 1 | some x in y}\n\nq := {x: not x | some x in y}", [1, 3]),
        ("infix-head", "p := [(x - 1) | some x in y]\n\nq := [f(x + 1) | a]\n\nr := {1} | {2}", []),
        ("infix-head", "p := [-1 | some x in y]\n\nq if {\n\tz := a | b\n}", []),
        ("some-with-key", "p := {x |\n\tsome i, x in y\n}\n\nq := {x: 1 | some i, x in y}", [2]),
        (
            "every-on-one-line",
            "p := 1 if every x in y { x }\n\nq if { not every x in y { x } }",
            [1, 3],
        ),
        (
            "nested-every",
            "p if {\n\tevery x in y {\n\t\tz := x\n\t\tcount([a | a := z]) == 1\n\t}\n}",
            [4],
        ),
        ("nested-every", "p if {\n\tevery x in y {\n\t\tevery a in x { a.x }\n\t}\n}", []),
        (
            "nested-every",
            "p if {\n\tevery x in y {\n\t\tx\n\t}\n\tevery a in y {\n\t\ta\n\t}\n}",
            [],
        ),
        ("unsafe-with", "p if q with input as {}\n\np if q with input.a as r.b", [1, 3]),
        ("unsafe-with", "f(x) if q with input.a as x with data.a as x.y with input.b as g(r)", []),
        (
            "unsafe-with",
            'p if {\n\tsome x in y\n\tq with input["a"] as x\n\t\twith input.b as {"c": r}\n}',
            [],
        ),
        ("assigned-twice", "p if {\n\tx := 1\n\ty := [x | x := 2]\n\tx := y\n}", [4]),
        (
            "assigned-twice",
            "p if {\n\tevery x in y {\n\t\tx\n\t}\n\tevery x in z {\n\t\tx\n\t}\n}",
            [],
        ),
        ("assigned-twice", "p := 1 if {\n\tx := 1\n} else := 2 if {\n\tx := 2\n}", []),
        ("dotted-head", "a.b := 1\n\nb := 2\n\na.c := 3", [1]),
        (
            "unlisted-function",
            "p := foo(1)\n\nq(x) := x\n\nr := q(1)\n\ns := regex.match(a, b)",
            [1, 7],
        ),
        (
            "impure-builtin",
            "p := time.now_ns()\n\nq if print(1)\n\nr := opa.runtime().env",
            [1, 3, 5],
        ),
        ("message-in-rule", 'p := sprintf("%v", [1])\n\nq := "sprintf(1)"', [1]),
        ("wrong-arguments", "f(x) := x\n\np := f(\n\t1,\n)\n\nq := f(1, 2,)", [7]),
        ("wrong-arguments", "f(x) := x\n\np := f(1, 2)\n\nq := f({1, 2})\n\nr := f()", [3, 7]),
        (
            "bare-date",
            'p := "2023"\n\nq := "2006-01-02"\n\nr := "12-2023-x"\n\ns := "1-1-2024"',
            [1, 7],
        ),
        (
            "bare-number",
            "p := x[2]\n\nq := x * 100\n\nr := x + 100\n\ns := count(x) > 2\n\nt := -1",
            [5, 7],
        ),
    ],
)
def test_where_a_check_of_the_text_fires(check: str, body: str, expected: list[int]) -> None:
    assert lines(body, check) == expected


@pytest.mark.parametrize(
    "value",
    ["2023-02-30", "2023-13-45T00:00:00", "!!set {a}", ".inf", "!!binary aGk=", "&a [*a]", "!x 1"],
)
def test_what_yaml_can_say_and_a_manifest_cannot(rules: Path, value: str) -> None:
    replace(rules / "acme/demo_2024/parameters.yaml", 'value: "2023-10-01"', f"value: {value}")
    assert {f.check for f in found(rules)} <= {"invalid-yaml", "manifest-schema"}
    assert found(rules) != []


def test_a_text_of_space_is_none(rules: Path) -> None:
    replace(rules / "acme/demo_2024/policy.yaml", "en: Acme likes to help.", "en: ' '")
    (finding,) = found(rules)
    assert (finding.check, finding.message) == (
        "missing-translation",
        "there is nothing in en: a text has nl and en",
    )


def test_a_result_has_its_rule(rules: Path) -> None:
    manifest = rules / "acme/demo_2024/application.yaml"
    with manifest.open("a", encoding="utf-8") as file:
        file.write("result:\n  type: object\n  properties:\n    desk: {type: string}\n")
    assert [f.check for f in found(rules)] == ["missing-rule"]
    with (rules / REGO).open("a", encoding="utf-8") as file:
        file.write('\nresult["desk"] := "letters"\n')
    assert found(rules) == []
    with (rules / REGO).open("a", encoding="utf-8") as file:
        file.write('\nresult["room"] := "one"\n\nreadings["last-day"].maybe.due["nothing"] := 1\n')
    assert [f.message for f in found(rules)] == [
        "no manifest declares the result room: give it a clause, or rename it",
        "no manifest declares the condition nothing: give it a clause, or rename it",
        "no manifest declares the value of a reading last-day/maybe: give it a clause, or rename"
        " it",
    ]


def test_the_library_of_a_rules_directory_is_checked_too(rules: Path) -> None:
    library = rules / "policycheck"
    shutil.copytree(shipped("rego") / "policycheck", library)
    assert run_checks(select([rules])) == []
    replace(library / "amounts.rego", "round(euros * 100)", "round(euros * 100")
    findings = run_checks(select([rules]))
    assert [(f.check, f.file) for f in findings] == [
        ("does-not-compile", "policycheck/amounts.rego")
    ]
    assert run_checks(select([rules / "acme"])) == findings


def test_numbers_and_dates_in_tests_are_free(rules: Path) -> None:
    file = rules / "acme/demo_2024/application_test.rego"
    with file.open("a", encoding="utf-8") as stream:
        stream.write('\ntest_x if startswith("2024-05-06", "2024")\n')
    assert found(rules) == []


Break = Callable[[Path], object]


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (lambda p: (p / "policy.yaml").unlink(), {"unreadable-file"}),
        (lambda p: (p / "policy.yaml").write_bytes(b"\xff"), {"invalid-yaml"}),
        (lambda p: (p / "application.rego").write_bytes(b"\xff"), {"unreadable-file"}),
        (lambda p: (p / "application.rego").unlink(), {"decision-without-rules"}),
        (lambda p: (p / "application.rego").write_text(""), {"package-path", "missing-rule"}),
        (lambda p: (p / "policy.yaml").write_text("[]"), {"manifest-schema"}),
        (lambda p: (p / "policy.yaml").write_text(""), {"manifest-schema"}),
        (lambda p: [f.unlink() for f in p.glob("*.yaml")], {"unreadable-file"}),
    ],
)
def test_a_broken_policy_is_a_finding(rules: Path, break_it: Break, expected: set[str]) -> None:
    break_it(rules / "acme/demo_2024")
    assert {finding.check for finding in found(rules)} == expected


def test_a_rules_directory_without_policies_says_so(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="holds no policy"):
        run_checks(Selection(tmp_path, (), False))


MODULE = (shipped("rego") / "asr/ggz_2024/eligibility.rego").read_text(encoding="utf-8")


@given(st.data())
def test_no_text_is_too_strange_for_the_checks_of_the_text(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MODULE)))
    end = data.draw(st.integers(start, len(MODULE)))
    strange = data.draw(st.text(st.sampled_from('{}[]()|"`#=:.,;\n\té x1'), max_size=20))
    texts = {REGO: MODULE[:start] + strange + MODULE[end:]}
    subject = Subject(POLICY, Path(), texts, (), PolicyFiles({}, None, ()), {})
    engine = {"data-overlap", "unknown-function", "engine-abort", "does-not-compile"}
    rows = texts[REGO].count("\n") + 1
    for check in CHECKS:
        if check.id not in engine:
            assert all(1 <= spot.line <= rows for spot in check.find(subject)), check.id


def test_the_parts_of_the_name_of_a_rule() -> None:
    module = Module(
        REGO, HEAD + 'a["b"].c[x].d := 1\n\nf(x) := x\n\ndefault p := 1\n\nq contains 1'
    )
    assert [(rule.path, rule.is_function) for rule in module.rules] == [
        (("a", "b", "c", "", "d"), False),
        (("f",), True),
        (("p",), False),
        (("q",), False),
    ]
