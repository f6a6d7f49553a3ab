"""Where the values of a YAML manifest stand in its text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def positions_in(text: str) -> Mapping[str, tuple[int, int]]:
    """The row and column of every value by its JSON Pointer, both counted from 1.

    A value in a mapping stands where its key does, and one that is repeated by its name where it
    stands first. Empty if the text is not YAML.
    """
    # Imported here, as it takes long, and only what is wrong needs a position.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except (YAMLError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return MappingProxyType({})
    found: dict[str, tuple[int, int]] = {}
    if node is not None:
        _collect(node, "", node, found, set())
    return MappingProxyType(found)


def position_of(pointer: str, positions: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The position of a value, or of the nearest one around it that there is."""
    while pointer and pointer not in positions:
        pointer = pointer.rpartition("/")[0]
    return positions.get(pointer, (1, 1))


def _collect(
    node: Any, pointer: str, place: Any, found: dict[str, tuple[int, int]], seen: set[int]
) -> None:
    found[pointer] = (place.start_mark.line + 1, place.start_mark.column + 1)
    if isinstance(node.value, str) or id(node) in seen:
        return
    seen.add(id(node))
    for number, each in enumerate(node.value):
        if isinstance(each, tuple):
            key, value = each
            _collect(value, f"{pointer}/{_escaped(str(key.value))}", key, found, seen)
        else:
            _collect(each, f"{pointer}/{number}", each, found, seen)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
