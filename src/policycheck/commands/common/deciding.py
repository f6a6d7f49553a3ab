"""Cases decided one by one; if anything is wrong with one of them, none is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from policycheck.commands.common.questions import choose, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import InvalidCase, Problem
from policycheck.evaluation import Policies, load
from policycheck.facts import Case
from policycheck.model import Decision, Fact
from policycheck.redacting import Redaction
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
        redaction: What is left out of everything that is told.
        explains: Whether each decision comes with why it is as it is.
    """

    policies: Policies
    named: bool
    decisions: Mapping[str, tuple[str, ...]] | None
    as_of: date | None
    known_at: date | None
    readings: Mapping[str, Mapping[str, str]]
    redaction: Redaction
    explains: bool = False

    def answer(self, case: Case) -> Answer:
        """Every decision about one case."""
        decided = self._decided(case)
        if not self.explains:
            return decided
        # Imported here, as it reads the compiled plan, which no decision needs.
        from policycheck.explaining.making import explain

        told = (explain(self.policies, decision, case) for decision in decided.decisions)
        return replace(decided, explanations=tuple(told))

    def _decided(self, case: Case) -> Answer:
        if self.named:
            made = (self.decide(case, *question) for question in self._questions(case))
            return Answer(case.name, tuple(made), about=_about(case))
        judged = self.policies.judge(
            case,
            decisions=self.decisions,
            as_of=self.as_of,
            known_at=self.known_at,
            readings=self.readings,
        )
        decisions = (decision for each in judged for decision in each.decisions)
        shown = map(self.redaction.decision, decisions)
        scopes = tuple(self.redaction.scope(each.scope) for each in judged)
        return Answer(case.name, tuple(shown), scopes, about=_about(case))

    def decide(self, case: Case, policy: str, decision: str) -> Decision:
        """One decision about one case."""
        made = self.policies.decide(
            policy,
            decision,
            case,
            as_of=self.as_of,
            known_at=self.known_at,
            readings=self.readings.get(policy),
        )
        return self.redaction.decision(made)

    def _questions(self, case: Case) -> Iterable[tuple[str, str]]:
        for policy in self.policies.manifests:
            named = self.decisions and self.decisions[policy]
            for decision in self.policies.asked(policy, case) if named is None else named:
                yield policy, decision


@dataclass(frozen=True)
class Named:
    """What was named on the command line: policies, decisions and readings, and where rules are.

    Attributes:
        engine: What decides.
        rules: The rules directory; ``None`` for the shipped one.
    """

    policies: Sequence[str]
    decisions: Sequence[str]
    readings: Sequence[str]
    engine: str
    rules: Path | None

    def asked(
        self,
        redaction: Redaction,
        as_of: date | None = None,
        known_at: date | None = None,
        explains: bool = False,
    ) -> Asked:
        """What is asked of each case, with the policies loaded.

        Raises:
            UsageError: What is named does not exist.
        """
        needed = policies_needed(self.policies, self.decisions, self.rules)
        policies = load(self.rules, policies=needed, engine=self.engine)
        return Asked(
            policies,
            needed is not None,
            choose(policies.manifests, self.decisions) if self.decisions else None,
            as_of,
            known_at,
            choose_readings(self.readings, policies.manifests),
            redaction,
            explains,
        )


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
