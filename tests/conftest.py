"""Fixtures that every test may use, and how hypothesis searches."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from policycheck.engine import native

# The tests of the engine import regopy by themselves, and others import numpy before that: it has
# to be loaded as policycheck loads it, or it aborts the process later.
native.new_interpreter()

CI = os.environ.get("CI") == "true"

# Commands that are started print what a user sees who has set none of these. A width has to be set:
# GNU readline, which pytest imports, else leaves its own guess to every child process.
for variable in ("FORCE_COLOR", "NO_COLOR", "POLICYCHECK_DEBUG", "PYTHONUNBUFFERED"):
    os.environ.pop(variable, None)
os.environ["COLUMNS"] = "100"

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
