"""What a handbook is made of: policies, their rules, the facts, and examples that were decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policycheck.errors import Problem, RulesError
from policycheck.evaluation import Policies, load
from policycheck.evaluation.dates import known_at_day
from policycheck.facts import FactDictionary
from policycheck.handbook.code import Code
from policycheck.model import Decision
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.moments import changes_of
from policycheck.testing.judging import differences
from policycheck.testing.scenarios import Scenario, read_scenarios


@dataclass(frozen=True)
class Example:
    """A scenario with what was decided of it."""

    scenario: Scenario
    decision: Decision


@dataclass(frozen=True)
class Chapter:
    """One policy with everything that the handbook shows of it.

    Attributes:
        rules: The hash of its rules and the data that they read.
        day: The day whose text is shown; ``None``: the last one, of every day that is known.
        examples: Per decision, in the order of their files.
    """

    policy: PolicyManifest
    rules: str
    code: Code
    day: date | None
    examples: Mapping[str, tuple[Example, ...]]

    @property
    def known_at(self) -> date:
        """A day whose text is shown: ``date.max`` for the last text."""
        return self.day or date.max

    @property
    def last_change(self) -> date | None:
        """The day on which the text that is shown was published; ``None``: it prints none."""
        days = [day for day in changes_of(self.policy) if day <= self.known_at]
        return days[-1] if days else self.policy.published


@dataclass(frozen=True)
class Book:
    """A handbook before it is written.

    Attributes:
        schema: The hash of the schemas of the facts.
    """

    chapters: Mapping[str, Chapter]
    dictionary: FactDictionary
    schema: str


def read_book(
    rules: Path | None,
    policies: Sequence[str] | None,
    fixtures: Path | None,
    known_at: date | None = None,
) -> Book:
    """Read the policies, compile their rules, and decide the scenarios.

    Args:
        rules: The rules directory; by default the rules that come with policycheck.
        policies: The ids of the policies; by default all.
        fixtures: The directory with ``scenarios`` and their base cases; ``None``: no examples.
        known_at: The day whose published text is shown; by default the last text.

    Raises:
        UsageError: A policy does not exist, or had no text on that day.
        RulesError: A manifest or a scenario is wrong, or a scenario does not come out as it says.
        EngineError: The rules do not compile, or one fails.
    """
    loaded = load(rules, policies=policies)
    dictionary = loaded.schemas.dictionary
    chapters = {}
    problems: list[Problem] = []
    for policy in loaded.manifests.values():
        if known_at is not None:
            known_at_day(policy, {}, known_at, known_at)
        found = list(_examples(loaded, policy, fixtures)) if fixtures else []
        problems += [problem for each in found for problem in _untrue(each)]
        rule_set = loaded.rules(policy.id)
        chapters[policy.id] = Chapter(
            policy=policy,
            rules=rule_set.digest,
            code=Code(policy.id, rule_set.modules, dictionary),
            day=known_at,
            examples={
                decision: tuple(e for e in found if e.scenario.decision == decision)
                for decision in policy.decisions
            },
        )
    if problems:
        raise RulesError(problems)
    return Book(chapters, dictionary, loaded.schemas.digest)


def _examples(loaded: Policies, policy: PolicyManifest, fixtures: Path) -> Iterator[Example]:
    for scenario in read_scenarios(fixtures, policy, loaded.schemas):
        decision = loaded.decide(
            policy.id, scenario.decision, scenario.case, readings=scenario.readings
        )
        yield Example(scenario, decision)


def _untrue(example: Example) -> Iterator[Problem]:
    """An example that is not true has no place in a document that is signed off."""
    item = example.scenario.item
    for each in differences(example.decision, example.scenario.expect):
        message = (
            f"{item.name}: {each.what} is {each.found}, not {each.expected}; policycheck test "
            "tells more"
        )
        yield Problem("scenario-fails", message, str(item.file), item.line)
