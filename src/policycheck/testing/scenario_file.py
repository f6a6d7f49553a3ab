"""A file of scenarios: read, checked against its schema, with the line of everything in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from policycheck.errors import InvalidCase, Problem, RulesError
from policycheck.facts.documents import Document
from policycheck.facts.problems import Place, child, reported
from policycheck.facts.yaml_reader import read_yaml
from policycheck.policies.schemas import Misfit, misfits

SCHEMA = "scenarios"


@dataclass(frozen=True)
class ScenarioFile:
    """The content of a file, which fits the schema.

    Attributes:
        path: The file.
        value: Plain values: mappings, lists, strings, numbers, booleans and ``None``.
    """

    path: Path
    value: dict[str, Any]
    _document: Document

    def line(self, *keys: str | int) -> int:
        """The line of the key at a path, or of the item; of the nearest around it if it is new."""
        return _place(self._document, keys).line or 1

    def problem(self, code: str, message: str, *keys: str | int) -> Problem:
        """A problem at the key or item at a path."""
        return _problem(self._document, code, message, keys)


def read_scenario_file(path: Path, schema: str = SCHEMA) -> ScenarioFile:
    """Read a file of scenarios, or another that belongs to tests and has a schema.

    Raises:
        RulesError: It cannot be read, is not YAML, or does not fit its schema; every problem.
    """
    try:
        document = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except InvalidCase as error:
        raise RulesError(error.problems) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise RulesError([Problem("unreadable", f"cannot be read: {reason}", str(path))]) from None
    except UnicodeDecodeError:
        message = "the text is not UTF-8; save the file as UTF-8"
        raise RulesError([Problem("not-utf-8", message, str(path))]) from None
    if document.findings:
        raise RulesError(reported(document.findings, str(path)))
    value = _plain(document.value)
    if wrong := misfits(value, schema):
        raise RulesError([_misfit(document, each) for each in wrong])
    return ScenarioFile(path, value, document)


def _misfit(document: Document, misfit: Misfit) -> Problem:
    code = "unknown-key" if misfit.unknown else "scenario-schema"
    message = misfit.message
    if misfit.keys[-1:] == ("expect",) and "non-empty" in message:
        message = "it expects nothing: say what must come out, such as outcome: met"
    return _problem(document, code, message, misfit.keys)


def _problem(document: Document, code: str, message: str, keys: Sequence[str | int]) -> Problem:
    place = _place(document, keys)
    column = place.column if place.line is not None else None
    return Problem(code, message, document.name, place.line, column, _pointer(keys))


def _place(document: Document, keys: Sequence[str | int]) -> Place:
    return document.places.of_key(_pointer(keys))


def _pointer(keys: Sequence[str | int]) -> str:
    pointer = ""
    for key in keys:
        pointer = child(pointer, key)
    return pointer


def _plain(value: Any) -> Any:
    """Numbers as JSON has them; a case checks its own decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
