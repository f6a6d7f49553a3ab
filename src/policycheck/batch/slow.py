"""Conditions that are no columns: the engine says what they are, once for each set of facts."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.compiled.columns import Facts, packed
from policycheck.engine import Program, compile_rules
from policycheck.errors import EngineError
from policycheck.lifting.slow import ANSWERS, Slow
from policycheck.policies import RuleSet
from policycheck.tabular.plain import case_at

Mask = npt.NDArray[np.bool_]
_Codes = npt.NDArray[np.int64]

# Sets of facts that are remembered from one chunk to the next.
_MOST_KEPT = 100_000
_FAILED, _UNKNOWN = -2, -1


class SlowConditions:
    """Works out conditions that cannot be lifted.

    Args:
        rules: What decides the policy.
        slow: The conditions.
        readings: The readings that are chosen.
        trusted: Whether the rules are known to compile, as the shipped ones are.

    Raises:
        EngineError: The rules do not compile for them.
    """

    def __init__(
        self,
        rules: RuleSet,
        slow: Sequence[Slow],
        readings: Mapping[str, str],
        *,
        trusted: bool,
    ) -> None:
        self._slow = tuple(slow)
        self._readings = dict(readings)
        entrypoints = sorted({"/".join(each.path) for each in slow})
        self._program: Program = compile_rules(
            rules.modules, rules.data, entrypoints, trusted=trusted
        )
        self._kept: dict[tuple[str, str], int] = {}
        self.asked: Counter[str] = Counter()
        """How many times the engine was asked, by condition."""

    def add(
        self, facts: Facts, cases: pa.RecordBatch, as_of: pa.Array, known_at: pa.Array
    ) -> tuple[Facts, Mask]:
        """The facts with those that stand for the conditions.

        Returns:
            The facts, and the cases in which a rule failed.
        """
        known, values = dict(facts.known), dict(facts.values)
        failed = np.zeros(facts.count, np.bool_)
        days = {"/as_of": as_of, "/known_at": known_at}
        for each in self._slow:
            answers = self._answers(each, cases, days)
            failed |= answers == _FAILED
            known[each.pointer] = packed(answers >= 0)
            values[each.pointer] = np.maximum(answers, 0).astype(np.int8)
        return Facts(facts.count, known, facts.holds, facts.says, values), failed

    def _answers(self, slow: Slow, cases: pa.RecordBatch, days: Mapping[str, pa.Array]) -> _Codes:
        """For each case the number of the answer."""
        there = (_column(pointer, cases, days) for pointer in slow.facts)
        columns = [_codes(column) for column in there if column is not None]
        if not columns:
            return np.full(cases.num_rows, self._answer(slow, cases, 0, days), np.int64)
        rows = np.stack(columns, axis=1)
        _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        found = [self._answer(slow, cases, place, days) for place in first.tolist()]
        return np.array(found, np.int64)[which.reshape(-1)]

    def _answer(
        self, slow: Slow, cases: pa.RecordBatch, place: int, days: Mapping[str, pa.Array]
    ) -> int:
        case = case_at(cases, place)
        for pointer, column in days.items():
            case[pointer[1:]] = column[place].as_py().isoformat()
        seen = [_fact(case, pointer) for pointer in slow.facts]
        key = slow.pointer, json.dumps(seen, sort_keys=True)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._asked(slow, {**case, "readings": self._readings})
        return self._kept[key]

    def _asked(self, slow: Slow, document: Mapping[str, Any]) -> int:
        self.asked[slow.key] += 1
        try:
            members = self._program.query("/".join(slow.path), document)
        except EngineError:
            return _FAILED
        if slow.key not in members:
            return _UNKNOWN
        found = members[slow.key]
        for number, answer in enumerate(ANSWERS):
            if type(found) is type(answer) and found == answer:
                return number
        return _FAILED


def _column(pointer: str, cases: pa.RecordBatch, days: Mapping[str, pa.Array]) -> pa.Array | None:
    """What stands at a pointer in each case, up to the first list; ``None``: no case has it."""
    if pointer in days:
        return days[pointer]
    name, *rest = pointer.split("/")[1:]
    if cases.schema.get_field_index(name) < 0:
        return None
    column = cases.column(name)
    for step in rest:
        if not pa.types.is_struct(column.type) or column.type.get_field_index(step) < 0:
            break
        column = pc.struct_field(column, step)
    return column


def _codes(column: pa.Array) -> _Codes:
    """The same number for the same value; the column's own numbering."""
    if pa.types.is_nested(column.type):
        column = pa.array([repr(each) for each in column.to_pylist()], pa.string())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    found: _Codes = column.indices.fill_null(-1).to_numpy().astype(np.int64)
    return found


def _fact(case: Mapping[str, Any], pointer: str) -> Any:
    found: Any = case
    for step in pointer.split("/")[1:]:
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found
