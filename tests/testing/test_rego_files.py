"""Rego tests as they are found in the text of a file."""

from pathlib import Path

import pytest

from policycheck.errors import RulesError
from policycheck.testing.rego_tests import read_rego_tests

FILE = Path("a_test.rego")
HEAD = "package a.b_test\n\nimport rego.v1\n\n"


def found(text: str) -> list[tuple[str, int, bool]]:
    tests = read_rego_tests({FILE: HEAD + text}, "a.b")
    return [(test.item.id, test.item.line, test.pending) for test in tests]


def test_rules_are_tests_by_their_names() -> None:
    text = (
        "# test_in_a_comment if true\n"
        "helper := 1\n\n"
        "test_one if {\n\thelper == 1\n}\n\n"
        'test_two := "test_three" == "x"\n\n'
        "todo_test_four if helper == 2\n"
        "default test_one := false\n"
    )
    assert found(text) == [
        ("a.b_test.test_one", 8, False),
        ("a.b_test.test_two", 12, False),
        ("a.b_test.todo_test_four", 14, True),
    ]


CASES = """\
test_days[name] if {
	some name, case in {
		"the day before": {"day": {"x": "y"}, "late": false},
		"the \\"day\\" itself": {"day": [{"z": 1}], "late": true},
	}
	case.late
}
"""


def test_each_case_of_a_test_is_a_test() -> None:
    assert found(CASES) == [
        ("a.b_test.test_days: the day before", 7, False),
        ('a.b_test.test_days: the "day" itself', 8, False),
    ]
    assert found(CASES.replace("test_days[name]", "test_days contains name")) == found(CASES)
    pending = found(CASES.replace("test_days", "todo_test_days"))
    assert [each[2] for each in pending] == [True, True]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("test_a if true\n\ntest_a if false\n", 7, "repeated-test"),
        ("test_a(x) := x\n", 5, "function-as-test"),
        ("test_a[name] if {\n\tname := 1\n}\n", 5, "unreadable-cases"),
        ("test_a[name] if {\n\tsome name, case in table\n}\n", 5, "unreadable-cases"),
        ("test_a[name] if {\n\tsome name, case in {}\n}\n", 5, "unreadable-cases"),
    ],
)
def test_what_no_test_can_be(text: str, line: int, code: str) -> None:
    with pytest.raises(RulesError) as error:
        found(text)
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.code) == ("a_test.rego", line, code)


def test_two_files_of_one_package_share_no_name() -> None:
    with pytest.raises(RulesError) as error:
        read_rego_tests(
            {FILE: HEAD + "test_a if true\n", Path("b_test.rego"): HEAD + "test_a if true\n"}, "a.b"
        )
    (problem,) = error.value.problems
    assert problem.message == "a.b_test.test_a stands at a_test.rego:5 too"
