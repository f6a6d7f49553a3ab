"""Builds plain values from YAML events, one at a time: nothing recurses.

Imported only when a YAML file is read, because importing ruamel.yaml takes long.
"""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from policycheck.facts import documents
from policycheck.facts.documents import refuse
from policycheck.facts.json_places import duplicate, not_a_number
from policycheck.facts.problems import Finding, Place, child, quoted
from policycheck.facts.yaml_scalars import NotANumber, plain

WITHOUT_TAGS = "a tag (!) is not accepted; write the plain value"
_WITHOUT_ANCHORS = "an anchor (&) is not accepted; write the value out where it is used"
_WITHOUT_ALIASES = "an alias (*) is not accepted; write the value out"


@dataclass
class _Open:
    """A mapping or list whose end has not come yet.

    ``items`` is ``None`` where nobody keeps it: below a key that is refused. ``pointer`` is then
    that of the mapping with the refused key.
    """

    pointer: str
    items: dict[str, Any] | list[Any] | None
    is_mapping: bool
    awaits_key: bool
    key: str | None = None


@dataclass
class Builder:
    """Builds the values of one document from its events."""

    name: str
    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    top: Any = None
    count: int = 0

    def take(self, event: Event) -> None:
        """Take the next event of the document."""
        if isinstance(event, CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, NodeEvent):
            self._check_size(event)
            parent = self.stack[-1] if self.stack else None
            if parent and parent.is_mapping and parent.awaits_key:
                self._key(parent, event)
            else:
                self._value(parent, event)

    def _check_size(self, event: NodeEvent) -> None:
        place = _place(event)
        if len(self.stack) >= documents.MOST_LEVELS and isinstance(event, CollectionStartEvent):
            refuse("too-deep", documents.TOO_DEEP, self.name, place.line, place.column)
        if self.count > documents.MOST_VALUES:
            refuse("too-many-values", documents.TOO_MANY, self.name, place.line, place.column)

    def _key(self, parent: _Open, event: NodeEvent) -> None:
        parent.awaits_key = False
        parent.key = None
        place = _place(event)
        refused = self._check_node(event, parent.pointer)
        if isinstance(event, CollectionStartEvent):
            self.stack.append(_open(event, parent.pointer, None))
        if refused or parent.items is None:
            return
        if not isinstance(event, ScalarEvent):
            self._find("key-not-text", parent.pointer, place, "a key must be text")
            return
        key = event.value
        pointer = child(parent.pointer, key)
        # A year is a key like any other: its digits are kept as they are written.
        is_number = key.isascii() and key.isdigit()
        if _is_plain(event) and not is_number and not _is_text(key):
            sentence = f"the key {quoted(key)} is not text; put quotes around it"
            self._find("key-not-text", pointer, place, sentence)
        elif (first := self.keys.setdefault(pointer, place)) is not place:
            self.findings.append(duplicate(pointer, place, first))
        else:
            parent.key = key

    def _value(self, parent: _Open | None, event: NodeEvent) -> None:
        self.count += 1
        pointer, kept = _slot(parent)
        if parent and parent.is_mapping:
            parent.awaits_key = True
        if kept:
            self.values[pointer] = _place(event)
            self._check_node(event, pointer)
        value = self._built(event, pointer, kept)
        if isinstance(event, CollectionStartEvent):
            self.stack.append(_open(event, pointer, value if kept else None))
        if parent is None:
            self.top = value
        elif isinstance(parent.items, list):
            parent.items.append(value)
        elif parent.items is not None and parent.key is not None:
            parent.items[parent.key] = value

    def _built(self, event: NodeEvent, pointer: str, kept: bool) -> Any:
        if isinstance(event, CollectionStartEvent):
            return {} if isinstance(event, MappingStartEvent) else []
        if not isinstance(event, ScalarEvent) or not kept:
            return None
        if not _is_plain(event):
            return _joined(event.value)
        try:
            return plain(event.value)
        except NotANumber:
            self.findings.append(not_a_number(pointer, _place(event)))
            return None

    def _check_node(self, event: NodeEvent, pointer: str) -> bool:
        """Whether the node is refused for what stands before it, or for being an alias."""
        if isinstance(event, AliasEvent):
            self._find("alias", pointer, _place(event), _WITHOUT_ALIASES)
        elif getattr(event, "tag", None) is not None:
            self._find("tag", pointer, _place(event), WITHOUT_TAGS)
        elif event.anchor is not None:
            self._find("anchor", pointer, _place(event), _WITHOUT_ANCHORS)
        else:
            return False
        return True

    def _find(self, code: str, pointer: str, place: Place, sentence: str) -> None:
        self.findings.append(Finding(code, pointer, place, lambda: sentence))


def _slot(parent: _Open | None) -> tuple[str, bool]:
    """The pointer of the value that comes next, and whether it is kept."""
    if parent is None:
        return "", True
    if isinstance(parent.items, list):
        return child(parent.pointer, len(parent.items)), True
    if parent.items is None or parent.key is None:
        return parent.pointer, False
    return child(parent.pointer, parent.key), True


def _open(event: CollectionStartEvent, pointer: str, items: Any) -> _Open:
    is_mapping = isinstance(event, MappingStartEvent)
    return _Open(pointer, items, is_mapping, is_mapping)


def _place(event: NodeEvent) -> Place:
    mark = event.start_mark
    written = event.value if isinstance(event, ScalarEvent) else ""
    return Place(mark.line + 1, mark.column + 1, written)


def _is_plain(event: ScalarEvent) -> bool:
    return not event.style


def _is_text(scalar: str) -> bool:
    try:
        return isinstance(plain(scalar), str)
    except NotANumber:
        return False


def _joined(text: str) -> str:
    r"""The text with ``\ud83d\ude00`` as the one character that JSON means by it."""
    if text.isascii() or not any("\ud800" <= c <= "\udbff" for c in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
