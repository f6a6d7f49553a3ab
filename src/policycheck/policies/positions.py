"""Where the values of a YAML manifest stand in its text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def positions_in(text: str) -> Mapping[str, tuple[int, int]]:
    """The row and column of every value by its JSON Pointer, both counted from 1.

    A value in a mapping stands where its key does. Empty if the text is not YAML.
    """
    # Imported here, as it takes long, and only what is wrong needs a position.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return MappingProxyType({})
    found: dict[str, tuple[int, int]] = {}
    if node is not None:
        _collect(node, "", node, found)
    return MappingProxyType(found)


def position_of(pointer: str, positions: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The position of a value, or of the nearest one around it that there is."""
    while pointer and pointer not in positions:
        pointer = pointer.rpartition("/")[0]
    return positions.get(pointer, (1, 1))


def _collect(node: Any, pointer: str, place: Any, found: dict[str, tuple[int, int]]) -> None:
    found[pointer] = (place.start_mark.line + 1, place.start_mark.column + 1)
    if isinstance(node.value, str):
        return
    for number, each in enumerate(node.value):
        if isinstance(each, tuple):
            key, value = each
            _collect(value, f"{pointer}/{_escaped(str(key.value))}", key, found)
        else:
            _collect(each, f"{pointer}/{number}", each, found)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
