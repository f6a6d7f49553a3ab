"""What the wheel holds beside the Python package: rules, schemas, and the manifests, parsed.

Reading the manifests' YAML takes half a second, so the wheel ships them parsed, by the hash of
their bytes. In a checkout they are parsed once and kept in the user's cache.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface[Any]):
    """Add rego/, schemas/ and compiled/ to the package in the wheel."""

    _compiled: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill compiled/; an editable install reads all of it from the checkout instead."""
        if version == "editable":
            return
        root = Path(self.root)
        self._compiled = tempfile.TemporaryDirectory(prefix="policycheck-")
        store(root / "src").compile_all(root / "rego", Path(self._compiled.name))
        build_data["force_include"] |= {
            str(root / "rego"): "policycheck/rego",
            str(root / "schemas"): "policycheck/schemas",
            self._compiled.name: "policycheck/compiled",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled, once it is in the wheel."""
        if self._compiled:
            self._compiled.cleanup()


def store(src: Path) -> ModuleType:
    """Import policycheck.policies.store without the packages around it.

    Their ``__init__`` modules import the engine and the schema library, which a build has no need
    of: empty packages stand in for them while the store is imported.
    """
    for name in ("policycheck", "policycheck.policies"):
        package = ModuleType(name)
        package.__path__ = [str(src.joinpath(*name.split(".")))]
        sys.modules[name] = package
    return importlib.import_module("policycheck.policies.store")
