"""Results that are kept: tests that passed pass again as long as nothing that they rest on changed.

An entry is named by the SHA-256 of everything that a policy's tests read: the policy's directory,
the shared library, its scenarios, all base cases, the schemas, the engine and this package. Entries
lie in the cache directory, which is safe to delete and safe under concurrent runs, and only of
policies whose tests all passed or are pending.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from policycheck.engine import ENGINE
from policycheck.policies.rules import LIBRARY
from policycheck.policies.store import cache_directory, keep
from policycheck.resources import shipped
from policycheck.testing.results import Item, Kind, Result, State
from policycheck.testing.scenarios import FOLDER

_CASES = "cases"


def read_kept(name: str) -> tuple[Result, ...] | None:
    """The results under a name, marked as kept; ``None`` if there are none."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(_file(name).read_text(encoding="utf-8"))
        return tuple(_result(each) for each in content["results"])
    return None


def keep_results(name: str, results: Sequence[Result]) -> None:
    """Keep results, if there are any and all are good; that it cannot be done does not matter."""
    if results and all(each.good for each in results):
        content = {"results": [_content(each) for each in results]}
        with contextlib.suppress(OSError):
            keep(_file(name), content)


def name_of(subject: str, directory: Path, fixtures: Path | None) -> str:
    """The name of the results of a policy, or of the library, as its files are now."""
    digest = hashlib.sha256(f"{subject}\0{directory}\0{fixtures}\0{_program()}".encode())
    library = directory if (directory / LIBRARY).is_dir() else shipped("rego")
    insurer = directory / subject.partition(".")[0]
    places = [directory / subject.replace(".", "/"), library / LIBRARY]
    if fixtures:
        places += [fixtures / FOLDER / subject, fixtures / _CASES]
    # The decisions know the other years of an insurer.
    others = sorted(insurer.glob("*/policy.yaml"))
    for file in (*others, *(file for place in places for file in _files(place))):
        _add(digest, file)
    return digest.hexdigest()


@cache
def _program() -> str:
    """What runs the tests: the engine, the schemas and this package."""
    digest = hashlib.sha256(ENGINE.encode())
    for file in (*_files(Path(__file__).parents[1]), *_files(shipped("schemas"))):
        if file.suffix in (".py", ".json"):
            _add(digest, file)
    return digest.hexdigest()


def _files(place: Path) -> Iterable[Path]:
    return sorted(file for file in place.rglob("*") if file.is_file())


def _add(digest: "hashlib._Hash", file: Path) -> None:
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    digest.update(f"{file}\0{content}\n".encode())


def _file(name: str) -> Path:
    return cache_directory() / f"tests-{name}.json"


def _content(result: Result) -> list[object]:
    item = result.item
    place = [str(item.file), item.line]
    return [item.id, item.kind, item.name, item.subject, *place, result.state, result.seconds]


def _result(content: list[object]) -> Result:
    id, kind, name, subject, file, line, state, seconds = content
    item = Item(str(id), Kind(str(kind)), str(name), str(subject), Path(str(file)), int(str(line)))
    return Result(item, State(str(state)), seconds=float(str(seconds)), kept=True)
