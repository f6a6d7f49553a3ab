"""How the output is written: what workers send, what a segment holds, how segments are joined."""

from policycheck.batch.encodings.arrow import Arrow
from policycheck.batch.encodings.encoding import Encoding, Joiner
from policycheck.batch.encodings.names import FORMATS, encoding_for
from policycheck.batch.encodings.parquet import Parquet
from policycheck.batch.encodings.text import Csv, Ndjson

__all__ = [
    "FORMATS",
    "Arrow",
    "Csv",
    "Encoding",
    "Joiner",
    "Ndjson",
    "Parquet",
    "encoding_for",
]
