"""Rows of output and rejects as they may leave the house, without sensitive content."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from policycheck.batch.questions import Questions
from policycheck.errors import LEFT_OUT
from policycheck.facts import load_schemas
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.redacting import Redaction
from policycheck.tabular.rows import Reject

_DEADLINES = "deadlines"


class Redacted:
    """Takes the content of sensitive facts out of what a run writes.

    Args:
        questions: What is asked.

    Raises:
        RulesError: A manifest is not valid.
    """

    def __init__(self, questions: Questions) -> None:
        self._redaction = Redaction(load_schemas().dictionary)
        manifests = load_manifests(questions.rules, questions.policies)
        self._untold = {
            (policy, decision): found
            for policy, decision in questions.decisions
            if (found := self._undated(manifests, policy, decision))
        }

    def reject(self, reject: Reject) -> Reject:
        """A row that is no case, with what is wrong with it, and without the row itself."""
        problems = self._redaction.problems(reject.problems)
        return replace(reject, problems=problems, text=LEFT_OUT)

    def rows(self, made: pa.Table) -> pa.Table:
        """Rows of output without the deadlines that may follow from a sensitive day."""
        if not self._untold:
            return made
        asked = zip(made["policy"].to_pylist(), made["decision"].to_pylist(), strict=True)
        kept = [
            [each for each in deadlines or () if each["condition"] not in self._untold.get(of, ())]
            for of, deadlines in zip(asked, made[_DEADLINES].to_pylist(), strict=True)
        ]
        place = made.schema.get_field_index(_DEADLINES)
        field = made.schema.field(place)
        return made.set_column(place, field, pa.array(kept, field.type))

    def _undated(
        self, manifests: Mapping[str, PolicyManifest], policy: str, decision: str
    ) -> frozenset[str]:
        """The conditions of a decision that read sensitive days, whether a row has them or not."""
        rules = manifests[policy].decisions[decision].conditions
        return frozenset(id for id, each in rules.items() if self._redaction.dated(each.facts))
