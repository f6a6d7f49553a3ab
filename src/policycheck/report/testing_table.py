"""What came out of tests, as people read it: what failed in full, then counts."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from policycheck.model import Condition
from policycheck.report.blocks import GAP, Block, Grid, Line, Rule, Tone
from policycheck.report.naming import Naming
from policycheck.report.plain import plain
from policycheck.testing.counts import Counts, by_subject, counted
from policycheck.testing.results import Difference, Kind, Result, State
from policycheck.words import Words

_MARKS = {
    State.PASSED: ("✓ ", Tone.GOOD),
    State.FAILED: ("✗ ", Tone.BAD),
    State.ERROR: ("! ", Tone.BAD),
    State.PENDING: ("… ", Tone.DOUBT),
}


def results_blocks(
    results: Sequence[Result], subjects: Sequence[str], naming: Naming, verbose: bool
) -> list[Block]:
    """Every test that failed, then a line for each policy, and a last line.

    Args:
        results: The results, by policy.
        subjects: The policies that were meant, those without tests too.
        naming: The language, and the dictionary of the facts.
        verbose: Name every test, with its time.
    """
    blocks: list[Block] = []
    if verbose:
        blocks += [*(_named(each) for each in results), GAP]
    else:
        pending = [each for each in results if each.state is State.PENDING]
        blocks += [_pending(each, naming.words) for each in pending]
    for each in results:
        if not each.good:
            blocks += [*failure_blocks(each, naming), GAP]
    return [*blocks, *_counts(results, subjects, naming.words)]


def failure_blocks(result: Result, naming: Naming) -> list[Block]:
    """A test that failed: its sentence and place, what differs, and what the conditions read."""
    item = result.item
    mark, tone = _MARKS[result.state]
    title = item.name if item.kind is Kind.SCENARIO else item.id
    blocks: list[Block] = [
        Line(title, tone, mark=mark),
        Line(f"{item.file}:{item.line}", Tone.FAINT, 2),
    ]
    if result.message:
        blocks.append(Line(result.message, indent=2))
    if result.differences:
        blocks += [GAP, _side_by_side(result, naming.words)]
    for condition in result.conditions:
        blocks += [GAP, *_condition(condition, naming)]
    return blocks


def total_line(results: Sequence[Result], words: Words) -> Line:
    """How many tests there were, and how they ended."""
    good = all(each.good for each in results)
    last = f"{words.count('count.test', len(results))}: {_states(counted(results), words)}"
    return Line(last, Tone.STRONG if good else Tone.BAD)


def value_text(value: Any) -> str:
    """A value as a file of tests has it."""
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)


def _side_by_side(result: Result, words: Words) -> Grid:
    rows = tuple(_row(each, result.item.kind, words) for each in result.differences)
    return Grid(("", words("test.expected"), words("test.found")), rows, indent=4)


def _row(difference: Difference, kind: Kind, words: Words) -> tuple[str, str, str]:
    absent = words("test.undefined" if kind is Kind.REGO else "test.nothing")
    values = (difference.expected, difference.found)
    expected, found = (absent if each is None else value_text(each) for each in values)
    return (difference.what, expected, found)


def _condition(condition: Condition, naming: Naming) -> list[Block]:
    words, source = naming.words, condition.source
    status = words(f"status.{condition.status}")
    title = words.title(condition.title)
    facts = [naming.known(fact) for fact in condition.facts]
    missing = [words("test.missing", fact=fact) for fact in naming.facts(condition.missing)]
    return [
        Line(words("test.condition", id=condition.id, status=status, title=title), indent=4),
        Line(naming.citation(source.section, source.lines, source.refs), Tone.FAINT, 6),
        *(Line(text, Tone.PLAIN, 6, "• ") for text in (*facts, *missing)),
    ]


def _named(result: Result) -> Line:
    mark, tone = _MARKS[result.state]
    time = f" ({result.seconds:.3f} s)" if result.state is not State.PENDING else ""
    return Line(f"{result.item.id}{time}", tone, mark=mark)


def _pending(result: Result, words: Words) -> Line:
    mark, tone = _MARKS[State.PENDING]
    return Line(words("test.pending.mark", id=result.item.id), tone, mark=mark)


def _counts(results: Sequence[Result], subjects: Iterable[str], words: Words) -> list[Block]:
    heads = ("", words("test.tests"), words("test.outcome"), words("test.seconds"))
    rows = tuple(_counted(each, words) for each in by_subject(results, subjects))
    return [Grid(heads, rows), Rule(), total_line(results, words)]


def _counted(counts: Counts, words: Words) -> tuple[str, str, str, str]:
    if not counts.kinds:
        return (counts.subject, words("test.none"), "", "")
    scenarios, rego = counts.kinds[Kind.SCENARIO], counts.kinds[Kind.REGO]
    told = [words.count("count.scenario", scenarios)] if scenarios else []
    kinds = ", ".join([*told, words.count("count.rego", rego)] if rego else told)
    time = words("test.kept") if counts.kept else f"{counts.seconds:.1f}"
    return (counts.subject, kinds, _states(counts, words), time)


def _states(counts: Counts, words: Words) -> str:
    told = (
        words(f"test.{state}", n=counts.states[state]) for state in State if counts.states[state]
    )
    return ", ".join(told)
