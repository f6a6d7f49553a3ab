"""Reads a case from a workbook: a row for each fact, and a sheet for each list of things.

A sheet is read by the names in it. One with a column of names and a column of answers has a fact in
each row; one with a row of names has an item of a list in each row below. Other sheets, and what
stands beside, are for people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from policycheck.facts import documents, member_messages
from policycheck.facts.dictionary import FactDefinition
from policycheck.facts.documents import Document, Unreadable, refuse
from policycheck.facts.problems import Finding, Place, Places, child, dotted, printable, tokens
from policycheck.facts.schemas import CaseSchemas
from policycheck.facts.workbook_cells import said_none, text_of, value_of, written
from policycheck.facts.workbook_file import Opened, Row
from policycheck.model import Language
from policycheck.words import Words

_ITEM = "[*]"
_LONGEST_NAME = 200
_HEADING_ROWS = 20
_NO_CASE = (
    "no sheet of this workbook has facts: policycheck ask -p POLICY -o case.xlsx makes one that"
    " has; a table with a case in each row is for policycheck batch"
)


def read_workbook(data: bytes, name: str, schemas: CaseSchemas) -> Document:
    """Read the workbook of one case.

    Args:
        data: The content of the file.
        name: The file as the caller named it.
        schemas: The schemas that say which facts there are.

    Raises:
        InvalidCase: It is no workbook, has no facts, or is larger than any case.
    """
    reader = _Reader(name, schemas)
    for title, rows in Opened(data, name).sheets():
        reader.sheet(title, rows)
    if not reader.has_facts:
        refuse("no-case", _NO_CASE, name)
    reader.finish()
    places = Places(reader.values, {})
    return Document(name, reader.value, tuple(reader.findings), lambda: places)


def pointer_of(name: str) -> str:
    """The JSON Pointer of a fact by its name, with ``*`` for the items of a list."""
    return "/" + name.strip().replace(_ITEM, ".*").replace("/", "~1").replace(".", "/")


@dataclass
class _Reader:
    """Puts the case together, sheet by sheet."""

    name: str
    schemas: CaseSchemas
    value: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    has_facts: bool = False
    _named: dict[str, Place] = field(default_factory=dict)
    _none: dict[str, Place] = field(default_factory=dict)
    _items: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _rank: int = 0

    def sheet(self, title: str, rows: Iterator[Row]) -> None:
        """Take the facts of a sheet, if it has any."""
        for row in _first(rows):
            texts = [text_of(cell).strip() for cell in row]
            for language in Language:
                words = Words(language)
                if words("sheet.name") not in texts:
                    continue
                self.has_facts = True
                where = texts.index(words("sheet.name"))
                if words("sheet.answer") in texts:
                    answer = texts.index(words("sheet.answer"))
                    self._facts(title, rows, (where, answer), language)
                else:
                    self._list(title, rows, row[where + 1 :], language)
                return

    def finish(self) -> None:
        """Put the lists of things where they belong, once every sheet is read."""
        for pointer, items in self._items.items():
            if pointer in self._none:
                place = self._none[pointer]
                sentence = f"this says that there is nothing, and a sheet has {dotted(pointer)}"
                self._find("contradiction", pointer, place, sentence)
            self._put(pointer, items)

    def _facts(
        self, title: str, rows: Iterator[Row], columns: tuple[int, int], language: Language
    ) -> None:
        """Take a fact from each row."""
        name_at, answer_at = columns
        for row in rows:
            if len(row) <= name_at or not (name := text_of(row[name_at]).strip()):
                continue
            definition = self._definition(name, self._place(title, row[name_at]))
            cell = row[answer_at] if answer_at < len(row) else None
            if definition is None or cell is None or _is_empty(cell):
                continue
            if "/*" in definition.pointer:
                sentence = f"{definition.name} is a member of a list; its sheet has a row for it"
                place = self._place(title, cell)
                self._find("misplaced-fact", definition.pointer, place, sentence)
                continue
            self._take(definition, definition.pointer, title, cell, language)

    def _list(
        self, title: str, rows: Iterator[Row], heading: Sequence[Any], language: Language
    ) -> None:
        """Take an item of a list from each row."""
        members: list[tuple[int, FactDefinition]] = []
        for cell in heading:
            if not (name := text_of(cell).strip()):
                continue
            place = self._place(title, cell)
            definition = self._definition(name, place)
            if definition is not None and "/*/" not in definition.pointer:
                sentence = f"{definition.name} is no member of a list; its answer has its own row"
                self._find("misplaced-fact", definition.pointer, place, sentence)
            elif definition is not None:
                members.append((cell.column, definition))
        for row in rows:
            given = {cell.column: cell for cell in row if not _is_empty(cell)}
            filled = [(member, given[at]) for at, member in members if at in given]
            added: dict[str, str] = {}
            for member, cell in filled:
                above, _, below = member.pointer.partition("/*/")
                if above not in added:
                    items = self._items.setdefault(above, [])
                    added[above] = child(above, len(items))
                    items.append({})
                    self.values[added[above]] = self._place(title, cell)
                pointer = f"{added[above]}/{below}"
                self._take(member, pointer, title, cell, language, (above, below))

    def _take(
        self,
        definition: FactDefinition,
        pointer: str,
        title: str,
        cell: Any,
        language: Language,
        within: tuple[str, str] | None = None,
    ) -> None:
        """Take the value of a cell."""
        place = self._place(title, cell, written(cell))
        item = self.schemas.dictionary.get(f"{definition.pointer}/*")
        if definition.type == "object":
            self._find("misplaced-fact", pointer, place, "this holds other facts: answer those")
            return
        if item is not None and item.type == "object":
            if said_none(text_of(cell)):
                self._none[pointer] = place
                self._put(pointer, [])
            else:
                sentence = "fill in the sheet of this list, or say here that there is nothing"
                self._find("wrong-type", pointer, place, sentence)
            return
        value = value_of(cell, definition, item, language)
        self.values[pointer] = place
        for unread in [value] if isinstance(value, Unreadable) else _within(value):
            self._find(unread.code, pointer, place, unread.sentence)
            value = None
        if within is None:
            self._put(pointer, value)
        else:
            _set(self._items[within[0]][-1], tokens(f"/{within[1]}"), value)

    def _definition(self, name: str, place: Place) -> FactDefinition | None:
        """The fact of a name that is not taken yet."""
        pointer = pointer_of(name[:_LONGEST_NAME])
        definition = self.schemas.dictionary.get(pointer)
        if definition is None:
            unknown = partial(member_messages.unknown, pointer, self.schemas.dictionary)
            self.findings.append(Finding("unknown-fact", pointer, place, unknown))
            return None
        first = self._named.setdefault(pointer, place)
        if first is not place:
            sentence = f"{definition.name} stands here again; it was in {first.cell}: keep one"
            self._find("duplicate-key", pointer, place, sentence)
            return None
        return definition

    def _put(self, pointer: str, value: Any) -> None:
        _set(self.value, tokens(pointer), value)

    def _place(self, title: str, cell: Any, text: str = "") -> Place:
        self._rank += 1
        if self._rank > documents.MOST_VALUES:
            refuse("too-many-values", documents.TOO_MANY, self.name)
        return Place(None, self._rank, text, f"{printable(title)}!{cell.coordinate}")

    def _find(self, code: str, pointer: str, place: Place, sentence: str) -> None:
        self.findings.append(Finding(code, pointer, place, lambda: sentence))


def _first(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows in which a heading may be."""
    for _ in range(_HEADING_ROWS):
        row = next(rows, None)
        if row is None:
            return
        yield row


def _is_empty(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _within(value: Any) -> list[Unreadable]:
    """What could not be read in a list of single values; the first tells enough."""
    found = value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, Unreadable)][:1]


def _set(holder: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        holder = holder.setdefault(step, {})
    holder[steps[-1]] = value
