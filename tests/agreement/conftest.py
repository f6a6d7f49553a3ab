from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import policycheck
from policycheck import Policies

from .engines import Engines, both_engines


@pytest.fixture(scope="session")
def policies() -> Policies:
    """Those that make cases, and decide quickly which readings matter."""
    return policycheck.load(engine="compiled")


@pytest.fixture(scope="session")
def engines(policies: Policies, opa: Any) -> Callable[[str], Engines]:
    """Both engines with the rules of a policy, by the policy's id."""
    return cache(lambda policy: both_engines(policies, policy, opa))
