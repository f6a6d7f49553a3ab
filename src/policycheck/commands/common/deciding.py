"""Cases decided one by one; if anything is wrong with one of them, none is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from policycheck.errors import InvalidCase, Problem
from policycheck.evaluation import Policies
from policycheck.facts import Case
from policycheck.report.document import Evaluated


@dataclass(frozen=True)
class Asked:
    """What a user wants to know of each case.

    Attributes:
        decisions: Per policy the decisions that were named; ``None`` for those that the facts of
            a case ask for.
        readings: Per policy the readings that were chosen.
    """

    policies: Policies
    decisions: Mapping[str, tuple[str, ...]] | None
    as_of: date | None
    known_at: date | None
    readings: Mapping[str, Mapping[str, str]]

    def of(self, case: Case) -> list[tuple[str, str]]:
        """The policies and decisions to evaluate for a case."""
        return [
            (policy, decision)
            for policy in self.policies.manifests
            for decision in (
                self.policies.asked(policy, case)
                if self.decisions is None
                else self.decisions[policy]
            )
        ]

    def decide(self, case: Case, policy: str, decision: str) -> Evaluated:
        """One decision about one case."""
        decided = self.policies.decide(
            policy,
            decision,
            case,
            as_of=self.as_of,
            known_at=self.known_at,
            readings=self.readings.get(policy),
        )
        return Evaluated(case.name, decided)


def decide_all(cases: Iterable[Case], asked: Asked) -> list[list[Evaluated]]:
    """Per case its decisions.

    Raises:
        InvalidCase: The facts of a case contradict each other; with the problems of every case.
    """
    decided: list[list[Evaluated]] = []
    problems: dict[Problem, None] = {}
    for case in cases:
        try:
            decided.append([asked.decide(case, *question) for question in asked.of(case)])
        except InvalidCase as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise InvalidCase(tuple(problems))
    return decided
