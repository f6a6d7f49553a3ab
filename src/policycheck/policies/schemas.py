"""Checks a manifest against its JSON Schema."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry, Resource

from policycheck.errors import Problem
from policycheck.facts.suggestions import did_you_mean, or_list
from policycheck.resources import shipped
from policycheck.version import __version__

_NAMES = (
    "common",
    "policy",
    "decision",
    "parameters",
    "readings",
    "laws",
    "not_normative",
    "expected_flips",
    "scenarios",
    "mutants",
)


@dataclass(frozen=True)
class Misfit:
    """A value that does not fit a schema.

    Attributes:
        keys: The path of the value, or of the key that is unknown.
        unknown: Whether it is a key that the schema does not have.
        message: What is wrong with it.
    """

    keys: tuple[str | int, ...]
    unknown: bool
    message: str


def misfits(content: Any, schema: str) -> list[Misfit]:
    """Everything that does not fit the schema of that name; every unknown key for itself.

    A key that is missing beside an unknown one is left out: it is likely the same mistake.
    """
    found: list[Misfit] = []
    missing: list[Misfit] = []
    for error in _validator(schema).iter_errors(content):
        cause = best_match([error]) or error
        path = tuple(cause.absolute_path)
        if unknown := _unknown_keys(cause):
            found += [Misfit((*path, key), True, message) for key, message in unknown.items()]
            continue
        group = missing if cause.validator == "required" else found
        group.append(Misfit(path, False, cause.message[:300]))
    around = {each.keys[:-1] for each in found if each.unknown}
    return found + [each for each in missing if each.keys not in around]


def problems_in(content: Any, schema: str, file: str) -> list[Problem]:
    """Everything in a manifest that does not fit the schema of that name."""
    problems = []
    choices = []
    misspelt = set()
    for error in _validator(schema).iter_errors(content):
        names = _choice(error)
        cause = error if names else best_match([error]) or error
        pointer = "".join(f"/{part}" for part in cause.absolute_path)
        if names:
            message = _wrong_choice(error, names)
            choices.append(Problem("manifest-schema", message, file, pointer=pointer))
            continue
        if unknown := _unknown_keys(cause):
            misspelt.add(pointer)
            for key, text in unknown.items():
                problems.append(Problem("manifest-schema", text, file, pointer=f"{pointer}/{key}"))
            continue
        code, message = "manifest-schema", cause.message[:300]
        if _is_half_a_text(cause):
            code, message = "missing-translation", f"{message}: a text has nl and en"
        problems.append(Problem(code, message, file, pointer=pointer))
    # A key that is missing beside an unknown one is likely the same mistake.
    return problems + [each for each in choices if each.pointer not in misspelt]


def _unknown_keys(error: ValidationError) -> dict[str, str]:
    """What to say of each key that a schema does not have, if that is the error."""
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return {}
    holder: Any = error.instance
    schema: Any = error.schema
    known = list(schema["properties"])
    found = {}
    for key in (each for each in holder if each not in known):
        meant = did_you_mean(key, known)
        newer = f"; policycheck {__version__} does not have it: is it of a newer version?"
        found[key] = f"unknown key {key}{meant or newer}"
    return found


def _choice(error: ValidationError) -> list[str]:
    """The keys of which a mapping has to have exactly one, if that is the error."""
    if error.validator != "oneOf" or not isinstance(error.instance, Mapping):
        return []
    branches: Any = error.validator_value
    if not all(branch.keys() == {"required"} for branch in branches):
        return []
    return [name for branch in branches for name in branch["required"]]


def _wrong_choice(error: ValidationError, names: list[str]) -> str:
    holder: Any = error.instance
    there = [name for name in names if name in holder]
    if there:
        return f"{' and '.join(there)} stand together: only one of them can"
    return f"one of {or_list(names)} is needed"


def _is_half_a_text(error: ValidationError) -> bool:
    """Whether a text lacks one of its languages, or has nothing in it."""
    path = [*error.absolute_schema_path]
    if error.validator == "required":
        return error.validator_value == ["nl", "en"]
    return error.validator == "minLength" and path[-2:-1] in (["nl"], ["en"])


@cache
def _validator(name: str) -> Draft202012Validator:
    directory = shipped("schemas") / "manifest"
    schemas = [
        json.loads((directory / f"{each}.schema.json").read_text(encoding="utf-8"))
        for each in _NAMES
    ]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    return Draft202012Validator(
        schemas[_NAMES.index(name)],
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
