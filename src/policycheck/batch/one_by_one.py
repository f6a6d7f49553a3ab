"""Cases decided one by one, by the engine that decides a single case: the reference."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from policycheck.batch.columns import decided_schema
from policycheck.batch.days import days_of
from policycheck.batch.questions import Questions
from policycheck.errors import EngineError
from policycheck.evaluation import Policies, load
from policycheck.facts import Case, case_from_mapping
from policycheck.model import DECIDING_MODALITIES, Decision, Status
from policycheck.tabular.plain import case_at
from policycheck.tabular.rows import Numbers


class OneByOne:
    """Decides through :meth:`Policies.decide`.

    Args:
        questions: What is asked of every row.
        policies: The policies that are asked; by default loaded here.
        reference: Whether this is what others are compared with.

    Raises:
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile.
    """

    def __init__(
        self, questions: Questions, policies: Policies | None = None, *, reference: bool = True
    ) -> None:
        self.reference = reference
        self._questions = questions
        self._policies = policies or load(questions.rules, policies=questions.policies)
        self._schema = decided_schema(questions.full)
        self.one_by_one = 0
        self.asked: Mapping[str, int] = {}

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        """Decide each case.

        Raises:
            EngineError: A rule failed; with the number of the row.
        """
        rows = [
            row
            for place, number in enumerate(numbers.tolist())
            for row in self._rows(number, case_at(cases, place))
        ]
        self.one_by_one += len(numbers)
        return pa.RecordBatch.from_pylist(rows, schema=self._schema)

    def _rows(self, number: int, facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
        name = f"{self._questions.name}:{number}"
        case = case_from_mapping(facts, name=name, schemas=self._policies.schemas)
        for policy, decision in self._questions.decisions:
            try:
                made = self._decide(policy, decision, case)
            except EngineError as error:
                message = f"row {number}, {policy}.{decision}: {error.message}"
                raise EngineError(
                    error.code, message, error.file, error.row, error.column
                ) from error
            yield self._row(number, name, made)

    def _decide(self, policy: str, decision: str, case: Case) -> Decision:
        asked = self._questions
        as_of, known_at = days_of(case.value, asked)
        return self._policies.decide(
            policy,
            decision,
            case,
            as_of=as_of,
            known_at=known_at,
            readings=asked.readings.get(policy),
        )

    def _row(self, number: int, name: str, made: Decision) -> dict[str, Any]:
        row = {"row": number, **decided_row(made)}
        if self._questions.document:
            row["document"] = compact(self._questions.document(name, made))
        return row


def decided_row(made: Decision) -> dict[str, Any]:
    """A decision as a row of the output."""
    return {
        "policy": made.policy,
        "decision": made.decision,
        "as_of": made.as_of,
        "known_at": made.known_at,
        "outcome": None if made.outcome is None else str(made.outcome),
        "leaning": None if made.leaning is None else str(made.leaning),
        "result": json.dumps(
            made.result, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
        ),
        "not_met": _with_status(made, Status.NOT_MET),
        "unknown": _with_status(made, Status.UNKNOWN),
        "open": _with_status(made, Status.OPEN),
        "missing": list(made.missing),
        "deadlines": [
            {"condition": d.condition, "by": d.by, "who": str(d.who), "state": str(d.state)}
            for d in made.deadlines
        ],
    }


def compact(document: Any) -> str:
    """JSON on one line, keys in the order given."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _with_status(made: Decision, status: Status) -> list[str]:
    """The conditions that bear on the outcome and stand so; all, where there is no outcome."""
    return [
        each.id
        for each in made.conditions.values()
        if each.status is status and (made.outcome is None or each.modality in DECIDING_MODALITIES)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value)
