"""One case as a page shows it: who it is about, the matrix, every decision, and the receipt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from policycheck.explaining import Detail
from policycheck.model import Decision, Scope, Status, Text
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.document import Answer
from policycheck.report.naming import Naming
from policycheck.report.pages.deadlines import TimelineView, timeline_view
from policycheck.report.pages.decisions import (
    DecisionView,
    OutcomeView,
    decision_view,
    outcome_view,
)
from policycheck.report.pages.explained import Telling
from policycheck.report.pages.speaking import FactLine, Speaking, same
from policycheck.report.scope_rows import texts_line

_IDENTIFIERS = ("/provider/agb", "/provider/kvk")
NAME = "/provider/name"
_MARKS = ("rules", "schema", "case", "engine", "policycheck")


@dataclass(frozen=True)
class MatrixRow:
    """A decision under every policy.

    Attributes:
        cells: Per policy its outcome and its place in the page; ``None`` where the facts do not
            ask it, and an empty text where the policy has no such decision.
    """

    title: Text
    name: str
    cells: tuple[tuple[OutcomeView, str] | str | None, ...]


@dataclass(frozen=True)
class ReceiptView:
    """What decisions were made with: a name and a value each."""

    decisions: tuple[str, ...]
    lines: tuple[tuple[Text, str], ...]


@dataclass(frozen=True)
class CaseView:
    """One case in words.

    Attributes:
        name: What the provider is called; the name of the file where the case has no name.
        policies: The columns of the matrix.
        matrix: Its rows; empty where one policy decides.
        unknown: Policies of which it is not known whether they are about the case, with the facts
            that would tell.
        outside: Policies that are not about the case, and why.
        redacted: Whether the content of sensitive facts is left out.
    """

    name: Text
    file: str
    identifiers: tuple[FactLine, ...]
    as_of: Text
    policies: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    decisions: tuple[DecisionView, ...]
    timeline: TimelineView | None
    unknown: tuple[tuple[str, tuple[FactLine, ...]], ...]
    outside: tuple[tuple[str, Text], ...]
    receipts: tuple[ReceiptView, ...]
    redacted: bool


def case_view(
    answer: Answer,
    policies: Mapping[str, PolicyManifest],
    speak: Speaking,
    detail: Detail | None = None,
    redacted: bool = False,
) -> CaseView:
    """A case of which at least one decision was made.

    Args:
        answer: What was decided.
        policies: What decided.
        speak: The languages.
        detail: How much of its explanations is told.
        redacted: Whether it is a view without the content of sensitive facts.
    """
    columns = tuple(dict.fromkeys(each.policy for each in answer.decisions))
    as_of = answer.decisions[0].as_of
    facts = {fact.path: fact for fact in answer.about}
    return CaseView(
        name=subject(answer, speak),
        file=answer.case,
        identifiers=tuple(speak.fact(facts[path]) for path in _IDENTIFIERS if path in facts),
        as_of=speak(lambda n: n.words.day(as_of)),
        policies=columns,
        matrix=_matrix(answer.decisions, columns, policies, speak) if len(columns) > 1 else (),
        decisions=tuple(
            decision_view(decision, policies[decision.policy], speak, telling)
            for decision, telling in _told(answer, policies, speak, detail)
        ),
        timeline=timeline_view(answer.decisions, speak),
        unknown=tuple(
            (scope.policy, speak.lacking(scope.missing))
            for scope in answer.scopes
            if scope.status is Status.UNKNOWN
        ),
        outside=tuple(
            (scope.policy, _why_not(scope, speak))
            for scope in answer.scopes
            if scope.status is Status.NOT_MET
        ),
        receipts=receipts_of(answer.decisions, speak),
        redacted=redacted,
    )


def _told(
    answer: Answer,
    policies: Mapping[str, PolicyManifest],
    speak: Speaking,
    detail: Detail | None,
) -> Iterable[tuple[Decision, Telling | None]]:
    if detail is None:
        return [(decision, None) for decision in answer.decisions]
    return [
        (made, Telling(each, policies[made.policy].decisions[made.decision], detail, speak))
        for each in answer.explanations
        for made in (each.decision,)
    ]


def subject(answer: Answer, speak: Speaking) -> Text:
    """Whom a case is about: the provider's name, else the name of the file."""
    for fact in answer.about:
        line = speak.fact(fact)
        if fact.path == NAME and line.value and line.value.nl.strip():
            return line.value
    return same(answer.case)


def receipts_of(
    decisions: Iterable[Decision], speak: Speaking, marks: Sequence[str] = _MARKS
) -> tuple[ReceiptView, ...]:
    """Every receipt once, with the decisions that it is of; of each the marks that are named."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for each in decisions:
        values = tuple(str(getattr(each.receipt, mark)) for mark in marks)
        found.setdefault(values, {})[f"{each.policy}.{each.decision}"] = None
    titles = [speak(_titled(mark)) for mark in marks]
    return tuple(
        ReceiptView(tuple(names), tuple(zip(titles, values, strict=True)))
        for values, names in found.items()
    )


def _titled(mark: str) -> Callable[[Naming], str]:
    return lambda naming: naming.words(f"receipt.{mark}")


def _matrix(
    decisions: Iterable[Decision],
    columns: Sequence[str],
    policies: Mapping[str, PolicyManifest],
    speak: Speaking,
) -> tuple[MatrixRow, ...]:
    made = {(each.policy, each.decision): each for each in decisions}
    names = dict.fromkeys(name for policy in columns for name in policies[policy].decisions)
    rows = []
    for name in names:
        cells: list[tuple[OutcomeView, str] | str | None] = []
        for policy in columns:
            if decision := made.get((policy, name)):
                anchor = f"{policy}.{name}".replace(".", "-")
                cells.append((outcome_view(decision, speak), anchor))
            else:
                cells.append(None if name in policies[policy].decisions else "")
        if any(isinstance(cell, tuple) for cell in cells):
            rules = (policies[policy].decisions.get(name) for policy in columns)
            title = next(rule.title for rule in rules if rule)
            rows.append(MatrixRow(title, name, tuple(cells)))
    return tuple(rows)


def _why_not(scope: Scope, speak: Speaking) -> Text:
    failed = [c for c in scope.conditions.values() if c.status is Status.NOT_MET]

    def say(naming: Naming) -> str:
        names = "; ".join(naming.words.title(condition.title) for condition in failed)
        reasons = [naming.words("scope.failed", names=names)]
        if scope.texts:
            reasons.append(texts_line(scope.texts, naming.words))
        return "; ".join(reasons)

    return speak(say)
