"""The scenarios of the shipped policies, as the product reads them."""

from collections.abc import Iterator
from pathlib import Path

from policycheck.facts import load_schemas
from policycheck.policies import load_manifests
from policycheck.testing.scenarios import Scenario, read_scenarios

FIXTURES = Path(__file__).parent.parent / "fixtures"


def scenarios() -> Iterator[Scenario]:
    schemas = load_schemas()
    for policy in load_manifests().values():
        yield from read_scenarios(FIXTURES, policy, schemas)
