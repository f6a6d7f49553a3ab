import importlib.util
import os
from collections.abc import Mapping
from typing import Any

import pytest

from .support import HEADER


class Opa:
    """The real OPA, for what it makes of the same rules."""

    def value(self, body: str, input_document: Mapping[str, Any] | None = None) -> Any:
        """The value of rule ``p``; ``None`` if it is undefined (no test has a null)."""
        import opa_bindings

        with opa_bindings.OpaEngine() as engine:
            engine.add_policy("example.rego", HEADER + body)
            try:
                return engine.eval_document("a.b.p", dict(input_document or {}))
            except opa_bindings.OpaUndefinedError:
                return None

    def error(self, body: str, input_document: Mapping[str, Any] | None = None) -> str:
        """The error that rule ``p`` ends in."""
        import opa_bindings

        with pytest.raises(opa_bindings.OpaError) as caught:
            self.value(body, input_document)
        return str(caught.value)


@pytest.fixture(scope="session")
def opa() -> Opa:
    if importlib.util.find_spec("opa_bindings") is None:
        reason = "opa_bindings (opa-golib-python-bindings) is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return Opa()
