"""Mutants of parameters: every value that the rules read, by the least step either way."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from policycheck.policies.manifest import Parameter
from policycheck.testing.mutation.mutants import DataChange, Mutant, Operator, Path
from policycheck.testing.mutation.places import Places

FILE = "parameters.yaml"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CENT = Decimal("0.01")


def parameter_mutants(
    subject: str,
    parameters: Mapping[str, Parameter],
    data: Mapping[str, Any],
    read: Collection[str],
    places: Places,
) -> Iterator[Mutant]:
    """Every mutant of the parameters that rules read; ids are still to be given.

    A day moves by a day, an amount by a cent, another number by one; a list loses a member; and a
    version is published a day earlier or later.

    Args:
        subject: The policy.
        parameters: Its parameters.
        data: What the rules read of them: ``data.<insurer>.<policy>.parameters``.
        read: The ids of those that a rule reads.
        places: Where the values stand.
    """
    for id, parameter in parameters.items():
        if id not in read:
            continue
        for number, version in enumerate(data[id]):
            path: Path = ("parameters", id, number)
            for operator, key, values in (
                (Operator.VALUE, "value", _others(version["value"], parameter.unit)),
                (Operator.PUBLICATION, "published", _days(version["published"])),
            ):
                at = places.of(FILE, (id, "versions", number, key))
                for says, became, value in values:
                    yield Mutant(
                        id="",
                        operator=operator,
                        subject=subject,
                        file=f"{subject.replace('.', '/')}/{FILE}",
                        line=at.line,
                        column=at.column,
                        before=f"{id}/{number}/{key}: {says}",
                        after=became,
                        change=DataChange((((*path, key), value),)),
                    )


def _others(value: Any, unit: str) -> Iterator[tuple[str, str, Any]]:
    """What changes, what becomes of it, and the whole value with the change."""
    if isinstance(value, dict):
        for key, below in value.items():
            for says, became, other in _days(key):
                yield says, became, {other if k == key else k: v for k, v in value.items()}
            for says, became, other in _others(below, unit):
                yield f"{key}/{says}", became, {**value, key: other}
    elif isinstance(value, list):
        for place, below in enumerate(value):
            rest = value[:place] + value[place + 1 :]
            if rest:
                yield str(below), "(left out)", rest
            for says, became, other in _others(below, unit):
                yield says, became, [*value[:place], other, *value[place + 1 :]]
    elif isinstance(value, str):
        yield from _days(value)
    elif not isinstance(value, bool) and value is not None:
        step = _CENT if unit == "euro" else Decimal(1)
        for each in (Decimal(str(value)) - step, Decimal(str(value)) + step):
            number = int(each) if each == each.to_integral_value() else float(each)
            yield str(value), str(number), number


def _days(value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, str) and _DAY.fullmatch(value):
        for days in (-1, 1):
            other = (date.fromisoformat(value) + timedelta(days)).isoformat()
            yield value, other, other
