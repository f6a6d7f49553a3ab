"""Decisions as JUnit XML, which build servers read.

One of the modules that need junitparser, from the extra ``author``; import it when asked for.
"""

from collections.abc import Mapping, Sequence

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from junitparser.junitparser import FinalResult

from policycheck.errors import Problem
from policycheck.model import Decision, Outcome
from policycheck.report.decision_table import outcome_words
from policycheck.report.document import Answer
from policycheck.report.eval_reasons import reading_texts, reason_text, reasons
from policycheck.report.naming import Naming
from policycheck.report.plain import clean

# Neither a "no" nor a "yes": somebody has to act before the build server can go on.
_KINDS: Mapping[Outcome, type[FinalResult]] = {
    Outcome.NOT_MET: Failure,
    Outcome.REFER: Error,
    Outcome.UNDETERMINED: Error,
    Outcome.NOT_APPLICABLE: Skipped,
}


def eval_junit(answers: Sequence[Answer], naming: Naming) -> str:
    """A suite for each case, and a test case for each decision; only ``met`` passes.

    A decision that is not met is a failure, one that is not known or that somebody has to judge an
    error, and one of a policy that is about others is skipped.
    """
    document = JUnitXml("policycheck eval")
    for answer in answers:
        suite = TestSuite(clean(answer.case))
        for decision in answer.decisions:
            suite.add_testcase(_case(answer.case, decision, naming))
        document.add_testsuite(suite)
    return _text(document)


def problems_junit(problems: Sequence[Problem]) -> str:
    """A suite for each file that is invalid, and an error for each thing that is wrong with it."""
    document = JUnitXml("policycheck eval")
    for file in dict.fromkeys(each.file for each in problems):
        suite = TestSuite(clean(file))
        for problem in problems:
            if problem.file == file:
                case = TestCase(clean(problem.pointer or problem.code), "facts")
                case._elem.set("file", clean(file))
                error = Error(clean(problem.message), problem.code)
                error.text = clean(str(problem))
                case.result = [error]
                suite.add_testcase(case)
        document.add_testsuite(suite)
    return _text(document)


def _text(document: JUnitXml) -> str:
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode("utf-8").rstrip()}\n'


def _case(file: str, decision: Decision, naming: Naming) -> TestCase:
    case = TestCase(clean(decision.decision), clean(decision.policy))
    case._elem.set("file", clean(file))
    kind = _KINDS.get(decision.outcome) if decision.outcome else None
    if kind:
        meaning = naming.words.of(decision.meaning) if decision.meaning else ""
        said = f"{outcome_words(decision, naming.words)}: {meaning}".removesuffix(": ")
        result = kind(clean(said), str(decision.outcome))
        lines = [reason_text(each, naming) for each in reasons(decision)]
        result.text = "\n".join(map(clean, [*lines, *reading_texts(decision, naming)]))
        case.result = [result]
    return case
