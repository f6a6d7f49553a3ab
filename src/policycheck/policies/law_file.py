"""The laws that a ``laws.yaml`` holds, from its content to frozen values."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from policycheck.model import Outcome, Status, Text
from policycheck.policies.laws import (
    Always,
    AnyOf,
    Comes,
    Compared,
    Constant,
    Decided,
    Exclusive,
    Exhaustive,
    Fixed,
    Has,
    Independent,
    Kind,
    Known,
    Law,
    Monotone,
    Never,
    NotThat,
    OfFact,
    OfParameter,
    Operand,
    Relation,
    Results,
    Statement,
)

Content = Mapping[str, Any]

_TOP_LEVEL = re.compile(r"""^(["']?)([a-z][a-z0-9-]*)\1\s*:""", re.MULTILINE)


def build_laws(policy: str, content: Content, text: str) -> Mapping[str, Law]:
    """The laws of a policy by id, in the order of their file.

    Args:
        policy: The id of the policy.
        content: What ``laws.yaml`` holds; it fits its schema.
        text: The same as it is written, for the lines.
    """
    lines = _lines(text)
    return MappingProxyType(
        {id: _law(policy, id, each, lines.get(id, 1)) for id, each in content.items()}
    )


def _lines(text: str) -> Mapping[str, int]:
    """The line of every key at the margin: YAML with its places is too slow for every start."""
    return {
        found.group(2): text.count("\n", 0, found.start()) + 1
        for found in _TOP_LEVEL.finditer(text)
    }


def _law(policy: str, id: str, content: Content, line: int) -> Law:
    (kind,) = (name for name in content if name in _KINDS)
    return Law(
        id=id,
        policy=policy,
        decision=content["decision"],
        title=Text(content["title"]["nl"], content["title"]["en"]),
        refs=tuple(content.get("refs", ())),
        readings=MappingProxyType(dict(content.get("readings", {}))),
        when=_statements(content.get("when", ())),
        kind=_KINDS[kind](content[kind]),
        line=line,
    )


def _statements(contents: Iterable[Content]) -> tuple[Statement, ...]:
    return tuple(_statement(each) for each in contents)


def _statement(content: Content) -> Statement:
    if "fact" in content:
        return _of_fact(content["fact"], content)
    if "outcome" in content:
        return Comes(tuple(Outcome(each) for each in _listed(content["outcome"])))
    if "condition" in content:
        statuses = tuple(Status(each) for each in _listed(content["status"]))
        return Has(content["condition"], statuses)
    if "result" in content:
        return Results(content["result"], _value(content["is"]))
    if "any" in content:
        return AnyOf(_statements(content["any"]))
    return NotThat(_statement(content["not"]))


def _of_fact(fact: str, content: Content) -> Statement:
    if "known" in content:
        return Known(fact, content["known"])
    (relation,) = (each for each in Relation if each in content)
    return Compared(fact, relation, _operand(content[relation]))


def _operand(content: Any) -> Operand:
    if not isinstance(content, Mapping):
        return Fixed(_value(content))
    if "fact" in content:
        return OfFact(content["fact"])
    return OfParameter(content["parameter"])


def _value(written: Any) -> bool | int | Decimal | str:
    if isinstance(written, float):
        return Decimal(repr(written))
    value: bool | int | str = written
    return value


def _listed(written: str | list[str]) -> list[str]:
    return [written] if isinstance(written, str) else written


def _monotone(content: Content) -> Kind:
    return Monotone(content["fact"], content["direction"] == "up", _of(content))


def _constant(content: Content) -> Kind:
    first, last = (date.fromisoformat(content[each]) for each in ("from", "until"))
    return Constant(f"/{content['day']}", first, last, _of(content))


def _of(content: Content) -> str | None:
    condition: str | None = content.get("of", {}).get("condition")
    return condition


_KINDS: Mapping[str, Callable[[Any], Kind]] = {
    "never": lambda content: Never(_statements(content)),
    "always": lambda content: Always(_statements(content)),
    "exclusive": lambda content: Exclusive(_statements(content)),
    "exhaustive": lambda content: Exhaustive(_statements(content)),
    "monotone": _monotone,
    "independent": lambda content: Independent(tuple(content["facts"]), _of(content)),
    "decided": lambda content: Decided(tuple(content["facts"]), _of(content)),
    "constant": _constant,
}
