"""What would change a decision, as people read it."""

from collections.abc import Iterable, Mapping
from typing import Any

from policycheck.facts.dictionary import Change
from policycheck.flipping import Changed, Confirmed, Flip, Flips, When
from policycheck.model import Withheld
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone, section
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.decision_table import MARKS, outcome_word, outcome_words
from policycheck.report.flip_document import Turned
from policycheck.report.naming import Naming
from policycheck.report.plain import plain


def flip_blocks(
    turned: Iterable[Turned], policies: Mapping[str, PolicyManifest], naming: Naming
) -> list[Block]:
    """Every decision with its changes, and one last line that counts."""
    turned = list(turned)
    words = naming.words
    blocks = [block for each in turned for block in _turned(each, policies, naming)]
    decisions = words.count("count.decision", len(turned))
    cases = words.count("count.case", sum(each.flips.verified for each in turned))
    line = words("flip.summary", decisions=decisions, cases=cases)
    return [*blocks, Line(line, Tone.STRONG)]


def _turned(turned: Turned, policies: Mapping[str, PolicyManifest], naming: Naming) -> list[Block]:
    words = naming.words
    made = turned.flips.decision
    rule = policies[made.policy].decisions[made.decision]
    mark, tone = MARKS[made.outcome]
    as_of = words("head.as_of", as_of=words.day(made.as_of))
    known_at = words("head.known_at", known_at=words.day(made.known_at))
    outcome = words("head.outcome", outcome=outcome_words(made, words))
    return [
        Line(turned.case, Tone.STRONG),
        Line(f"{made.policy}.{made.decision}: {words.of(rule.title)}", Tone.STRONG),
        Line(words.of(made.question)),
        Line(f"{as_of}, {known_at}", Tone.FAINT),
        GAP,
        Line(outcome, tone, 2, mark),
        *_ways(turned, naming),
        GAP,
        Rule(),
    ]


def _ways(turned: Turned, naming: Naming) -> list[Block]:
    words, flips = naming.words, turned.flips
    if flips.decision.outcome is None:
        return [Line(words("flip.attention"), Tone.FAINT, 4)]
    if not flips.wish.outcomes:
        return [Line(words("flip.turned"), Tone.FAINT, 4)]
    one = [each for each in turned.shown if len(each.changes) == 1]
    two = [each for each in turned.shown if len(each.changes) > 1]
    blocks = [
        *section(words("flip.one"), [block for each in one for block in _flip(each, naming)]),
        *section(words("flip.two"), [block for each in two for block in _flip(each, naming)]),
    ]
    if turned.more:
        count = len(flips.flips)
        blocks += [GAP, Line(words("flip.more", count=turned.more, all=count), Tone.PLAIN, 2)]
    return [*blocks, GAP, *(Line(text, Tone.FAINT, 2) for text in _shown(flips, naming))]


def _flip(flip: Flip, naming: Naming) -> list[Block]:
    words = naming.words
    mark, tone = MARKS[flip.outcome]
    blocks: list[Block] = [
        Line(text, tone if not place else Tone.PLAIN, ROW, mark if not place else "+ ")
        for place, text in enumerate(_changed(each, naming) for each in flip.changes)
    ]
    for each in flip.changes:
        blocks += [Line(text, Tone.PLAIN, NOTE) for text in _notes(each, flip, naming)]
    outcome = outcome_words(flip.decision, words)
    day = words("flip.other_day") if flip.as_of is None else words.day(flip.as_of)
    blocks.append(Line(words("flip.to", outcome=outcome, day=day), Tone.FAINT, NOTE))
    if flip.until:
        blocks.append(Line(words("flip.until", day=words.day(flip.until)), Tone.STRONG, NOTE))
    return blocks


def _changed(changed: Changed, naming: Naming) -> str:
    fact = naming.fact(changed.pointer)
    if changed.after is Withheld.OTHER and (not changed.known or changed.before is Withheld.KNOWN):
        return naming.words("flip.other" if changed.known else "flip.other_new", fact=fact)
    before = _value(changed, changed.before, naming) if changed.known else None
    return naming.words(
        "flip.fact",
        fact=fact,
        before=naming.words("flip.unknown") if before is None else before,
        after=_value(changed, changed.after, naming),
    )


def _value(changed: Changed, value: Any, naming: Naming) -> str:
    if value is Withheld.OTHER:
        return naming.words("flip.other_value")
    return naming.content(changed.pointer, plain(value))


def _notes(changed: Changed, flip: Flip, naming: Naming) -> Iterable[str]:
    words = naming.words
    bounds = {
        name: _value(changed, value, naming)
        for name, value in (("low", changed.low), ("high", changed.high))
        if value is not None
    }
    if bounds:
        ways = {("low", "high"): "between", ("low",): "from", ("high",): "up_to"}
        yield words(f"flip.{ways[tuple(bounds)]}", **bounds)
    definition = naming.dictionary.at(changed.pointer)
    if changed.after is Withheld.OTHER and not (definition and definition.sensitive):
        yield words("flip.left_out")
    if changed.when is When.DEED and flip.as_of is not None:
        yield words("flip.deed", day=words.day(flip.as_of))
    elif changed.when is When.PAST:
        yield words("flip.past")
    if changed.change is Change.INSURER:
        yield words("flip.insurer")
    elif changed.change is Change.HISTORIC and changed.when is When.NOW:
        yield words("flip.historic")


def _shown(flips: Flips, naming: Naming) -> Iterable[str]:
    """What was looked at, and what was shown by it."""
    words = naming.words
    singles = {each.outcome for each in flips.flips if len(each.changes) == 1}
    missing = [each for each in flips.wish.outcomes if each not in singles]
    if missing:
        names = words("flip.or").join(outcome_word(each, words) for each in missing)
        facts = words.count("count.fact", flips.looked_at)
        yield words("flip.no_single", outcomes=names, facts=facts)
        if flips.confirmed is not Confirmed.NOT_ASKED:
            yield words(f"flip.{flips.confirmed}")
    if flips.pairs:
        if not any(len(each.changes) > 1 for each in flips.flips):
            yield words("flip.no_two", pairs=words.count("count.pair", flips.pairs))
        if flips.unsettled:
            yield words("flip.unsettled", pairs=words.count("count.pair", flips.unsettled))
    if flips.unfit:
        yield words("flip.unfit", n=flips.unfit)
    if not flips.wish.anyones:
        yield words("flip.anyones")
