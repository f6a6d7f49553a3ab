"""What ``validate`` found, as a document and as people read it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from policycheck.errors import Problem
from policycheck.report.blocks import Block, Line
from policycheck.report.document import VERSION
from policycheck.words import Words


@dataclass(frozen=True)
class Validated:
    """A case by the name that the caller used, and what is wrong with it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validation_document(files: Iterable[Validated]) -> dict[str, Any]:
    """The document of ``schemas/output/validate.schema.json``."""
    return {
        "version": VERSION,
        "files": [
            {
                "file": file.file,
                "valid": file.valid,
                "problems": [asdict(problem) for problem in file.problems],
            }
            for file in files
        ],
    }


def valid_blocks(files: Iterable[Validated], words: Words) -> list[Block]:
    """One line per valid file; what is wrong with the others is an error message."""
    return [Line(words("case.valid", file=file.file)) for file in files if file.valid]
