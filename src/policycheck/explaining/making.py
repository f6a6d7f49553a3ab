"""From a decision to why it is as it is."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from policycheck.evaluation import Policies
from policycheck.evaluation.explain import has_fact
from policycheck.explaining.boundaries import boundary_text
from policycheck.explaining.deciding import deciding
from policycheck.explaining.model import (
    ConditionExplained,
    ExemptionState,
    ExemptionUse,
    Explanation,
    FactRead,
    ReadingExplained,
    Requirement,
    ValueGives,
)
from policycheck.explaining.rests_on import RestsOn, rests_on
from policycheck.explaining.sentences import condition_sentence, outcome_sentence
from policycheck.facts import Case, case_from_mapping
from policycheck.model import Condition, Decision, Outcome, Status
from policycheck.policies.manifest import ConditionRule, DecisionRule, PolicyManifest, ReadingValue
from policycheck.policies.moments import value_on


def explain(policies: Policies, decision: Decision, case: Case | Mapping[str, Any]) -> Explanation:
    """Why a decision is as it is: what decides it, the facts read, and what was required.

    The conditions that decide are, in the order in which outcomes are found: the scope that is not
    met; the requirements and findings that fail; the conditions that are not known; or everything
    that has to be judged. Where readings of the text do not agree, they are those that decide under
    any of them. If the outcome is ``met``, all that are met decide together.

    The case is decided again for each other value of the readings that matter. Which numbers a
    condition reads is worked out of the compiled rules, which takes a second the first time ever.

    Args:
        policies: What decided.
        decision: A decision of these policies; without the content of sensitive facts
            (:class:`policycheck.redacting.Redaction`), the explanation has none either.
        case: The case that it is about.

    Raises:
        UsageError: The decision is of a policy that is not loaded.
        InvalidCase: The facts do not fit the schema.
        EngineError: A rule failed.
    """
    read = case if isinstance(case, Case) else case_from_mapping(case, schemas=policies.schemas)
    behind = rests_on(policies.rules(decision.policy))
    manifest = policies.manifests[decision.policy]
    rule = manifest.decisions[decision.decision]
    readings, others = _readings(policies, manifest, rule, decision, read)
    ids = _deciding(decision, readings, others)
    turning = [each.title for each in readings if each.decides] if _turns(decision) else []
    conditions = (
        ConditionExplained(
            condition=each,
            decides=id in ids,
            why=condition_sentence(each),
            facts=tuple(_fact(read, fact.path, fact.value) for fact in each.facts),
            required=_required(manifest, behind.condition(rule.id, id), decision),
            exemptions=_exemptions(manifest, rule, each, behind, decision, read),
            readings=_governing(rule, rule.conditions[id]),
        )
        for id, each in decision.conditions.items()
    )
    return Explanation(
        decision, outcome_sentence(decision, ids, turning), tuple(conditions), readings
    )


def _fact(case: Case, path: str, value: Any) -> FactRead:
    line, column = case.position(path) or (None, None)
    return FactRead(path, value, line, column, case.cell(path))


def _required(
    policy: PolicyManifest, names: Iterable[str], decision: Decision
) -> tuple[Requirement, ...]:
    found = []
    for name in names:
        parameter = policy.parameters[name]
        value = value_on(parameter, decision.known_at)
        if value is not None:
            found.append(
                Requirement(
                    parameter=name,
                    title=parameter.title,
                    value=value,
                    unit=parameter.unit,
                    boundary=parameter.boundary,
                    words=boundary_text(parameter, value),
                    word=parameter.word,
                    refs=parameter.refs,
                )
            )
    return tuple(found)


def _exemptions(
    policy: PolicyManifest,
    rule: DecisionRule,
    condition: Condition,
    behind: RestsOn,
    decision: Decision,
    case: Case,
) -> tuple[ExemptionUse, ...]:
    found = []
    for id in rule.conditions[condition.id].exempt_by:
        exemption = rule.exemptions[id]
        missing = tuple(path for path in exemption.facts if not has_fact(case.value, path))
        state = _state(
            condition, applies=exemption.title in condition.exempted_by, known=not missing
        )
        found.append(
            ExemptionUse(
                id=id,
                title=exemption.title,
                state=state,
                refs=exemption.refs,
                missing=missing if state is ExemptionState.MAY_APPLY else (),
                required=_required(policy, behind.exemption(rule.id, id), decision),
            )
        )
    return tuple(found)


def _state(condition: Condition, *, applies: bool, known: bool) -> ExemptionState:
    """A condition is not met, or open, only if none of its exemptions can still hold."""
    if applies:
        return ExemptionState.APPLIES
    if condition.status in (Status.MET, Status.NOT_APPLICABLE):
        return ExemptionState.NOT_NEEDED
    if condition.status is Status.UNKNOWN and not known:
        return ExemptionState.MAY_APPLY
    return ExemptionState.DOES_NOT_APPLY


def _governing(rule: DecisionRule, condition: ConditionRule) -> tuple[str, ...]:
    """The readings of a condition and of its exemptions."""
    exemptions = (rule.exemptions[each].reading for each in condition.exempt_by)
    return tuple(dict.fromkeys(each for each in (condition.reading, *exemptions) if each))


def _readings(
    policies: Policies, policy: PolicyManifest, rule: DecisionRule, decision: Decision, case: Case
) -> tuple[tuple[ReadingExplained, ...], Mapping[tuple[str, str], Decision]]:
    """The readings of a decision, and the decision under each value that is not used."""
    uses = {each.id: each for each in decision.readings if each.decides}
    governing = [id for each in rule.conditions.values() for id in _governing(rule, each)]
    touched = {*decision.chosen_readings, *_combined(decision)}

    def under(id: str, value: str) -> Decision:
        return policies.decide(
            policy.id,
            rule.id,
            case,
            as_of=decision.as_of,
            known_at=decision.known_at,
            readings={**decision.chosen_readings, id: value},
        )

    others: dict[tuple[str, str], Decision] = {}
    found = []
    for id in dict.fromkeys((*uses, *touched, *governing)):
        reading = policy.readings[id]
        used = decision.chosen_readings.get(id, reading.default)
        values = sorted(reading.defensible, key=lambda value: value != used)
        # The value that is used gives something of its own where another turns the answer.
        asked = values[0 if id in uses and id not in decision.chosen_readings else 1 :]
        others |= {(id, value): under(id, value) for value in asked if id in touched}
        gives = (
            _gives(decision, others.get((id, value), decision), reading.values[value], used)
            for value in values
        )
        found.append(
            ReadingExplained(
                id, reading.title, id in uses, reading.argument, reading.refs, tuple(gives)
            )
        )
    return tuple(found), MappingProxyType(others)


def _gives(decision: Decision, other: Decision, value: ReadingValue, used: str) -> ValueGives:
    changed = {
        id: each.status
        for id, each in other.conditions.items()
        if each.status is not decision.conditions[id].status
    }
    return ValueGives(
        value.id,
        value.title,
        value.id == used,
        other.outcome,
        other.leaning,
        other.result,
        MappingProxyType(changed),
    )


def _combined(decision: Decision) -> Iterable[str]:
    return decision.combinations[0].readings if decision.combinations else ()


def _turns(decision: Decision) -> bool:
    """Whether the combinations of readings do not agree."""
    answers = {(c.outcome, str(sorted(c.result.items()))) for c in decision.combinations}
    return len(answers) > 1


def _deciding(
    decision: Decision,
    readings: Iterable[ReadingExplained],
    others: Mapping[tuple[str, str], Decision],
) -> frozenset[str]:
    """What decides under the readings that are used, or where they turn it, under any."""
    if not _turns(decision):
        return frozenset(deciding(decision.outcome, decision.conditions))
    usual = decision.combinations[0].outcome
    found = set(deciding(usual, decision.conditions)) if usual is not Outcome.MET else set()
    for each in readings:
        for value in each.values if each.decides else ():
            other = others.get((each.id, value.value), decision)
            found.update(value.changed)
            if other.outcome not in (usual, Outcome.MET):
                found.update(deciding(other.outcome, other.conditions))
    return frozenset(found)
