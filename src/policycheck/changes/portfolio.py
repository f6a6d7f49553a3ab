"""The cases that are evaluated: files, directories, lines of JSON, and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policycheck.changes.csv_cases import cases_in_table
from policycheck.errors import InvalidCase, UsageError
from policycheck.facts import Case, case_from_json, load_schemas, read_case
from policycheck.redacting import Redaction

_CASES = (".yaml", ".yml", ".json")
_LINES = (".ndjson", ".jsonl")
_TABLES = (".csv",)
SUFFIXES = (*_CASES, *_LINES, *_TABLES)


@dataclass(frozen=True)
class Unread:
    """A case that cannot be read, or whose facts do not fit the schema.

    Attributes:
        message: What is wrong, in one or more lines.
    """

    case: str
    message: str


@dataclass(frozen=True)
class Portfolio:
    """Cases, by names that are the same on every machine.

    Attributes:
        cases: Those that could be read; each is named by its path below the directory that was
            given, with the line where a file has several.
        unread: Those that could not.
    """

    cases: tuple[Case, ...]
    unread: tuple[Unread, ...]


def read_portfolio(paths: Sequence[Path], redaction: Redaction | None = None) -> Portfolio:
    """Read every case in files and directories.

    Args:
        paths: Files, or directories that are searched with all that is below them. YAML and JSON
            hold one case each, NDJSON one a line, CSV one a row.
        redaction: What is left out of what is wrong with those that cannot be read.

    Raises:
        UsageError: A path does not exist, or there is no case in them.
    """
    redaction = redaction or Redaction(load_schemas().dictionary, on=False)
    cases: list[Case] = []
    unread: list[Unread] = []
    for file, name in _files(paths):
        for each in _read(file, name, redaction):
            (unread if isinstance(each, Unread) else cases).append(each)  # type: ignore[arg-type]
    if not cases and not unread:
        named = ", ".join(map(str, paths))
        raise UsageError(f"there is no case in {named}: expected {', '.join(SUFFIXES)}")
    return Portfolio(tuple(cases), tuple(unread))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every file with the name of its case; the whole path where two would have the same."""
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file or directory {path}")
        found = sorted(_below(path)) if path.is_dir() else [path]
        for file in found:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            name = file.as_posix() if name in seen else name
            seen.add(name)
            yield file, name


def _below(directory: Path) -> Iterator[Path]:
    for file in directory.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(directory).parts)
        if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
            yield file


def _read(file: Path, name: str, redaction: Redaction) -> Iterator[Case | Unread]:
    suffix = file.suffix.lower()
    try:
        if suffix in _LINES:
            yield from _lines(file, name, redaction)
        elif suffix in _TABLES:
            for row, case in cases_in_table(file, name, redaction):
                yield Unread(row, case) if isinstance(case, str) else case
        else:
            yield replace(read_case(file), name=name)
    except (InvalidCase, OSError, UnicodeDecodeError) as error:
        yield Unread(name, redaction.told(error))


def _lines(file: Path, name: str, redaction: Redaction) -> Iterator[Case | Unread]:
    with file.open(encoding="utf-8-sig", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            place = f"{name}:{number}"
            try:
                yield case_from_json(line, name=place)
            except InvalidCase as error:
                yield Unread(place, redaction.told(error))
