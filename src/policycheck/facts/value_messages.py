"""One sentence for a value that does not fit: what was found, what was expected, what to do."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from policycheck.facts import formats
from policycheck.facts.dictionary import type_of
from policycheck.facts.problems import printable, quoted
from policycheck.facts.suggestions import did_you_mean, or_list

_IDENTIFIERS = {"agb": "an AGB code", "kvk": "a KvK number", "uzovi": "a UZOVI number"}
_EXPECTED = {
    "bool": "true or false",
    "integer": "a whole number",
    "amount": "an amount in euros such as 50000 or 19.99",
    "decimal": "a number such as 0.7",
    "date": "a date (YYYY-MM-DD) such as 2023-08-15",
    "event_date": "a date (YYYY-MM-DD) such as 2023-08-15",
    "text": "text",
    "list": "a list",
    "object": "a mapping",
}
_LIMITS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
}
_YES = frozenset({"yes", "ja", "y", "j", "on", "waar"})
_NO = frozenset({"no", "nee", "n", "off", "onwaar"})
_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?")

Schema = Mapping[str, Any]


def value_sentence(keyword: str, value: Any, written: str, schema: Schema) -> tuple[str, str]:
    """The code and the sentence for a value that one keyword of its schema refuses.

    Args:
        keyword: The keyword, such as ``enum``.
        value: The value, with numbers as decimals.
        written: The value as it is written in the file, where it is a scalar.
        schema: The schema of the fact.
    """
    if keyword == "type":
        return _wrong_type(value, written, schema)
    if keyword in ("anyOf", "pattern", "format"):
        return _FORMS[type_of(schema)](value, written, schema)
    return _KEYWORDS[keyword](value, written, schema)


def _wrong_type(value: Any, written: str, schema: Schema) -> tuple[str, str]:
    wanted = type_of(schema)
    sentence = f"found {_found(value, written)}; expected {_expected(wanted, schema)}"
    code = "wrong-type"
    if value is None:
        sentence += "; leave out what is not known"
    elif wanted == "identifier" and isinstance(value, Decimal):
        code = "unquoted-identifier"
        sentence += f'; put quotes around it, as "{printable(written)}", or leading zeros are lost'
    elif wanted == "bool" and isinstance(value, str):
        sentence += _boolean_hint(value)
    elif wanted == "list":
        sentence += "; an empty list, [], means none"
    elif wanted == "text" and isinstance(value, bool | Decimal):
        sentence += "; put quotes around it"
    elif wanted in ("integer", "amount", "decimal") and isinstance(value, str):
        sentence += (
            "; remove the quotes"
            if _DIGITS.fullmatch(value)
            else "; write digits only, and a point before cents"
        )
    return code, sentence


def _boolean_hint(text: str) -> str:
    word = text.strip().lower()
    if word in ("true", "false"):
        return "; write it in lower case and without quotes"
    return "; write true" if word in _YES else "; write false" if word in _NO else ""


def _found(value: Any, written: str) -> str:
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Decimal):
        return f"the number {printable(written)}"
    return "a list" if isinstance(value, list) else "a mapping"


def _expected(wanted: str, schema: Schema) -> str:
    if wanted == "enum":
        return or_list(schema["enum"])
    if wanted == "identifier":
        kind = schema["x-type"]
        return f"{_IDENTIFIERS[kind]}: {formats.DIGITS[kind]} digits in quotes"
    return _EXPECTED[wanted]


def _enum(value: Any, _: str, schema: Schema) -> tuple[str, str]:
    values = schema["enum"]
    hint = did_you_mean(value, values) if isinstance(value, str) else ""
    return "unknown-value", f"found {quoted(str(value))}; expected {or_list(values)}{hint}"


def _date(value: Any, _: str, __: Schema) -> tuple[str, str]:
    try:
        formats.local_date(value)
    except ValueError as error:
        return "invalid-date", f"found {quoted(value)}; {error}"
    return "invalid-date", f"found {quoted(value)}; expected {_EXPECTED['date']}"


def _decimals(_: Any, written: str, schema: Schema) -> tuple[str, str]:
    what = "an amount in euros" if schema.get("x-type") == "amount" else "a number"
    most = {2: "two", 3: "three"}[formats.DECIMALS[schema["format"]]]
    return "too-many-decimals", (
        f"found {printable(written)}; expected {what} with at most {most} decimals,"
        " and no point between the thousands"
    )


def _identifier(value: Any, _: str, schema: Schema) -> tuple[str, str]:
    sentence = f"found {quoted(value)}; expected {_expected('identifier', schema)}"
    return "invalid-identifier", f"{sentence}, leading zeros included"


def _text(_: Any, __: str, ___: Schema) -> tuple[str, str]:
    return "invalid-text", "the text has control characters or broken Unicode; remove them"


def _limits(_: Any, written: str, schema: Schema) -> tuple[str, str]:
    limits = [say.format(schema[keyword]) for keyword, say in _LIMITS.items() if keyword in schema]
    if "exclusiveMinimum" in schema and "minimum" in schema:
        limits.pop(0)
    return "out-of-range", f"found {printable(written)}; expected {' and '.join(limits)}"


def _length(value: Any, _: str, schema: Schema) -> tuple[str, str]:
    least, most = schema.get("minLength", 0), schema["maxLength"]
    sentence = f"found {len(value)} characters; expected at least {least} and at most {most}"
    return "wrong-length", sentence


def _too_many(value: Any, _: str, schema: Schema) -> tuple[str, str]:
    return "too-many-items", f"found {len(value)} items; expected at most {schema['maxItems']}"


_Sentence = Callable[[Any, str, Schema], tuple[str, str]]

_FORMS: Mapping[str, _Sentence] = {
    "date": _date,
    "event_date": _date,
    "amount": _decimals,
    "decimal": _decimals,
    "identifier": _identifier,
    "text": _text,
}
_KEYWORDS: Mapping[str, _Sentence] = {
    "enum": _enum,
    "minimum": _limits,
    "maximum": _limits,
    "exclusiveMinimum": _limits,
    "minLength": _length,
    "maxLength": _length,
    "maxItems": _too_many,
}
