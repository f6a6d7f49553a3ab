"""Tables of cases that another program has, decided batch by batch, with nothing left out.

Unlike a file, such a table has columns of its own that go along, and what is wrong with a row goes
along too: a table has nowhere else to put it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.batch.columns import decided_schema
from policycheck.batch.deciders import block_size
from policycheck.batch.deciding import Decided, Deciding
from policycheck.batch.questions import Questions
from policycheck.errors import PolicycheckError, UsageError
from policycheck.evaluation.dates import today
from policycheck.evaluation.policies import chosen_readings
from policycheck.facts.problems import quoted
from policycheck.facts.suggestions import did_you_mean
from policycheck.policies import load_manifests
from policycheck.tabular.heading import Heading, Naming
from policycheck.tabular.places import place_of
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.rows import Numbers, Reject

PROBLEMS = pa.field(
    "problems",
    pa.list_(
        pa.struct(
            [
                pa.field("code", pa.string()),
                pa.field("message", pa.string()),
                pa.field("pointer", pa.string()),
            ]
        )
    ),
)
"""What is wrong with a row that could not be decided; null for one that was."""

NAME = "<cases>"


@dataclass(frozen=True)
class Asked:
    """What is asked of every row of a table; it can be sent to another process.

    Attributes:
        questions: The questions.
        keep: The columns that go along: by name, or a member of one as a dotted path.
        share: Of the rows that are decided a second time.
    """

    questions: Questions
    keep: tuple[str, ...]
    share: float

    def with_rules(self, rules: Path) -> "Asked":
        """The same of rules in another place."""
        return replace(self, questions=replace(self.questions, rules=rules))


def asked(
    policy: str,
    decision: str | Sequence[str] | None,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    readings: Mapping[str, str] | None = None,
    rules: str | Path | None = None,
    keep: Sequence[str] = (),
    sample: float = 0.0,
) -> Asked:
    """What is asked, of a policy that is there.

    Raises:
        UsageError: The policy, a decision or a reading does not exist, or a day or share is none.
        RulesError: A manifest is not valid.
    """
    directory = None if rules is None else Path(rules)
    manifest = load_manifests(directory, [policy])[policy]
    wanted = [decision] if isinstance(decision, str) else decision
    for name in wanted or ():
        if name not in manifest.decisions:
            known = list(manifest.decisions)
            meant = did_you_mean(name, known) or f"; it has {', '.join(known)}"
            raise UsageError(f"{policy} has no decision {quoted(name)}{meant}")
    if not 0 <= sample <= 1:
        raise UsageError(f"a sample of {sample} is no share: from 0 for none to 1 for all rows")
    if isinstance(keep, str):
        raise UsageError(f"keep is a list of columns: [{keep!r}]")
    chosen = chosen_readings(manifest, readings or {})
    questions = Questions(
        decisions=tuple(
            (policy, each) for each in manifest.decisions if wanted is None or each in wanted
        ),
        today=today(),
        rules=directory,
        as_of=as_of,
        known_at=known_at,
        readings={policy: chosen} if chosen else {},
        name=NAME,
    )
    if not questions.decisions:
        raise UsageError(f"name a decision of {policy}: {', '.join(manifest.decisions)}")
    return Asked(questions, tuple(dict.fromkeys(keep)), sample)


@dataclass(frozen=True)
class Columns:
    """The columns of a table: which are facts, which go along.

    Attributes:
        heading: The facts.
        kept: Where each column that goes along stands, by the name that it gets.
        numbered: Whether the result has the number of each row.
        result: The columns of the result.
    """

    heading: Heading
    kept: Mapping[str, tuple[str, ...]]
    numbered: bool
    result: pa.Schema


def columns_of(schema: pa.Schema, keep: Sequence[str], *, numbered: bool = True) -> Columns:
    """Which columns of a table are facts, and what the result has.

    Args:
        schema: Of the table.
        keep: What goes along; a column that is no fact has to.
        numbered: Whether the result has the number of each row.

    Raises:
        UsageError: A column is no fact and does not go along, or is not there, or would be in the
            result twice.
    """
    no_facts = frozenset(name for name in keep if name in schema.names and not _is_fact(name))
    try:
        heading = columns_heading(schema, Naming(ignored=no_facts), NAME)
    except UsageError as error:
        sentence = "a column that is no fact has to be named in keep, or dropped before"
        raise UsageError(f"{error} ({sentence})") from None
    row, *others = decided_schema(full=False)
    own = {field.name for field in (row, *others, PROBLEMS)}
    if both := own.intersection(keep):
        name = quoted(min(both))
        raise UsageError(f"the result has a column {name} of its own: rename yours to keep it")
    places = {name: _steps(name, schema) for name in keep}
    kept = [pa.field(name, _movable(_kind(steps, schema))) for name, steps in places.items()]
    fields = [*([row] if numbered else []), *kept, *others, PROBLEMS]
    return Columns(heading, places, numbered, pa.schema(fields))


class TableDecider:
    """Decides the batches of a table; made once, used for many.

    Raises:
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile.
    """

    def __init__(self, asked: Asked) -> None:
        self._deciding = Deciding(asked.questions, asked.share)
        self._decisions = asked.questions.decisions

    def decided(
        self, batch: pa.RecordBatch, first: int, columns: Columns
    ) -> Iterator[pa.RecordBatch]:
        """A row for each case and decision, in the order of the cases.

        Args:
            batch: Cases.
            first: The number of the first.
            columns: Of the table.

        Raises:
            SampleDiffers: A row of the sample was decided otherwise one by one.
            EngineError: A rule failed.
        """
        most = block_size(None, decisions=len(self._decisions)).rows
        for start in range(0, batch.num_rows, most):
            yield self._part(batch.slice(start, most), first + start, columns)

    def _part(self, batch: pa.RecordBatch, first: int, columns: Columns) -> pa.RecordBatch:
        found = self._deciding.decided(columns_rows(batch, first, columns.heading, NAME))
        times = len(self._decisions)
        numbers = np.repeat(np.arange(first, first + batch.num_rows), times)
        made = self._with_refused(found)
        if not np.array_equal(made.column("row").to_numpy(), numbers):
            raise PolicycheckError(
                f"rows {first} to {first + batch.num_rows - 1}: not every row was decided or"
                " refused; please report it"
            )
        which = pa.array(numbers - first)
        arrays = [
            _at(batch, columns.kept[field.name]).cast(field.type).take(which)
            if field.name in columns.kept
            else made.column(field.name)
            for field in columns.result
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=columns.result)

    def _with_refused(self, found: Decided) -> pa.RecordBatch:
        """The rows that were decided and those that were not, in order."""
        schema = decided_schema(full=False).append(PROBLEMS)
        problems = pa.nulls(found.rows.num_rows, PROBLEMS.type)
        made = pa.RecordBatch.from_arrays([*found.rows.columns, problems], schema=schema)
        if not found.rejects:
            return made
        refused = [row for reject in found.rejects for row in self._refused(reject)]
        both = pa.Table.from_batches([made, pa.RecordBatch.from_pylist(refused, schema=schema)])
        order: Numbers = np.argsort(both["row"].to_numpy(), kind="stable")
        (batch,) = both.take(pa.array(order)).combine_chunks().to_batches()
        return batch

    def _refused(self, reject: Reject) -> Iterator[dict[str, object]]:
        problems = [
            {"code": each.code, "message": each.message, "pointer": each.pointer}
            for each in reject.problems
        ]
        for policy, decision in self._decisions:
            yield {
                "row": reject.row,
                "policy": policy,
                "decision": decision,
                "problems": problems,
            }


def _is_fact(name: str) -> bool:
    try:
        place_of(name, NAME)
    except UsageError:
        return False
    return True


def _steps(name: str, schema: pa.Schema) -> tuple[str, ...]:
    """Where a column that goes along stands: at the top, or within nested ones."""
    if name in schema.names:
        return (name,)
    steps = tuple(name.split("."))
    kind = pa.struct(list(schema))
    for step in steps:
        if not pa.types.is_struct(kind) or kind.get_field_index(step) < 0:
            meant = did_you_mean(name, schema.names) or f"; it has {', '.join(schema.names)}"
            raise UsageError(f"there is no column {quoted(name)} to keep in the table{meant}")
        kind = kind.field(step).type
    return steps


def _kind(steps: tuple[str, ...], schema: pa.Schema) -> pa.DataType:
    kind = pa.struct(list(schema))
    for step in steps:
        kind = kind.field(step).type
    return kind


def _movable(kind: pa.DataType) -> pa.DataType:
    """The type in a form whose values can be taken row by row, which views cannot be yet."""
    if pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_binary_view(kind):
        return pa.binary()
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_movable(field.type)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(_movable(kind.value_type))
    return pa.large_list(_movable(kind.value_type)) if pa.types.is_large_list(kind) else kind


def _at(batch: pa.RecordBatch, steps: tuple[str, ...]) -> pa.Array:
    first, *others = steps
    column = batch.column(first)
    return pc.struct_field(column, others) if others else column
