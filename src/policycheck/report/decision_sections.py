"""The sections of a decision, in the order in which they call for action."""

from collections.abc import Callable, Iterable, Sequence

from policycheck.model import Condition, Decision, Outcome
from policycheck.report.blocks import GAP, Block, Line, Tone, section
from policycheck.report.condition_rows import (
    ROW,
    attention_row,
    exempt_row,
    failing_row,
    insurer_row,
    lacking_rows,
    met_row,
    missing_row,
    open_row,
)
from policycheck.report.deadline_rows import deadline_row
from policycheck.report.decision_groups import Groups, groups_of
from policycheck.report.naming import Naming
from policycheck.report.reading_rows import deciding_row, noted_row
from policycheck.report.scope_rows import texts_line

Row = Callable[[Condition, Naming], list[Block]]

_FEW = 5


def sections(decision: Decision, naming: Naming, verbose: bool) -> list[Block]:
    """Every section that has something to say.

    Of a policy that is not about the provider only the scope is told: what else fails, is missing
    or is due there concerns nobody.
    """
    words = naming.words
    groups = groups_of(decision)
    judged = decision.outcome is not Outcome.NOT_APPLICABLE
    noted = [block for r in groups.noted for block in noted_row(r, naming, verbose)]
    return [
        *(_judged if judged else _out_of_scope)(decision, groups, naming, verbose),
        *_met(groups.met, naming, verbose),
        *_not_judged(groups.not_judged, naming),
        *section(words("section.noted"), noted),
    ]


def _judged(decision: Decision, groups: Groups, naming: Naming, verbose: bool) -> list[Block]:
    words = naming.words
    deadlines = [row for d in decision.deadlines for row in deadline_row(d, decision, naming)]
    return [
        *section(words("section.fails"), _rows(failing_row, groups.failing, naming)),
        *section(words("section.missing"), _missing(decision, groups, naming)),
        *section(words("section.insurer"), _rows(insurer_row, groups.waiting, naming)),
        *section(words("section.open"), _open(groups, naming)),
        *section(words("section.attention"), _attention(groups, naming, verbose)),
        *section(words("section.deadlines"), deadlines),
        *section(words("section.not_applicable"), _rows(exempt_row, groups.exempt, naming)),
    ]


def _out_of_scope(decision: Decision, groups: Groups, naming: Naming, _: bool) -> list[Block]:
    rows = _rows(failing_row, groups.failing, naming)
    if decision.texts:
        rows.append(Line(texts_line(decision.texts, naming.words), Tone.FAINT, ROW))
    return section(naming.words("section.fails"), rows)


def _rows(row: Row, conditions: Iterable[Condition], naming: Naming) -> list[Block]:
    return [block for condition in conditions for block in row(condition, naming)]


def _missing(decision: Decision, groups: Groups, naming: Naming) -> list[Block]:
    rows = _rows(missing_row, groups.missing, naming)
    if groups.for_result:
        rows.append(Line(naming.words("missing.result"), Tone.DOUBT, ROW, "? "))
        rows += lacking_rows(groups.for_result, naming)
    if rows and decision.outcome is Outcome.NOT_MET:
        rows.append(Line(naming.words("final"), Tone.FAINT, ROW))
    return rows


def _open(groups: Groups, naming: Naming) -> list[Block]:
    rows = _rows(open_row, groups.open, naming)
    return rows + [row for reading in groups.deciding for row in deciding_row(reading, naming)]


def _attention(groups: Groups, naming: Naming, verbose: bool) -> list[Block]:
    words = naming.words
    rows = _rows(attention_row, groups.attention, naming)
    unknown = groups.attention_unknown
    if verbose:
        return rows + _rows(missing_row, unknown, naming)
    if unknown:
        names = "; ".join(words.title(c.title) for c in unknown)
        if len(unknown) > _FEW:
            names = words("attention.many", count=words.count("count.expectation", len(unknown)))
        rows.append(Line(words("attention.unknown", names=names), Tone.FAINT, ROW))
    return rows


def _met(conditions: Sequence[Condition], naming: Naming, verbose: bool) -> list[Block]:
    if not conditions:
        return []
    heading = (
        f"{naming.words('section.met')}: {naming.words.count('count.condition', len(conditions))}"
    )
    return [
        GAP,
        Line(heading, Tone.STRONG, indent=2),
        *(_rows(met_row, conditions, naming) if verbose else []),
    ]


def _not_judged(others: Sequence[Condition], naming: Naming) -> list[Block]:
    if not others:
        return []
    count = naming.words.count("count.condition", len(others))
    return [GAP, Line(naming.words("not_judged", count=count), Tone.FAINT, indent=2)]
