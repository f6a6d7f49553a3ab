from typing import Any

import pytest

import policycheck
from policycheck import Policies


@pytest.fixture(scope="session")
def policies() -> Policies:
    """Those that decide quickly: that every engine decides alike is held by tests/agreement."""
    return policycheck.load(engine="compiled")


@pytest.fixture(scope="session")
def complete(root: Any, policies: Policies) -> dict[str, Any]:
    """Every fact of one provider that meets all conditions."""
    path = root / "fixtures" / "cases" / "asr.ggz_2024" / "complete.yaml"
    return dict(policycheck.read_case(path).value)
