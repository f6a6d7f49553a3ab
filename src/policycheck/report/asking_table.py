"""What is still to be asked about a case, for a terminal."""

from policycheck.asking.model import Asking, Standing
from policycheck.report.asking_rows import fact_rows
from policycheck.report.blocks import GAP, Block, Line, Tone
from policycheck.report.decision_table import MARKS, outcome_word
from policycheck.report.naming import Naming
from policycheck.words import Words


def asking_blocks(
    asking: Asking, naming: Naming, every: bool, solver_is_there: bool
) -> list[Block]:
    """Where each decision stands, and the facts that can still change that.

    Args:
        asking: What is to be asked.
        naming: How things are called.
        every: Whether the facts are shown too that change nothing any more.
        solver_is_there: Whether an inexact list could not be more exact with what is installed.
    """
    words = naming.words
    as_of = words("head.as_of", as_of=words.day(asking.as_of))
    known_at = words("head.known_at", known_at=words.day(asking.known_at))
    blocks: list[Block] = [
        Line(asking.case, Tone.STRONG),
        Line(f"{as_of}, {known_at}", Tone.FAINT),
        GAP,
    ]
    for each in asking.standings:
        blocks += standing_rows(each, words)
    blocks.append(GAP)
    if not asking.facts:
        blocks.append(Line(words("ask.nothing")))
    else:
        count = words.count("count.fact", len(asking.facts))
        key = "ask.some" if len(asking.facts) == 1 else "ask.several"
        blocks.append(Line(f"{words(key, count=count)}:", Tone.STRONG))
    if not asking.exact:
        blocks.append(Line(words("ask.at_most"), Tone.DOUBT))
        if not solver_is_there:
            blocks.append(Line(words("ask.more"), Tone.FAINT))
    for number, fact in enumerate(asking.facts, 1):
        blocks += [GAP, *fact_rows(number, fact, asking.as_of, naming)]
    return [*blocks, *_others(asking, naming, every)]


def ended_blocks(asking: Asking, words: Words) -> list[Block]:
    """Where each decision stands when nothing more is asked."""
    return [row for each in asking.standings for row in standing_rows(each, words)]


def standing_rows(standing: Standing, words: Words) -> list[Block]:
    """Where a decision stands, and whether that is final."""
    outcome = outcome_word(standing.outcome, words)
    if standing.leaning:
        leaning = outcome_word(standing.leaning, words)
        outcome = words("outcome.leaning", outcome=outcome, leaning=leaning)
    mark, tone = MARKS[standing.outcome]
    blocks: list[Block] = [
        Line(f"{standing.name}: {words.of(standing.rule.title)}", Tone.STRONG),
        Line(words("head.outcome", outcome=outcome), tone, 2, mark),
    ]
    if standing.final:
        blocks.append(Line(words("ask.final"), Tone.FAINT, 4))
    return blocks


def _others(asking: Asking, naming: Naming, every: bool) -> list[Block]:
    words = naming.words
    if not asking.others:
        return []
    if not every:
        count = words.count("count.fact", len(asking.others))
        return [GAP, Line(words("ask.others.hint", count=count), Tone.FAINT)]
    rows = (Line(naming.fact(each.pointer), Tone.FAINT, 2, "- ") for each in asking.others)
    return [GAP, Line(f"{words('ask.others')}:", Tone.STRONG), *rows]
