"""A directory beside the output in which a run keeps what it has done, segment by segment.

It holds ``run.json``, what the run is about; and for each segment its rows, in a file that can be
read by itself, its rejects, and last of all a JSON file that names the two. A segment counts if
that file is there and the others are as it says; so a process may be killed at any moment. The last
segment may be kept before it is whole, under another name each time.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policycheck.batch.counts import Counts
from policycheck.errors import PolicycheckError, UsageError
from policycheck.files import put

_RUN = "run.json"
_WHOLE = "whole"
_LOCK = "lock"


@dataclass(frozen=True)
class Segment:
    """What is kept of a segment.

    Attributes:
        index: Its number, from 0.
        last: The number of the last row of the input that it accounts for.
        whole: Whether no row of the input belongs to it any more.
        rows: The file with its rows.
        rejects: The file with its rejects; ``None`` if there are none.
        counts: Of its rows.
    """

    index: int
    last: int
    whole: bool
    rows: Path
    rejects: Path | None
    counts: Counts


class Segments:
    """The directory of one run; it is locked until it is left.

    Args:
        directory: Where.
        suffix: How the names of segments end.
    """

    def __init__(self, directory: Path, suffix: str) -> None:
        self.directory = directory
        self._suffix = suffix
        self._lock: int | None = None

    def __enter__(self) -> "Segments":
        self.directory.mkdir(exist_ok=True)
        self._lock = os.open(self.directory / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        if not _locked(self._lock):
            os.close(self._lock)
            raise UsageError(f"another run is at work in {self.directory}")
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            os.close(self._lock)

    def clear(self) -> None:
        """Leave nothing of an earlier run."""
        (self.directory / _RUN).unlink(missing_ok=True)
        for file in self.directory.iterdir():
            if file.name != _LOCK:
                file.unlink()

    def remove(self) -> None:
        """The run is over."""
        shutil.rmtree(self.directory)

    def remove_if_empty(self) -> None:
        """Leave no directory of a run that never began."""
        if self.directory.is_dir() and not (self.directory / _RUN).exists():
            self.remove()

    def run(self) -> dict[str, Any] | None:
        """What the run is about; ``None`` where none began."""
        try:
            content: dict[str, Any] = json.loads((self.directory / _RUN).read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise PolicycheckError(f"{self.directory / _RUN} cannot be read: {error}") from error
        return content

    def begin(self, content: dict[str, Any]) -> None:
        """Note what the run is about."""
        put(self.directory / _RUN, _json(content))

    def keep(
        self, index: int, last: int, whole: bool, content: bytes, rejects: bytes, counts: Counts
    ) -> None:
        """Keep a segment; what was kept of it before goes.

        Raises:
            OSError: It cannot be written; what was kept before stays.
        """
        name = f"{index + 1:06}"
        rows = self.directory / f"{name}-{last}{self._suffix}"
        put(rows, content)
        named: dict[str, Any] = {"rows": [rows.name, len(content)], "rejects": None}
        if rejects:
            refused = self.directory / f"{name}-{last}.rejects.ndjson"
            put(refused, rejects)
            named["rejects"] = [refused.name, len(rejects)]
        note = {"last": last, "whole": whole, **named, "counts": counts.document()}
        put(self.directory / f"{name}.json", _json(note))
        for file in self.directory.glob(f"{name}-*"):
            if not file.name.startswith(f"{name}-{last}."):
                file.unlink()

    def kept(self) -> Iterator[Segment]:
        """The segments in order, up to the first that is not as its note says."""
        for note in sorted(self.directory.glob("[0-9]*[0-9].json")):
            segment = self._segment(note)
            if segment is None:
                return
            yield segment
            if not segment.whole:
                return

    def _segment(self, note: Path) -> Segment | None:
        with suppress(ValueError, KeyError, TypeError):
            content = json.loads(note.read_bytes())
            rows, rejects = self._file(content["rows"]), self._file(content["rejects"])
            if rows and (rejects or not content["rejects"]):
                counts = Counts.of(content["counts"])
                index = int(note.stem) - 1
                return Segment(index, content["last"], content["whole"], rows, rejects, counts)
        return None

    def _file(self, named: list[Any] | None) -> Path | None:
        if not named:
            return None
        file = self.directory / named[0]
        return file if file.is_file() and file.stat().st_size == named[1] else None

    def forget_after(self, index: int) -> None:
        """Leave nothing of later segments, and of this one only what its note names."""
        named = {file.name for each in self.kept() for file in (each.rows, each.rejects) if file}
        for file in self.directory.glob("[0-9]*"):
            number = int(file.name.partition("-")[0].partition(".")[0])
            note = file.suffix == ".json" and "-" not in file.name
            if number > index + 1 or not (note or file.name in named):
                file.unlink()

    def mark_whole(self) -> None:
        """From here on, what stands under the name of the output may be this run's."""
        (self.directory / _WHOLE).touch()

    @property
    def marked_whole(self) -> bool:
        """Whether the run came to its end before."""
        return (self.directory / _WHOLE).exists()


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _locked(handle: int) -> bool:
    """Whether nobody else has the file; the system forgets the lock when this process ends."""
    try:
        import fcntl
    except ModuleNotFoundError:  # on Windows
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
