"""Opens an input of cases, whatever its format."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from policycheck.errors import UsageError
from policycheck.facts.suggestions import or_list
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.arrow_files import ArrowSource
from policycheck.tabular.readers.csv_files import CsvForm, CsvSource
from policycheck.tabular.readers.excel_files import ExcelSource
from policycheck.tabular.readers.input import STDIN, Input, plain_name
from policycheck.tabular.readers.json_files import JsonArraySource, NdjsonSource
from policycheck.tabular.readers.parquet_files import ParquetSource
from policycheck.tabular.readers.source import BlockSize, Source


class InputFormat(StrEnum):
    """What an input of cases is written in."""

    NDJSON = "ndjson"
    JSON = "json"
    CSV = "csv"
    EXCEL = "excel"
    PARQUET = "parquet"
    ARROW = "arrow"


_SUFFIXES = {
    ".ndjson": InputFormat.NDJSON,
    ".jsonl": InputFormat.NDJSON,
    ".json": InputFormat.JSON,
    ".csv": InputFormat.CSV,
    ".tsv": InputFormat.CSV,
    ".txt": InputFormat.CSV,
    ".xlsx": InputFormat.EXCEL,
    ".xlsm": InputFormat.EXCEL,
    ".xls": InputFormat.EXCEL,
    ".xlsb": InputFormat.EXCEL,
    ".ods": InputFormat.EXCEL,
    ".parquet": InputFormat.PARQUET,
    ".arrow": InputFormat.ARROW,
    ".arrows": InputFormat.ARROW,
    ".feather": InputFormat.ARROW,
    ".ipc": InputFormat.ARROW,
}
_NEEDS_A_FILE = frozenset({InputFormat.EXCEL, InputFormat.PARQUET})


@dataclass(frozen=True)
class Reading:
    """How an input is read.

    Attributes:
        format: Its format; ``None`` to see it from its name.
        naming: How the columns of a table are named, and what holds for every case.
        csv: How a table of text is written; its notation is also that of text in Excel.
        sheet: The sheet of a workbook; ``None`` for the first.
        block: How much goes into one block.
    """

    format: InputFormat | None = None
    naming: Naming = field(default_factory=Naming)
    csv: CsvForm = field(default_factory=CsvForm)
    sheet: str | None = None
    block: BlockSize = field(default_factory=BlockSize)


def open_source(path: str, reading: Reading | None = None) -> Source:
    """Open an input of cases.

    Args:
        path: A file; ``-`` is standard input. Text and Arrow may be packed with gzip or zstd.
        reading: How it is read.

    Raises:
        UsageError: The format is not known or cannot be read that way, the input cannot be
            opened, or a column is no fact.
        InvalidCase: It is damaged from the beginning.
    """
    reading = reading or Reading()
    kind = reading.format or _format(path)
    naming, block = reading.naming, reading.block
    if kind in _NEEDS_A_FILE:
        if path == STDIN or plain_name(path) != path:
            what = "a pipe" if path == STDIN else "a packed file"
            sentence = f"{kind} cannot be read from {what}; write it to a file first"
            raise UsageError(f"{'<stdin>' if path == STDIN else path}: {sentence}")
        if kind is InputFormat.PARQUET:
            return ParquetSource(path, naming, block.rows)
        return ExcelSource(path, naming, reading.csv.notation, block.rows, reading.sheet)
    if kind in (InputFormat.NDJSON, InputFormat.JSON) and (naming.columns or naming.ignored):
        sentence = "JSON has no columns: a mapping file for it has constants only"
        raise UsageError(f"{naming.file}: {sentence}; name the members as the facts are named")
    input_ = Input(path)
    try:
        return _source(kind, input_, reading)
    except BaseException:
        input_.close()
        raise


def _source(kind: InputFormat, input_: Input, reading: Reading) -> Source:
    naming, block = reading.naming, reading.block
    if kind is InputFormat.NDJSON:
        return NdjsonSource(input_, naming.constants, block.size)
    if kind is InputFormat.JSON:
        return JsonArraySource(input_, naming.constants, block.size)
    if kind is InputFormat.CSV:
        return CsvSource(input_, naming, reading.csv, block.size)
    return ArrowSource(input_, naming, block.rows)


def _format(path: str) -> InputFormat:
    known = or_list([str(each) for each in InputFormat])
    if path == STDIN:
        raise UsageError(f"<stdin>: say which format it has: {known}")
    suffix = Path(plain_name(path)).suffix.lower()
    if suffix not in _SUFFIXES:
        what = f"{suffix} is no format of cases" if suffix else "its name says no format"
        raise UsageError(f"{path}: {what}; say which it has: {known}")
    return _SUFFIXES[suffix]
