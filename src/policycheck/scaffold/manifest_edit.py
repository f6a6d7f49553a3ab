"""Adds a decision to the manifest of a policy, and changes nothing else in its text."""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from policycheck.errors import UsageError

_WIDEST = 100


def with_decision(text: str, decision: str, file: str) -> str:
    """The text of a ``policy.yaml`` with one more name under ``decisions``, in the last place.

    Comments, order and layout stay as they are, and so does the way the list is written.

    Args:
        text: The text; it was loaded before, so it is YAML.
        decision: The name.
        file: The file, as errors name it.

    Raises:
        UsageError: The list is written in a way that cannot be added to.
    """
    decisions = _decisions(text)
    added = None
    if decisions is not None and decisions.value:
        add = _in_flow if decisions.flow_style else _in_block
        added = add(text, decisions, decision)
    if added is None or not _is_added(text, added, decision):
        raise UsageError(f"{file} writes its decisions in an unusual way: add {decision} by hand")
    return added


def _decisions(text: str) -> SequenceNode | None:
    root = YAML(pure=True).compose(text)
    if not isinstance(root, MappingNode):
        return None
    found = (value for key, value in root.value if key.value == "decisions")
    node = next(found, None)
    return node if isinstance(node, SequenceNode) else None


def _in_flow(text: str, decisions: SequenceNode, decision: str) -> str:
    """``[a, b]``: after the last name, on a line of its own where the line gets too long."""
    end = decisions.value[-1].end_mark.index
    start = text.rindex("\n", 0, end) + 1 if "\n" in text[:end] else 0
    line_end = text.find("\n", end)
    line = text[start : None if line_end < 0 else line_end].rstrip()
    if len(line) + len(decision) + 2 <= _WIDEST:
        return f"{text[:end]}, {decision}{text[end:]}"
    first = text[start:end]
    indent = first[: len(first) - len(first.lstrip())] or "      "
    return f"{text[:end]},{_newline(text)}{indent}{decision}{text[end:]}"


def _in_block(text: str, decisions: SequenceNode, decision: str) -> str:
    """``- a`` on lines of their own: a line below the last name and what stands after it."""
    last = decisions.value[-1]
    start = text.rindex("\n", 0, last.start_mark.index) + 1
    before = text[start : last.start_mark.index]
    end = text.find("\n", last.end_mark.index)
    newline = _newline(text)
    if end < 0:
        return f"{text}{newline}{before}{decision}{newline}"
    return f"{text[: end + 1]}{before}{decision}{newline}{text[end + 1 :]}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _is_added(before: str, after: str, decision: str) -> bool:
    """Whether the content is what it was, with the one name more."""
    old, new = _content(before), _content(after)
    return bool(new == {**old, "decisions": [*old["decisions"], decision]})


def _content(text: str) -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return content
