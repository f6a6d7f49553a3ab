"""A decision as a contract manager reads it: the outcome first, then why."""

from collections.abc import Mapping

from policycheck.model import Decision, Outcome
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone
from policycheck.report.decision_sections import sections
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_rows
from policycheck.words import Words

MARKS: Mapping[Outcome | None, tuple[str, Tone]] = {
    Outcome.MET: ("✓ ", Tone.GOOD),
    Outcome.NOT_MET: ("✗ ", Tone.BAD),
    Outcome.REFER: ("→ ", Tone.DOUBT),
    Outcome.UNDETERMINED: ("? ", Tone.DOUBT),
    Outcome.NOT_APPLICABLE: ("- ", Tone.FAINT),
    None: ("! ", Tone.STRONG),
}


def decision_blocks(
    case: str, decision: Decision, policy: PolicyManifest, naming: Naming, verbose: bool = False
) -> list[Block]:
    """One decision about one case, down to a line that ends it."""
    rule = policy.decisions[decision.decision]
    return [
        *head_rows(case, decision, policy, rule, naming.words),
        *result_rows(decision, rule, naming),
        *sections(decision, naming, verbose),
        GAP,
        Rule(),
    ]


def outcome_word(outcome: Outcome | None, words: Words) -> str:
    """An outcome in the words of the language."""
    return words(f"outcome.{outcome}") if outcome else words("outcome.none")


def outcome_words(decision: Decision, words: Words) -> str:
    """The outcome of a decision, with the way in which it leans."""
    outcome = outcome_word(decision.outcome, words)
    if not decision.leaning:
        return outcome
    leaning = outcome_word(decision.leaning, words)
    return words("outcome.leaning", outcome=outcome, leaning=leaning)


def head_rows(
    case: str, decision: Decision, policy: PolicyManifest, rule: DecisionRule, words: Words
) -> list[Block]:
    """The case, the question, the days, and the outcome with what it means."""
    outcome = outcome_words(decision, words)
    mark, tone = MARKS[decision.outcome]
    as_of = words("head.as_of", as_of=words.day(decision.as_of))
    known_at = words("head.known_at", known_at=words.day(decision.known_at))
    blocks: list[Block] = [
        Line(case, Tone.STRONG),
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
