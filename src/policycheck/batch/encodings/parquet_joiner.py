"""Parquet files with the same schema made into one, without reading a value.

A Parquet file is a magic word, the row groups, and a footer that says where in the file each part
of them begins. Row groups are copied as they are, and the places in the footer are moved. Writing
the rows anew instead would cost as much as the whole run.

The numbers of the fields are those of ``parquet.thrift`` in the format's specification.
"""

import shutil
from collections.abc import Sequence
from typing import BinaryIO

from policycheck.batch.encodings.thrift import I64, STRUCT, Items, Reader, Struct, Written, written

_MAGIC = b"PAR1"
_TAIL = 8  # the length of the footer, and the magic word again

# FileMetaData
_ROWS, _GROUPS = 3, 4
# RowGroup
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
_LAST_ORDINAL = 2**15 - 1
# ColumnChunk
_CHUNK_OFFSET, _META, _OFFSET_INDEX, _COLUMN_INDEX = 2, 3, 4, 6
# ColumnMetaData: data pages, index pages, dictionary page, Bloom filter
_PAGE_OFFSETS = (9, 10, 11, 14)


class ParquetJoiner:
    """Writes the row groups of files as one file."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._out.write(_MAGIC)
        self._at = len(_MAGIC)
        self._meta: Struct = {}
        self._rows = 0
        self._groups: list[Written] = []

    def add(self, segment: BinaryIO) -> None:
        """Copy the row groups of a file."""
        end = segment.seek(-_TAIL, 2)
        length = int.from_bytes(segment.read(4), "little")
        begin = segment.seek(end - length)
        meta = Reader(segment.read(length)).struct()
        self._meta = self._meta or meta
        if not meta[_ROWS][1]:
            return
        for group in meta[_GROUPS][1].values:
            self._groups.append(Written(written(self._moved(group))))
        self._rows += meta[_ROWS][1]
        segment.seek(len(_MAGIC))
        shutil.copyfileobj(_Part(segment, begin - len(_MAGIC)), self._out, 1 << 20)
        self._at += begin - len(_MAGIC)

    def close(self) -> None:
        """Write the footer."""
        self._meta[_ROWS] = (I64, self._rows)
        self._meta[_GROUPS] = (self._meta[_GROUPS][0], Items(STRUCT, list(self._groups)))
        footer = written(self._meta)
        self._out.write(footer + len(footer).to_bytes(4, "little") + _MAGIC)

    def _moved(self, group: Struct) -> Struct:
        by = self._at - len(_MAGIC)
        _move(group, (_GROUP_OFFSET,), by)
        for column in group[_COLUMNS][1].values:
            # Some writers leave this one zero, as it is of no use any more.
            if column[_CHUNK_OFFSET][1]:
                _move(column, (_CHUNK_OFFSET,), by)
            _move(column, (_OFFSET_INDEX, _COLUMN_INDEX), by)
            _move(column[_META][1], _PAGE_OFFSETS, by)
        ordinal = len(self._groups)
        if _ORDINAL in group and ordinal <= _LAST_ORDINAL:
            group[_ORDINAL] = (group[_ORDINAL][0], ordinal)
        else:
            group.pop(_ORDINAL, None)
        return group


def _move(fields: Struct, numbers: Sequence[int], by: int) -> None:
    for number in numbers:
        if number in fields:
            kind, place = fields[number]
            fields[number] = (kind, place + by)


class _Part:
    """The next so many bytes of a stream, as a stream."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int = -1, /) -> bytes:
        length = self._left if size < 0 else min(size, self._left)
        content = self._stream.read(length)
        self._left -= len(content)
        return content
