"""Facts that cannot hold together because of their days: refused, with both places."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from policycheck.errors import InvalidCase
from policycheck.facts import case_from_mapping, load_schemas


def orders(schema: Mapping[str, Any], pointer: str) -> Iterator[tuple[str, str, str]]:
    """Per object its pointer, a date in it, and the date that it cannot lie before."""
    for later, earlier in schema.get("x-not-before", {}).items():
        yield pointer, later, earlier
    for name, member in schema.get("properties", {}).items():
        yield from orders(member, f"{pointer}/{name}")
    if "items" in schema:
        yield from orders(schema["items"], f"{pointer}/0")


ORDERS = [*orders(load_schemas().schema, "")]

# What else an object with such dates must have.
NEEDED: dict[str, dict[str, Any]] = {
    "/provider/heightened_supervision/0": {"status": "lifted"},
    "/insurers/asr/claims/submitted/0": {},
}


def holding(pointer: str, members: dict[str, Any]) -> Any:
    value: Any = {**members, **NEEDED.get(pointer, {})}
    for step in reversed(pointer.split("/")[1:]):
        value = [value] if step == "0" else {step: value}
    return value


def test_the_orders_that_there_are() -> None:
    assert {f"{pointer}/{later}" for pointer, later, _ in ORDERS} == {
        "/provider/heightened_supervision/0/lifted_on",
        "/insurers/asr/ceiling_request/replied_on",
        "/insurers/asr/claims/submitted/0/submitted_on",
        "/insurers/asr/contract/ends_on",
        "/insurers/asr/invoice/submitted_on",
        "/insurers/caresq/contract/ends_on",
        "/insurers/caresq/email/replied_on",
        "/insurers/vgz/ceiling_request/replied_on",
    }


@pytest.mark.parametrize(("pointer", "later", "earlier"), ORDERS)
def test_the_day_before_is_a_contradiction(pointer: str, later: str, earlier: str) -> None:
    members = {earlier: "2024-02-29", later: "2024-02-28"}
    with pytest.raises(InvalidCase) as caught:
        case_from_mapping(holding(pointer, members))
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("contradiction", f"{pointer}/{later}")
    assert f"(at {pointer}/{earlier})" in problem.message
    assert "2024-02-29" in problem.message


@pytest.mark.parametrize("day", ["2024-02-29", "2024-03-01"])
@pytest.mark.parametrize(("pointer", "later", "earlier"), ORDERS)
def test_the_same_day_and_later_are_none(pointer: str, later: str, earlier: str, day: str) -> None:
    case_from_mapping(holding(pointer, {earlier: "2024-02-29", later: day}))
    if pointer not in NEEDED:
        case_from_mapping(holding(pointer, {later: day}))
