"""Cases decided one by one; if anything is wrong with one of them, none is answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from policycheck.errors import InvalidCase, Problem
from policycheck.evaluation import Policies, compare
from policycheck.facts import Case
from policycheck.model import Decision, Fact
from policycheck.report.comparison_document import Compared
from policycheck.report.document import Answer

T = TypeVar("T")

_ABOUT = ("name", "agb", "kvk")


@dataclass(frozen=True)
class Asked:
    """What a user wants to know of each case.

    Attributes:
        named: Whether the user named the policies; if not, those that are about the case answer.
        decisions: Per policy the decisions that were named; ``None`` for those that the facts of
            a case ask for.
        readings: Per policy the readings that were chosen.
    """

    policies: Policies
    named: bool
    decisions: Mapping[str, tuple[str, ...]] | None
    as_of: date | None
    known_at: date | None
    readings: Mapping[str, Mapping[str, str]]

    def answer(self, case: Case) -> Answer:
        """Every decision about one case."""
        if self.named:
            made = (self.decide(case, *question) for question in self._questions(case))
            return Answer(case.name, tuple(made), (), _about(case))
        judged = self.policies.judge(
            case,
            decisions=self.decisions,
            as_of=self.as_of,
            known_at=self.known_at,
            readings=self.readings,
        )
        decisions = (decision for each in judged for decision in each.decisions)
        scopes = tuple(each.scope for each in judged)
        return Answer(case.name, tuple(decisions), scopes, _about(case))

    def compare(self, case: Case, known_at: tuple[date, date]) -> Compared:
        """Every decision about one case by the text of one day and by that of another."""
        first, second = (replace(self, known_at=day) for day in known_at)
        found = (first.answer(case), second.answer(case))
        questions = dict.fromkeys((d.policy, d.decision) for a in found for d in a.decisions)
        comparisons = (
            compare(first.decide(case, *question), second.decide(case, *question))
            for question in questions
        )
        return Compared(case.name, tuple(comparisons), found[1].scopes)

    def decide(self, case: Case, policy: str, decision: str) -> Decision:
        """One decision about one case."""
        return self.policies.decide(
            policy,
            decision,
            case,
            as_of=self.as_of,
            known_at=self.known_at,
            readings=self.readings.get(policy),
        )

    def _questions(self, case: Case) -> Iterable[tuple[str, str]]:
        for policy in self.policies.manifests:
            named = self.decisions and self.decisions[policy]
            for decision in self.policies.asked(policy, case) if named is None else named:
                yield policy, decision


def _about(case: Case) -> tuple[Fact, ...]:
    """Whom the case is about, as far as it says so."""
    provider = case.value.get("provider", {})
    return tuple(Fact(f"/provider/{key}", provider[key]) for key in _ABOUT if key in provider)


def for_each(cases: Iterable[Case], answer: Callable[[Case], T]) -> list[T]:
    """Per case its answer.

    Raises:
        InvalidCase: The facts of a case contradict each other; with the problems of every case.
    """
    answers: list[T] = []
    problems: dict[Problem, None] = {}
    for case in cases:
        try:
            answers.append(answer(case))
        except InvalidCase as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise InvalidCase(tuple(problems))
    return answers
