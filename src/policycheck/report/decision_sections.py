"""The sections of a decision, in the order in which they call for action."""

from collections.abc import Callable, Iterable

from policycheck.model import Condition, Decision, Modality, Outcome, Status
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
from policycheck.report.naming import Naming
from policycheck.report.reading_rows import deciding_row, noted_row
from policycheck.report.scope_rows import texts_line

Row = Callable[[Condition, Naming], list[Block]]

_FEW = 5
_REQUIRED = frozenset({Modality.SCOPE, Modality.MUST, Modality.IN_PRINCIPLE})
_DECISIVE = _REQUIRED | {Modality.JUDGEMENT}
_INSURERS = frozenset({Modality.JUDGEMENT, Modality.WEIGHED})
_ATTENTION = frozenset({Modality.EXPECTATION, Modality.INSURER_DUTY})


def sections(decision: Decision, naming: Naming, verbose: bool) -> list[Block]:
    """Every section that has something to say.

    Of a policy that is not about the provider only the scope is told: what else fails, is missing
    or is due there concerns nobody.
    """
    words = naming.words
    conditions = list(decision.conditions.values())
    noted = [r for r in decision.readings if not r.decides]
    judged = decision.outcome is not Outcome.NOT_APPLICABLE
    return [
        *(_judged(decision, naming, verbose) if judged else _out_of_scope(decision, naming)),
        *_met(_with(conditions, Status.MET), naming, verbose),
        *([] if judged else _not_judged(conditions, naming)),
        *section(words("section.noted"), [b for r in noted for b in noted_row(r, naming, verbose)]),
    ]


def _judged(decision: Decision, naming: Naming, verbose: bool) -> list[Block]:
    words = naming.words
    conditions = list(decision.conditions.values())
    failing = [c for c in _with(conditions, Status.NOT_MET) if c.modality in _DECISIVE]
    waiting = [c for c in conditions if _waits(c)]
    awaited = {deadline.condition for deadline in decision.deadlines}
    exempt = [c for c in _with(conditions, Status.NOT_APPLICABLE) if c.id not in awaited]
    deadlines = [row for d in decision.deadlines for row in deadline_row(d, decision, naming)]
    return [
        *section(words("section.fails"), _rows(failing_row, failing, naming)),
        *section(words("section.missing"), _missing(decision, naming)),
        *section(words("section.insurer"), _rows(insurer_row, waiting, naming)),
        *section(words("section.open"), _open(decision, naming)),
        *section(words("section.attention"), _attention(conditions, naming, verbose)),
        *section(words("section.deadlines"), deadlines),
        *section(words("section.not_applicable"), _rows(exempt_row, exempt, naming)),
    ]


def _out_of_scope(decision: Decision, naming: Naming) -> list[Block]:
    failing = _with(decision.conditions.values(), Status.NOT_MET)
    scope = [c for c in failing if c.modality is Modality.SCOPE]
    rows = _rows(failing_row, scope, naming)
    if decision.texts:
        rows.append(Line(texts_line(decision.texts, naming.words), Tone.FAINT, ROW))
    return section(naming.words("section.fails"), rows)


def _rows(row: Row, conditions: Iterable[Condition], naming: Naming) -> list[Block]:
    return [block for condition in conditions for block in row(condition, naming)]


def _with(conditions: Iterable[Condition], *statuses: Status) -> list[Condition]:
    return [condition for condition in conditions if condition.status in statuses]


def _waits(condition: Condition) -> bool:
    if condition.status is Status.NOT_MET:
        return condition.modality is Modality.WEIGHED
    return condition.status is Status.UNKNOWN and condition.modality in _INSURERS


def _missing(decision: Decision, naming: Naming) -> list[Block]:
    unknown = _with(decision.conditions.values(), Status.UNKNOWN)
    rows = _rows(missing_row, (c for c in unknown if c.modality in _REQUIRED), naming)
    named = {path for condition in unknown for path in condition.missing}
    for_result = [path for path in decision.missing if path not in named]
    if for_result:
        rows.append(Line(naming.words("missing.result"), Tone.DOUBT, ROW, "? "))
        rows += lacking_rows(for_result, naming)
    if rows and decision.outcome is Outcome.NOT_MET:
        rows.append(Line(naming.words("final"), Tone.FAINT, ROW))
    return rows


def _open(decision: Decision, naming: Naming) -> list[Block]:
    undecided = _with(decision.conditions.values(), Status.OPEN)
    rows = _rows(open_row, (c for c in undecided if c.modality not in _ATTENTION), naming)
    for reading in decision.readings:
        if reading.decides:
            rows += deciding_row(reading, naming)
    return rows


def _attention(conditions: Iterable[Condition], naming: Naming, verbose: bool) -> list[Block]:
    words = naming.words
    expected = [c for c in conditions if c.modality in _ATTENTION]
    rows = _rows(attention_row, _with(expected, Status.NOT_MET, Status.OPEN), naming)
    unknown = _with(expected, Status.UNKNOWN)
    if verbose:
        return rows + _rows(missing_row, unknown, naming)
    if unknown:
        names = "; ".join(words.title(c.title) for c in unknown)
        if len(unknown) > _FEW:
            names = words("attention.many", count=words.count("count.expectation", len(unknown)))
        rows.append(Line(words("attention.unknown", names=names), Tone.FAINT, ROW))
    return rows


def _met(conditions: list[Condition], naming: Naming, verbose: bool) -> list[Block]:
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


def _not_judged(conditions: Iterable[Condition], naming: Naming) -> list[Block]:
    others = [c for c in conditions if c.modality is not Modality.SCOPE]
    others = [c for c in others if c.status is not Status.MET]
    if not others:
        return []
    count = naming.words.count("count.condition", len(others))
    return [GAP, Line(naming.words("not_judged", count=count), Tone.FAINT, indent=2)]
