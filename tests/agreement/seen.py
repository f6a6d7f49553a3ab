"""What was compared of one decision, and what its cases saw."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.model import Status

COLUMNS = tuple(Status)
WANTED = (Status.MET, Status.NOT_MET, Status.UNKNOWN)
ENOUGH = 0.01
"""The share of the cases in which a condition should be seen in each of the wanted statuses."""


@dataclass
class Seen:
    """The counts of one decision.

    Attributes:
        name: Its full name.
        compared: How often each two ways were compared, as ``columns/OPA``.
        differences: How often they were not the same.
        told: The first differences, and how to see them again.
        cases: How many cases there were.
        distinct: How many of them are different in the facts that the decision reads.
        left: Cases with a list that is longer than columns follow.
        readings: In how many ways readings were chosen, besides not at all.
        possible: How many combinations of readings there are.
        statuses: By condition, how often each status was seen, without readings chosen.
        outcomes: How often each outcome was seen.
        seconds: What it took.
    """

    name: str
    compared: Counter[str] = field(default_factory=Counter)
    differences: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    cases: int = 0
    distinct: int = 0
    left: int = 0
    readings: int = 0
    possible: int = 1
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def see(self, answers: Iterable[Any]) -> None:
        """Count what the rules answered."""
        for answer in answers:
            self.cases += 1
            self.outcomes[answer.get("outcome") or "no outcome"] += 1
            for id, status in answer["statuses"].items():
                self.statuses.setdefault(id, Counter())[status] += 1

    @property
    def differing(self) -> int:
        """All differences."""
        return self.differences.total()

    def share(self, status: Status) -> float:
        """The share of a status among all statuses of all conditions."""
        total = sum(each.total() for each in self.statuses.values())
        return sum(each[status.value] for each in self.statuses.values()) / max(1, total)

    def seldom(self, status: Status) -> list[str]:
        """The conditions with that status in fewer cases than enough."""
        least = ENOUGH * self.cases
        return [id for id, counts in self.statuses.items() if counts[status.value] < least]

    def as_json(self, never: Iterable[tuple[str, Status]]) -> dict[str, Any]:
        """The counts, without what differs from one machine to the next."""
        return {
            "decision": self.name,
            "cases": self.cases,
            "distinct": self.distinct,
            "left": self.left,
            "readings": {"chosen": self.readings, "possible": self.possible},
            "compared": dict(sorted(self.compared.items())),
            "differences": dict(sorted(self.differences.items())),
            "outcomes": dict(sorted(self.outcomes.items())),
            "statuses": {id: dict(sorted(each.items())) for id, each in self.statuses.items()},
            "seldom": {each.value: self.seldom(each) for each in WANTED},
            "never": {
                each.value: [id for id, status in never if status is each] for each in WANTED
            },
        }


HEADING = (
    f"{'':45}{'cases':>8}{'distinct':>9}{'c/scalar':>10}{'c/OPA':>8}{'c/regopy':>9}{'differ':>8}"
    f"{'met':>6}{'not':>6}{'unkn':>6}{'n/a':>6}{'open':>6}{'  1%':>8}{'s':>6}"
)


def line(seen: Seen, never: Mapping[tuple[str, Status], str]) -> str:
    """One row of the table, and the conditions with too little of a status that they can have."""
    enough = [
        id
        for id in seen.statuses
        if not any(id in seen.seldom(each) and (id, each) not in never for each in WANTED)
    ]
    shares = "".join(f"{seen.share(each):6.1%}" for each in _SHOWN)
    compared = seen.compared
    rows = [
        f"{seen.name:45}{seen.cases:8,}{seen.distinct:9,}{compared['columns/scalar']:10,}"
        f"{compared['columns/OPA']:8,}{compared['columns/regopy']:9,}{seen.differing:8,}"
        f"{shares}{f'{len(enough)}/{len(seen.statuses)}':>8}{seen.seconds:6.0f}"
    ]
    outcomes = ", ".join(f"{id} {count:,}" for id, count in seen.outcomes.most_common())
    rows.append(f"    {outcomes}; readings: {seen.readings} of {seen.possible} combinations chosen")
    for status in WANTED:
        ids = [id for id in seen.seldom(status) if (id, status) not in never]
        if ids:
            told = ", ".join(f"{id} {seen.statuses[id][status.value]:,}" for id in ids)
            rows.append(f"    seldom {status.value}: {told}")
    return "\n".join(rows)


_SHOWN = (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.OPEN)


def total(every: Iterable[Seen]) -> str:
    """The last row of the table."""
    found = list(every)
    compared: Counter[str] = sum((each.compared for each in found), Counter())
    told = ", ".join(f"{name} {count:,}" for name, count in sorted(compared.items()))
    differing = sum(each.differing for each in found)
    cases, distinct = (sum(getattr(each, name) for each in found) for name in ("cases", "distinct"))
    left = sum(each.left for each in found)
    return (
        f"{len(found)} decisions, {cases:,} cases, {distinct:,} of them different;"
        f" compared: {told}; {left:,} cases with lists too long for columns;"
        f" {differing:,} differences"
    )
