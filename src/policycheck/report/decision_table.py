"""A decision as a contract manager reads it: the outcome first, then why."""

from collections import Counter
from collections.abc import Iterable, Mapping

from policycheck.model import Decision, Outcome
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone
from policycheck.report.decision_sections import sections
from policycheck.report.document import Evaluated
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_rows
from policycheck.texts import Words

_MARKS: Mapping[Outcome | None, tuple[str, Tone]] = {
    Outcome.MET: ("✓ ", Tone.GOOD),
    Outcome.NOT_MET: ("✗ ", Tone.BAD),
    Outcome.REFER: ("→ ", Tone.DOUBT),
    Outcome.UNDETERMINED: ("? ", Tone.DOUBT),
    Outcome.NOT_APPLICABLE: ("- ", Tone.FAINT),
    None: ("! ", Tone.STRONG),
}


def decision_blocks(
    evaluated: Iterable[Evaluated],
    policies: Mapping[str, PolicyManifest],
    naming: Naming,
    verbose: bool = False,
) -> list[Block]:
    """Every decision as a block, and one last line that counts them."""
    results = list(evaluated)
    blocks: list[Block] = []
    for result in results:
        policy = policies[result.decision.policy]
        rule = policy.decisions[result.decision.decision]
        blocks += _head(result, policy, rule, naming.words)
        blocks += result_rows(result.decision, rule, naming)
        blocks += sections(result.decision, naming, verbose)
        blocks += [GAP, Rule()]
    return [*blocks, Line(summary((r.decision for r in results), naming.words), Tone.STRONG)]


def summary(decisions: Iterable[Decision], words: Words) -> str:
    """All outcomes counted in one line: ``3 decisions: 2 met, 1 refer``."""
    counts = Counter(decision.outcome for decision in decisions)
    parts = [f"{counts[o]} {outcome_word(o, words)}" for o in (*Outcome, None) if counts[o]]
    return f"{words.count('count.decision', counts.total())}: {', '.join(parts)}"


def outcome_word(outcome: Outcome | None, words: Words) -> str:
    """An outcome in the words of the language."""
    return words(f"outcome.{outcome}") if outcome else words("outcome.none")


def _head(
    result: Evaluated, policy: PolicyManifest, rule: DecisionRule, words: Words
) -> list[Block]:
    decision = result.decision
    outcome = outcome_word(decision.outcome, words)
    if decision.leaning:
        leaning = outcome_word(decision.leaning, words)
        outcome = words("outcome.leaning", outcome=outcome, leaning=leaning)
    mark, tone = _MARKS[decision.outcome]
    as_of = words("head.as_of", as_of=words.day(decision.as_of))
    known_at = words("head.known_at", known_at=words.day(decision.known_at))
    blocks: list[Block] = [
        Line(result.case, Tone.STRONG),
        Line(f"{decision.policy}.{decision.decision}: {words.of(rule.title)}", Tone.STRONG),
        Line(words.of(decision.question)),
        Line(f"{as_of}, {known_at}", Tone.FAINT),
        *_chosen(decision, policy, words),
        GAP,
        Line(words("head.outcome", outcome=outcome), tone, indent=2, mark=mark),
    ]
    if decision.meaning:
        blocks.append(Line(words.of(decision.meaning), indent=4))
    return blocks


def _chosen(decision: Decision, policy: PolicyManifest, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for id_, value in decision.chosen_readings.items():
        reading = policy.readings[id_]
        chosen = f"{words.of(reading.title)} {words.of(reading.values[value].title)}"
        blocks.append(Line(words("head.chosen", reading=chosen), Tone.FAINT))
    return blocks
