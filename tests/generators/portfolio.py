"""Files of a provider as an insurer has them, by the million: for long tests and benchmarks.

A generated case of :class:`Cases` holds the facts of one decision. A file holds more than any one
decision asks: 40 to 100 facts, of which some are of other policies. Everything follows from a seed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from generators.cases import Cases, Json, declared_facts, fact_pointers, without
from generators.walk import within
from policycheck import InvalidCase, Policies
from policycheck.facts import case_from_mapping
from policycheck.tabular.conversion import convert
from policycheck.tabular.whole import whole

FEWEST, MOST = 40, 100
ANY_BOUND = 99
"""The bounds of the schema alone say how long a list is."""

_KEPT = ("/as_of", "/known_at", "/provider/kvk")
_DRAWN = 130  # before some are left out
_LONG = 4  # of so many files one has lists up to their bounds


@dataclass(frozen=True)
class File(Cases):
    """Makes the cases of a portfolio one by one.

    Attributes:
        others: Facts that the decision does not read, and that are drawn too.
    """

    others: frozenset[str] = frozenset()

    @cached_property
    def facts(self) -> frozenset[str] | None:
        assert self.rule is not None
        return declared_facts(self.rule) | self.others


@dataclass(frozen=True)
class Portfolio:
    """The files of providers, judged by one decision.

    Attributes:
        policies: Loaded; the policy is among them.
        policy: The policy.
        decision: Its decision: what it asks is met, not met and unknown about equally often.
        seed: The same files for the same seed.
        longest: The most items of a list. By default one file in four has lists up to the bounds of
            the schema, the others have at most three items.
    """

    policies: Policies
    policy: str
    decision: str
    seed: str = "1"
    longest: int | None = None

    @cached_property
    def read(self) -> frozenset[str]:
        """The facts that the decision reads."""
        return declared_facts(self.policies.manifests[self.policy].decisions[self.decision])

    def files(self, count: int) -> Iterator[Json]:
        """So many cases."""
        random = Random(f"{self.policy}.{self.decision} {self.seed}")
        makers = [self._maker(random, long) for long in [True] + [False] * (_LONG - 1)]
        made = 0
        while made < count:
            case = random.choice(makers).drawn(random.randint)
            case = self._thinned(case, random)
            try:
                case_from_mapping(case, schemas=self.policies.schemas)
            except InvalidCase:
                continue  # something that was left out is needed by something that was not
            made += 1
            yield case

    def columns(self, count: int, drawn: int = 5_000) -> pa.RecordBatch:
        """So many cases in columns.

        Some are drawn, and the rows are those in any order; each row has a number of the trade
        register of its own.

        Args:
            count: Rows.
            drawn: So many different cases.
        """
        few = as_columns(list(self.files(min(count, drawn))))
        return spread(few, count, self.seed)

    def _maker(self, random: Random, long: bool) -> File:
        most = 3 if self.longest is None else self.longest
        longest = ANY_BOUND if long and self.longest is None else most
        others = frozenset(random.sample(self._other_facts, _DRAWN - len(self.read)))
        return File(self.policies, self.policy, self.decision, longest, others)

    @cached_property
    def _other_facts(self) -> list[str]:
        plain = Cases(self.policies, self.policy)
        facts = _leaves(plain.schema, "")
        return sorted(set(facts) - self.read)

    def _thinned(self, case: Json, random: Random) -> Json:
        """With at most as many facts as are wanted; the decision misses what it missed before."""
        case.setdefault("provider", {})["kvk"] = f"{random.randrange(10**8):08d}"
        wanted = random.randint(FEWEST, MOST)
        facts = fact_pointers(case, self.policies.schemas.schema)
        spare = [fact for fact in facts if not self._is_read(fact)]
        random.shuffle(spare)
        return without(case, frozenset(spare[: max(0, len(facts) - wanted)]))

    def _is_read(self, fact: str) -> bool:
        return fact in _KEPT or any(within(each, fact) for each in self.read)


def as_columns(cases: list[Json]) -> pa.RecordBatch:
    """Valid cases in columns, as a reader gives them."""
    value = [dict(case_from_mapping(case).value) for case in cases]
    found, misfits = convert(pa.array(value, whole().plain), len(cases))
    assert misfits is None
    return pa.RecordBatch.from_struct_array(found)


def spread(cases: pa.RecordBatch, count: int, seed: str) -> pa.RecordBatch:
    """So many rows, each one of the cases, with a trade register number of its own."""
    random = np.random.default_rng(list(seed.encode()))
    places = random.integers(0, cases.num_rows, count)
    many = cases.take(pa.array(places))
    assert count <= 10**8, "a number of the trade register has eight digits"
    register = pa.array(np.char.zfill(random.permutation(count).astype("<U8"), 8))
    provider = many.column("provider")
    fields = list(provider.type)
    members = [
        register if field.name == "kvk" else provider.field(place)
        for place, field in enumerate(fields)
    ]
    renewed = pa.StructArray.from_arrays(members, fields=fields)
    place = many.schema.get_field_index("provider")
    return many.set_column(place, many.schema.field(place), renewed)


def plain_columns(cases: pa.RecordBatch) -> pa.Table:
    """The columns in which any value is known, codes as texts: as another program has them."""
    fields, columns = [], []
    for field, column in zip(cases.schema, cases.columns, strict=True):
        if column.null_count < len(column):
            slim = _slim(column)
            fields.append(pa.field(field.name, slim.type))
            columns.append(slim)
    return pa.table(columns, schema=pa.schema(fields))


def _slim(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column.dictionary_decode()
    if pa.types.is_list(kind):
        items = _slim(column.values)
        offsets, mask = column.offsets, column.is_null()
        return pa.ListArray.from_arrays(offsets, items, mask=mask)
    if not pa.types.is_struct(kind):
        return column
    members = {
        field.name: _slim(column.field(place))
        for place, field in enumerate(kind)
        if column.field(place).null_count < len(column)
    }
    fields = [pa.field(name, each.type) for name, each in members.items()]
    return pa.StructArray.from_arrays(list(members.values()), fields=fields, mask=column.is_null())


def known(case: Any) -> int:
    """How many facts of a case are known; a list of objects counts each of theirs."""
    if isinstance(case, Mapping):
        return sum(map(known, case.values()))
    if isinstance(case, list) and case and isinstance(case[0], Mapping):
        return sum(map(known, case))
    return 1


def _leaves(schema: Mapping[str, Any], pointer: str) -> Iterator[str]:
    for name, member in schema["properties"].items():
        below = f"{pointer}/{name}"
        if "properties" in member and "required" not in member:
            yield from _leaves(member, below)
        else:
            yield below
