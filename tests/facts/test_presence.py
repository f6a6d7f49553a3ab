"""Which facts are there wherever the object is that holds them."""

import pytest

from policycheck.facts import load_schemas
from policycheck.facts.presence import is_settled


@pytest.mark.parametrize(
    ("path", "settled"),
    [
        ("provider", False),
        ("provider.serious_errors", False),
        ("provider.serious_errors.*.on", True),
        ("provider.heightened_supervision.*.status", True),
        # Required if it is lifted, forbidden if it is in force.
        ("provider.heightened_supervision.*.lifted_on", True),
        ("provider.quality_statute.section", False),
        ("provider.no.such.fact", False),
    ],
)
def test_a_fact_is_settled_by_its_object(path: str, settled: bool) -> None:
    assert is_settled(load_schemas().schema, path.split(".")) is settled


def test_both_branches_have_to_settle_it() -> None:
    schema = {
        "properties": {"a": {}},
        "allOf": [
            {"if": {}, "then": {"required": ["a", "b"]}},
            {"if": {}, "then": {"required": ["c"]}, "else": {"properties": {"a": False}}},
        ],
    }
    assert is_settled(schema, ["a"])
    assert not is_settled(schema, ["b"])
    assert not is_settled(schema, ["c"])
