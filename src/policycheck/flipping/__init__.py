"""What would change a decision: the smallest changes of facts that turn its outcome.

:func:`policycheck.flipping.finding.find_flips` finds them. That needs numpy, so it
is not imported here.
"""

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
]
