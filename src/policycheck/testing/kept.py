"""Results that are kept: tests that passed pass again as long as nothing that they rest on changed.

An entry is named by the SHA-256 of everything that a policy's tests read: the policy's directory,
the shared library, its scenarios, all base cases, the schemas, the engine and this package. Entries
lie in the cache directory, which is safe to delete and safe under concurrent runs, and only of
policies whose tests all passed or are pending.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from policycheck import cache
from policycheck.engine import ENGINE
from policycheck.policies.rules import LIBRARY
from policycheck.resources import shipped
from policycheck.testing.results import Item, Kind, Result, State
from policycheck.testing.scenarios import FOLDER

_CASES = "cases"


def read_kept(name: str) -> tuple[Result, ...] | None:
    """The results under a name, marked as kept; ``None`` if there are none."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None:
            return tuple(_result(each) for each in content["results"])
    return None


def keep_results(name: str, results: Sequence[Result]) -> None:
    """Keep results, if there are any and all are good; that it cannot be done does not matter."""
    if results and all(each.good for each in results):
        cache.keep(name, {"results": [_content(each) for each in results]})


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
