"""Reports to mail or print: pages of HTML and Markdown, and where they are written."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from policycheck.commands.common.output import Format, Output, write
from policycheck.errors import PolicycheckError, Problem, UsageError
from policycheck.facts import FactDictionary
from policycheck.files import put
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.document import Answer

REPORTS = (Format.MARKDOWN, Format.HTML)


def report(
    answers: Sequence[Answer],
    policies: Mapping[str, PolicyManifest],
    dictionary: FactDictionary,
    output: Output,
) -> str:
    """The report of one case, or of several as a portfolio."""
    from policycheck.report.pages.cases import case_view
    from policycheck.report.pages.portfolio import portfolio_view
    from policycheck.report.pages.speaking import speaking

    speak, language = speaking(dictionary), output.words.language
    if len(answers) == 1:
        view = case_view(answers[0], policies, speak)
        if output.format is Format.HTML:
            from policycheck.report.pages.html import case_html

            return case_html(view, language)
        from policycheck.report.pages.markdown import case_markdown

        return case_markdown(view, output.words)
    several = portfolio_view(answers, policies, speak)
    if output.format is Format.HTML:
        from policycheck.report.pages.html import portfolio_html

        return portfolio_html(several, language)
    from policycheck.report.pages.markdown import portfolio_markdown

    return portfolio_markdown(several, output.words)


def problems_report(problems: Sequence[Problem], dictionary: FactDictionary, output: Output) -> str:
    """The report of cases that are invalid: what is wrong, and that nothing was decided."""
    from policycheck.report.pages.problems import problems_view
    from policycheck.report.pages.speaking import speaking

    view = problems_view(problems, speaking(dictionary))
    if output.format is Format.HTML:
        from policycheck.report.pages.html import problems_html

        return problems_html(view, output.words.language)
    from policycheck.report.pages.markdown import problems_markdown

    return problems_markdown(view, output.words)


def write_to(target: Path | None, text: str) -> None:
    """Write a result to a file, whole or not at all; without one, to standard output.

    Raises:
        PolicycheckError: It cannot be written; then what was there is as before.
    """
    if target is None:
        write(text)
        return
    try:
        put(target, text.encode("utf-8", errors="backslashreplace"))
    except OSError as error:
        reason = error.strerror or error
        raise PolicycheckError(f"{target} cannot be written: {reason}") from error


def refuse_a_case(target: Path | None, cases: Sequence[str]) -> None:
    """Let no result be written over a case.

    Raises:
        UsageError: The target is one of the cases.
    """
    if target is not None and target.exists():
        for case in cases:
            if Path(case).exists() and target.samefile(case):
                raise UsageError(f"{target} is a case: write the result to another file")
