"""The part of a policy that one of its decisions is about."""

from dataclasses import replace

from policycheck.policies.manifest import ConditionRule, DecisionRule, Exemption, PolicyManifest


def of_decision(policy: PolicyManifest, rule: DecisionRule) -> PolicyManifest:
    """The policy with only that decision, and what shares a clause or a reading with it."""
    refs = {ref for item in _items(rule) for ref in item.refs}
    refs.update(clause.id for clause in rule.clauses)
    readings = {item.reading for item in _items(rule)}
    milestones = tuple(m for m in policy.milestones if refs.intersection(m.refs))
    terms = tuple(term for term in policy.terms if refs.intersection(term.refs))
    needed = {term.parameter for term in terms}
    needed.update(name for m in milestones for name in (m.parameter, m.changed_after))
    return replace(
        policy,
        decisions={rule.id: rule},
        parameters={
            k: p for k, p in policy.parameters.items() if k in needed or refs.intersection(p.refs)
        },
        milestones=milestones,
        terms=terms,
        readings={
            k: r for k, r in policy.readings.items() if k in readings or refs.intersection(r.refs)
        },
        laws={id: law for id, law in policy.laws.items() if law.decision == rule.id},
        clauses=tuple(clause for clause in policy.clauses if clause.id in refs),
    )


def _items(rule: DecisionRule) -> tuple[ConditionRule | Exemption, ...]:
    return (*rule.conditions.values(), *rule.exemptions.values())
