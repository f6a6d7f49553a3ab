"""The segments of a run made into the files that were asked for."""

import shutil
from pathlib import Path

import pyarrow as pa

from policycheck.batch.encodings import Encoding
from policycheck.batch.segments import Segments
from policycheck.batch.targets import Targets, place, writing
from policycheck.errors import PolicycheckError

_ROWS = "rows"
_REJECTS = "rejects"


def join(
    kept: Segments, encoding: Encoding, schema: pa.Schema, targets: Targets, read: int
) -> None:
    """Join the segments, and put the two files under their names: the output last.

    Until then the segments stay, so that this can be done again.

    Args:
        kept: The segments.
        encoding: How they are written.
        schema: Of their rows.
        targets: Where the files go.
        read: How many rows the segments have to account for.

    Raises:
        OSError: Something cannot be written.
        PolicycheckError: The segments account for fewer rows, or more.
    """
    found = sum(segment.counts.read for segment in kept.kept())
    if found != read:
        raise PolicycheckError(
            f"{kept.directory} accounts for {found} of {read} rows: some are lost; please report it"
        )
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
    with writing(targets.rejects):
        place(rejects, targets.rejects)
    place(rows, Path(targets.output))
    kept.remove()
