"""What tests have seen of rules, as people read it."""

from collections.abc import Sequence

from policycheck.report.blocks import GAP, Block, Grid, Line, Tone, section
from policycheck.report.plain import line_ranges
from policycheck.testing.seen import (
    ComparisonCoverage,
    ConditionCoverage,
    Coverage,
    FileCoverage,
    percentage,
)
from policycheck.words import Words


def coverage_blocks(
    coverages: Sequence[Coverage] | None, threshold: float, words: Words, verbose: bool
) -> list[Block]:
    """What no test showed, a line for each policy, and a last line; nothing without coverage.

    Args:
        coverages: The policies, in the order to show them.
        threshold: The percentage below which it is too little.
        words: The language.
        verbose: Name the parameters that go into no comparison.
    """
    if coverages is None:
        return []
    lacking: list[Block] = [line for each in coverages for line in _lacking(each, words)]
    if verbose:
        lacking += [_unused(each, words) for each in coverages if each.unused]
    heads = ("", *(words(f"cover.{each}") for each in ("conditions", "comparisons", "lines")))
    rows = tuple(_row(each, words) for each in coverages)
    return [
        *section(words("cover.lacking"), lacking),
        GAP,
        Grid((words("cover.title"), *heads[1:], words("cover.share")), rows),
        GAP,
        total_coverage(coverages, threshold, words),
    ]


def total_coverage(coverages: Sequence[Coverage], threshold: float, words: Words) -> Line:
    """The coverage of everything, and whether it is enough."""
    share = percentage(coverages)
    if share < threshold:
        wanted = words.percent(threshold)
        return Line(words("cover.below", share=_percent(share, words), threshold=wanted), Tone.BAD)
    return Line(words("cover.total", share=_percent(share, words)), Tone.STRONG)


def _lacking(coverage: Coverage, words: Words) -> list[Block]:
    conditions = [_condition(e, coverage.subject, words) for e in coverage.conditions if e.lacking]
    comparisons = [_comparison(e, words) for e in coverage.comparisons if e.lacking]
    return [*conditions, *comparisons, *(_file(e, words) for e in coverage.files if e.lacking)]


def _condition(condition: ConditionCoverage, subject: str, words: Words) -> Line:
    text = words(
        "cover.condition",
        name=f"{subject}.{condition.decision} {condition.id}",
        statuses=", ".join(words(f"status.{each}") for each in condition.lacking),
        title=words.title(condition.title),
    )
    return Line(text, indent=4, mark="· ")


def _comparison(comparison: ComparisonCoverage, words: Words) -> Line:
    text = words(
        "cover.comparison",
        place=f"{comparison.file}:{comparison.row}",
        operator=comparison.operator,
        parameters=", ".join(comparison.parameters),
        sides=", ".join(words(f"cover.{each}") for each in comparison.lacking),
    )
    return Line(text, indent=4, mark="· ")


def _file(file: FileCoverage, words: Words) -> Line:
    text = words("cover.file", file=file.file, rows=line_ranges(file.lacking))
    return Line(text, Tone.FAINT, 4, "· ")


def _unused(coverage: Coverage, words: Words) -> Line:
    names = ", ".join(coverage.unused)
    return Line(words("cover.unused", subject=coverage.subject, names=names), Tone.FAINT, 4, "· ")


def _row(coverage: Coverage, words: Words) -> tuple[str, ...]:
    share = percentage([coverage]) if coverage.possible else None
    return (
        coverage.subject,
        _of(coverage.conditions, words),
        _of(coverage.comparisons, words),
        _rows(coverage.files, words),
        "" if share is None else _percent(share, words),
    )


def _of(parts: Sequence[ConditionCoverage] | Sequence[ComparisonCoverage], words: Words) -> str:
    all_ = sum(len(each.possible) for each in parts)
    lacking = sum(len(each.lacking) for each in parts)
    return words("cover.of", seen=all_ - lacking, all=all_) if all_ else ""


def _rows(files: Sequence[FileCoverage], words: Words) -> str:
    all_ = sum(len(each.rows) for each in files)
    return words("cover.of", seen=all_ - sum(len(each.lacking) for each in files), all=all_)


def _percent(share: float, words: Words) -> str:
    # Rounded down, so that 100 is said of everything only.
    return words.percent(int(share * 10) / 10)
