"""Reads a mapping of Python values, under the same limits as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from policycheck.facts import documents
from policycheck.facts.documents import Document, Unreadable, refuse
from policycheck.facts.formats import amsterdam
from policycheck.facts.problems import Finding, Place, Places, child, printable

_NOWHERE = Place(None, 0)
_MOST_BITS = 4096


def read_mapping(value: Mapping[str, Any], name: str) -> Document:
    """Copy a mapping into plain values.

    Raises:
        InvalidCase: It is no mapping, or too deep, too long or too large.
    """
    if not isinstance(value, Mapping):
        sentence = f"found {printable(type(value).__name__)}; expected a mapping of facts"
        refuse("not-a-mapping", sentence, name)
    copier = _Copier(name)
    copied = copier.copy(value)
    return Document(name, copied, tuple(copier.findings), partial(_places, copied))


@dataclass
class _Copier:
    name: str
    findings: list[Finding] = field(default_factory=list)
    values: int = 0
    size: int = 0

    def copy(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The mapping in plain values; a value that has none becomes ``None``."""
        copied: dict[str, Any] = {}
        todo: list[tuple[Any, dict[str, Any] | list[Any], str, int]] = [(value, copied, "", 1)]
        for source, target, pointer, level in _growing(todo):
            if level > documents.MOST_LEVELS:
                refuse("too-deep", documents.TOO_DEEP, self.name)
            for key, member in _members(source):
                self._count(key)
                if isinstance(target, dict) and not isinstance(key, str):
                    kind = printable(type(key).__name__)
                    sentence = f"a key is not text but {kind}; make it a str"
                    self._find("key-not-text", pointer, sentence)
                    continue
                below = child(pointer, key)
                plain = self._plain(member, below)
                if isinstance(target, dict):
                    target[str.__str__(key)] = plain
                else:
                    target.append(plain)
                if isinstance(plain, dict | list):
                    todo.append((member, plain, below, level + 1))
        return copied

    def _count(self, text: object) -> None:
        self.values += 1
        self.size += len(text) if isinstance(text, str) else 1
        if self.values > documents.MOST_VALUES:
            refuse("too-many-values", documents.TOO_MANY, self.name)
        if self.size > documents.MOST_BYTES:
            refuse("too-large", documents.TOO_LARGE, self.name)

    def _plain(self, value: Any, pointer: str) -> Any:
        if isinstance(value, str):
            self.size += len(value)
            return str.__str__(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Mapping):
            return {}
        if isinstance(value, list | tuple):
            return []
        if isinstance(value, int | float | Decimal):
            return self._number(value, pointer)
        if isinstance(value, datetime) and value.utcoffset() is None:
            self._find("time-without-zone", pointer, "the time has no time zone; give it a tzinfo")
            return None
        if isinstance(value, datetime):
            return self._day(value, pointer)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Unreadable):
            self._find(value.code, pointer, value.sentence)
            return None
        kind = printable(type(value).__name__)
        self._find("unknown-type", pointer, f"a {kind} is no value of a fact; use plain values")
        return None

    def _day(self, time: datetime, pointer: str) -> str | None:
        try:
            return time.astimezone(amsterdam()).date().isoformat()
        except OverflowError:
            self._find("invalid-date", pointer, "the time lies outside the calendar")
            return None

    def _number(self, value: int | float | Decimal, pointer: str) -> Decimal | None:
        if isinstance(value, int):
            # Enough to be out of range, and quick to convert.
            if value.bit_length() <= _MOST_BITS:
                return Decimal(value)
            return Decimal("1e999999").copy_sign(Decimal(1 if value > 0 else -1))
        plain = Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
        if plain.is_finite():
            return plain
        sentence = f"{plain} is not a number; leave the fact out if it is not known"
        self._find("not-a-number", pointer, sentence)
        return None

    def _find(self, code: str, pointer: str, sentence: str) -> None:
        self.findings.append(Finding(code, pointer, _NOWHERE, lambda: sentence))


def _growing(
    todo: list[tuple[Any, dict[str, Any] | list[Any], str, int]],
) -> Iterator[tuple[Any, dict[str, Any] | list[Any], str, int]]:
    while todo:
        yield todo.pop()


def _members(source: Any) -> Iterator[tuple[Any, Any]]:
    yield from source.items() if isinstance(source, Mapping) else enumerate(source)


def _places(value: Any) -> Places:
    """A rank for every value, so that problems keep the order of the mapping."""
    values: dict[str, Place] = {}
    todo = [("", value)]
    while todo:
        pointer, node = todo.pop()
        values[pointer] = Place(
            None, len(values), "" if isinstance(node, dict | list) else str(node)
        )
        if isinstance(node, dict | list):
            members = list(_members(node))
            todo += [(child(pointer, key), member) for key, member in reversed(members)]
    return Places(values, {})
