"""Whose decision differs between two states of the rules, as people read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policycheck.changes.expected import Expected
from policycheck.changes.findings import Impact, Searched
from policycheck.changes.impact import Failure
from policycheck.changes.portfolio import Unread
from policycheck.changes.shifts import Shift
from policycheck.report.blocks import GAP, Block, Line, Tone, section
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.diff_table import between
from policycheck.report.equivalence_rows import answer_rows, assumed_rows, finding_rows
from policycheck.report.naming import Naming
from policycheck.report.scenario_text import (
    case_text,
    proved_case_text,
    proved_scenario_text,
    scenario_text,
)
from policycheck.report.shift_words import answer_words, citation_of, condition_words, reasons_of
from policycheck.words import Words


def impact_blocks(impact: Impact, fixtures: bool, naming: Naming) -> list[Block]:
    """The policies that differ, every flip, what differs in reasons only, and the search.

    Args:
        impact: What was found.
        fixtures: Whether the portfolio is the cases that scenarios name as their base.
        naming: How things are called.
    """
    words = naming.words
    blocks: list[Block] = [Line(between(impact.states, words), Tone.FAINT)]
    blocks += [Line(text) for text in policies_lines(impact, words)]
    if not impact.compared.pairs and impact.passes:
        return blocks
    verdict = impact.verdict
    expected = [
        row
        for shift, reason in verdict.expected
        for row in (*_shift(shift, impact, naming), _note(words("impact.reason", reason=reason)))
    ]
    told = (
        ("impact.unexpected", _shifts(verdict.unexpected, impact, naming)),
        ("impact.unexplained", _shifts(verdict.unexplained, impact, naming)),
        ("impact.missing", [_expected(each, words) for each in verdict.missing]),
        ("impact.expected", expected),
        ("impact.reasons", _shifts(impact.reasons, impact, naming)),
        ("impact.failures", _failures(impact.failures, impact.unread, words)),
        ("equivalence.proved", _proofs(impact, naming)),
        ("impact.search", _searches(impact, fixtures, naming)),
    )
    for key, rows in told:
        blocks += section(words(key), list(rows))
    if verdict.unexpected or verdict.missing:
        blocks += [GAP, Line(words("impact.advice"), indent=2)]
    tone = Tone.STRONG if impact.passes else Tone.BAD
    return [*blocks, GAP, Line(summary(impact, words), tone)]


def policies_lines(impact: Impact, words: Words) -> list[str]:
    """Which policies differ, and which are in one state only."""
    compared = impact.compared
    told: Mapping[str, Iterable[str]] = {
        "impact.differing": compared.pairs,
        "impact.added": compared.added,
        "impact.removed": compared.removed,
    }
    lines = [words(key, names=", ".join(names)) for key, names in told.items() if names]
    if not lines:
        return [words("impact.nothing")]
    if compared.same:
        lines.insert(1, words("impact.same", names=", ".join(compared.same)))
    return lines


def summary(impact: Impact, words: Words) -> str:
    """The counts in one line."""
    cases = len(impact.examined) + len(impact.unread)
    return words(
        "impact.summary",
        cases=words.count("count.case", cases),
        decisions=words.count("count.decision", impact.decided),
        flips=words.count("count.flip", len(impact.flips)),
        reasons=words.count("count.reason", len(impact.reasons)),
        failures=words.count("count.failure", len(impact.failures) + len(impact.unread)),
    )


def shift_words(shift: Shift, impact: Impact, naming: Naming) -> str:
    """A decision with its answer on both sides."""
    before, after = answers(shift, impact, naming)
    return naming.words("impact.shift", decision=shift.name, before=before, after=after)


def answers(shift: Shift, impact: Impact, naming: Naming) -> tuple[str, str]:
    """The answer on both sides."""
    pair = impact.compared.pairs[shift.policy]
    return (
        answer_words(shift.before, pair.before.policy, naming),
        answer_words(shift.after, pair.after.policy, naming),
    )


def searched_words(searched: Searched, impact: Impact, naming: Naming) -> str:
    """What a search found, and how many cases it tried."""
    words = naming.words
    tried = words.count("count.case", searched.tried)
    if searched.found:
        before, after = answers(searched.found.shift, impact, naming)
        text = words(
            "impact.searched_found",
            decision=searched.name,
            before=before,
            after=after,
            tried=tried,
        )
    else:
        text = words("impact.searched_none", decision=searched.name, tried=tried)
    return words("impact.stopped", text=text) if searched.stopped else text


def expected_words(expected: Expected, words: Words) -> str:
    """A flip that was expected, as its file tells it."""
    before, after = (
        ", ".join(f"{key}: {value}" for key, value in side.items())
        for side in (expected.before, expected.after)
    )
    said = words("impact.shift", decision=expected.decision, before=before, after=after)
    return f"{expected.case}: {said}"


def _shifts(shifts: Sequence[Shift], impact: Impact, naming: Naming) -> list[Block]:
    return [row for shift in shifts for row in _shift(shift, impact, naming)]


def _shift(shift: Shift, impact: Impact, naming: Naming) -> list[Block]:
    tone = Tone.DOUBT if shift.flips else Tone.PLAIN
    return [
        Line(shift.case, Tone.STRONG, ROW),
        Line(shift_words(shift, impact, naming), tone, ROW),
        *_conditions(shift, naming),
    ]


def _conditions(shift: Shift, naming: Naming) -> list[Block]:
    rows: list[Block] = []
    for each in shift.conditions:
        rows.append(Line(condition_words(each, naming), indent=NOTE, mark="• "))
        rows.append(Line(citation_of(each.condition, naming), Tone.FAINT, NOTE + 2))
        for reason in reasons_of(each, naming):
            text = naming.words("impact.because", what=reason)
            rows.append(Line(text, indent=NOTE + 2))
    return rows


def _expected(expected: Expected, words: Words) -> Block:
    return Line(expected_words(expected, words), Tone.BAD, ROW)


def _failures(failures: Sequence[Failure], unread: Sequence[Unread], words: Words) -> list[Block]:
    rows: list[Block] = []
    for failure in failures:
        side = words(f"impact.side.{failure.side}")
        rows.append(Line(f"{failure.case}: {failure.policy}, {side}", Tone.BAD, ROW))
        rows += [_note(line) for line in failure.message.splitlines()]
    for each in unread:
        rows.append(Line(each.case, Tone.BAD, ROW))
        rows += [_note(line) for line in each.message.splitlines()]
    return rows


def _proofs(impact: Impact, naming: Naming) -> list[Block]:
    words = naming.words
    unshown = {id(finding) for _, finding in impact.unshown_ways}
    rows: list[Block] = []
    for each in impact.proved:
        for answer in each.answers:
            rows += answer_rows(each, answer, words)
        for finding in each.flips:
            rows += finding_rows(each, finding, naming)
            if id(finding) in unshown:
                rows.append(Line(words("impact.unshown"), Tone.BAD, NOTE))
            texts = proved_case_text(finding), proved_scenario_text(each, finding, impact.states[0])
            rows += _yaml(*texts, words)
    return [*rows, *assumed_rows(impact.proved, words)]


def _yaml(case: str, scenario: str, words: Words) -> Iterator[Block]:
    """A case that was found, to be kept in either form."""
    for title, text in (("impact.smallest", case), ("impact.scenario", scenario)):
        yield from (GAP, _note(f"# {words(title)}"))
        yield from (_text(line) for line in text.splitlines())
    yield GAP


def _searches(impact: Impact, fixtures: bool, naming: Naming) -> list[Block]:
    words = naming.words
    rows: list[Block] = []
    for each in impact.searched:
        rows.append(Line(searched_words(each, impact, naming), indent=ROW))
        if each.found is None:
            continue
        if each in impact.unshown:
            rows.append(Line(words("impact.unshown"), Tone.BAD, ROW))
        rows += _conditions(each.found.shift, naming)
        rows += _yaml(case_text(each.found), scenario_text(each, each.found, fixtures), words)
    return rows


def _note(text: str) -> Line:
    return Line(text, Tone.FAINT, NOTE)


def _text(line: str) -> Line:
    return Line(line.lstrip(" "), indent=NOTE + len(line) - len(line.lstrip(" ")))
