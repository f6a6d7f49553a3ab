"""Whose decision differs, as the XML of JUnit: one test per decision that differs.

The one module that needs ``junitparser``, of the extra ``author``; import it when it is asked for.
"""

import io
from collections.abc import Iterator

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite
from junitparser.junitparser import FinalResult

from policycheck.changes.findings import Impact
from policycheck.changes.shifts import Shift
from policycheck.report.equivalence_rows import found_words, undecided_lines
from policycheck.report.impact_table import expected_words, searched_words, shift_words
from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.report.shift_words import first_reason


def impact_junit(impact: Impact, naming: Naming) -> str:
    """Every case of the portfolio and every search as a test; it fails where impact ends with 1."""
    xml = JUnitXml("policycheck impact")
    suite = TestSuite("policycheck impact")
    for case in _cases(impact, naming):
        suite.add_testcase(case)
    xml.add_testsuite(suite)
    stream = io.BytesIO()
    xml.write(stream)
    return stream.getvalue().decode("utf-8")


def _cases(impact: Impact, naming: Naming) -> Iterator[TestCase]:
    words, verdict = naming.words, impact.verdict
    wrong = {id(shift): words("impact.unexpected") for shift in verdict.unexpected}
    wrong |= {id(shift): words("impact.unexplained") for shift in verdict.unexplained}
    for examined in impact.examined:
        found = [
            _result(Failure, wrong[id(shift)], "flip", _shift(shift, impact, naming))
            for shift in examined.shifts
            if id(shift) in wrong
        ]
        broken = [
            _result(Error, each.message, "not-decided", each.message) for each in examined.failures
        ]
        yield _test(examined.case, "portfolio", [*found, *broken])
    for unread in impact.unread:
        error = _result(Error, unread.message, "not-read", unread.message)
        yield _test(unread.case, "portfolio", [error])
    for expected in verdict.missing:
        text = expected_words(expected, words)
        failure = _result(Failure, words("impact.missing"), "missing", text)
        yield _test(f"{expected.case}: {expected.decision}", "expected", [failure])
    yield from _proofs(impact, naming)
    for searched in impact.searched:
        text = searched_words(searched, impact, naming)
        failure = _result(Failure, words("impact.unshown"), "flip", text)
        yield _test(searched.name, "search", [failure] if searched in impact.unshown else [])


def _proofs(impact: Impact, naming: Naming) -> Iterator[TestCase]:
    """A decision that was compared in every case fails where no case shows what was found."""
    words = naming.words
    for each in impact.proved:
        found = [
            _result(Failure, words("impact.unshown"), "flip", found_words(each, finding, naming))
            for proved, finding in impact.unshown_ways
            if proved is each
        ]
        reasons = [text for answer in each.answers for text in undecided_lines(answer, words)]
        broken = [_result(Error, text, "not-decided", text) for text in reasons]
        yield _test(each.name, "proof", [*found, *broken])


def _shift(shift: Shift, impact: Impact, naming: Naming) -> str:
    return f"{shift_words(shift, impact, naming)}: {first_reason(shift, naming)}"


def _result(kind: type[FinalResult], message: str, type_: str, text: str) -> FinalResult:
    result = kind(clean(message), type_)
    result.text = clean(text)
    return result


def _test(name: str, kind: str, results: list[FinalResult]) -> TestCase:
    case = TestCase(clean(name), f"policycheck.impact.{kind}")
    case.result = results
    return case
