"""Where the rules and schemas lie that come with policycheck."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: Literal["rego", "schemas", "compiled"]) -> Path:
    """The directory of that name inside the wheel, or at the top of a checkout.

    ``compiled`` exists in a wheel only.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def templates() -> Path:
    """The directory of the templates of new policies and decisions."""
    return _PACKAGE / "templates"


def in_package(path: Path) -> bool:
    """Whether a path lies in the Python package itself, where only an installation writes."""
    return path.resolve().is_relative_to(_PACKAGE)
