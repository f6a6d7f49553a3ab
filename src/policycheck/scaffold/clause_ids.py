"""Ids of new clauses."""

from collections.abc import Collection


def clause_ids(decision: str, count: int, taken: Collection[str]) -> list[str]:
    """Ids such as ``eli-01``: the first letters of the decision, and numbers that are free."""
    prefix = "".join(each for each in decision if each.isalpha())[:3]
    numbers = [_number(id) for id in taken if id.startswith(f"{prefix}-")]
    first = max(numbers, default=0) + 1
    return [f"{prefix}-{number:02}" for number in range(first, first + count)]


def _number(id: str) -> int:
    """The number of a clause, whatever letter stands after it."""
    return int("".join(each for each in id.partition("-")[2] if each.isdigit()))
