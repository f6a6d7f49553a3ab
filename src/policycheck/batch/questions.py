"""What is asked of every row of an input."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from policycheck.model import Decision

Document = Callable[[str, Decision], Any]


@dataclass(frozen=True)
class Questions:
    """What is asked of every row.

    Attributes:
        rules: The rules directory; ``None`` for the rules that come with policycheck.
        decisions: Policy and decision, in the order of the output.
        as_of: The day on which every row is judged; ``None``: as the row says, else ``today``.
        known_at: The day whose text applies; ``None``: as the row says, else the day judged.
        today: The one day that counts as today in the whole run.
        readings: Per policy the readings that were chosen.
        keep: Facts that are carried along, as dotted paths.
        document: Makes the document of a decision of a case of that name, for a column of its own;
            a function that can be sent to another process.
        redact: Whether the content of sensitive facts is left out of everything that is written.
        name: What the input is called in messages and documents.
        segment: How many rows of the input one segment of the output is about; 0: as suits.
    """

    decisions: tuple[tuple[str, str], ...]
    today: date
    rules: Path | None = None
    as_of: date | None = None
    known_at: date | None = None
    readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    document: Document | None = None
    redact: bool = False
    name: str = "<input>"
    segment: int = 0

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies that are asked, each once."""
        return tuple(dict.fromkeys(policy for policy, _ in self.decisions))

    @property
    def full(self) -> bool:
        """Whether each row has its decision as a document too."""
        return self.document is not None

    @property
    def rows_per_segment(self) -> int:
        """How many rows of the input one segment of the output is about.

        It depends on nothing else than the questions, so that the bytes of the output do not depend
        on how the work was divided.
        """
        if self.segment:
            return self.segment
        return max(1, (_DOCUMENTS if self.full else _ROWS) // len(self.decisions))


_ROWS = 32_768
_DOCUMENTS = 2_048  # of some ten thousand characters each
