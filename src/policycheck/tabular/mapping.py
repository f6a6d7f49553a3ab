"""Reads a mapping file: which column is which fact, and what holds for every case."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from policycheck.errors import InvalidCase, Problem, UsageError
from policycheck.facts import case_from_mapping
from policycheck.facts.dictionary import type_of
from policycheck.facts.documents import Document
from policycheck.facts.normalise import normalised
from policycheck.facts.problems import child, printable, quoted
from policycheck.facts.suggestions import did_you_mean
from policycheck.facts.yaml_reader import read_yaml
from policycheck.resources import shipped
from policycheck.tabular.constants import Constants
from policycheck.tabular.heading import Naming
from policycheck.tabular.places import place_of
from policycheck.tabular.whole import whole

_CODE = "mapping-file"
_MOST_BYTES = 1_000_000


def read_mapping_file(path: Path) -> Naming:
    """What a mapping file says.

    Raises:
        InvalidCase: It is no YAML, or does not fit ``schemas/input/mapping.schema.json``, or a
            constant has no value that its fact can have; with every problem.
        UsageError: It cannot be read, or names a fact that there is not.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name}: the text is not UTF-8; save the file as UTF-8") from None
    document = read_yaml(text, name)
    if problems := [*_written(document), *_misfits(document)]:
        raise InvalidCase(problems)
    columns = document.value.get("columns") or {}
    for column, fact in columns.items():
        place_of(fact, f"{name}: the column {quoted(column)}")
    constants = Constants(_constants(document.value.get("constants") or {}, name), name)
    ignored = frozenset(document.value.get("ignore") or ())
    if both := sorted(ignored.intersection(columns)):
        raise UsageError(f"{name}: the column {quoted(both[0])} is a fact and is ignored; choose")
    return Naming(columns, ignored, constants, name)


def _written(document: Document) -> Iterator[Problem]:
    for found in document.findings:
        place = found.place
        yield Problem(found.code, found.sentence(), document.name, place.line, place.column)


def _misfits(document: Document) -> Iterator[Problem]:
    for error in _validator().iter_errors(document.value):
        pointer = ""
        for key in error.absolute_path:
            pointer = child(pointer, key)
        place = document.places.of(pointer)
        sentence = _sentence(error, document.value)
        yield Problem(_CODE, sentence, document.name, place.line, place.column, printable(pointer))


def _sentence(error: ValidationError, value: Mapping[str, Any]) -> str:
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        known = list(schema["properties"])
        key = next(key for key in value if key not in known)
        meant = did_you_mean(key, known) or f"; a mapping file has {', '.join(known)}"
        return f"unknown key {quoted(key)}{meant}"
    if error.validator == "type":
        return f"expected {_EXPECTED[str(error.validator_value)]}"
    return "expected something that is not empty, and nothing twice"


_EXPECTED = {
    "object": "a mapping, such as KvK-nummer: provider.kvk",
    "array": "a list of names of columns",
    "string": "the name of a fact or a column, in quotes if it is a number",
}


def _constants(given: Mapping[str, Any], name: str) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {}
    for fact, value in given.items():
        where = f"{name}: the constant {quoted(fact)}"
        place = place_of(fact, where)
        keys = tuple(step for step in place.steps if isinstance(step, str))
        if len(keys) < len(place.steps) or type_of(place.schema) == "object":
            raise UsageError(f"{where}: name a whole list or a single fact")
        if value is None:
            raise UsageError(f"{where}: it has no value; leave it out, or write one")
        if keys in found:
            raise UsageError(f"{where}: it is given twice; keep one of them")
        found[keys] = _checked(keys, value, name)
    return found


def _checked(keys: tuple[str, ...], value: Any, name: str) -> Any:
    """The value as a valid case has it; what else that case would need is not asked for."""
    nested = value
    for key in reversed(keys):
        nested = {key: nested}
    try:
        found: Any = case_from_mapping(nested, name=name).value
    except InvalidCase as error:
        problems = [problem for problem in error.problems if problem.code != "missing-fact"]
        if problems:
            raise InvalidCase(problems) from None
        found = normalised(nested, whole().schema)
    for key in keys:
        found = found[key]
    return found


@cache
def _validator() -> Draft202012Validator:
    file = shipped("schemas") / "input" / "mapping.schema.json"
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
