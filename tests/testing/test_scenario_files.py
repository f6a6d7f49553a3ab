"""Files of scenarios: what is wrong in them is told with its line, and all of it at once."""

import pytest

from policycheck.errors import RulesError
from testing.demo import HEAD, IN_TIME, POLICY, Demo


def problems(demo: Demo) -> list[str]:
    with pytest.raises(RulesError) as found:
        demo.read()
    return [
        f"{problem.line}: {problem.message} [{problem.code}]" for problem in found.value.problems
    ]


def test_a_scenario_knows_its_line(demo: Demo) -> None:
    file = demo.scenarios(IN_TIME)
    (suite,) = demo.read()
    (scenario,) = suite.scenarios
    assert scenario.item.id == f"{POLICY}.application: A request in August is in time"
    assert (scenario.item.file, scenario.item.line) == (file, 12)
    assert scenario.case.value["insurers"]["asr"]["contract_request"]["channel"]


def test_a_base_case_in_a_file_of_its_own(demo: Demo) -> None:
    demo.scenarios(IN_TIME, HEAD.split("base:")[0] + "base: cases/one.yaml\nscenarios:\n")
    assert problems(demo) == [
        f"3: the base case is wrong: {demo.fixtures}/cases/one.yaml: cannot be read: "
        "No such file or directory [unreadable-file] [base-case]"
    ]
    (demo.fixtures / "cases").mkdir()
    (demo.fixtures / "cases/one.yaml").write_text("{as_of: 2023-09-15, contract_year: 2024}")
    ((scenario,),) = (suite.scenarios for suite in demo.read())
    assert scenario.case.value == {"as_of": "2023-09-15", "contract_year": 2024}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "  - {name: A, expect: {outcom: met}}\n",
            "12: unknown key outcom; did you mean outcome? [unknown-key]",
        ),
        (
            "  - {name: A, expects: {outcome: met}}\n",
            "12: unknown key expects; did you mean expect? [unknown-key]",
        ),
        (
            "  - name: A\n    expect: {}\n",
            "13: it expects nothing: say what must come out, such as outcome: met "
            "[scenario-schema]",
        ),
        (
            "  - name: A\n    expect:\n      statuses: {request-in-tme: met}\n",
            "14: there is no condition request-in-tme; did you mean request-in-time? "
            "[unknown-condition]",
        ),
        (
            "  - name: A\n    choose: {late: yes}\n    expect: {outcome: met}\n",
            "13: there is no reading late [unknown-reading]",
        ),
        (
            "  - name: A\n    change:\n      /contract_year/x: 1\n    expect: {outcome: met}\n",
            "14: /contract_year/x leads through a value that has no members [no-place]",
        ),
        (
            "  - name: A\n    change:\n      /contract_yeer: 1\n    expect: {outcome: met}\n",
            '14: /contract_yeer: "contract_yeer" is not a fact of a case; did you mean '
            "contract_year? [unknown-fact]",
        ),
        (
            "  - name: A\n    change:\n      contract_year: 1\n    expect: {outcome: met}\n",
            "13: 'contract_year' does not match '^/' [scenario-schema]",
        ),
        (
            "  - {name: A, expect: {outcome: met}}\n  - {name: A, expect: {outcome: met}}\n",
            "13: this name stands at FILE:12 too: give each scenario its own [repeated-name]",
        ),
        (
            "  - {name: A, name: B, expect: {outcome: met}}\n",
            '12: "name" is given twice, first on line 12; keep one [duplicate-key]',
        ),
    ],
)
def test_one_mistake(demo: Demo, text: str, problem: str) -> None:
    file = demo.scenarios(text)
    assert [each.replace(str(file), "FILE") for each in problems(demo)] == [problem]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (
            HEAD.replace("decision: application", "decision: applicaton"),
            "2: acme.demo_2024 has no decision applicaton; did you mean application? "
            "[unknown-decision]",
        ),
        (
            HEAD.replace("policy: acme.demo_2024", "policy: acme.demo_2025"),
            "1: the policy is acme.demo_2025, but the file lies in the directory acme.demo_2024 "
            "[other-policy]",
        ),
        (
            HEAD.replace("base:", "bass:"),
            "3: unknown key bass; did you mean base? [unknown-key]",
        ),
    ],
)
def test_one_mistake_in_the_head(demo: Demo, head: str, problem: str) -> None:
    demo.scenarios(IN_TIME, head)
    assert problem in problems(demo)


def test_every_mistake_of_every_file_is_told(demo: Demo) -> None:
    demo.scenarios("  - {name: A, expect: {outcom: met}}\n")
    demo.scenarios("  - {name: B, expect: {statuses: {x: met}}}\n", name="b.yaml")
    demo.rego("test_a := true\n\ntest_a := true\n")
    assert [each.rpartition(" ")[2] for each in problems(demo)] == [
        "[unknown-key]",
        "[unknown-condition]",
        "[repeated-test]",
    ]
