"""Where the value of a column stands in a case: what its name says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policycheck.errors import UsageError
from policycheck.facts import load_schemas
from policycheck.facts.dictionary import type_of
from policycheck.facts.problems import printable, quoted
from policycheck.tabular.whole import whole

Step = str | int
Steps = tuple[Step, ...]

_INDEX = re.compile(r"\[(0|[1-9][0-9]{0,8})\]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Place:
    """Where the value of a column stands in a case.

    Attributes:
        steps: The keys, and for an item of a list its number counted from 0.
        schema: The schema of what stands there.
    """

    steps: Steps
    schema: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name as people write it: ``provider.serious_errors[0].on``."""
        return dotted(self.steps)


def dotted(steps: Sequence[Step]) -> str:
    """Keys and numbers of items as people write them."""
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return name.removeprefix(".")


def place_of(name: str, where: str) -> Place:
    """The place that a name stands for, such as ``provider.serious_errors.0.on``.

    Args:
        name: Keys with points between them; items of a list by number, ``.0`` or ``[0]``.
        where: What the message of an error begins with: the file, and what has that name in it.

    Raises:
        UsageError: There is no such fact; with the one that may have been meant.
    """
    schema = whole().schema
    steps: list[Step] = []
    for part in _INDEX.sub(r".\1", name.strip()).split("."):
        kind = type_of(schema)
        if kind == "object" and part in schema["properties"]:
            steps.append(part)
            schema = schema["properties"][part]
        elif kind == "list" and _NUMBER.fullmatch(part):
            most = schema["maxItems"]
            if int(part) >= most:
                sentence = f"{dotted(steps)} has at most {most} items, numbered from 0"
                raise UsageError(f"{where}: {sentence}")
            steps.append(int(part))
            schema = schema["items"]
        else:
            raise UsageError(f"{where}: {_unknown(name.strip())}")
    return Place(tuple(steps), schema)


def _unknown(name: str) -> str:
    sentence = f"there is no fact {quoted(name)}"
    try:
        meant = load_schemas().dictionary.find(name)
    except UsageError as error:
        return str(error)
    return f"{sentence}; did you mean {printable(meant.name, 200).replace('[*]', '[0]')}?"
