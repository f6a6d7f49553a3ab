"""Whose decision differs, as Markdown for a pull request: a line, a table, details folded."""

from collections.abc import Sequence

from policycheck.changes.findings import Impact
from policycheck.changes.shifts import Shift
from policycheck.report.diff_table import between
from policycheck.report.equivalence_markdown import proved_lines
from policycheck.report.impact_table import (
    answers,
    expected_words,
    policies_lines,
    searched_words,
    summary,
)
from policycheck.report.markdown import fenced, folded, table, text
from policycheck.report.naming import Naming
from policycheck.report.scenario_text import proved_scenario_text, scenario_text
from policycheck.report.shift_words import citation_of, condition_words, first_reason, reasons_of


def impact_markdown(impact: Impact, fixtures: bool, naming: Naming) -> str:
    """The whole comment."""
    words = naming.words
    mark = "✅" if impact.passes else "❌"
    lines = [
        f"{mark} **{text(summary(impact, words))}**",
        "",
        text(between(impact.states, words)),
        "",
        *(f"- {text(line)}" for line in policies_lines(impact, words)),
        "",
    ]
    verdict = impact.verdict
    expected = [shift for shift, _ in verdict.expected]
    for key, shifts in (
        ("impact.unexpected", verdict.unexpected),
        ("impact.unexplained", verdict.unexplained),
        ("impact.expected", expected),
    ):
        if shifts:
            lines += [f"### {text(words(key))}", "", *_table(shifts, impact, naming), ""]
    missing = [f"- {text(expected_words(each, words))}" for each in verdict.missing]
    if missing:
        lines += [f"### {text(words('impact.missing'))}", "", *missing, ""]
    if impact.flips:
        lines += [*folded(text(words("impact.details")), _details(impact.flips, naming)), ""]
    if impact.reasons:
        rows = _table(impact.reasons, impact, naming)
        lines += [*folded(text(words("impact.reasons")), rows), ""]
    lines += _failures(impact, naming)
    lines += _proofs(impact, naming)
    lines += _searches(impact, fixtures, naming)
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(shifts: Sequence[Shift], impact: Impact, naming: Naming) -> list[str]:
    words = naming.words
    heads = [words(f"impact.{key}") for key in ("case", "decision", "from", "to", "why")]
    rows = []
    for shift in shifts:
        why = first_reason(shift, naming)
        cells = (shift.case, shift.name, *answers(shift, impact, naming), why)
        rows.append([text(cell) for cell in cells])
    return table(heads, rows)


def _details(shifts: Sequence[Shift], naming: Naming) -> list[str]:
    lines: list[str] = []
    for shift in shifts:
        lines.append(f"- **{text(shift.case)}**, {text(shift.name)}")
        for each in shift.conditions:
            lines.append(f"  - {text(condition_words(each, naming))}")
            lines.append(f"    - {text(citation_of(each.condition, naming))}")
            lines += [f"    - {text(reason)}" for reason in reasons_of(each, naming)]
    return lines


def _failures(impact: Impact, naming: Naming) -> list[str]:
    if not impact.wrong:
        return []
    lines = [f"- {text(case)}: {text(message)}" for case, message in impact.wrong]
    return [f"### {text(naming.words('impact.failures'))}", "", *lines, ""]


def _proofs(impact: Impact, naming: Naming) -> list[str]:
    if not impact.proved:
        return []
    lines = [f"### {text(naming.words('equivalence.proved'))}", ""]
    lines += [line for each in impact.proved for line in proved_lines(each, naming)]
    for each in impact.proved:
        for finding in each.flips:
            content = fenced(proved_scenario_text(each, finding, impact.states[0]), "yaml")
            way = naming.words(f"equivalence.way.{finding.way}")
            title = f"{naming.words('impact.scenario')}: {each.name}, {way}"
            lines += ["", *folded(text(title), content)]
    return [*lines, ""]


def _searches(impact: Impact, fixtures: bool, naming: Naming) -> list[str]:
    words = naming.words
    if not impact.searched:
        return []
    lines = [f"### {text(words('impact.search'))}", ""]
    for each in impact.searched:
        lines.append(f"- {text(searched_words(each, impact, naming))}")
    for each in impact.searched:
        if each.found:
            content = fenced(scenario_text(each, each.found, fixtures), "yaml")
            title = f"{words('impact.scenario')}: {each.name}"
            lines += ["", *folded(text(title), content)]
    return lines
