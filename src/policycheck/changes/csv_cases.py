"""Cases in a table: the first row names facts, every other row is a case.

A column is named by the fact's dotted path; its type follows from the schema. An empty cell is a
fact that the case does not have. A column ``case`` names the cases.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from policycheck.errors import LEFT_OUT, InvalidCase, UsageError
from policycheck.facts import Case, FactDefinition, case_from_mapping, load_schemas
from policycheck.facts.problems import quoted, tokens
from policycheck.redacting import Redaction

NAME = "case"

_TRUE = ("true", "yes", "ja", "1")
_FALSE = ("false", "no", "nee", "0")
_SEPARATORS = ",;\t"


def cases_in_table(file: Path, name: str, redaction: Redaction) -> Iterator[tuple[str, Case | str]]:
    """Every row's name, with its case or with what is wrong in it.

    Args:
        file: UTF-8, with commas, semicolons or tabs between the cells.
        name: What the file is called.
        redaction: What is left out of what is wrong.

    Raises:
        UsageError: A column is no fact.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline()
        stream.seek(0)
        separator = max(_SEPARATORS, key=first.count)
        rows = csv.reader(stream, delimiter=separator, strict=True)
        heads = next(rows, [])
        columns = [None if head.strip() == NAME else _fact(head, name) for head in heads]
        try:
            for row in rows:
                if any(row):
                    yield _row(row, columns, f"{name}:{rows.line_num}", name, redaction)
        except csv.Error as error:
            place = f"{name}:{rows.line_num}"
            yield place, f"{place}: this is no row of a table: {error}"


def _fact(head: str, name: str) -> FactDefinition:
    dictionary = load_schemas().dictionary
    pointer = "/" + head.strip().replace(".", "/")
    found = dictionary.at(pointer)
    if found is None:
        try:
            found = dictionary.find(head.strip())
        except UsageError as error:
            wrong = UsageError(f"{name}: the column {quoted(head)}: {error}")
            # What is no heading may be the first row: a case.
            wrong.untold = f"{name}: not every column of the first row is a fact; {LEFT_OUT}"
            raise wrong from None
    if "*" in found.pointer:
        whole = found.pointer.partition("/*")[0].removeprefix("/").replace("/", ".")
        raise UsageError(
            f"{name}: the column {quoted(head)} is a part of a list: name the list, {whole}, and"
            " write it in the cells as JSON"
        )
    return found


def _row(
    row: list[str],
    columns: list[FactDefinition | None],
    place: str,
    name: str,
    redaction: Redaction,
) -> tuple[str, Case | str]:
    title = place
    value: dict[str, Any] = {}
    if len(row) != len(columns):
        return place, f"{place}: {len(row)} cells, and the first row has {len(columns)}"
    for cell, fact in zip(row, columns, strict=True):
        text = cell.strip()
        if fact is None:
            title = f"{name}:{text}" if text else place
        elif text:
            try:
                _put(value, fact.pointer, _KINDS.get(fact.type, str)(text))
            except (ValueError, InvalidOperation):
                hidden = redaction.hides(fact.pointer)
                shown = LEFT_OUT if hidden else f"{quoted(text)} is no {fact.type}"
                return place, f"{place}: {shown} ({fact.name})"
    try:
        return title, case_from_mapping(value, name=title)
    except InvalidCase as error:
        return title, redaction.told(error)


def _put(case: dict[str, Any], pointer: str, value: Any) -> None:
    *parents, last = tokens(pointer)
    for key in parents:
        case = case.setdefault(key, {})
    case[last] = value


def _bool(text: str) -> bool:
    if text.lower() in (*_TRUE, *_FALSE):
        return text.lower() in _TRUE
    raise ValueError(text)


def _list(text: str) -> Any:
    """A list as JSON, or its items with a vertical bar between them."""
    if text.startswith("["):
        return json.loads(text, parse_float=Decimal)
    return [int(item) if item.isdigit() else item for item in map(str.strip, text.split("|"))]


def _object(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "bool": _bool,
    "integer": int,
    "amount": Decimal,
    "decimal": Decimal,
    "list": _list,
    "object": _object,
}
