"""Compression of lines: each segment is a member of its own, and members in a row are one file."""

import gzip
from enum import StrEnum

import pyarrow as pa


class Compression(StrEnum):
    """How lines are compressed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return {Compression.NONE: "", Compression.GZIP: ".gz", Compression.ZSTD: ".zst"}[self]

    def compress(self, content: bytes) -> bytes:
        """The same bytes for the same content."""
        if self is Compression.NONE or not content:
            return content
        if self is Compression.GZIP:
            return gzip.compress(content, compresslevel=6, mtime=0)
        compressed: bytes = pa.Codec("zstd", compression_level=3).compress(content, asbytes=True)
        return compressed

    def decompress(self, content: bytes) -> bytes:
        """The content again."""
        if self is Compression.NONE or not content:
            return content
        if self is Compression.GZIP:
            return gzip.decompress(content)
        with pa.CompressedInputStream(pa.BufferReader(content), "zstd") as stream:
            read: bytes = stream.read()
        return read
