"""Results that are kept: tests that passed pass again as long as nothing that they rest on changed.

An entry is named by the SHA-256 of everything that a policy's tests read: the policy's directory,
the shared library, its scenarios, all base cases, the schemas, the engine and this package. Entries
lie in the cache directory, which is safe to delete and safe under concurrent runs, and only of
policies whose tests all passed or are pending. What the tests have seen is kept with them.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from policycheck import cache
from policycheck.engine import ENGINE
from policycheck.model import Status, Text
from policycheck.policies.rules import LIBRARY
from policycheck.resources import shipped
from policycheck.testing.results import Item, Kind, Result, State
from policycheck.testing.scenarios import FOLDER
from policycheck.testing.seen import (
    ComparisonCoverage,
    ConditionCoverage,
    Coverage,
    FileCoverage,
    Side,
)

_CASES = "cases"


def read_kept(name: str) -> tuple[Result, ...] | None:
    """The results under a name, marked as kept; ``None`` if there are none."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None:
            return tuple(_result(each) for each in content["results"])
    return None


def read_coverage(name: str) -> Coverage | None:
    """What the tests under a name have seen; ``None`` if they ran without being covered."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None and content["coverage"]:
            return _coverage(content["coverage"])
    return None


def keep_results(name: str, results: Sequence[Result], coverage: Coverage | None = None) -> None:
    """Keep results, if there are any and all are good; that it cannot be done does not matter."""
    if results and all(each.good for each in results):
        content = {
            "results": [_content(each) for each in results],
            "coverage": asdict(coverage) if coverage else None,
        }
        cache.keep(name, content)


def name_of(subject: str, directory: Path, fixtures: Path | None) -> str:
    """The name of the results of a policy, or of the library, as its files are now."""
    library = directory if (directory / LIBRARY).is_dir() else shipped("rego")
    insurer = directory / subject.partition(".")[0]
    places = [directory / subject.replace(".", "/"), library / LIBRARY]
    if fixtures:
        places += [fixtures / FOLDER / subject, fixtures / _CASES]
    # The decisions know the other years of an insurer.
    others = sorted(insurer.glob("*/policy.yaml"))
    files = [*others, *(file for place in places for file in _files(place))]
    where = (subject, str(directory), str(fixtures))
    return cache.entry("tests", cache.code(), ENGINE, *where, *_contents(files))


def _files(place: Path) -> Iterable[Path]:
    return sorted(file for file in place.rglob("*") if file.is_file())


def _contents(files: Iterable[Path]) -> Iterator[str | bytes]:
    for file in files:
        yield from (str(file), file.read_bytes())


def _content(result: Result) -> list[object]:
    item = result.item
    place = [str(item.file), item.line]
    return [item.id, item.kind, item.name, item.subject, *place, result.state, result.seconds]


def _result(content: list[object]) -> Result:
    id, kind, name, subject, file, line, state, seconds = content
    item = Item(str(id), Kind(str(kind)), str(name), str(subject), Path(str(file)), int(str(line)))
    return Result(item, State(str(state)), seconds=float(str(seconds)), kept=True)


def _coverage(content: Mapping[str, Any]) -> Coverage:
    return Coverage(
        content["subject"],
        tuple(_condition(each) for each in content["conditions"]),
        tuple(_comparison(each) for each in content["comparisons"]),
        tuple(_file(each) for each in content["files"]),
        tuple(content["unused"]),
    )


def _condition(content: Mapping[str, Any]) -> ConditionCoverage:
    possible, seen = (tuple(map(Status, content[key])) for key in ("possible", "seen"))
    title = Text(**content["title"])
    return ConditionCoverage(content["decision"], content["id"], title, possible, seen)


def _comparison(content: Mapping[str, Any]) -> ComparisonCoverage:
    possible, seen = (tuple(map(Side, content[key])) for key in ("possible", "seen"))
    parameters, operator = tuple(content["parameters"]), content["operator"]
    return ComparisonCoverage(parameters, operator, content["file"], content["row"], possible, seen)


def _file(content: Mapping[str, Any]) -> FileCoverage:
    return FileCoverage(content["file"], tuple(content["rows"]), tuple(content["lacking"]))
