"""Whose decision differs, as annotations that GitHub shows with a run."""

from collections.abc import Iterator

from policycheck.changes.findings import Impact
from policycheck.report.equivalence_rows import found_words, undecided_lines, verdict_words
from policycheck.report.impact_table import expected_words, searched_words, shift_words, summary
from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.report.shift_words import first_reason


def impact_github(impact: Impact, naming: Naming) -> str:
    """One workflow command a line: errors for what is not as expected, notices for the rest."""
    return "".join(f"{line}\n" for line in _lines(impact, naming))


def _lines(impact: Impact, naming: Naming) -> Iterator[str]:
    words, verdict = naming.words, impact.verdict
    for key, shifts in (
        ("impact.unexpected", verdict.unexpected),
        ("impact.unexplained", verdict.unexplained),
    ):
        for shift in shifts:
            why = first_reason(shift, naming)
            said = f"{shift.case}: {shift_words(shift, impact, naming)}"
            yield _command("error", words(key), f"{said}: {why}" if why else said)
    for each in verdict.missing:
        yield _command("error", words("impact.missing"), expected_words(each, words))
    for case, message in impact.wrong:
        yield _command("error", words("impact.failures"), f"{case}: {message}")
    yield from _proofs(impact, naming)
    for searched in impact.searched:
        kind = "error" if searched in impact.unshown else "notice"
        yield _command(kind, words("impact.search"), searched_words(searched, impact, naming))
    for shift, reason in verdict.expected:
        said = f"{shift.case}: {shift_words(shift, impact, naming)}: {reason}"
        yield _command("notice", words("impact.expected"), said)
    yield _command("notice", "policycheck impact", summary(impact, words))


def _proofs(impact: Impact, naming: Naming) -> Iterator[str]:
    title = naming.words("equivalence.proved")
    unshown = {id(finding) for _, finding in impact.unshown_ways}
    for each in impact.proved:
        kind = "notice" if each.decided else "error"
        for answer in each.answers:
            said = verdict_words(each, answer, naming.words)
            reasons = undecided_lines(answer, naming.words)
            yield _command(kind, title, ": ".join((said, *reasons)))
        for finding in each.flips:
            kind = "error" if id(finding) in unshown else "notice"
            yield _command(kind, title, f"{each.name}: {found_words(each, finding, naming)}")


def _command(kind: str, title: str, message: str) -> str:
    return f"::{kind} title={_escaped(title, in_title=True)}::{_escaped(message)}"


def _escaped(text: str, in_title: bool = False) -> str:
    """What GitHub would read as the end of a line, of a title, or of a member."""
    escaped = clean(text).replace("%", "%25")
    return escaped.replace(":", "%3A").replace(",", "%2C") if in_title else escaped
