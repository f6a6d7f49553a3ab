"""The JSON Schema validator of cases: draft 2020-12, with what is particular to facts.

* ``null`` stands for a fact that is not known, so every member may be ``null``, and a required
  one that is ``null`` is missing.
* A list that is too long is one mistake: its items are not looked at.
* ``x-not-before`` says which date may not lie before which other.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from policycheck.facts import formats

Errors = Iterator[ValidationError]


def case_validator(schema: Mapping[str, Any]) -> Validator:
    """A validator of documents whose numbers are :class:`~decimal.Decimal`."""
    checker = FormatChecker(formats=())
    checker.checks("date", ValueError)(formats.is_date)
    checker.checks("date-time", ValueError)(formats.is_time)
    checker.checks("text")(formats.is_text)
    for name, most in formats.DECIMALS.items():
        checker.checks(name)(partial(formats.has_decimals, most))
    for name, count in formats.DIGITS.items():
        checker.checks(name)(partial(formats.has_digits, count))
    validator: Validator = _CaseValidator(schema, format_checker=checker)
    return validator


def _is_number(_: object, value: object) -> bool:
    return isinstance(value, Decimal)


def _is_integer(_: object, value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


def _properties(validator: Any, properties: Any, instance: Any, _: Any) -> Errors:
    if isinstance(instance, dict):
        for name, schema in properties.items():
            if (value := instance.get(name)) is None:
                continue
            if schema is False:
                yield ValidationError("excluded", path=(name,))
            else:
                yield from validator.descend(value, schema, path=name, schema_path=name)


def _required(_: Any, names: Any, instance: Any, __: Any) -> Errors:
    if isinstance(instance, dict):
        for name in names:
            if instance.get(name) is None:
                yield ValidationError("missing", path=(name,))


def _additional_properties(_: Any, __: Any, instance: Any, schema: Any) -> Errors:
    if isinstance(instance, dict):
        for name in instance.keys() - schema["properties"].keys():
            yield ValidationError("unknown", path=(name,))


def _fits(instance: Any, schema: Any) -> bool:
    """Whether a list is short enough to look at its items."""
    return isinstance(instance, list) and len(instance) <= schema["maxItems"]


def _items(validator: Any, items: Any, instance: Any, schema: Any) -> Errors:
    if _fits(instance, schema):
        for index, item in enumerate(instance):
            yield from validator.descend(item, items, path=index)


def _unique_items(_: Any, unique: Any, instance: Any, schema: Any) -> Errors:
    if unique and _fits(instance, schema):
        for index, item in enumerate(instance):
            if item in instance[:index]:
                yield ValidationError("repeated", path=(index,))


def _dependent_schemas(validator: Any, dependents: Any, instance: Any, _: Any) -> Errors:
    if isinstance(instance, dict):
        for name, schema in dependents.items():
            if instance.get(name) is not None:
                yield from validator.descend(instance, schema, schema_path=name)


def _not_before(_: Any, pairs: Any, instance: Any, __: Any) -> Errors:
    if isinstance(instance, dict):
        for later, earlier in pairs.items():
            try:
                right = formats.local_date(instance[later]) >= formats.local_date(instance[earlier])
            except (KeyError, TypeError, ValueError):
                continue  # absent, or reported as no date
            if not right:
                yield ValidationError(earlier, path=(later,))


_CaseValidator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "properties": _properties,
        "required": _required,
        "additionalProperties": _additional_properties,
        "items": _items,
        "uniqueItems": _unique_items,
        "dependentSchemas": _dependent_schemas,
        "x-not-before": _not_before,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_integer}
    ),
)
