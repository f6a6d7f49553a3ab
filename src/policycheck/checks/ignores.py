"""Comments that silence a finding: ``# policycheck ignore=<check>: <argument>``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policycheck.checks.finding import Check, Finding, Severity
from policycheck.checks.subject import Subject
from policycheck.source import Kind, tokens_of

WITHOUT_ARGUMENT = "ignore-without-argument"
UNUSED = "unused-ignore"

_COMMENT = re.compile(
    r"(?:^|(?<=\s))\#\s*policycheck\s+ignore=(?P<check>[\w-]*)(?P<rest>[^\n]*)", re.MULTILINE
)


@dataclass(frozen=True)
class Ignore:
    """A comment that silences one check in its line, or in the next where it stands alone.

    Attributes:
        line: The line of the comment, counted from 1.
        silences: The line in which it silences the check.
    """

    file: str
    line: int
    column: int
    silences: int
    check: str
    argument: str


def silenced(
    subject: Subject, findings: Sequence[Finding], checks: Iterable[Check]
) -> Iterator[Finding]:
    """The findings that no comment silences, and those about the comments themselves.

    Args:
        subject: What was checked.
        findings: What was found in it.
        checks: Every check that there is.
    """
    comments = [each for file, text in subject.texts.items() for each in _comments(file, text)]
    valid = {(each.file, each.silences, each.check): each for each in comments if each.argument}
    used = set()
    for finding in findings:
        place = (finding.file, finding.line, finding.check)
        if place in valid:
            used.add(valid[place])
        else:
            yield finding
    known = {each.id: each for each in checks}
    # What follows the rules finds nothing in those that do not compile.
    reach = subject.reach
    followed = reach is not None and reach.recursion is None and not subject.problems
    for each in comments:
        if not each.argument:
            message = f"say why: # policycheck ignore={each.check or '<check>'}: <argument>"
            yield _finding(each, WITHOUT_ARGUMENT, message)
        elif each.check not in known:
            message = f"there is no check {each.check}: policycheck check --list names them"
            yield _finding(each, UNUSED, message)
        elif each not in used and (followed or not known[each.check].follows):
            yield _finding(each, UNUSED, f"{each.check} finds nothing here: remove the comment")


def _comments(file: str, text: str) -> Iterator[Ignore]:
    if "policycheck" not in text:
        return
    lines = text.split("\n")
    for row, column, comment in _written(file, text):
        found = _COMMENT.match(comment)
        if found:
            alone = not lines[row - 1][: column - 1].strip()
            argument = found["rest"].removeprefix(":").strip() if found["rest"][:1] == ":" else ""
            silences = _next_code(lines, row) if alone else row
            yield Ignore(file, row, column, silences, found["check"], argument)


def _written(file: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Every comment that may be one, with its row and column."""
    if file.endswith(".rego"):
        for token in tokens_of(text):
            if token.kind is Kind.COMMENT:
                yield token.row, token.column, token.text
        return
    for row, line in enumerate(text.split("\n"), 1):
        for found in _COMMENT.finditer(line):
            yield row, found.start() + 1, found[0]


def _next_code(lines: Sequence[str], row: int) -> int:
    """The line that a comment is about: the next that is no comment."""
    for place in range(row, len(lines)):
        if not lines[place].lstrip().startswith("#"):
            return place + 1
    return row


def _finding(ignore: Ignore, check: str, message: str) -> Finding:
    return Finding(ignore.file, ignore.line, ignore.column, check, message, Severity.ERROR)
