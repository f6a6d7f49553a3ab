"""Whether the functions that lifting knows without following them are the ones it knows."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from policycheck.resources import shipped

# They stand in these.
_KNOWN = ("policycheck/dates.rego", "policycheck/outcome.rego")

_PACKAGE = re.compile(r"^\s*package\s+(\S+)", re.MULTILINE)


def is_shipped(modules: Mapping[str, str]) -> bool:
    """Whether the shared library's functions are those that come with policycheck.

    Their modules have the shipped text, and no other module adds to their packages.

    Args:
        modules: Rego source by file.
    """
    return all(
        modules.get(each) == (shipped("rego") / each).read_text(encoding="utf-8") for each in _KNOWN
    ) and all(_in_its_own_package(name, text) for name, text in modules.items())


def _in_its_own_package(name: str, text: str) -> bool:
    """Whether a module is of no other package than the one that its path names."""
    own = ".".join(PurePosixPath(name).with_suffix("").parts)
    return {found[1] for found in _PACKAGE.finditer(text)} == {own}
