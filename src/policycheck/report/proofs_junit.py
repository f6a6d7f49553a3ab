"""What holds for every case as JUnit XML, which build servers read.

One of the modules that need junitparser, from the extra ``author``; import it when asked for.
"""

from collections.abc import Sequence

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from policycheck.proving.proofs import Proof, Proved, Verdict
from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.report.proofs_table import reason_lines, verdict_words


def proofs_junit(proved: Sequence[Proved], naming: Naming) -> str:
    """A suite for each decision, and a test case for each law."""
    document = JUnitXml("policycheck prove")
    for each in proved:
        suite = TestSuite(clean(each.name))
        for proof in each.proofs:
            suite.add_testcase(_case(proof, naming))
        document.add_testsuite(suite)
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode("utf-8").rstrip()}\n'


def _case(proof: Proof, naming: Naming) -> TestCase:
    case = TestCase(clean(proof.id), clean(proof.subject), round(proof.seconds, 6))
    if not proof.holds:
        kind = Failure if proof.verdict is Verdict.REFUTED else Error
        title = naming.words.title(proof.title)
        outcome = kind(clean(f"{verdict_words(proof, naming.words)}: {title}"))
        outcome.text = "\n".join(map(clean, reason_lines(proof, naming)))
        case.result = [outcome]
    return case
