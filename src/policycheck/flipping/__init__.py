"""What would change a decision: the smallest changes of facts that turn its outcome."""

from policycheck.flipping.finding import find_flips
from policycheck.flipping.model import (
    Changed,
    Confirmed,
    Flip,
    FlipDiffers,
    Flips,
    NotFollowed,
    When,
    Wish,
)

__all__ = [
    "Changed",
    "Confirmed",
    "Flip",
    "FlipDiffers",
    "Flips",
    "NotFollowed",
    "When",
    "Wish",
    "find_flips",
]
