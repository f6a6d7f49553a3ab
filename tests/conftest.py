"""Fixtures that every test may use, and how hypothesis searches."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CI = os.environ.get("CI") == "true"

settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if CI else "dev")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def opa() -> Any:
    """The real OPA's engine class, ``opa_bindings.OpaEngine``. In CI it has to be there."""
    try:
        from opa_bindings import OpaEngine

        OpaEngine().close()
    except (ImportError, OSError) as error:
        reason = f"the real OPA is not installed ({error}); see requirements-opa.txt"
        if CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return OpaEngine
