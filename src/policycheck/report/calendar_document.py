"""Moments and lengths as they stand in documents."""

from typing import Any

from policycheck.policies.milestones import Length
from policycheck.policies.moments import When
from policycheck.report.calendar_words import when_text
from policycheck.report.document import text_document


def when_document(when: When) -> dict[str, Any]:
    """A moment: the days that it can be, how precisely it is given, and in words."""
    return {
        "first": when.first.isoformat(),
        "last": when.last.isoformat(),
        "boundary": when.boundary,
        "precision": str(when.precision),
        "words": text_document(when_text(when)),
    }


def length_document(length: Length) -> dict[str, Any]:
    """How long a term is, and whether its end is included."""
    return {
        "value": length.value,
        "unit": length.unit,
        "boundary": length.boundary,
        "inclusive": length.inclusive,
    }
