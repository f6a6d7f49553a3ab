"""From what the rules answer to a decision that explains itself."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from policycheck.model import (
    DECIDING_MODALITIES,
    FINAL_OUTCOMES,
    Combination,
    Condition,
    Deadline,
    DeadlineState,
    Decision,
    Fact,
    Outcome,
    PolicyText,
    ReadingUse,
    Receipt,
    Source,
    Status,
)
from policycheck.policies.manifest import ConditionRule, DecisionRule, PolicyManifest, Reading

_ABSENT = object()
# A dictionary is soon recognised; that something is another mapping takes much longer.
_OBJECTS = (dict, Mapping)
_STATUSES = {each.value: each for each in Status}


def explain(
    policy: PolicyManifest,
    rule: DecisionRule,
    input_document: Mapping[str, Any],
    answer: Mapping[str, Any],
    receipt: Receipt,
    texts: tuple[PolicyText, ...],
) -> Decision:
    """The decision that an answer of the rules stands for.

    Args:
        policy: The manifest of the policy.
        rule: The manifest of the decision.
        input_document: What the rules were given: the normalised case with dates and readings.
        answer: What they answered: outcome, statuses, due dates, readings.
        receipt: What the answer was made with.
        texts: The policies of the same insurer and sector of care.
    """
    known_at = date.fromisoformat(input_document["known_at"])
    conditions = {
        each.id: _condition(policy, rule, each, input_document, answer, known_at)
        for each in rule.conditions.values()
    }
    outcome = _outcome(answer.get("outcome"))
    combinations = tuple(_combination(each) for each in answer["combinations"] if "outcome" in each)
    return Decision(
        policy=policy.id,
        decision=rule.id,
        question=rule.question,
        as_of=date.fromisoformat(input_document["as_of"]),
        known_at=known_at,
        outcome=outcome,
        meaning=rule.outcomes[outcome] if outcome else None,
        leaning=_outcome(answer.get("leaning")),
        result=MappingProxyType(answer["result"]),
        conditions=MappingProxyType(conditions),
        missing=_missing(rule, outcome, conditions.values(), input_document),
        chosen_readings=MappingProxyType(dict(input_document["readings"])),
        readings=_readings(policy, combinations, answer["noted"]),
        combinations=combinations,
        deadlines=_deadlines(rule, conditions.values(), input_document["as_of"]),
        texts=texts if _other_year(policy, conditions) else (),
        receipt=receipt,
    )


def fact_at(document: Mapping[str, Any], pointer: str) -> Any:
    """The value at a JSON Pointer of plain keys, or a value that is equal to nothing else."""
    value: Any = document
    for key in _keys(pointer):
        if not isinstance(value, _OBJECTS) or key not in value:
            return _ABSENT
        value = value[key]
    return value


@cache
def _keys(pointer: str) -> tuple[str, ...]:
    """The keys of a pointer; those of manifests are asked for again and again."""
    return tuple(pointer.split("/")[1:])


def has_fact(document: Mapping[str, Any], pointer: str) -> bool:
    """Whether a document has a value at a JSON Pointer of plain keys."""
    return fact_at(document, pointer) is not _ABSENT


def _condition(
    policy: PolicyManifest,
    rule: DecisionRule,
    condition: ConditionRule,
    document: Mapping[str, Any],
    answer: Mapping[str, Any],
    known_at: date,
) -> Condition:
    status = _STATUSES[answer["statuses"][condition.id]]
    due = answer["due"].get(condition.id)
    exemptions = [each for each in condition.exempt_by if each in answer["exempt"]]
    read = (*condition.facts, *condition.departure)
    values = [(path, fact_at(document, path)) for path in read]
    unknown = status is Status.UNKNOWN
    absent = {path for path, value in values if value is _ABSENT} if unknown else ()
    return Condition(
        id=condition.id,
        status=status,
        modality=condition.modality,
        title=condition.title,
        source=_source(policy, condition, known_at),
        facts=tuple(Fact(path, value) for path, value in values if value is not _ABSENT),
        missing=tuple(path for path in condition.facts if path in absent),
        due=date.fromisoformat(due) if due else None,
        exempted_by=tuple(rule.exemptions[each].title for each in exemptions),
        withdrawn_by=condition.amendment if condition.id in answer["withdrawn"] else None,
    )


def _source(policy: PolicyManifest, condition: ConditionRule, known_at: date) -> Source:
    """Where a condition stands; clauses that repeat it only as far as the text had them."""
    own, *restated = condition.refs
    refs = (own, *(ref for ref in restated if policy.in_force(ref, known_at)))
    return Source(policy.document, condition.section, condition.lines, refs)


def _other_year(policy: PolicyManifest, conditions: Mapping[str, Condition]) -> bool:
    """Whether a scope condition that reads the contract year is not met."""
    failed = [c for id in policy.scope if (c := conditions[id]).status is Status.NOT_MET]
    return any(fact.path == "/contract_year" for each in failed for fact in each.facts)


def _missing(
    rule: DecisionRule,
    outcome: Outcome | None,
    conditions: Iterable[Condition],
    document: Mapping[str, Any],
) -> tuple[str, ...]:
    if outcome in FINAL_OUTCOMES:
        return ()
    paths = [
        path
        for condition in conditions
        for path in condition.missing
        if outcome is None or condition.modality in DECIDING_MODALITIES
    ]
    if outcome is Outcome.UNDETERMINED:
        paths += [path for path in rule.result_facts if not has_fact(document, path)]
    return tuple(dict.fromkeys(paths))


def _combination(content: Mapping[str, Any]) -> Combination:
    return Combination(
        readings=MappingProxyType(content["readings"]),
        outcome=Outcome(content["outcome"]),
        leaning=_outcome(content.get("leaning")),
        result=MappingProxyType(content["result"]),
    )


def _readings(
    policy: PolicyManifest, combinations: tuple[Combination, ...], noted: Iterable[str]
) -> tuple[ReadingUse, ...]:
    touched = combinations[0].readings if combinations else ()
    deciding = [id for id in touched if _decides(id, combinations)]
    return (
        *(_use(policy.readings[id], combinations) for id in deciding),
        *(_use(policy.readings[id], ()) for id in noted),
    )


def _decides(reading: str, combinations: tuple[Combination, ...]) -> bool:
    """Whether two combinations that differ in this reading only give different answers."""
    answers: dict[tuple[tuple[str, str], ...], set[str]] = {}
    for each in combinations:
        others = tuple(sorted((k, v) for k, v in each.readings.items() if k != reading))
        answer = f"{each.outcome} {each.leaning} {sorted(each.result.items())}"
        answers.setdefault(others, set()).add(answer)
    return any(len(found) > 1 for found in answers.values())


def _use(reading: Reading, combinations: tuple[Combination, ...]) -> ReadingUse:
    outcomes: dict[str, list[Outcome]] = {}
    for each in combinations:
        found = outcomes.setdefault(each.readings[reading.id], [])
        if each.outcome not in found:
            found.append(each.outcome)
    return ReadingUse(
        id=reading.id,
        title=reading.title,
        decides=bool(combinations),
        default=reading.default,
        values=MappingProxyType({id: value.title for id, value in reading.values.items()}),
        outcomes=MappingProxyType({id: tuple(found) for id, found in outcomes.items()}),
        argument=reading.argument,
        refs=reading.refs,
    )


def _deadlines(
    rule: DecisionRule, conditions: Iterable[Condition], as_of: str
) -> tuple[Deadline, ...]:
    today = date.fromisoformat(as_of)
    deadlines = [
        Deadline(
            condition=each.id,
            title=each.title,
            by=each.due,
            who=rule.conditions[each.id].who,
            state=_state(each, each.due, today),
            refs=each.source.refs,
        )
        for each in conditions
        if each.due and (each.status is Status.MET or not each.exempted_by)
        if each.withdrawn_by is None
    ]
    return tuple(sorted(deadlines, key=lambda deadline: (deadline.by, deadline.condition)))


def _state(condition: Condition, due: date, today: date) -> DeadlineState:
    if condition.status is Status.MET:
        return DeadlineState.DONE
    if due > today:
        return DeadlineState.UPCOMING
    return DeadlineState.TODAY if due == today else DeadlineState.PASSED


def _outcome(name: str | None) -> Outcome | None:
    return Outcome(name) if name else None
