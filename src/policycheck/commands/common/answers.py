"""Answers about cases, written in every format."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from policycheck.commands.common.output import COMMON_FORMATS, Format, Output
from policycheck.commands.common.reports import REPORTS, problems_report, report
from policycheck.errors import InvalidCase, MissingExtra
from policycheck.evaluation import Policies
from policycheck.explaining import Detail
from policycheck.facts import Case, load_schemas
from policycheck.report.answer_table import answer_blocks
from policycheck.report.document import Answer, answers_document
from policycheck.report.naming import Naming

FORMATS = (*COMMON_FORMATS, *REPORTS, Format.JUNIT, Format.SARIF)
"""In what answers are written."""


@dataclass(frozen=True)
class Shown:
    """What of the answers is shown.

    Attributes:
        verbose: Whether conditions that are met are, too.
        detail: How much of the explanations is told.
        redacted: Whether the answers are views without the content of sensitive facts.
    """

    verbose: bool
    detail: Detail | None
    redacted: bool


def show_answers(
    answers: Sequence[Answer],
    cases: Sequence[Case],
    policies: Policies,
    output: Output,
    shown: Shown,
) -> None:
    """Write what was decided about cases.

    Raises:
        MissingExtra: What writes the format is not installed.
    """
    manifests = policies.manifests
    naming = Naming(output.words, load_schemas().dictionary)
    match output.format:
        case Format.JUNIT:
            output.write(_junit().eval_junit(answers, naming))
        case Format.SARIF:
            from policycheck.report.eval_sarif import eval_sarif

            output.show(list, lambda: eval_sarif(answers, cases, manifests, naming.dictionary))
        case Format.HTML | Format.MARKDOWN:
            told = report(
                answers, manifests, naming.dictionary, output, shown.detail, shown.redacted
            )
            output.write(told)
        case _:
            output.show(
                lambda: answer_blocks(answers, manifests, naming, shown.verbose, shown.detail),
                lambda: answers_document(answers, shown.redacted, shown.detail),
            )


@contextmanager
def invalid_reported(output: Output, redacted: bool) -> Iterator[None]:
    """Where a report was asked for, invalid cases get one of their errors; they stay an error."""
    try:
        yield
    except InvalidCase as error:
        match output.format:
            case Format.JUNIT:
                output.write(_junit().problems_junit(error.problems))
            case Format.SARIF:
                from policycheck.report.eval_sarif import problems_sarif

                document = problems_sarif(error.problems)
                output.show(list, lambda: document)
            case Format.HTML | Format.MARKDOWN:
                dictionary = load_schemas().dictionary
                output.write(problems_report(error.problems, dictionary, output, redacted))
        raise


def _junit() -> ModuleType:
    try:
        from policycheck.report import eval_junit
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "junitparser":
            raise
        raise MissingExtra("the format junit", "author") from None
    return eval_junit
