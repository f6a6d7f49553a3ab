"""The rows of the output, from what was worked out in columns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policycheck.batch.columns import DEADLINE
from policycheck.compiled.columns import Bits, Facts, Numbers, unpacked
from policycheck.compiled.decision import Chunk, DecisionColumns
from policycheck.compiled.members import items_of, members_of
from policycheck.lifting.values import Const
from policycheck.model import DECIDING_MODALITIES, FINAL_OUTCOMES, DeadlineState, Outcome, Status
from policycheck.policies.manifest import ConditionRule, DecisionRule
from policycheck.terms import Term

Mask = npt.NDArray[np.bool_]

_LISTED = (Status.NOT_MET, Status.UNKNOWN, Status.OPEN)
_SMALL = np.iinfo(np.uint32).max
_EPOCH = 719_163  # 1 January 1970, counted from the year 1


@dataclass(frozen=True)
class Days:
    """The two days of every case.

    Attributes:
        as_of: The day that is judged.
        known_at: The day whose text applies.
        numbers: The day that is judged, as a number.
    """

    as_of: pa.Array
    known_at: pa.Array
    numbers: Numbers


class Answers:
    """Makes the rows of one decision.

    Args:
        rule: The manifest of the decision.
        columns: The decision.
    """

    MEMBERS = ("outcome", "leaning", "result", "statuses", "due", "exempt", "withdrawn")

    def __init__(self, rule: DecisionRule, columns: DecisionColumns) -> None:
        self._rule = rule
        self._members = columns.members
        statuses = members_of(columns.members["statuses"])
        self._statuses: dict[str, dict[str, Term]] = {
            id: {
                str(atom.value): condition
                for condition, atom in statuses[id].alternatives
                if isinstance(atom, Const)
            }
            for id in rule.conditions
        }
        self._has_outcome = "outcome" in columns.members
        self._weighed = [
            each
            for each in rule.conditions.values()
            if not self._has_outcome or each.modality in DECIDING_MODALITIES
        ]
        self._pairs = [(each.id, path) for each in self._weighed for path in each.facts]

    @cached_property
    def pointers(self) -> frozenset[str]:
        """The facts of which it is asked whether they are known."""
        return frozenset((*(path for _, path in self._pairs), *self._rule.result_facts))

    def table(
        self, chunk: Chunk, facts: Facts, asked: Days, numbers: Numbers, schema: pa.Schema
    ) -> pa.RecordBatch:
        """One row for each case."""
        outcome, outcomes = self._codes(chunk, "outcome")
        leaning, leanings = self._codes(chunk, "leaning")
        result, results = self._codes(chunk, "result")
        columns = {
            "row": pa.array(numbers),
            "policy": _repeated(self._rule.policy, chunk.count),
            "decision": _repeated(self._rule.id, chunk.count),
            "as_of": asked.as_of,
            "known_at": asked.known_at,
            "outcome": _chosen(outcome, outcomes),
            "leaning": _chosen(leaning, leanings),
            "result": _chosen(result, [_json(each) for each in results]),
            "missing": self._missing(chunk, facts, outcome, outcomes),
            "deadlines": self._deadlines(chunk, asked.numbers),
        }
        for status in _LISTED:
            columns[status.value] = self._listed(chunk, status)
        return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)

    def _codes(self, chunk: Chunk, name: str) -> tuple[npt.NDArray[np.int32], list[Any]]:
        if name not in self._members:
            return np.full(chunk.count, -1, np.int32), []
        return chunk.codes(self._members[name])

    def _status(self, chunk: Chunk, id: str, status: Status) -> Bits | None:
        term = self._statuses[id].get(status.value)
        return None if term is None else chunk.bits(term)

    def _listed(self, chunk: Chunk, status: Status) -> pa.Array:
        found = (
            (each.id, bits)
            for each in self._weighed
            if (bits := self._status(chunk, each.id, status)) is not None
        )
        return _lists(list(found), chunk.count)

    def _missing(
        self, chunk: Chunk, facts: Facts, outcome: npt.NDArray[np.int32], outcomes: list[Any]
    ) -> pa.Array:
        """As :mod:`policycheck.evaluation.explain` has it: each path once, where it comes first."""
        undecided = _where(outcome, outcomes, {each.value for each in Outcome} - FINAL_OUTCOMES)
        if not self._has_outcome:
            undecided = np.ones(chunk.count, np.bool_)
        waiting = np.packbits(undecided, bitorder="little")
        found: list[tuple[str, Bits]] = []
        said: dict[str, Bits] = {}

        def add(path: str, where: Bits) -> None:
            known = facts.known.get(path)
            new = where & waiting if known is None else where & waiting & ~known
            if path in said:
                new = new & ~said[path]
            if new.any():
                said[path] = said[path] | new if path in said else new
                found.append((path, new))

        for id, path in self._pairs:
            unknown = self._status(chunk, id, Status.UNKNOWN)
            if unknown is not None:
                add(path, unknown)
        undetermined = _where(outcome, outcomes, {Outcome.UNDETERMINED.value})
        for path in self._rule.result_facts:
            add(path, np.packbits(undetermined, bitorder="little"))
        return _lists(found, chunk.count)

    def _deadlines(self, chunk: Chunk, today: Numbers) -> pa.Array:
        due = members_of(self._members["due"])
        ids = sorted(id for id in self._rule.conditions if due.get(id))
        exempt = items_of(self._members["exempt"])
        withdrawn = items_of(self._members["withdrawn"])
        rows, names, days, states = [], [], [], []
        for name, id in enumerate(ids):
            rule = self._rule.conditions[id]
            day = chunk.days(due[id])
            met = self._mask(chunk, id, Status.MET)
            there = day >= 0
            for exemption in rule.exempt_by:
                if exemption in exempt:
                    there &= met | ~chunk.mask(exempt[exemption])
            if id in withdrawn:
                there &= ~chunk.mask(withdrawn[id])
            where = np.flatnonzero(there)
            rows.append(where)
            names.append(np.full(len(where), name))
            days.append(day[where])
            states.append(_states(met[where], day[where], today[where]))
        return _deadline_lists(
            [self._rule.conditions[id] for id in ids], chunk.count, rows, names, days, states
        )

    def _mask(self, chunk: Chunk, id: str, status: Status) -> Mask:
        bits = self._status(chunk, id, status)
        if bits is None:
            return np.zeros(chunk.count, np.bool_)
        return unpacked(bits, chunk.count).view(np.bool_)


_STATES = (
    DeadlineState.DONE,
    DeadlineState.UPCOMING,
    DeadlineState.TODAY,
    DeadlineState.PASSED,
)


def _states(met: Mask, due: Numbers, today: Numbers) -> npt.NDArray[np.int64]:
    """Positions in ``_STATES``."""
    return np.where(met, 0, np.where(due > today, 1, np.where(due == today, 2, 3)))


def _deadline_lists(
    rules: Sequence[ConditionRule],
    count: int,
    rows: list[Any],
    names: list[Any],
    days: list[Any],
    states: list[Any],
) -> pa.Array:
    row, name, day, state = (
        np.concatenate(each) if each else np.zeros(0, np.int64)
        for each in (rows, names, days, states)
    )
    # By case, the earliest first, then by name: they come in alphabetical order.
    order = np.lexsort((name, day, row))
    values = pa.StructArray.from_arrays(
        [
            _chosen(name[order], [each.id for each in rules]),
            pa.array((day[order] - _EPOCH).astype(np.int32)).cast(pa.date32()),
            _chosen(name[order], [each.who.value for each in rules]),
            _chosen(state[order], [each.value for each in _STATES]),
        ],
        fields=list(DEADLINE),
    )
    return _in_lists(np.bincount(row, minlength=count), values)


def _lists(found: Sequence[tuple[str, Bits]], count: int) -> pa.Array:
    """For each case the names whose bit is set, in order."""
    set_bits = [(name, bits) for name, bits in found if bits.any()]
    if not set_bits:
        return _in_lists(np.zeros(count, np.int64), pa.array([], pa.string()))
    masks = np.stack([unpacked(bits, count) for _, bits in set_bits], axis=1)
    # As np.nonzero, which is ten times as quick in one dimension and divides small numbers quicker.
    places = np.flatnonzero(masks.view(np.bool_))
    places = places.astype(np.uint32) if masks.size <= _SMALL else places
    row = places // len(set_bits)
    name = places - row * len(set_bits)
    return _in_lists(
        np.bincount(row, minlength=count), _chosen(name, [each for each, _ in set_bits])
    )


def _in_lists(lengths: npt.NDArray[np.int64], values: pa.Array) -> pa.Array:
    offsets = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def _chosen(codes: Numbers, texts: Sequence[str]) -> pa.Array:
    """The texts at the positions; null where that is -1."""
    places = pa.array(codes, mask=codes < 0)
    return pa.array(texts, pa.string()).take(places)


def _repeated(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), count)


def _where(codes: npt.NDArray[np.int32], values: list[Any], wanted: set[str]) -> Mask:
    chosen = np.array([*(value in wanted for value in values), False])
    return chosen[codes]


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
