"""Reports to mail or print: pages of HTML and Markdown."""

from collections.abc import Mapping, Sequence

from policycheck.commands.common.output import Format, Output
from policycheck.errors import Problem
from policycheck.explaining import Detail
from policycheck.facts import FactDictionary
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.document import Answer

REPORTS = (Format.MARKDOWN, Format.HTML)


def report(
    answers: Sequence[Answer],
    policies: Mapping[str, PolicyManifest],
    dictionary: FactDictionary,
    output: Output,
    detail: Detail | None = None,
    redacted: bool = False,
) -> str:
    """The report of one case, or of several as a portfolio.

    Args:
        answers: What was decided.
        policies: What decided.
        dictionary: What the facts are called.
        output: The format and the language.
        detail: How much of the explanations is told of one case; of several, it is the sentence.
        redacted: Whether the answers are views without the content of sensitive facts.
    """
    from policycheck.report.pages.cases import case_view
    from policycheck.report.pages.portfolio import portfolio_view
    from policycheck.report.pages.speaking import speaking

    speak, language = speaking(dictionary), output.words.language
    if len(answers) == 1:
        view = case_view(answers[0], policies, speak, detail, redacted)
        if output.format is Format.HTML:
            from policycheck.report.pages.html import case_html

            return case_html(view, language)
        from policycheck.report.pages.markdown import case_markdown

        return case_markdown(view, output.words)
    several = portfolio_view(answers, policies, speak, redacted)
    if output.format is Format.HTML:
        from policycheck.report.pages.html import portfolio_html

        return portfolio_html(several, language)
    from policycheck.report.pages.markdown import portfolio_markdown

    return portfolio_markdown(several, output.words)


def problems_report(
    problems: Sequence[Problem], dictionary: FactDictionary, output: Output, redacted: bool
) -> str:
    """The report of cases that are invalid: what is wrong, and that nothing was decided."""
    from policycheck.report.pages.problems import problems_view
    from policycheck.report.pages.speaking import speaking

    view = problems_view(problems, speaking(dictionary), redacted)
    if output.format is Format.HTML:
        from policycheck.report.pages.html import problems_html

        return problems_html(view, output.words.language)
    from policycheck.report.pages.markdown import problems_markdown

    return problems_markdown(view, output.words)
