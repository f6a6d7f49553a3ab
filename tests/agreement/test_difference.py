"""A difference between the engines is told with as few facts as show it."""

from collections.abc import Mapping
from typing import Any

import pytest

from policycheck import Policies
from policycheck.engine import compile_rules

from .engines import Engines

POLICY = "asr.ggz_2024"


class Stub:
    """An engine that knows nothing of providers in the trade register."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines

    def eval_document(self, path: str, document: Mapping[str, Any]) -> Any:
        return self.query(path.replace(".", "/"), document)

    def query(self, entrypoint: str, document: Mapping[str, Any]) -> Any:
        answer = self.engines.by_regopy(entrypoint.split("/")[2], document)
        registered = document.get("provider", {}).get("kvk_registered")
        return {**answer, "outcome": "met"} if registered else answer


class Same(Stub):
    """An engine that answers as regopy does."""

    def query(self, entrypoint: str, document: Mapping[str, Any]) -> Any:
        return self.engines.by_regopy(entrypoint.split("/")[2], document)


@pytest.mark.parametrize("kinds", [(Same, Stub), (Stub, Same)])
def test_a_difference_is_told_with_the_facts_that_it_needs_and_no_others(
    policies: Policies, kinds: tuple[type[Stub], type[Stub]]
) -> None:
    rules = policies.rules(POLICY)
    entrypoints = list(rules.entrypoints.values())
    program = compile_rules(rules.modules, rules.data, entrypoints, trusted=True)
    real = Engines(policies, POLICY, program, None, None)
    compiled, opa = (kind(real) for kind in kinds)
    engines = Engines(policies, POLICY, program, compiled, opa)
    case = {
        "as_of": "2023-08-15",
        "contract_year": 2024,
        "provider": {"sectors": ["ggz"], "kvk_registered": True},
    }
    told = engines.difference("eligibility", case)
    assert told is not None
    assert '"provider": {"kvk_registered": true}' in told
    assert '"contract_year"' not in told
    case["provider"] = {"sectors": ["ggz"]}
    assert engines.difference("eligibility", case) is None
