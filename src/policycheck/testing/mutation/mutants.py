"""A mutant: rules that differ from those that were written in one place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

Path = tuple[str | int, ...]


class Operator(StrEnum):
    """What was done to the rules."""

    BOUNDARY = "boundary"
    DIRECTION = "direction"
    EQUALITY = "equality"
    CONSTANT = "constant"
    NEGATION = "negation"
    EXPRESSION = "expression"
    RULE = "rule"
    BRANCH = "branch"
    MEMBER = "member"
    ARITHMETIC = "arithmetic"
    NUMBER = "number"
    VALUE = "value"
    PUBLICATION = "publication"
    MODALITY = "modality"
    EXEMPTION = "exemption"
    READING = "reading"


@dataclass(frozen=True)
class Edit:
    """A piece of a module, from one offset up to another, that another text stands in for."""

    start: int
    end: int
    text: str

    def made(self, module: str) -> str:
        """The text of the module with the edit."""
        return module[: self.start] + self.text + module[self.end :]


@dataclass(frozen=True)
class DataChange:
    """Other values in what the rules read of the parameters and the manifests.

    Attributes:
        values: Each value with its path in the data of the policy.
    """

    values: tuple[tuple[Path, Any], ...]

    def made(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the policy with the change."""
        changed: dict[str, Any] = dict(data)
        for path, value in self.values:
            changed = _with(changed, path, value)
        return changed


@dataclass(frozen=True)
class Mutant:
    """One place of the rules changed.

    Attributes:
        id: Stable as long as its own text is: the file, the operator, what it says before and
            after, and for all but the first of those that are alike a number.
        subject: The policy, or the name of the shared library.
        file: Below the rules directory, with slashes.
        line: Counted from 1.
        column: In characters, counted from 1.
        before: What stands in the rules.
        after: What stands there instead; empty if nothing does.
        change: What to do to the module, or to the data.
    """

    id: str
    operator: Operator
    subject: str
    file: str
    line: int
    column: int
    before: str
    after: str
    change: Edit | DataChange

    @property
    def parameter(self) -> str | None:
        """The parameter that was changed, if it is one."""
        if isinstance(self.change, DataChange) and self.change.values[0][0][0] == "parameters":
            return str(self.change.values[0][0][1])
        return None


def numbered(mutants: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """The mutants with their ids: those that say the same in a file are counted."""
    seen: Counter[str] = Counter()
    found = []
    for each in mutants:
        before, after = (_first_line(text) for text in (each.before, each.after))
        says = f"{before} -> {after}" if after else before
        id = f"{each.file}: {each.operator}: {says}"
        seen[id] += 1
        found.append(replace(each, id=id if seen[id] == 1 else f"{id} ({seen[id]})"))
    return tuple(found)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _with(place: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    key, below = path[0], path[1:]
    copy: Any = list(place) if isinstance(place, list) else dict(place)
    copy[key] = _with(copy[key], below, value)
    return copy
