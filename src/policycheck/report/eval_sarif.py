"""Conditions that are not met or not known, as SARIF 2.1.0 (OASIS), at their place in the case."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policycheck.errors import Problem
from policycheck.facts import Case, FactDictionary
from policycheck.model import Condition, Decision, Language, Modality, Outcome, Status
from policycheck.policies.manifest import Clause, PolicyManifest
from policycheck.report.check_sarif import artifact, sarif_run
from policycheck.report.document import Answer, text_document
from policycheck.report.eval_reasons import reason_text
from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.words import Words

_PAGE = "docs/semantics.md"
_INPUT = "docs/input.md"
_HARD = frozenset({Modality.MUST, Modality.JUDGEMENT})
_NEVER = frozenset({Modality.EXPECTATION, Modality.INSURER_DUTY})
_TOLD = frozenset({Status.NOT_MET, Status.UNKNOWN, Status.OPEN})


def eval_sarif(
    answers: Sequence[Answer],
    cases: Sequence[Case],
    policies: Mapping[str, PolicyManifest],
    dictionary: FactDictionary,
) -> dict[str, Any]:
    """One run: the clauses as rules, and every condition that is not met or not known as a result.

    A requirement that fails is an error; what is not known, open or left to the insurer a warning;
    an expectation that is not met a note. Of a policy that is about others only the scope is told.

    Args:
        answers: What was decided.
        cases: The cases, in the order of the answers.
        policies: The policies that decided.
        dictionary: What the facts are called.
    """
    naming = Naming(Words(Language.EN), dictionary)
    clauses = {id: {c.id: c for c in policy.clauses} for id, policy in policies.items()}
    places: dict[str, int] = {}
    rules: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for answer, case in zip(answers, cases, strict=True):
        for decision in answer.decisions:
            for condition in _told(decision):
                clause = clauses[decision.policy][condition.source.refs[0]]
                id = f"{decision.policy}/{clause.id}"
                if id not in places:
                    places[id] = len(rules)
                    rules.append(_rule(id, clause, condition))
                results.append(_result(id, places[id], decision, condition, case, naming))
    return sarif_run(rules, results)


def problems_sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """One run: the kinds of problems as rules, and everything that is wrong with cases."""
    codes = list(dict.fromkeys(each.code for each in problems))
    rules = [
        {"id": code, "helpUri": _INPUT, "defaultConfiguration": {"level": "error"}}
        for code in codes
    ]
    results = [
        {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": "error",
            "message": {"text": clean(each.message)},
            "locations": [_location(each.file, each.line or 1, each.column or 1)],
            "properties": {"pointer": clean(each.pointer)},
        }
        for each in problems
    ]
    return sarif_run(rules, results)


def _told(decision: Decision) -> Iterator[Condition]:
    for each in decision.conditions.values():
        if decision.outcome is Outcome.NOT_APPLICABLE and each.modality is not Modality.SCOPE:
            continue
        if each.modality in _NEVER and each.status is Status.UNKNOWN:
            continue
        if each.status in _TOLD:
            yield each


def _rule(id: str, clause: Clause, condition: Condition) -> dict[str, Any]:
    return {
        "id": id,
        "shortDescription": {"text": clause.title.en},
        "fullDescription": {"text": clause.title.en},
        "helpUri": _PAGE,
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "titles": text_document(clause.title),
            "document": condition.source.document,
            "section": clause.section,
            "lines": list(clause.lines),
        },
    }


def _result(
    id: str, place: int, decision: Decision, condition: Condition, case: Case, naming: Naming
) -> dict[str, Any]:
    name = f"{decision.policy}.{decision.decision}"
    line, column = _position(condition, case)
    return {
        "ruleId": id,
        "ruleIndex": place,
        "level": _level(condition),
        "message": {"text": clean(f"{name}: {reason_text(condition, naming)}")},
        "locations": [_location(case.name, line, column)],
        "properties": {
            "decision": name,
            "condition": condition.id,
            "status": str(condition.status),
            "modality": str(condition.modality),
        },
    }


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": artifact(file),
            "region": {"startLine": line, "startColumn": column},
        }
    }


def _level(condition: Condition) -> str:
    if condition.modality in _NEVER:
        return "note"
    failed = condition.status is Status.NOT_MET and condition.modality in _HARD
    return "error" if failed else "warning"


def _position(condition: Condition, case: Case) -> tuple[int, int]:
    """Where a fact stands that it read, or where one that it lacks would stand; else the start."""
    for path in (*condition.missing, *(fact.path for fact in condition.facts)):
        pointer = path
        while pointer:
            if found := case.position(pointer):
                return found
            pointer = pointer.rpartition("/")[0]
    return 1, 1
