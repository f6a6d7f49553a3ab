"""Decisions as the document that ``eval --format json`` and ``--format yaml`` print."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from policycheck.explaining import Detail, Explanation
from policycheck.model import (
    Combination,
    Condition,
    Deadline,
    Decision,
    Fact,
    ReadingUse,
    Scope,
)
from policycheck.report.explanation_document import explanation_document
from policycheck.report.members import source_document, text_document
from policycheck.report.plain import plain

__all__ = [
    "VERSION",
    "Answer",
    "answers_document",
    "condition_document",
    "decision_document",
    "result_document",
    "source_document",
    "text_document",
]

VERSION = 1


@dataclass(frozen=True)
class Answer:
    """What was decided about one case.

    Attributes:
        case: The case, by the name that the caller used.
        decisions: The decisions, policy by policy.
        scopes: The scope of every policy, where it was asked which ones are about the case.
        explanations: Why each decision is as it is, in their order; empty where nobody asked.
        about: The facts that say whom the case is about, for a heading.
    """

    case: str
    decisions: tuple[Decision, ...]
    scopes: tuple[Scope, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    about: tuple[Fact, ...] = ()


def answers_document(
    answers: Iterable[Answer], redacted: bool = False, detail: Detail | None = None
) -> dict[str, Any]:
    """The document of ``schemas/output/eval.schema.json``, keys in a fixed order.

    Args:
        answers: The answers.
        redacted: Whether they are views without the content of sensitive facts.
        detail: How much of the explanations is told.
    """
    answers = tuple(answers)
    return {
        "version": VERSION,
        "results": [result for answer in answers for result in _results(answer, detail)],
        "scopes": [_scope(a.case, scope) for a in answers for scope in a.scopes],
        "redacted": redacted,
    }


def _results(answer: Answer, detail: Detail | None) -> Iterator[dict[str, Any]]:
    for decision, explanation in zip_longest(answer.decisions, answer.explanations):
        told = explanation_document(explanation, detail) if explanation and detail else None
        yield result_document(answer.case, decision, told)


def result_document(
    case: str, decision: Decision, explanation: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One result of ``eval``: a decision, and why it is as it is if that was asked."""
    return {**decision_document(case, decision), "explanation": explanation}


def decision_document(case: str, decision: Decision) -> dict[str, Any]:
    """One decision: what was asked, what was decided, and on what grounds."""
    return {
        "case": case,
        "policy": decision.policy,
        "decision": decision.decision,
        "question": text_document(decision.question),
        "as_of": decision.as_of.isoformat(),
        "known_at": decision.known_at.isoformat(),
        "outcome": plain(decision.outcome),
        "leaning": plain(decision.leaning),
        "meaning": decision.meaning and text_document(decision.meaning),
        "result": plain(decision.result),
        "conditions": [condition_document(c) for c in decision.conditions.values()],
        "missing": list(decision.missing),
        "chosen_readings": dict(decision.chosen_readings),
        "readings": [_reading(r) for r in decision.readings],
        "combinations": [_combination(c) for c in decision.combinations],
        "deadlines": [_deadline(d) for d in decision.deadlines],
        "texts": [asdict(text) for text in decision.texts],
        "receipt": asdict(decision.receipt),
    }


def _scope(case: str, scope: Scope) -> dict[str, Any]:
    return {
        "case": case,
        "policy": scope.policy,
        "status": str(scope.status),
        "conditions": [condition_document(c) for c in scope.conditions.values()],
        "missing": list(scope.missing),
        "texts": [asdict(text) for text in scope.texts],
    }


def condition_document(condition: Condition) -> dict[str, Any]:
    """One condition as it was decided, with the facts that it read."""
    return {
        "id": condition.id,
        "status": str(condition.status),
        "modality": str(condition.modality),
        "title": text_document(condition.title),
        "source": source_document(condition.source),
        "facts": [{"path": fact.path, "value": plain(fact.value)} for fact in condition.facts],
        "missing": list(condition.missing),
        "due": plain(condition.due),
        "exempted_by": [text_document(title) for title in condition.exempted_by],
        "withdrawn_by": condition.withdrawn_by and text_document(condition.withdrawn_by),
    }


def _reading(reading: ReadingUse) -> dict[str, Any]:
    return {
        "id": reading.id,
        "title": text_document(reading.title),
        "decides": reading.decides,
        "default": reading.default,
        "values": {value: text_document(title) for value, title in reading.values.items()},
        "outcomes": plain(reading.outcomes),
        "argument": text_document(reading.argument),
        "refs": list(reading.refs),
    }


def _combination(combination: Combination) -> dict[str, Any]:
    return {
        "readings": dict(combination.readings),
        "outcome": str(combination.outcome),
        "leaning": plain(combination.leaning),
        "result": plain(combination.result),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "condition": deadline.condition,
        "title": text_document(deadline.title),
        "by": deadline.by.isoformat(),
        "who": str(deadline.who),
        "state": str(deadline.state),
        "refs": list(deadline.refs),
    }
