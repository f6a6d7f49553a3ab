"""One decision of a policy as its manifest declares it: what is asked, and what must hold."""

from policycheck.facts.problems import dotted
from policycheck.model import Outcome
from policycheck.policies.manifest import ConditionRule, DecisionRule, Exemption, PolicyManifest
from policycheck.report.blocks import Block, Line, Tone, section
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.report.policy_table import catalogue_blocks
from policycheck.report.selection import of_decision


def decision_rule_blocks(policy: PolicyManifest, rule: DecisionRule, naming: Naming) -> list[Block]:
    """A decision: its question, outcomes, conditions, exemptions, and what they rest on."""
    words = naming.words
    outcomes = [
        Line(f"{words(f'outcome.{o}')}: {words.of(rule.outcomes[o])}", Tone.PLAIN, ROW, "• ")
        for o in Outcome
        if o in rule.outcomes
    ]
    asked = [Line(naming.fact(path), Tone.PLAIN, ROW, "• ") for path in rule.asked_by]
    conditions = [row for c in rule.conditions.values() for row in _condition(c, naming)]
    exemptions = [row for e in rule.exemptions.values() for row in _exemption(e, naming)]
    return [
        Line(f"{policy.id}.{rule.id}: {words.of(rule.title)}", Tone.STRONG),
        Line(words.of(rule.question)),
        *section(words("policy.outcomes"), [*outcomes]),
        *section(words("policy.asked_by"), [*asked]),
        *section(words("policy.conditions"), conditions),
        *section(words("policy.exemptions"), exemptions),
        *catalogue_blocks(of_decision(policy, rule), naming),
    ]


def _condition(rule: ConditionRule, naming: Naming) -> list[Block]:
    words = naming.words
    title = f"{words.title(rule.title)} [{words(f'modality.{rule.modality}')}]"
    notes = [rule.id, naming.citation(rule.section, rule.lines, rule.refs)]
    if rule.exempt_by:
        notes.append(words("exempt_by", names=", ".join(rule.exempt_by)))
    if rule.departure:
        notes.append(words("departure", names=", ".join(map(dotted, rule.departure))))
    return [
        Line(title, Tone.PLAIN, ROW, "• "),
        *(Line(note, Tone.FAINT, NOTE) for note in notes),
        *(Line(fact, Tone.PLAIN, NOTE, "- ") for fact in naming.facts(rule.facts)),
    ]


def _exemption(exemption: Exemption, naming: Naming) -> list[Block]:
    note = f"{exemption.id} ({', '.join(exemption.refs)})"
    return [
        Line(naming.words.of(exemption.title), Tone.PLAIN, ROW, "• "),
        Line(note, Tone.FAINT, NOTE),
        *(Line(fact, Tone.PLAIN, NOTE, "- ") for fact in naming.facts(exemption.facts)),
    ]
