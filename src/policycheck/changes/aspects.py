"""What of the items of a policy is compared, and where they stand in its document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policycheck.changes.fingerprints import CONDITION, EXEMPTION, RESULT, Fingerprints
from policycheck.changes.model import Aspect
from policycheck.facts.schemas import DESCRIBING
from policycheck.model import Source
from policycheck.policies.manifest import (
    Amendment,
    Clause,
    ConditionRule,
    DecisionRule,
    Exemption,
    Parameter,
    PolicyManifest,
    Reading,
)
from policycheck.policies.milestones import Milestone, Term
from policycheck.policies.moments import days_of, length_of

Values = Mapping[Aspect, Any]


@dataclass(frozen=True)
class Version:
    """A policy with its compiled rules."""

    policy: PolicyManifest
    rules: Fingerprints


def no_place(_: Any, __: PolicyManifest) -> None:
    """For what has no place in the document."""
    return


def placed(item: ConditionRule, policy: PolicyManifest) -> Source:
    """Where a condition stands."""
    return Source(policy.document, item.section, item.lines, item.refs)


def clause_place(item: Clause, policy: PolicyManifest) -> Source:
    """Where a clause stands."""
    return Source(policy.document, item.section, item.lines, (item.id,))


def announced(item: Amendment, policy: PolicyManifest) -> Source:
    """Where an amendment is announced."""
    return Source(policy.document, "", item.lines, (item.id,))


def cited(item: Any, policy: PolicyManifest) -> Source | None:
    """The section and the lines of the first clause that an item names."""
    for clause in policy.clauses:
        if item.refs and clause.id == item.refs[0]:
            return Source(policy.document, clause.section, clause.lines, item.refs)
    return None


# ## What is compared


def policy_values(policy: PolicyManifest, _: Version, same: bool) -> Values:
    """Of a policy as a whole."""
    return {
        Aspect.PERIOD: policy.period,
        Aspect.CONTRACT_YEAR: policy.contract_year,
        Aspect.SECTOR: policy.sector,
        Aspect.SCOPE: policy.scope,
        Aspect.DOCUMENT: policy.document if same else "",
        Aspect.PUBLISHED: policy.published,
        Aspect.TITLE: policy.title,
        Aspect.NOTE: policy.published_note,
    }


def amendment_values(amendment: Amendment, _: Version, same: bool) -> Values:
    """Of an amendment."""
    return {
        Aspect.PUBLISHED: amendment.published,
        Aspect.PLACE: amendment.lines if same else (),
        Aspect.CHECKSUM: amendment.checksum if same else "",
        Aspect.TITLE: amendment.title,
    }


def parameter_values(parameter: Parameter, _: Version, same: bool) -> Values:
    """Of a parameter."""
    return {
        Aspect.VERSIONS: parameter.versions,
        Aspect.UNIT: parameter.unit,
        Aspect.BOUNDARY: parameter.boundary,
        Aspect.WORD: parameter.word,
        Aspect.REFS: parameter.refs if same else (),
        Aspect.TITLE: parameter.title,
    }


def decision_values(rule: DecisionRule, version: Version, _: bool) -> Values:
    """Of a decision, its conditions left out."""
    results = rule.result.get("properties", {})
    return {
        Aspect.ASKED_BY: rule.asked_by,
        Aspect.RESULT: _undescribed(rule.result),
        Aspect.RESULT_FACTS: rule.result_facts,
        Aspect.RULES: tuple(version.rules.part(rule.id, RESULT, key).digest for key in results),
        Aspect.TITLE: rule.title,
        Aspect.QUESTION: rule.question,
        Aspect.OUTCOMES: dict(rule.outcomes),
    }


def _undescribed(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _undescribed(v) for key, v in node.items() if key not in DESCRIBING}
    return node


def condition_values(
    before: DecisionRule, after: DecisionRule
) -> Callable[[ConditionRule, Version, bool], Values]:
    """Of the conditions of a decision, in its two states."""

    def values(condition: ConditionRule, version: Version, same: bool) -> Values:
        rule = before if before.conditions.get(condition.id) is condition else after
        return {
            Aspect.MODALITY: condition.modality,
            Aspect.FACTS: condition.facts,
            Aspect.DEPARTURE: condition.departure,
            Aspect.EXEMPT_BY: condition.exempt_by,
            Aspect.READING: condition.reading,
            Aspect.WHO: condition.who,
            Aspect.PUBLISHED: condition.published,
            Aspect.WITHDRAWN: condition.withdrawn,
            Aspect.RULES: version.rules.part(rule.id, CONDITION, condition.id).digest,
            Aspect.REFS: condition.refs if same else (),
            Aspect.PLACE: (condition.section, condition.lines) if same else (),
            Aspect.TITLE: condition.title,
        }

    return values


def exemption_values(
    before: DecisionRule, after: DecisionRule
) -> Callable[[Exemption, Version, bool], Values]:
    """Of the exemptions of a decision, in its two states."""

    def values(exemption: Exemption, version: Version, same: bool) -> Values:
        rule = before if before.exemptions.get(exemption.id) is exemption else after
        return {
            Aspect.FACTS: exemption.facts,
            Aspect.READING: exemption.reading,
            Aspect.RULES: version.rules.part(rule.id, EXEMPTION, exemption.id).digest,
            Aspect.REFS: exemption.refs if same else (),
            Aspect.TITLE: exemption.title,
        }

    return values


def clause_values(clause: Clause, _: Version, same: bool) -> Values:
    """Of a clause."""
    return {
        Aspect.PLACE: (clause.section, clause.lines) if same else clause.section,
        Aspect.CHECKSUM: clause.checksum if same else "",
        Aspect.CONDITIONS: clause.conditions,
        Aspect.REASON: clause.reason,
        Aspect.PUBLISHED: clause.published,
        Aspect.WITHDRAWN: clause.withdrawn,
        Aspect.TITLE: clause.title,
        Aspect.INFORMATION: clause.information,
    }


def milestone_values(milestone: Milestone, version: Version, same: bool) -> Values:
    """Of a milestone, on its days in the newest text."""
    return {
        Aspect.DAYS: days_of(milestone, version.policy, date.max),
        Aspect.WHO: milestone.who,
        Aspect.CHANNELS: milestone.channels,
        Aspect.REFS: milestone.refs if same else (),
        Aspect.TITLE: milestone.title,
        Aspect.NOTE: milestone.note,
    }


def term_values(term: Term, version: Version, same: bool) -> Values:
    """Of a term, with its length in the newest text."""
    return {
        Aspect.LENGTH: length_of(term, version.policy, date.max),
        Aspect.WHO: term.who,
        Aspect.CHANNELS: term.channels,
        Aspect.REFS: term.refs if same else (),
        Aspect.TITLE: term.title,
        Aspect.SINCE: term.since,
    }


def reading_values(reading: Reading, _: Version, same: bool) -> Values:
    """Of a reading."""
    return {
        Aspect.DEFAULT: reading.default,
        Aspect.VALUES: {id: value.standing for id, value in reading.values.items()},
        Aspect.REFS: reading.refs if same else (),
        Aspect.TITLE: reading.title,
        Aspect.OUTCOMES: {id: value.title for id, value in reading.values.items()},
        Aspect.ARGUMENT: reading.argument,
    }
