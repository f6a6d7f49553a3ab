"""The compact protocol of Apache Thrift, as far as the footer of a Parquet file needs it.

A value is read without knowing what it means, can be changed, and is written again. A struct is a
dictionary of its fields by number, each with its type; a list has the type of its items.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(13)

Struct = dict[int, tuple[int, Any]]


@dataclass
class Items:
    """A list, or a set: the type of its items, and the items."""

    type: int
    values: list[Any]


class Reader:
    """Reads values from bytes, from the beginning."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def struct(self) -> Struct:
        """The fields of a struct, in the order in which they stand."""
        fields: Struct = {}
        number = 0
        while head := self._byte():
            delta, kind = head >> 4, head & 15
            number = number + delta if delta else self._signed()
            value = kind == TRUE if kind in (TRUE, FALSE) else self._value(kind)
            fields[number] = (kind, value)
        return fields

    def _value(self, kind: int) -> Any:
        if kind in (I16, I32, I64):
            return self._signed()
        read: dict[int, Callable[[], Any]] = {
            TRUE: lambda: self._take(1),  # in a list, where a type holds for all items
            BYTE: lambda: self._take(1),
            DOUBLE: lambda: self._take(8),
            BINARY: lambda: self._take(self._varint()),
            LIST: self._items,
            SET: self._items,
            STRUCT: self.struct,
        }
        if kind not in read:
            raise ValueError(f"a footer with values of type {kind} is not known")
        return read[kind]()

    def _items(self) -> Items:
        head = self._byte()
        kind, size = head & 15, head >> 4
        size = self._varint() if size == 15 else size
        return Items(kind, [self._value(kind) for _ in range(size)])

    def _signed(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def _byte(self) -> int:
        return self._take(1)[0]

    def _take(self, length: int) -> bytes:
        taken = self._content[self._at : self._at + length]
        if len(taken) < length:
            raise ValueError("the footer ends too early")
        self._at += length
        return taken


def written(fields: Struct) -> bytes:
    """A struct as bytes."""
    out = bytearray()
    _write_struct(out, fields)
    return bytes(out)


@dataclass
class Written:
    """A struct that was written before."""

    content: bytes


def _write_struct(out: bytearray, fields: Struct) -> None:
    before = 0
    for number, (kind, value) in sorted(fields.items()):
        if kind in (TRUE, FALSE):
            kind = TRUE if value else FALSE
        if 0 < number - before < 16:
            out.append((number - before) << 4 | kind)
        else:
            out.append(kind)
            _write_signed(out, number)
        before = number
        if kind not in (TRUE, FALSE):
            _write(out, kind, value)
    out.append(STOP)


def _write(out: bytearray, kind: int, value: Any) -> None:
    if isinstance(value, Written):
        out += value.content
    elif kind in (I16, I32, I64):
        _write_signed(out, value)
    elif kind == BINARY:
        _write_varint(out, len(value))
        out += value
    elif kind in (LIST, SET):
        size = len(value.values)
        out.append(min(size, 15) << 4 | value.type)
        if size >= 15:
            _write_varint(out, size)
        for each in value.values:
            _write(out, value.type, each)
    elif kind == STRUCT:
        _write_struct(out, value)
    else:
        out += value


def _write_signed(out: bytearray, value: int) -> None:
    _write_varint(out, value << 1 if value >= 0 else (-value << 1) - 1)


def _write_varint(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
