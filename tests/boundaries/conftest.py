import pytest

import policycheck
from policycheck import Policies


@pytest.fixture(scope="session")
def policies() -> Policies:
    return policycheck.load(engine="compiled")
