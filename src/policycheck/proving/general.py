"""Laws that hold for any policy."""

from collections.abc import Iterator

from policycheck.compiled.lifter import Lifter
from policycheck.proving.claims import Claim
from policycheck.proving.subject import Subject


def general_claims(subject: Subject, lifter: Lifter, seconds: float) -> Iterator[Claim]:
    """What has to hold for every decision."""
    yield from ()
