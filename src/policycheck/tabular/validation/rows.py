"""A quick yes for a case in JSON: validated by jsonschema-rs where that is sure to be right."""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any, NoReturn

import jsonschema_rs

from policycheck.errors import InvalidCase
from policycheck.facts import CaseSchemas, case_from_json, formats, load_schemas
from policycheck.facts.json_reader import check_size
from policycheck.facts.normalise import normalised
from policycheck.tabular.validation.row_schema import row_schema

# Written so, a number has no more decimals than any format allows, and a float gives it back.
_PLAIN = re.compile(rf"[0-9]{{1,13}}\.[0-9]{{1,{min(formats.DECIMALS.values())}}}")
# Another number of a size that facts have, and its decimals as written.
_OTHER = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,12})?(?:[eE][-+]?[0-9]{1,2})?")
_MOST = 10**13
_MOST_DECIMALS = max(formats.DECIMALS.values())
_WITH_DECIMALS = (dict, list, Decimal)


class _Doubt(ValueError):
    """Something that only the validator with reasons judges."""


class RowValidator:
    """Says yes to valid cases in JSON, many times quicker than the validator with reasons.

    It never says yes to a case that :func:`policycheck.facts.case_from_json` refuses. Where it
    does not say yes, that function decides: the case may be valid still.
    """

    def __init__(self, schemas: CaseSchemas) -> None:
        """Make the validator; it takes some milliseconds, so keep it. It cannot be pickled.

        Raises:
            RulesError: The schemas have a keyword that is not known here.
        """
        self._schema = schemas.schema
        self._validator = jsonschema_rs.Draft202012Validator(
            row_schema(schemas.schema),
            formats=_formats(),
            validate_formats=True,
            keywords={"x-not-before": _NotBefore},
        )

    def surely_valid(self, text: str) -> bool:
        """Whether the case is certainly valid."""
        return self._value(text) is not None

    def read(self, text: str) -> dict[str, Any] | None:
        """The value of the case, as :attr:`policycheck.facts.Case.value` has it.

        Returns:
            ``None`` where the case is not certainly valid.
        """
        value = self._value(text)
        return None if value is None else normalised(value, self._schema)

    def case(self, text: str, name: str) -> dict[str, Any]:
        """The value of the case, read by whichever of the two says what it is.

        Args:
            text: The JSON text.
            name: What the case is called in messages.

        Raises:
            InvalidCase: As :func:`policycheck.facts.case_from_json`.
        """
        value = self.read(text)
        return dict(case_from_json(text, name=name).value) if value is None else value

    def _value(self, text: str) -> dict[str, Any] | None:
        others: list[Decimal] = []
        try:
            check_size(text, "")
            value: dict[str, Any] = json.loads(
                text,
                object_pairs_hook=_members,
                parse_float=partial(_number, others),
                parse_constant=_doubted,
            )
            if not self._validator.is_valid(value):
                return None
            if others:
                _check_decimals(value, self._schema)
            return value
        except (InvalidCase, ValueError):
            return None


@cache
def row_validator() -> RowValidator:
    """The validator for the schemas that come with policycheck, made once in each process."""
    return RowValidator(load_schemas())


class _NotBefore:
    """The keyword ``x-not-before``."""

    def __init__(self, _: object, pairs: Mapping[str, str], __: object) -> None:
        self._pairs = tuple(pairs.items())

    def validate(self, instance: object) -> None:
        if isinstance(instance, dict):
            for names in self._pairs:
                later, earlier = (instance.get(name) for name in names)
                if later is None or earlier is None:
                    continue
                if formats.local_date(later) < formats.local_date(earlier):
                    raise ValueError


def _formats() -> dict[str, Callable[[str], bool]]:
    """All formats of texts; that of a number is heeded while it is read."""
    digits = {name: partial(formats.has_digits, count) for name, count in formats.DIGITS.items()}
    return {
        "date": partial(_holds, formats.is_date),
        "date-time": partial(_holds, formats.is_time),
        "text": formats.is_text,
        **digits,
    }


def _holds(check: Callable[[object], bool], text: str) -> bool:
    try:
        return check(text)
    except ValueError:
        return False


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubt
    return found


def _number(others: list[Decimal], text: str) -> int | float | Decimal:
    """A number that is no whole one as it is written; where its decimals count, among others."""
    if _PLAIN.fullmatch(text):
        plain = float(text)
        return int(plain) if plain.is_integer() else plain
    if not _OTHER.fullmatch(text):
        raise _Doubt
    number = Decimal(text)
    if abs(number) >= _MOST or not formats.has_decimals(_MOST_DECIMALS, number):
        raise _Doubt
    others.append(number)
    return number


def _check_decimals(value: Any, schema: Mapping[str, Any]) -> None:
    """No number of a valid case has more decimals, as it is written, than its format."""
    if isinstance(value, Decimal):
        most = formats.DECIMALS.get(schema.get("format", ""))
        if most is not None and not formats.has_decimals(most, value):
            raise _Doubt
    elif isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, _WITH_DECIMALS):
                _check_decimals(member, schema["properties"][name])
    else:
        for item in value:
            if isinstance(item, _WITH_DECIMALS):
                _check_decimals(item, schema["items"])


def _doubted(_: str) -> NoReturn:
    raise _Doubt
