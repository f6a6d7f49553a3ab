from typing import Any

import pytest

import policycheck
from policycheck import Policies


@pytest.fixture(scope="session")
def policies() -> Policies:
    return policycheck.load()


@pytest.fixture(scope="session")
def complete(root: Any, policies: Policies) -> dict[str, Any]:
    """Every fact of one provider that meets all conditions."""
    path = root / "fixtures" / "cases" / "asr.ggz_2024" / "complete.yaml"
    return dict(policycheck.read_case(path).value)
