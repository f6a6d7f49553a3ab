"""What a run over a file of cases came to, as people read it."""

from collections.abc import Sequence

from policycheck.batch.summary import DecisionSummary, Summary
from policycheck.facts.problems import printable
from policycheck.report.blocks import GAP, Block, Cell, Grid, Line, Rule, Tone, section
from policycheck.report.naming import Naming

_TOP = 10
_INDENT = 4
_TONES = {"met": Tone.GOOD, "not_met": Tone.BAD, "refer": Tone.DOUBT, "undetermined": Tone.DOUBT}


def batch_blocks(summary: Summary, naming: Naming) -> list[Block]:
    """Per decision its outcomes, what fails most and what is missing most; then the rows."""
    words = naming.words
    blocks: list[Block] = []
    for each in summary.decisions:
        blocks += [*_decision(each, summary.counts.decided, naming), GAP]
    codes = [_row(code, rows, summary.counts.rejected, naming) for code, rows in summary.codes]
    if codes:
        blocks += [Line(words("batch.rejects"), Tone.STRONG), _grid(codes), GAP]
    return [*blocks, Rule(), *_totals(summary, naming)]


def _decision(each: DecisionSummary, decided: int, naming: Naming) -> list[Block]:
    words = naming.words
    outcomes = [
        _row(words(f"outcome.{outcome}"), rows, decided, naming, _TONES.get(outcome, Tone.PLAIN))
        for outcome, rows in each.outcomes
    ]
    failing = [
        _row(f"{words.title(title)} ({id})", rows, decided, naming)
        for id, title, rows in each.failing[:_TOP]
    ]
    missing = [
        _row(naming.fact(pointer), rows, decided, naming) for pointer, rows in each.missing[:_TOP]
    ]
    return [
        Line(f"{each.policy}.{each.decision}", Tone.STRONG),
        *([_grid(outcomes)] if outcomes else []),
        *section(words("batch.failing"), _top(failing, len(each.failing), naming)),
        *section(words("batch.missing"), _top(missing, len(each.missing), naming)),
    ]


def _top(rows: Sequence[tuple[Cell, ...]], count: int, naming: Naming) -> list[Block]:
    if not rows:
        return []
    more = count - len(rows)
    rest = [Line(naming.words("batch.more", n=more), Tone.FAINT, _INDENT)] if more else []
    return [_grid(rows), *rest]


def _grid(rows: Sequence[tuple[Cell, ...]]) -> Grid:
    return Grid(("", "", ""), tuple(rows), _INDENT)


def _row(
    what: str, rows: int, among: int, naming: Naming, tone: Tone = Tone.PLAIN
) -> tuple[Cell, ...]:
    share = naming.words.percent(round(100 * rows / among, 1)) if among else ""
    return (Line(what, tone), naming.words.number(rows), share)


def _totals(summary: Summary, naming: Naming) -> list[Block]:
    words, counts = naming.words, summary.counts
    number = words.number
    lines = [
        words(
            "batch.rows",
            read=number(counts.read),
            decided=number(counts.decided),
            rejected=number(counts.rejected),
        )
    ]
    if counts.rejected:
        lines.append(words("batch.rejects_are", file=printable(summary.rejects, 200)))
    if counts.sampled:
        lines.append(words("batch.sampled", n=number(counts.sampled)))
    if counts.one_by_one:
        lines.append(words("batch.one_by_one", n=number(counts.one_by_one)))
    if counts.asked:
        times = words.count("count.time", counts.asked.total())
        about = words.count("count.slow_condition", len(counts.asked))
        lines.append(words("batch.asked", times=times, conditions=about))
    if summary.resumed:
        lines.append(words("batch.resumed", n=number(summary.resumed)))
    speed = words(
        "batch.speed",
        seconds=number(round(summary.seconds, 1)),
        rate=number(round(summary.rate)),
        workers=words.count("count.process", summary.workers),
    )
    tone = Tone.BAD if counts.rejected else Tone.STRONG
    return [Line(lines[0], tone), *(Line(line) for line in lines[1:]), Line(speed, Tone.FAINT)]
