"""A case: the facts about one provider and one question, read, checked and normalised."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, reduce
from pathlib import Path
from typing import Any

from policycheck.errors import InvalidCase, MissingExtra
from policycheck.facts import documents
from policycheck.facts.documents import Document, refuse
from policycheck.facts.json_reader import read_json
from policycheck.facts.mapping_reader import read_mapping
from policycheck.facts.normalise import normalised
from policycheck.facts.problems import child, position, reported, tokens
from policycheck.facts.schemas import CaseSchemas, load_schemas

_STDIN = "<stdin>"
_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
"""How the name of a workbook ends."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Case:
    """A valid case. It does not change; treat ``value`` as read-only too.

    Attributes:
        name: The file as the caller named it, ``<stdin>`` or ``<mapping>``.
        value: The facts, JSON-ready: no nulls, calendar dates, numbers as ``int`` or ``float``.
    """

    name: str
    value: Mapping[str, Any]
    _document: Document = field(repr=False, compare=False)

    def position(self, pointer: str) -> tuple[int, int] | None:
        """The line and column, from 1, of the value at a JSON Pointer; ``None`` without a text."""
        place = self._document.places.values.get(pointer)
        return None if place is None or place.line is None else (place.line, place.column)

    def cell(self, pointer: str) -> str | None:
        """The sheet and cell of the value at a JSON Pointer; ``None`` if it is in no workbook."""
        place = self._document.places.values.get(pointer)
        return None if place is None else place.cell


def read_case(path: str | os.PathLike[str], *, schemas: CaseSchemas | None = None) -> Case:
    """Read a case from a YAML 1.2 or JSON file, or from a workbook of ``policycheck ask``.

    Args:
        path: The file; ``-`` reads standard input.
        schemas: The schemas to check against; by default those that come with policycheck.

    Raises:
        InvalidCase: The file cannot be read or its facts do not fit; with every problem.
        MissingExtra: It is a workbook, and the extra ``excel`` is not installed.
        RulesError: The schemas are broken.
    """
    name = os.fspath(path)
    data = _read(name)
    if name == "-":
        name = _STDIN
    if data.startswith(_ZIP) or Path(name).suffix.lower() in WORKBOOKS:
        return _case(_workbook(data, name, schemas or load_schemas()), schemas)
    return _case(_parsed(_text(data, name), name), schemas)


def case_from_mapping(
    value: Mapping[str, Any], *, name: str = "<mapping>", schemas: CaseSchemas | None = None
) -> Case:
    """Make a case of Python values; later changes to the mapping do not change it.

    Args:
        value: The facts. A :class:`datetime.date`, an aware :class:`datetime.datetime` and a
            :class:`decimal.Decimal` are accepted beside what JSON has; the decimals of an amount
            are those of its ``repr``.
        name: What the case is called in messages.
        schemas: The schemas to check against; by default those that come with policycheck.

    Raises:
        InvalidCase: The facts do not fit; with every problem.
        RulesError: The schemas are broken.
    """
    return _case(read_mapping(value, name), schemas)


def case_from_json(text: str, *, name: str, schemas: CaseSchemas | None = None) -> Case:
    """Read a case from JSON text, such as one line of a file with a case in each.

    Args:
        text: The JSON text.
        name: What the case is called in messages.
        schemas: The schemas to check against; by default those that come with policycheck.

    Raises:
        InvalidCase: The text is not JSON or its facts do not fit; with every problem.
    """
    return _case(read_json(text, name), schemas)


def events_after(
    case_value: Mapping[str, Any], as_of: date, *, schemas: CaseSchemas | None = None
) -> list[tuple[str, date]]:
    """The events that lie after a day: what has not happened by then cannot be a fact.

    Args:
        case_value: The value of a :class:`Case`.
        as_of: The day on which the case is judged.
        schemas: The schemas of the case; by default those that come with policycheck.

    Returns:
        The JSON Pointer and the date of each event after ``as_of``, in the order of the schemas.
    """
    dictionary = (schemas or load_schemas()).dictionary
    # Days of a case are ISO dates, which come in the order of their texts.
    last = as_of.isoformat()
    return [
        (pointer, date.fromisoformat(text))
        for event in dictionary.events()
        for pointer, text in _at(case_value, _path(event), "")
        if text > last
    ]


@cache
def _path(pointer: str) -> tuple[str, ...]:
    return tuple(tokens(pointer))


def _at(value: Any, path: Sequence[str], pointer: str) -> Iterator[tuple[str, Any]]:
    """Every value at a path in which ``*`` stands for any item."""
    for place, key in enumerate(path):
        if key == "*":
            above = reduce(child, path[:place], pointer)
            for index, item in enumerate(value):
                yield from _at(item, path[place + 1 :], child(above, index))
            return
        if key not in value:
            return
        value = value[key]
    yield reduce(child, path, pointer), value


def _case(document: Document, schemas: CaseSchemas | None) -> Case:
    # Imported here, as jsonschema takes long to import and many commands read no case.
    from policycheck.facts.validation import findings

    schemas = schemas or load_schemas()
    if found := findings(document, schemas):
        raise InvalidCase(reported(found, document.name))
    return Case(document.name, normalised(document.value, schemas.schema), document)


def _read(name: str) -> bytes:
    """At most one byte more than a case may have."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(documents.MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(documents.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        refuse("unreadable-file", f"cannot be read: {reason}", _STDIN if name == "-" else name)
    if len(data) > documents.MOST_BYTES:
        refuse("too-large", documents.TOO_LARGE, _STDIN if name == "-" else name)
    return data


def _workbook(data: bytes, name: str, schemas: CaseSchemas) -> Document:
    try:
        from policycheck.facts.workbook import read_workbook
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "openpyxl":
            raise
        raise MissingExtra("reading an Excel workbook", "excel") from None
    return read_workbook(data, name, schemas)


def _text(data: bytes, name: str) -> str:
    body = data.removeprefix(_BOM)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        other = "UTF-16" if body.startswith(_UTF16) else "another encoding"
        sentence = f"the text is not UTF-8, perhaps {other}; save the file as UTF-8"
        refuse("not-utf-8", sentence, name, *position(before, len(before)))


def _parsed(text: str, name: str) -> Document:
    suffix = Path(name).suffix.lower()
    if suffix == ".json":
        return read_json(text, name)
    # JSON without the name of it, as from a pipe, is read quicker than the YAML that it also is.
    if suffix not in (".yaml", ".yml") and text.lstrip().startswith("{"):
        try:
            return read_json(text, name)
        except InvalidCase:
            if len(text) > documents.MOST_YAML:
                raise
    from policycheck.facts.yaml_reader import read_yaml

    return read_yaml(text, name)
