"""Lifting: a compiled plan interpreted once, over symbols instead of values.

What comes out is a graph of terms that says what the rules say in every case at once. A statement
that cannot be followed is refused with its rule, its place and the reason; nothing is guessed.
"""

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.lift import SLOTS, Lifted, lift
from policycheck.lifting.values import Varying

__all__ = ["SLOTS", "Lifted", "Unliftable", "Varying", "lift"]
