"""The segments of a run made into the files that were asked for."""

import shutil
from pathlib import Path

import pyarrow as pa

from policycheck.batch.encodings import Encoding
from policycheck.batch.segments import Segments
from policycheck.batch.targets import Targets, place

_ROWS = "rows"
_REJECTS = "rejects"


def join(kept: Segments, encoding: Encoding, schema: pa.Schema, targets: Targets) -> None:
    """Join the segments, and put the two files under their names: the output last.

    Until then the segments stay, so that this can be done again.

    Raises:
        OSError: Something cannot be written.
    """
    rows, rejects = kept.directory / _ROWS, kept.directory / _REJECTS
    with rows.open("wb") as out, rejects.open("wb") as refused:
        joiner = encoding.joiner(out, schema)
        for segment in kept.kept():
            with segment.rows.open("rb") as content:
                joiner.add(content)
            if segment.rejects:
                with segment.rejects.open("rb") as content:
                    shutil.copyfileobj(content, refused)
        joiner.close()
    kept.mark_whole()
    place(rejects, targets.rejects)
    place(rows, Path(targets.output))
    kept.remove()
