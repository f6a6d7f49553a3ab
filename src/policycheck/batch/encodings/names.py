"""The format of a file by its name."""

from pathlib import Path

from policycheck.batch.encodings.arrow import Arrow
from policycheck.batch.encodings.compression import Compression
from policycheck.batch.encodings.encoding import Encoding
from policycheck.batch.encodings.parquet import Parquet
from policycheck.batch.encodings.text import Csv, Ndjson
from policycheck.errors import UsageError

FORMATS = ("parquet", "arrow", "ndjson", "csv")

_SUFFIXES = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
}
_COMPRESSIONS = {each.suffix: each for each in Compression if each.suffix}


def encoding_for(name: str, format: str | None) -> Encoding:
    """How an output of that name is written.

    Args:
        name: The file; ``-`` for standard output.
        format: One of :data:`FORMATS`; ``None``: as the name ends.

    Raises:
        UsageError: The name does not say it, or the format cannot be compressed as it says.
    """
    path = Path(name)
    compression = _COMPRESSIONS.get(path.suffix.lower(), Compression.NONE)
    inner = path if compression is Compression.NONE else path.with_suffix("")
    chosen = format or _SUFFIXES.get(inner.suffix.lower())
    if chosen is None:
        known = ", ".join(_SUFFIXES)
        raise UsageError(
            f"how to write {name}? Let the name end in one of {known} (ndjson and csv also with"
            " .gz or .zst), or say it with --to"
        )
    if chosen in ("ndjson", "csv"):
        return Ndjson(compression) if chosen == "ndjson" else Csv(compression)
    if compression is not Compression.NONE:
        raise UsageError(f"{chosen} is compressed inside: leave {path.suffix} out of {name}")
    return Parquet() if chosen == "parquet" else Arrow()
