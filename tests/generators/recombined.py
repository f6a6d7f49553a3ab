"""Cases by the hundred thousand that differ in the facts which one decision reads.

Some are drawn one by one (:class:`generators.cases.Cases`) and taken apart into their facts. A new
case takes most of its facts from one of them, and the others each from any: a share of its own says
how many, so that some cases keep what goes together and in others nothing does. A fact may also
move a little: a date by a day, a month or a year, an amount by a cent or a tenth. The policy turns
at certain days and amounts, and the drawn cases lie around these; so the moved ones do too. That is
done on whole columns of numbers that stand for values. Then the invalid cases are dropped, by the
validator for columns, and so are those that came before.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from generators.cases import Cases, Json, fact_pointers
from generators.portfolio import ANY_BOUND
from generators.varied import varied
from policycheck import InvalidCase, Policies
from policycheck.batch.deciders import make_doubter
from policycheck.facts import case_from_mapping
from policycheck.tabular.conversion import convert
from policycheck.tabular.whole import whole

Ids = npt.NDArray[np.int32]

DRAWN = 3_000
DAYS = ("/as_of", "/known_at")
_SHARES = (0.0, 0.05, 0.15, 0.4, 1.0)  # of the facts that come from elsewhere
_MOVED = (0.0, 0.05, 0.2, 0.5)  # of the facts that move a little
_VARIANTS = 4  # of each value
_ROUNDS = 12
_AT_ONCE = 20_000
_LONG = 8  # of so many drawn cases one has lists up to their bounds


@dataclass(frozen=True)
class Made:
    """So many cases.

    Attributes:
        columns: The cases, valid.
        documents: The same, as the rules see a case: with both days.
    """

    columns: pa.RecordBatch
    documents: Sequence[Json]


@dataclass(frozen=True)
class Recombined:
    """Makes the cases of one decision; the same for the same seed.

    Attributes:
        policies: Loaded; the policy is among them.
        policy: The policy.
        decision: The decision.
        seed: Any text.
        count: How many cases.
        drawn: How many are drawn.
    """

    policies: Policies
    policy: str
    decision: str
    seed: str
    count: int
    drawn: int = DRAWN

    def chunks(self, size: int) -> Iterator[Made]:
        """All cases, in the order of their numbers, so many at once."""
        for start in range(0, self.count, size):
            ids = self.ids[start : start + size]
            yield Made(self._pool.columns(ids), self._pool.documents(ids))

    @cached_property
    def ids(self) -> Ids:
        """For each case the number of the value of each fact, 0 where it has none.

        All are different, unless fewer different cases came in many rounds: then they repeat.
        """
        random = np.random.default_rng(zlib.crc32(self._name.encode()))
        found = np.zeros((0, len(self._pool.facts)), np.int32)
        for _ in range(_ROUNDS):
            more = self._valid(self._recombined(random, max(_AT_ONCE, self.count * 5 // 4)))
            found = _different(np.concatenate([found, more]))
            if len(found) >= self.count:
                return found[: self.count]
        repeated = random.integers(0, len(found), self.count - len(found))
        return np.concatenate([found, found[repeated]])

    @cached_property
    def distinct(self) -> int:
        """How many of the cases are different."""
        return len(_different(self.ids))

    @property
    def _name(self) -> str:
        return f"{self.policy}.{self.decision} {self.seed}"

    @cached_property
    def _pool(self) -> "_Pool":
        random = Random(f"{self._name} drawn")
        short = Cases(self.policies, self.policy, self.decision)
        long = Cases(self.policies, self.policy, self.decision, longest=ANY_BOUND)
        cases: list[Json] = []
        for number in range(self.drawn):
            maker = short if number % _LONG else long
            try:
                case = case_from_mapping(maker.drawn(random.randint), schemas=self.policies.schemas)
            except InvalidCase:
                continue
            cases.append({**case.value})
        return _Pool(cases, self.policies.schemas.schema, random)

    def _recombined(self, random: np.random.Generator, count: int) -> Ids:
        drawn, variants = self._pool.drawn, self._pool.variants
        made: Ids = drawn[random.integers(0, len(drawn), count)]
        share = random.choice(_SHARES, count)
        moved = random.choice(_MOVED, count)
        for fact in range(drawn.shape[1]):
            rows = np.flatnonzero(random.random(count) < share)
            made[rows, fact] = drawn[random.integers(0, len(drawn), len(rows)), fact]
            rows = np.flatnonzero(random.random(count) < moved)
            chosen = random.integers(0, _VARIANTS, len(rows))
            made[rows, fact] = variants[fact][made[rows, fact], chosen]
        return made

    def _valid(self, ids: Ids) -> Ids:
        published = self.policies.manifests[self.policy].published
        kept = []
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            cases = self._pool.columns(part)
            good = ~make_doubter().invalid(cases, cases.column("as_of"))
            if published is not None:
                good &= self._pool.known_from(part, published.isoformat())
            kept.append(part[good])
        return np.concatenate(kept)


def _different(ids: Ids) -> Ids:
    """Each row once, where it came first."""
    rows = np.ascontiguousarray(ids).view(np.dtype((np.void, ids.itemsize * ids.shape[1])))
    _, first = np.unique(rows.reshape(-1), return_index=True)
    found: Ids = ids[np.sort(first)]
    return found


@dataclass
class _Values:
    """The different values of one fact, numbered from 1."""

    found: list[Any] = field(default_factory=lambda: [None])
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, value: Any) -> int:
        key = json.dumps(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(value)
        return self._numbers[key]


class _Pool:
    """The facts of drawn cases, apart.

    Attributes:
        facts: The pointers of the facts; first the two days.
        drawn: For each drawn case the number of the value of each fact.
        variants: For each fact, by the number of a value, the numbers of what it may move to.
    """

    def __init__(self, cases: Sequence[Json], schema: Mapping[str, Any], random: Random) -> None:
        found = {fact for case in cases for fact in fact_pointers(case, schema)}
        self.facts = (*DAYS, *sorted(found))
        values = {fact: _Values() for fact in self.facts}
        rows = [[_number(values[fact], case, fact) for fact in self.facts] for case in cases]
        self.drawn: Ids = np.array(rows, np.int32)
        self.variants = [self._moved(values[each], each, schema, random) for each in self.facts]
        self._values = [values[fact].found for fact in self.facts]
        self._columns = self._as_columns(schema)

    def _moved(self, values: _Values, fact: str, schema: Mapping[str, Any], random: Random) -> Ids:
        for key in fact.split("/")[1:]:
            schema = schema["properties"][key]
        drawn = values.found[1:]
        moved = [[0] * _VARIANTS]
        for value in drawn:
            others = [varied(value, schema, drawn, random) for _ in range(_VARIANTS)]
            moved.append([values.number(each) for each in others])
        # What moved stays where it is.
        moved += [[number] * _VARIANTS for number in range(len(moved), len(values.found))]
        return np.array(moved, np.int32)

    def _as_columns(self, schema: Mapping[str, Any]) -> dict[str, pa.Array]:
        """The values of each fact, in the order of their numbers, as a case has them in columns."""
        most = max(map(len, self._values))
        rows: list[Json] = [{} for _ in range(most)]
        for fact, values in zip(self.facts, self._values, strict=True):
            for row, value in zip(rows, values, strict=False):
                if value is not None:
                    _put(row, fact.split("/")[1:], value)
        found, misfits = convert(pa.array(rows, whole().plain), most)
        assert misfits is None
        columns = {}
        for fact in self.facts:
            column: pa.Array = found
            for key in fact.split("/")[1:]:
                column = column.field(key)
            columns[fact] = column
        return columns

    def columns(self, ids: Ids) -> pa.RecordBatch:
        """Cases in columns."""
        taken = {
            fact: self._columns[fact].take(pa.array(ids[:, place], mask=ids[:, place] == 0))
            for place, fact in enumerate(self.facts)
        }
        kind = whole().columns
        fields = [_column(field.type, f"/{field.name}", taken, len(ids)) for field in kind]
        return pa.RecordBatch.from_arrays(fields, schema=pa.schema(list(kind)))

    def documents(self, ids: Ids) -> list[Json]:
        """The same cases as the rules see them; ``known_at`` is the day judged if it has none."""
        keys = [fact.split("/")[1:] for fact in self.facts]
        found = []
        for row in ids.tolist():
            case: Json = {}
            for key, values, number in zip(keys, self._values, row, strict=True):
                if number:
                    _put(case, key, values[number])
            case.setdefault("known_at", case["as_of"])
            found.append(case)
        return found

    def known_from(self, ids: Ids, day: str) -> npt.NDArray[np.bool_]:
        """Where the text that applies is one of that day or later."""
        as_of, known_at = (
            np.array([each is not None and each >= day for each in self._values[place]])[
                ids[:, place]
            ]
            for place in (0, 1)
        )
        found: npt.NDArray[np.bool_] = np.where(ids[:, 1] > 0, known_at, as_of)
        return found


def _number(values: _Values, case: Any, fact: str) -> int:
    for key in fact.split("/")[1:]:
        if key not in case:
            return 0
        case = case[key]
    return values.number(case)


def _put(case: Json, keys: Sequence[str], value: Any) -> None:
    *parents, name = keys
    for key in parents:
        case = case.setdefault(key, {})
    case[name] = value


def _column(kind: pa.DataType, pointer: str, taken: Mapping[str, pa.Array], count: int) -> pa.Array:
    """A member of the cases; an object of which nothing is known is not there."""
    if pointer in taken:
        return taken[pointer]
    if not any(each.startswith(f"{pointer}/") for each in taken):
        return pa.nulls(count, kind)
    members = [_column(each.type, f"{pointer}/{each.name}", taken, count) for each in kind]
    known = np.zeros(count, np.bool_)
    for each in members:
        if each.null_count < count:
            known |= each.is_valid().to_numpy(zero_copy_only=False)
    return pa.StructArray.from_arrays(members, fields=list(kind), mask=pa.array(~known))
