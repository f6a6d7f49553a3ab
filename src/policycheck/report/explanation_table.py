"""Why a decision is as it is, as people read it: in short, or as a tree."""

from collections.abc import Iterable, Iterator, Mapping

from policycheck.explaining import (
    ConditionExplained,
    Detail,
    Explanation,
    ReadingExplained,
)
from policycheck.explaining.sentences import waits
from policycheck.model import Modality, Status
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone, section
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.decision_table import head_rows
from policycheck.report.explanation_readings import reading_head, reading_rows
from policycheck.report.explanation_texts import (
    exemption_texts,
    fact_text,
    required_text,
)
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_rows

_MARKS: Mapping[Status, tuple[str, Tone]] = {
    Status.MET: ("✓ ", Tone.PLAIN),
    Status.NOT_MET: ("✗ ", Tone.BAD),
    Status.UNKNOWN: ("? ", Tone.DOUBT),
    Status.OPEN: ("≈ ", Tone.DOUBT),
    Status.NOT_APPLICABLE: ("- ", Tone.FAINT),
}


def explanation_blocks(
    case: str, explanation: Explanation, policy: PolicyManifest, naming: Naming, detail: Detail
) -> list[Block]:
    """One explanation, down to a line that ends it."""
    decision = explanation.decision
    rule = policy.decisions[decision.decision]
    tell = _tree if detail is Detail.FULL else _short
    return [
        *head_rows(case, decision, policy, rule, naming.words),
        Line(naming.words.of(explanation.sentence), Tone.STRONG, ROW),
        *result_rows(decision, rule, naming),
        *tell(explanation, rule, naming),
        GAP,
        Rule(),
    ]


def _short(explanation: Explanation, _: DecisionRule, naming: Naming) -> list[Block]:
    words = naming.words
    rows = [row for each in explanation.deciding for row in _head(each, naming)]
    for reading in explanation.readings:
        if reading.decides:
            rows += reading_head(reading, naming)
    return section(words("explain.decides"), rows)


def _tree(explanation: Explanation, rule: DecisionRule, naming: Naming) -> list[Block]:
    words = naming.words
    others = [each for each in explanation.conditions if not each.decides]
    readings = [
        row
        for each in explanation.readings
        for row in reading_rows(each, explanation.decision, rule, naming)
    ]
    return [
        *section(
            words("explain.decides"),
            [
                *_conditions(explanation.deciding, explanation, naming),
                *_lacking(explanation, naming),
            ],
        ),
        *section(words("explain.others"), _conditions(others, explanation, naming)),
        *section(words("explain.readings"), readings),
    ]


def _conditions(
    conditions: Iterable[ConditionExplained], explanation: Explanation, naming: Naming
) -> list[Block]:
    used = {each.id: each for each in explanation.readings}
    rows: list[Block] = []
    for each in conditions:
        rows += [*_head(each, naming), Line(naming.words.of(each.why), indent=NOTE)]
        rows += [Line(text, indent=NOTE, mark="• ") for text in _leaves(each, used, naming)]
    return rows


def _leaves(
    each: ConditionExplained, readings: Mapping[str, ReadingExplained], naming: Naming
) -> Iterator[str]:
    words, condition = naming.words, each.condition
    yield from (fact_text(fact, naming) for fact in each.facts)
    yield from (words("explain.missing", fact=naming.fact(path)) for path in condition.missing)
    yield from (required_text(required, naming) for required in each.required)
    if condition.withdrawn_by:
        yield words("withdrawn_by", names=words.title(condition.withdrawn_by))
    elif condition.due:
        yield words("not_due" if waits(condition) else "due", day=words.day(condition.due))
    yield from exemption_texts(each, naming)
    for id in each.readings:
        reading = readings[id]
        value = words.title(reading.used.title)
        yield words("explain.reading", value=value, question=words.of(reading.title))


def _lacking(explanation: Explanation, naming: Naming) -> list[Block]:
    """The facts that only the result needs."""
    named = {path for each in explanation.conditions for path in each.condition.missing}
    return [
        Line(naming.words("explain.for_result", fact=naming.fact(path)), Tone.DOUBT, ROW, "? ")
        for path in explanation.decision.missing
        if path not in named
    ]


def _head(each: ConditionExplained, naming: Naming) -> list[Block]:
    words, condition = naming.words, each.condition
    mark, tone = _MARKS[condition.status]
    title = words.title(condition.title)
    if condition.modality is not Modality.MUST:
        title += f" [{words(f'modality.{condition.modality}')}]"
    source = condition.source
    cited = naming.citation(source.section, source.lines, source.refs)
    return [Line(title, tone, ROW, mark), Line(cited, Tone.FAINT, NOTE)]
