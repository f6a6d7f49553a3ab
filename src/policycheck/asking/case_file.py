"""A case in a file that is filled in one answer at a time, with what else stands in it."""

import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from policycheck.facts.case import WORKBOOKS
from policycheck.facts.problems import tokens

_INDENT = 2


class CaseFile:
    """What stands in the file of a case. Comments of YAML stay.

    Args:
        text: What stands there now: a valid case, or nothing.
        is_json: Whether it is JSON; else it is YAML.
    """

    def __init__(self, text: str, is_json: bool) -> None:
        self._is_json = is_json
        self._yaml = YAML(typ="rt", pure=True)
        self._yaml.width = 4096
        self._yaml.preserve_quotes = True
        self._value: Any
        if is_json:
            self._value = json.loads(text, parse_float=Decimal) if text.strip() else {}
        else:
            found = self._yaml.load(text)
            self._value = CommentedMap() if found is None else found

    def put(self, pointer: str, value: Any) -> None:
        """Set the value of a fact."""
        *above, last = tokens(pointer)
        holder = self._value
        for step in above:
            if holder.get(step) is None:
                holder[step] = {} if self._is_json else CommentedMap()
            holder = holder[step]
        holder[last] = _plain(value)

    def text(self) -> str:
        """What is to stand in the file."""
        if self._is_json:
            content = json.dumps(_plain(self._value), indent=_INDENT, ensure_ascii=False)
            return f"{content}\n"
        stream = io.StringIO()
        self._yaml.dump(self._value, stream)
        return stream.getvalue()


def opened(path: Path | None, target: Path, known: Mapping[str, Any]) -> CaseFile:
    """The file that is filled in: what a case has, if there is one.

    Args:
        path: The case; ``None`` to begin with nothing.
        target: Where it is written: its name says whether it is JSON.
        known: The facts of the case, for one that is no text.
    """
    if path is not None and path.suffix.lower() in WORKBOOKS:
        other = CaseFile("", target.suffix.lower() == ".json")
        other._value.update(_plain(known))
        return other
    text = path.read_text(encoding="utf-8-sig") if path else ""
    is_json = target.suffix.lower() == ".json"
    if path is not None and (path.suffix.lower() == ".json") != is_json:
        # The other way of writing it: comments cannot come along.
        found = CaseFile(text, path.suffix.lower() == ".json")
        other = CaseFile("", is_json)
        other._value.update(_plain(found._value))
        return other
    return CaseFile(text, is_json)


def _plain(value: Any) -> Any:
    """A value as JSON and YAML take it: an amount as a number with the decimals that it needs."""
    if isinstance(value, Mapping) and not isinstance(value, CommentedMap):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, CommentedMap):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
