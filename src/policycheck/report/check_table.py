"""What checks found, as people read it."""

from itertools import groupby

from policycheck.checks import CHECKS, Finding, Severity
from policycheck.report.blocks import GAP, Block, Grid, Line, Tone
from policycheck.report.check_result import BY_ID, CheckResult
from policycheck.words import Words

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.DOUBT}


def check_blocks(result: CheckResult, words: Words) -> list[Block]:
    """The findings per file, what was put right, and the counts."""
    blocks: list[Block] = [Line(words("check.fixed", file=file)) for file in result.fixed]
    if blocks:
        blocks.append(GAP)
    for file, findings in groupby(result.findings, key=lambda finding: finding.file):
        blocks.append(Line(file, Tone.STRONG))
        for finding in findings:
            blocks += _finding(finding, words)
        blocks.append(GAP)
    return [*blocks, _last(result, words)]


def list_blocks(words: Words) -> list[Block]:
    """Every check with its id, its severity and what it looks for."""
    heads = (words("check.id"), words("check.severity"), words("check.title"))
    rows = tuple(
        (each.id, words(f"severity.{each.severity}"), words.of(each.title)) for each in CHECKS
    )
    return [Grid(heads, rows)]


def _finding(finding: Finding, words: Words) -> list[Block]:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    title = words.title(BY_ID[finding.check].title)
    tone = _TONES[finding.severity]
    mark = "✗ " if finding.severity is Severity.ERROR else "! "
    return [
        Line(f"{place}: {finding.message} [{finding.check}]", tone, 2, mark),
        Line(title, Tone.FAINT, 4),
    ]


def _last(result: CheckResult, words: Words) -> Line:
    checked = words("check.checked", names=", ".join(result.subjects))
    if not result.findings:
        return Line(f"{checked}: {words('check.none')}", Tone.STRONG)
    errors = words.count("count.error", result.count(Severity.ERROR))
    warnings = words.count("count.warning", result.count(Severity.WARNING))
    return Line(f"{checked}: {errors}, {warnings}", Tone.BAD)
