"""Where the values of manifests stand in their files."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policycheck.errors import InvalidCase
from policycheck.facts.documents import Document
from policycheck.facts.problems import child
from policycheck.facts.yaml_reader import read_yaml

Keys = tuple[str | int, ...]


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


_TOP = Place(1, 1)


class Places:
    """The places of values in the manifests of one policy; files are read when they are asked for.

    Args:
        folder: The directory of the policy.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._document = cache(self._read)

    def of(self, file: str, keys: Keys) -> Place:
        """The place of a value, or of the nearest above it; the top if nothing can be found."""
        document = self._document(file)
        if document is None:
            return _TOP
        pointer = ""
        for key in keys:
            pointer = child(pointer, key)
        found = document.places.of_key(pointer)
        return Place(found.line or 1, found.column or 1)

    def of_condition(self, decision: str, condition: str, member: str) -> tuple[str, Place]:
        """The file and the place of a member of a condition: its decision's, or the policy's."""
        for file, top in ((f"{decision}.yaml", "clauses"), ("policy.yaml", "scope")):
            document = self._document(file)
            clauses = document.value.get(top, ()) if document else ()
            for number, clause in enumerate(clauses):
                for place, each in enumerate(clause.get("conditions", ())):
                    if isinstance(each, Mapping) and each.get("id") == condition:
                        keys = (top, number, "conditions", place, member)
                        return file, self.of(file, keys)
        return f"{decision}.yaml", _TOP

    def _read(self, file: str) -> Document | None:
        try:
            return read_yaml((self._folder / file).read_text(encoding="utf-8"), file)
        except (OSError, InvalidCase):
            return None
