"""How many tests there were, and how they ended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policycheck.testing.results import Kind, Result, State


@dataclass(frozen=True)
class Counts:
    """The results of one policy, of the library, or of everything, counted.

    Attributes:
        subject: The policy or the library; empty for everything.
        kinds: How many tests there are of each kind.
        states: How many ended in each way.
        seconds: How long the tests took together, compiling left out.
        kept: Whether all of them were kept from an earlier run.
    """

    subject: str
    kinds: Counter[Kind]
    states: Counter[State]
    seconds: float
    kept: bool


def counted(results: Iterable[Result], subject: str = "") -> Counts:
    """The results counted."""
    results = tuple(results)
    return Counts(
        subject,
        Counter(each.item.kind for each in results),
        Counter(each.state for each in results),
        sum(each.seconds for each in results),
        all(each.kept for each in results),
    )


def by_subject(results: Iterable[Result], subjects: Iterable[str] = ()) -> list[Counts]:
    """The results counted for each subject, those without results too."""
    groups: dict[str, list[Result]] = {each: [] for each in subjects}
    for result in results:
        groups.setdefault(result.item.subject, []).append(result)
    return [counted(found, subject) for subject, found in groups.items()]
