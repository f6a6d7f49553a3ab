"""Rows of JSON, one in each line: many at once, and by themselves where there is any doubt.

Arrow's parser is quick, and looser than the one of a case: it knows NaN, counts no decimals and
lets several values stand in a line, and a line that is just ``null`` crashes it. So it gets only
lines in which none of that can be, and what it refuses is read again, line by line: by a compiled
validator where that is certain, else by the reader of a single case.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.json

from policycheck.errors import InvalidCase
from policycheck.facts.documents import MOST_BYTES, TOO_LARGE, refuse
from policycheck.tabular.constants import Constants
from policycheck.tabular.exact import finished, merged, read_alone
from policycheck.tabular.rows import Numbers, Rows
from policycheck.tabular.validation.rows import row_validator
from policycheck.tabular.whole import whole

# What Arrow lets slip; each begins with a sign of its own, which is found quickly. More decimals
# than two of which the last may be a zero, or more than three:
_DECIMALS = re.compile(rb"\.[0-9]{2}(?:0|[0-9]{2})")
_EXPONENT = re.compile(rb"-(?<=[0-9][eE]-)")
# A value after an object, where none can be: the only place for a null that is a row.
_NULL = re.compile(rb"\}[ \t\r]*null")
_BLANK = b" \t\r\n"
_FEW = 2
_PARTS = 8
_SAMPLE = 50
_UNEXPECTED = "unexpected field"
_NOTHING = pa.struct([pa.field("description", pa.string())])
_NOT_UTF_8 = "the line is not UTF-8; save the file as UTF-8"


@dataclass
class JsonLines:
    """Reads lines of JSON.

    Attributes:
        name: What the input is called in problems.
        in_lines: Whether the number of a row is the line of the input in which it stands.
        constants: Facts that every case has.
    """

    name: str
    in_lines: bool
    constants: Constants
    _used: pa.DataType = field(default=_NOTHING, init=False, repr=False)

    def rows(self, text: bytes, first: int) -> Rows:
        """The rows in some lines; blank lines are none.

        Args:
            text: The lines; the last may have no end.
            first: The number of the first line.
        """
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n")
        lines = text.removesuffix(b"\n").split(b"\n")
        numbers = np.arange(first, first + len(lines), dtype=np.int64)
        if all(map(_is_braced, lines)) and len(text) <= MOST_BYTES and _is_plain(text):
            return self._read(lines, numbers, range(len(lines)), ())
        lines = [line.strip(_BLANK) for line in lines]
        plain: list[int] = []
        doubtful: list[int] = []
        for index, line in enumerate(lines):
            if line:
                fits = _is_braced(line) and len(line) <= MOST_BYTES and _is_plain(line)
                (plain if fits else doubtful).append(index)
        return self._read(lines, numbers, plain, doubtful)

    def _read(
        self,
        lines: Sequence[bytes],
        numbers: Numbers,
        plain: Sequence[int],
        doubtful: Sequence[int],
    ) -> Rows:
        """Some of the lines all at once, as far as that goes, and the others by themselves."""
        parsed: list[tuple[Sequence[int], pa.StructArray]] = []
        alone = list(doubtful)
        self._parse(lines, plain, parsed, alone)
        rows = []
        for group, values in _by_type(parsed):
            node, unsure = self.constants.added(values, len(group))
            own = [lines[index] for index in group]
            read, written = self._reading(own, numbers[group])
            rows.append(finished(node, numbers[group], read, written, unsure))
        if alone or not rows:
            alone.sort()
            read, written = self._reading([lines[index] for index in alone], numbers[alone])
            rows.append(read_alone(range(len(alone)), numbers[alone], read, written))
        return merged(rows)

    def _parse(
        self,
        lines: Sequence[bytes],
        indices: Sequence[int],
        parsed: list[tuple[Sequence[int], pa.StructArray]],
        alone: list[int],
    ) -> None:
        """Parse the lines at some indices; the part that cannot be is divided until it is small."""
        if len(indices) == 0:
            return
        values = self._parsed([lines[index] for index in indices])
        if values is not None:
            parsed.append((indices, values))
        elif len(indices) <= _FEW:
            alone.extend(indices)
        else:
            size = -(-len(indices) // _PARTS)
            for start in range(0, len(indices), size):
                self._parse(lines, indices[start : start + size], parsed, alone)

    def _reading(self, lines: Sequence[bytes], numbers: Numbers) -> Any:
        def read(index: int) -> Mapping[str, Any]:
            return self._case(lines[index], int(numbers[index]))

        def written(index: int) -> str:
            return lines[index].decode(errors="replace")

        return read, written

    def _case(self, line: bytes, number: int) -> Mapping[str, Any]:
        try:
            if len(line) > MOST_BYTES:
                refuse("too-large", TOO_LARGE, self.name, 1)
            try:
                text = line.decode()
            except UnicodeDecodeError as error:
                column = len(line[: error.start].decode()) + 1
                refuse("not-utf-8", _NOT_UTF_8, self.name, 1, column)
            value = row_validator().case(text, self.name)
        except InvalidCase as error:
            # A position within the row is one in the input only if every row is a line of it.
            place = number if self.in_lines else None
            problems = [
                replace(problem, line=place, column=problem.column if place else None)
                for problem in error.problems
            ]
            raise InvalidCase(problems) from None
        return self.constants.in_case(value, self.name)

    def _parsed(self, lines: Sequence[bytes]) -> pa.StructArray | None:
        """The lines as Arrow reads them, or ``None`` if it refuses any of them.

        Reading takes its time for every member that there can be. So only those are looked for
        that have been seen, until another turns up.
        """
        try:
            return _parse(lines, self._used)
        except pa.ArrowInvalid as error:
            if _UNEXPECTED not in str(error):
                return None
        kind = whole().plain
        for some in (lines[:_SAMPLE], lines):
            try:
                found = _parse(some, kind)
            except pa.ArrowInvalid:
                return None
            self._used = _both(kind, self._used, _used(found))
            try:
                return _parse(lines, self._used)
            except pa.ArrowInvalid as error:
                if _UNEXPECTED not in str(error):
                    return None
        return None


def _is_braced(line: bytes) -> bool:
    return line[:1] == b"{" and line[-1:] == b"}"


def _is_plain(text: bytes) -> bool:
    """Whether lines that begin and end with a brace hold nothing that Arrow might let slip."""
    if _DECIMALS.search(text) or _EXPONENT.search(text) or _NULL.search(text):
        return False
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _parse(lines: Sequence[bytes], kind: pa.DataType) -> pa.StructArray:
    """The lines as objects of that type.

    Raises:
        ArrowInvalid: One of them has another member, or a value of another type.
    """
    text = b"\n".join(lines)
    table = pa.json.read_json(
        pa.BufferReader(text),
        pa.json.ReadOptions(use_threads=False, block_size=len(text) + 1),
        pa.json.ParseOptions(explicit_schema=pa.schema(kind), unexpected_field_behavior="error"),
    )
    if table.num_rows != len(lines):
        raise pa.ArrowInvalid("a line holds more than one value")
    return table.combine_chunks().to_struct_array().combine_chunks()


def _by_type(
    parsed: Sequence[tuple[Sequence[int], pa.StructArray]],
) -> Iterator[tuple[npt.NDArray[np.int64], pa.StructArray]]:
    """What was parsed in parts, put together where the parts have the same type."""
    groups: dict[pa.DataType, list[tuple[Sequence[int], pa.StructArray]]] = {}
    for part in parsed:
        groups.setdefault(part[1].type, []).append(part)
    for parts in groups.values():
        indices = np.concatenate([np.asarray(part[0], np.int64) for part in parts])
        yield indices, pa.concat_arrays([part[1] for part in parts])


def _used(values: pa.Array) -> pa.DataType:
    """The type of values with only the members that any of them has."""
    kind = values.type
    if pa.types.is_struct(kind):
        members = zip(kind, values.flatten(), strict=True)
        known = [(field, member) for field, member in members if member.null_count < len(member)]
        return pa.struct([pa.field(field.name, _used(member)) for field, member in known])
    return pa.list_(_used(values.flatten())) if pa.types.is_list(kind) else kind


def _both(whole: pa.DataType, one: pa.DataType, other: pa.DataType) -> pa.DataType:
    """The members of both, in the order of the whole."""
    if pa.types.is_list(whole):
        return pa.list_(_both(whole.value_type, one.value_type, other.value_type))
    if not pa.types.is_struct(whole):
        return whole
    types = [{field.name: field.type for field in each} for each in (one, other)]
    return pa.struct(
        [
            pa.field(name, _both(field.type, *found) if len(found) == 2 else found[0])
            for field in whole
            if (found := [each[name] for each in types if (name := field.name) in each])
        ]
    )
