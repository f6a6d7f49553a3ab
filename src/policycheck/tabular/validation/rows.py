"""A quick yes for a case in JSON: validated by jsonschema-rs where that is sure to be right."""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NoReturn

import jsonschema_rs

from policycheck.errors import InvalidCase
from policycheck.facts import CaseSchemas, formats
from policycheck.facts.json_reader import check_size
from policycheck.facts.normalise import normalised
from policycheck.tabular.validation.row_schema import row_schema

# Written so, a number has no more decimals than any format allows, and a float gives it back.
_PLAIN = re.compile(rf"[0-9]{{1,13}}\.[0-9]{{1,{min(formats.DECIMALS.values())}}}")


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

    def _value(self, text: str) -> dict[str, Any] | None:
        try:
            check_size(text, "")
            value: dict[str, Any] = json.loads(
                text, object_pairs_hook=_members, parse_float=_number, parse_constant=_doubted
            )
            return value if self._validator.is_valid(value) else None
        except (InvalidCase, ValueError):
            return None


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


def _number(text: str) -> int | float:
    if not _PLAIN.fullmatch(text):
        raise _Doubt
    number = float(text)
    return int(number) if number.is_integer() else number


def _doubted(_: str) -> NoReturn:
    raise _Doubt
