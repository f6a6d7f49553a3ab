"""Checks the facts of a document against the schemas: every mistake, each of them once."""

from functools import partial
from itertools import pairwise
from typing import Any

from jsonschema import ValidationError

from policycheck.facts import member_messages, value_messages
from policycheck.facts.documents import Document
from policycheck.facts.problems import Finding, child
from policycheck.facts.schemas import CaseSchemas

# Several keywords may refuse one value; the first of these says it best.
_ORDER = (
    "type",
    "enum",
    "maxItems",
    "maxLength",
    "minLength",
    "exclusiveMinimum",
    "minimum",
    "maximum",
)

# Problems of the writing that leave a value to check.
_WITH_VALUE = frozenset({"duplicate-key", "anchor"})


def findings(document: Document, schemas: CaseSchemas) -> list[Finding]:
    """Everything that is wrong with a document: with the writing and with the facts."""
    errors: dict[str, ValidationError] = {}
    for error in schemas.validator.iter_errors(document.value):
        pointer = _pointer(error)
        if pointer not in errors or _rank(error) < _rank(errors[pointer]):
            errors[pointer] = error
    # What could not be read has no value: whatever the schema says of it is the same mistake.
    unread = {found.pointer for found in document.findings if found.code not in _WITH_VALUE}
    return [
        *document.findings,
        *(
            _finding(error, pointer, document, schemas)
            for pointer, error in errors.items()
            if pointer not in unread or error.validator == "additionalProperties"
        ),
    ]


def _rank(error: ValidationError) -> int:
    keyword = error.validator
    return _ORDER.index(keyword) if keyword in _ORDER else len(_ORDER)


def _pointer(error: ValidationError) -> str:
    pointer = ""
    for token in error.absolute_path:
        pointer = child(pointer, token)
    return pointer


def _finding(
    error: ValidationError, pointer: str, document: Document, schemas: CaseSchemas
) -> Finding:
    keyword = error.validator
    instance: Any = error.instance
    schema: Any = error.schema
    place = document.places.of(pointer)
    if keyword == "additionalProperties":
        sentence = partial(member_messages.unknown, pointer, schemas.dictionary)
        return Finding("unknown-fact", pointer, document.places.of_key(pointer), sentence)
    if keyword == "properties":  # what another member excludes
        sentence = partial(
            member_messages.excluded, pointer, *_condition(error, pointer, schemas) or ("", "")
        )
        return Finding("contradiction", pointer, document.places.of_key(pointer), sentence)
    if keyword == "required":
        needed = _condition(error, pointer, schemas)
        sentence = partial(member_messages.missing, pointer, needed)
        return Finding("missing-fact", pointer, place, sentence)
    if keyword == "x-not-before":
        other = child(pointer.rpartition("/")[0], error.message)
        sentence = partial(member_messages.before, pointer, other, instance)
        return Finding("contradiction", pointer, place, sentence)
    if keyword == "uniqueItems":
        item = instance[error.path[-1]]
        sentence = partial(member_messages.repeated, item, place.written)
        return Finding("repeated-item", pointer, place, sentence)
    code, text = value_messages.value_sentence(str(keyword), instance, place.written, schema)
    return Finding(code, pointer, place, lambda: text)


def _condition(
    error: ValidationError, pointer: str, schemas: CaseSchemas
) -> tuple[str, Any] | None:
    """The fact beside it, and its value if that counts, with which this is an error."""
    above = pointer.rpartition("/")[0]
    node: Any = schemas.validator.schema
    path = list(error.absolute_schema_path)
    for step, below in pairwise(path):
        if step == "then":
            [(key, member)] = node["if"]["properties"].items()
            return child(above, key), member["const"]
        if step == "dependentSchemas":
            return child(above, below), None
        node = node[step]
    return None
