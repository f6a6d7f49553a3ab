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
