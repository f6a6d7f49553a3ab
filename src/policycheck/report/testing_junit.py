"""What came out of tests as JUnit XML, which build servers read.

The one module that needs junitparser, from the extra ``author``; import it when it is asked for.
"""

from collections.abc import Sequence

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.report.testing_lines import failure_text
from policycheck.testing.results import Result, State


def junit_text(results: Sequence[Result], naming: Naming) -> str:
    """A suite for each policy, and a test case for each test."""
    suites: dict[str, TestSuite] = {}
    for result in results:
        subject = result.item.subject
        suites.setdefault(subject, TestSuite(clean(subject))).add_testcase(_case(result, naming))
    document = JUnitXml("policycheck")
    for suite in suites.values():
        document.add_testsuite(suite)
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode("utf-8").rstrip()}\n'


def _case(result: Result, naming: Naming) -> TestCase:
    item = result.item
    group, _, _ = (
        item.id.partition(": ") if item.id.endswith(f": {item.name}") else (item.id.rpartition("."))
    )
    case = TestCase(clean(item.name), clean(group), round(result.seconds, 6))
    case._elem.set("file", clean(item.file.as_posix()))
    case._elem.set("line", str(item.line))
    if result.state is State.PENDING:
        case.result = [Skipped("pending")]
    elif not result.good:
        kind = Failure if result.state is State.FAILED else Error
        outcome = kind(_first(result))
        # The layout has taken out what XML cannot hold.
        outcome.text = failure_text(result, naming)
        case.result = [outcome]
    return case


def _first(result: Result) -> str:
    named = ", ".join(each.what for each in result.differences)
    return clean(result.message or named)
