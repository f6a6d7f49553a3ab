"""How often generated cases see each condition in each status."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from policycheck.model import FINAL_OUTCOMES, Decision, Outcome, Status

COLUMNS = (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE, Status.OPEN)


@dataclass
class Reach:
    """What was seen of one decision."""

    cases: int = 0
    outcomes: Counter[Outcome | None] = field(default_factory=Counter)
    statuses: dict[str, Counter[Status]] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)

    def see(self, decision: Decision) -> None:
        self.cases += 1
        self.outcomes[decision.outcome] += 1
        for id, condition in decision.conditions.items():
            self.statuses.setdefault(id, Counter())[condition.status] += 1
            if condition.due:
                self.dated.add(id)

    @property
    def final(self) -> float:
        """The share of the outcomes that are final."""
        return sum(self.outcomes[each] for each in FINAL_OUTCOMES) / self.cases

    def table(self, name: str, never: Mapping[tuple[str, Status], str]) -> str:
        """The counts; a dash stands for a status that cannot be."""
        width = max(len(name) + 24, *(len(id) + 2 for id in self.statuses))
        seen = ", ".join(f"{key} {count}" for key, count in self.outcomes.most_common() if key)
        lines = [f"{f'{name}: {self.cases} cases':{width}}" + "".join(f"{c:>15}" for c in COLUMNS)]
        for id, counts in self.statuses.items():
            cells = ["-" if (id, each) in never else counts[each] for each in COLUMNS]
            lines.append(f"{f'  {id}':{width}}" + "".join(f"{cell:>15}" for cell in cells))
        if seen:
            lines.append(f"  outcomes: {seen}; final {self.final:.0%}")
        return "\n".join(lines)
