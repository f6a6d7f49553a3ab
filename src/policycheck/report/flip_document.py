"""What would change decisions, as ``eval --flip`` prints it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from policycheck.flipping import Changed, Flip, Flips
from policycheck.report.document import VERSION, text_document
from policycheck.report.plain import plain


@dataclass(frozen=True)
class Turned:
    """What would change a decision about a case.

    Attributes:
        case: The case, by the name that the caller used.
        most: How many changes are shown.
    """

    case: str
    flips: Flips
    most: int

    @property
    def shown(self) -> tuple[Flip, ...]:
        """The changes to show, the smallest and nearest."""
        return self.flips.flips[: self.most]

    @property
    def more(self) -> int:
        """How many others there are."""
        return len(self.flips.flips) - len(self.shown)


def flips_document(turned: Iterable[Turned], redacted: bool = False) -> dict[str, Any]:
    """The document of ``schemas/output/flip.schema.json``, keys in a fixed order.

    Args:
        turned: Per decision what would change it.
        redacted: Whether the changes are views without the content of sensitive facts.
    """
    return {"version": VERSION, "redacted": redacted, "results": [_turned(each) for each in turned]}


def _turned(turned: Turned) -> dict[str, Any]:
    flips = turned.flips
    made = flips.decision
    return {
        "case": turned.case,
        "policy": made.policy,
        "decision": made.decision,
        "question": text_document(made.question),
        "as_of": made.as_of.isoformat(),
        "known_at": made.known_at.isoformat(),
        "outcome": plain(made.outcome),
        "wished": [str(each) for each in flips.wish.outcomes],
        "anyones": flips.wish.anyones,
        "looked_at": flips.looked_at,
        "pairs": flips.pairs,
        "unsettled": flips.unsettled,
        "unfit": flips.unfit,
        "verified": flips.verified,
        "confirmed": str(flips.confirmed),
        "flips": [_flip(each) for each in turned.shown],
        "more": turned.more,
    }


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "outcome": plain(flip.outcome),
        "as_of": plain(flip.as_of),
        "until": plain(flip.until),
        "changes": [_changed(each) for each in flip.changes],
    }


def _changed(changed: Changed) -> dict[str, Any]:
    return {
        "path": changed.pointer,
        "change": str(changed.change),
        "when": str(changed.when),
        "before": plain(changed.before),
        "after": plain(changed.after),
        "from": plain(changed.low),
        "to": plain(changed.high),
    }
