"""What goes into a compilation, checked before the engine sees it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policycheck.engine.documents import to_json
from policycheck.errors import EngineError

_PACKAGE = re.compile(
    r"""(?:\s|\#[^\n]*\n)* package [ \t]+
        (?P<path>\w+ (?:[ \t]*\.[ \t]*\w+ | \[ (?: "[^"\\\n]*" | `[^`\n]*` ) \])*)
        [ \t\r]* (?:\n|\Z)""",
    re.VERBOSE,
)
_SEGMENT = re.compile(r"""\w+ | "(?P<quoted>[^"]*)" | `(?P<raw>[^`]*)`""", re.VERBOSE)


@dataclass(frozen=True)
class Module:
    """One file of Rego.

    Attributes:
        name: The file as the caller names it. The engine never sees it, because it would
            write a file of that name when it saves its plan.
        text: The source.
    """

    name: str
    text: str

    def position(self, offset: int) -> tuple[int, int]:
        """The row and column, both counted from 1, of a byte offset."""
        before = self.text.encode()[:offset]
        row_start = before.rfind(b"\n") + 1
        return before.count(b"\n") + 1, len(before[row_start:].decode(errors="replace")) + 1

    def column(self, row: int, byte: int) -> int:
        """The column, counted from 1, of a byte offset in a row that is counted from 1."""
        rows = self.text.encode().split(b"\n")
        line = rows[row - 1] if row <= len(rows) else b""
        return len(line[:byte].decode(errors="replace")) + 1


@dataclass(frozen=True)
class Sources:
    """Everything that one compilation reads.

    Attributes:
        modules: The files; the engine knows each by its index.
        data: The base document as JSON text.
        entrypoints: The paths that can be queried, such as ``asr/ggz_2024/eligibility``.
    """

    modules: tuple[Module, ...]
    data: str
    entrypoints: tuple[str, ...]


def read_sources(
    modules: Mapping[str, str], data: Mapping[str, Any], entrypoints: Sequence[str]
) -> Sources:
    """Check what the engine would misread, and bring it into the form that it reads well.

    Raises:
        EngineError: A module has no package or holds a character that ends C strings, the
            data is not JSON, or it stands where a package stands: the engine would let it
            replace the package's rules without a word.
    """
    if not entrypoints:
        raise EngineError("unknown_entrypoint", "there is no entrypoint to compile for")
    files = tuple(Module(name, text) for name, text in modules.items())
    document = to_json(data, "data")
    for file in files:
        package = _package(file)
        if _overlaps(data, package):
            path = ".".join(package)
            raise EngineError(
                "data_overlaps_package",
                f"the data has a value at package {path}, where it would replace rules",
                file.name,
            )
    return Sources(files, document, tuple(entrypoints))


def _package(file: Module) -> tuple[str, ...]:
    try:
        nul = file.text.encode().find(b"\0")
    except UnicodeEncodeError:
        raise EngineError("rego_parse_error", "the text is not Unicode", file.name) from None
    if nul >= 0:
        # The engine would compile what stands before it and say nothing of the rest.
        raise EngineError(
            "rego_parse_error", "the text has a NUL character", file.name, *file.position(nul)
        )
    declaration = _PACKAGE.match(file.text)
    if declaration is None:
        raise EngineError(
            "rego_parse_error", "the module does not begin with a package", file.name, 1, 1
        )
    return tuple(
        next(text for text in (part["quoted"], part["raw"], part[0]) if text is not None)
        for part in _SEGMENT.finditer(declaration["path"])
    )


def _overlaps(data: Mapping[str, Any], package: tuple[str, ...]) -> bool:
    node: Any = data
    for segment in package:
        if not isinstance(node, Mapping):
            return True
        if segment not in node:
            return False
        node = node[segment]
    return True
