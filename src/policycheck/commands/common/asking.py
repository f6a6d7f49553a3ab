"""What a user wants to be asked."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from policycheck.asking.model import Asking
from policycheck.asking.relevance import Asker, Question, solver_is_there
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.questions import choose, nothing_decided, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import UsageError
from policycheck.evaluation import Policies, load
from policycheck.facts import Case


@dataclass(frozen=True)
class Wanted:
    """What a user wants to be asked, as the command line has it.

    Attributes:
        policies_named: The policies that were named.
        decisions: The decisions that were named.
        readings: The readings that were chosen.
        rules: The rules directory; ``None`` for the shipped one.
    """

    policies_named: tuple[str, ...]
    decisions: tuple[str, ...]
    as_of: date | None
    known_at: date | None
    readings: tuple[str, ...]
    rules: Path | None

    @cached_property
    def policies(self) -> Policies:
        """The policies that are asked about.

        Raises:
            UsageError: None is named, or one that does not exist.
        """
        needed = policies_needed(self.policies_named, self.decisions, self.rules)
        if needed is None:
            raise UsageError("name the policy that is to decide with -p (policycheck list)")
        return load(self.rules, policies=needed)

    @cached_property
    def asker(self) -> Asker:
        """What finds out what is to be asked."""
        return Asker(self.policies, self.exact)

    @cached_property
    def exact(self) -> bool:
        """Whether the solver is installed."""
        return solver_is_there()

    def ask(self, path: str) -> Asking:
        """What is to be asked about the case in a file.

        Raises:
            InvalidCase: It is not valid.
            NothingEvaluated: Its facts ask for no decision, and none is named.
            UsageError: What is named does not exist.
        """
        (case,) = read_cases((path,))
        return self.asker.ask(case, self.question(case))

    def question(self, case: Case) -> Question:
        """What is asked about a case.

        Raises:
            NothingEvaluated: Its facts ask for no decision, and none is named.
            UsageError: What is named does not exist.
        """
        manifests = self.policies.manifests
        named = choose(manifests, self.decisions) if self.decisions else None
        questions = tuple(
            (policy, decision)
            for policy in manifests
            for decision in (self.policies.asked(policy, case) if named is None else named[policy])
        )
        if not questions:
            raise nothing_decided(manifests, ())
        readings = choose_readings(self.readings, manifests)
        return Question(questions, self.as_of, self.known_at, readings)
