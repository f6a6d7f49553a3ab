"""From the schema of a case to assertions over its columns: every keyword, or an error."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NoReturn, Protocol

from policycheck.errors import Problem, RulesError
from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, DIGITS, FIRST_YEAR, LAST_YEAR
from policycheck.facts.schemas import DESCRIBING
from policycheck.tabular.validation.columns import ITEM, Columns, Path, Rows, day_number
from policycheck.tabular.validation.contradictions import NotInFuture, NoTurnoverBeforeStart
from policycheck.tabular.validation.lists import KnownItems, MostItems, UniqueItems
from policycheck.tabular.validation.members import Fits, Implies, NotBefore, Required
from policycheck.tabular.validation.values import (
    AtLeast,
    AtMost,
    Digits,
    LongEnough,
    OneOf,
    Printable,
    ShortEnough,
)

Schema = Mapping[str, Any]

_DATE = [{"format": "date"}, {"format": "date-time"}]
# The years of facts.formats, in which a date is refused anyway.
_YEARS = "^(1[7-9]|2[01])[0-9]{2}-"
_TURNOVER = ("insurers", None, "turnover", None)


class Assertion(Protocol):
    """One thing that a schema, or the day that is judged, says of one fact.

    Attributes:
        path: Where the fact stands; ``*`` stands for any item of a list.
        keyword: The keyword of the schema that says it, or ``contradiction``.
    """

    @property
    def path(self) -> Path: ...  # noqa: D102

    @property
    def keyword(self) -> str: ...  # noqa: D102

    def refused(self, cases: Columns) -> Rows:
        """The rows that do not fit; a row may be named more than once."""


def assertions_of(schema: Schema) -> tuple[Assertion, ...]:
    """What a case schema without references says about columns.

    Raises:
        RulesError: It has a keyword, or a use of one, that is not checked over columns.
    """
    return tuple(_of(schema, ()))


def _of(schema: Schema, path: Path) -> Iterator[Assertion]:
    kind = type_of(schema)
    rest = {key: value for key, value in schema.items() if key not in DESCRIBING}
    marked = rest.pop("x-type", None)
    if kind not in _KINDS or rest.pop("type", None) != _TYPES.get(kind, "string"):
        _refuse("type", path)
    yield from _KINDS[kind](rest, path)
    if rest:
        _refuse(next(iter(rest)), path)
    if marked == "event_date":
        yield NotInFuture(path)
    if len(path) == len(_TURNOVER) and path[0] == _TURNOVER[0] and path[2] == _TURNOVER[2]:
        yield NoTurnoverBeforeStart(path)


def _refuse(keyword: str, path: Path) -> NoReturn:
    pointer = "".join(f"/{step}" for step in path)
    sentence = (
        f"{keyword} is used in a way that is not checked over columns of cases; take it out of"
        " the schema, or teach policycheck.tabular.validation what it means"
    )
    raise RulesError(
        [Problem("unsupported-keyword", sentence, "case.schema.json", pointer=pointer)]
    )


def _object(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    members = rest.pop("properties")
    if rest.pop("additionalProperties", None) is not False:
        _refuse("additionalProperties", path)
    for name in rest.pop("required", ()):
        _plain(name, members, "required", path)
        yield Required(path, "required", name)
    for later, earlier in rest.pop("x-not-before", {}).items():
        if {type_of(members[name]) for name in (later, earlier)} - {"date", "event_date"}:
            _refuse("x-not-before", path)
        yield NotBefore(path, "x-not-before", later, earlier)
    for name, dependent in rest.pop("dependentSchemas", {}).items():
        _plain(name, members, "dependentSchemas", path)
        consequence = _fits(dependent, members, path)
        yield Implies(path, "dependentSchemas", Fits(required=(name,)), consequence)
    for part in rest.pop("allOf", ()):
        if part.keys() != {"if", "then"}:
            _refuse("allOf", path)
        condition, consequence = (_fits(part[key], members, path) for key in ("if", "then"))
        yield Implies(path, "allOf", condition, consequence)
    for name, member in members.items():
        yield from _of(member, (*path, name))


def _fits(part: Schema, members: Schema, path: Path) -> Fits:
    """What a part of ``if``, ``then`` or ``dependentSchemas`` says."""
    if other := part.keys() - {"required", "properties"}:
        _refuse(min(other), path)
    required = tuple(part.get("required", ()))
    excluded, constants = [], []
    for name, member in part.get("properties", {}).items():
        if member is False:
            excluded.append(name)
        elif isinstance(member, dict) and member.keys() == {"const"}:
            constants.append((name, _place(member["const"], members[name], path)))
        else:
            _refuse("properties", path)
    for name in (*required, *excluded):
        _plain(name, members, "required" if name in required else "properties", path)
    return Fits(required, tuple(excluded), tuple(constants))


def _place(value: object, member: Schema, path: Path) -> int:
    values: list[object] = member.get("enum", [])
    if value not in values:
        _refuse("const", path)
    return values.index(value)


def _plain(name: str, members: Schema, keyword: str, path: Path) -> None:
    """Refuse an object whose absence counts: in columns an empty object is absent."""
    if type_of(members[name]) == "object":
        _refuse(keyword, path)


def _list(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    items, most = rest.pop("items"), rest.pop("maxItems", None)
    if most is None:
        _refuse("items", path)
    yield MostItems(path, "maxItems", most)
    yield KnownItems(path, "type")
    if rest.pop("uniqueItems", False):
        if type_of(items) not in ("enum", "integer"):
            _refuse("uniqueItems", path)
        yield UniqueItems(path, "uniqueItems", most)
    yield from _of(items, (*path, ITEM))


def _bool(_: dict[str, Any], __: Path) -> Iterator[Assertion]:
    yield from ()


def _number(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    """Limits, as whole cents, thousandths or ones."""
    form = rest.pop("format", None)
    if form is not None and form not in DECIMALS:
        _refuse("format", path)
    decimals = DECIMALS.get(form, 0)
    for keyword, rounding, beyond, kind in _LIMITS:
        if keyword in rest:
            scaled = Decimal(str(rest.pop(keyword))).scaleb(decimals)
            yield kind(path, keyword, int(scaled.to_integral_value(rounding)) + beyond)


_LIMITS: tuple[tuple[str, str, int, type[AtLeast] | type[AtMost]], ...] = (
    ("minimum", ROUND_CEILING, 0, AtLeast),
    ("exclusiveMinimum", ROUND_FLOOR, 1, AtLeast),
    ("maximum", ROUND_FLOOR, 0, AtMost),
)


def _date(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    if rest.pop("anyOf", None) != _DATE or rest.pop("pattern", _YEARS) != _YEARS:
        _refuse("anyOf", path)
    yield AtLeast(path, "format", day_number(date(FIRST_YEAR, 1, 1)))
    yield AtMost(path, "format", day_number(date(LAST_YEAR, 12, 31)))


def _text(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    if "minLength" in rest:
        yield LongEnough(path, "minLength", rest.pop("minLength"))
    if "maxLength" in rest:
        yield ShortEnough(path, "maxLength", rest.pop("maxLength"))
    if rest.get("format") == "text":
        yield Printable(path, rest.pop("format"))


def _identifier(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    count = DIGITS.get(rest.pop("format", ""))
    if count is None or rest.pop("pattern", f"^[0-9]{{{count}}}$") != f"^[0-9]{{{count}}}$":
        _refuse("format", path)
    yield Digits(path, "format", count)


def _enum(rest: dict[str, Any], path: Path) -> Iterator[Assertion]:
    yield OneOf(path, "enum", tuple(rest.pop("enum")))


_TYPES = {
    "bool": "boolean",
    "integer": "integer",
    "amount": "number",
    "decimal": "number",
    "list": "array",
    "object": "object",
}
_KINDS: Mapping[str, Callable[[dict[str, Any], Path], Iterator[Assertion]]] = {
    "object": _object,
    "list": _list,
    "bool": _bool,
    "integer": _number,
    "amount": _number,
    "decimal": _number,
    "date": _date,
    "event_date": _date,
    "text": _text,
    "identifier": _identifier,
    "enum": _enum,
}
