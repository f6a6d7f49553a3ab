"""The decisions of a portfolio as rows: who, what, the outcome, and on what it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from policycheck.model import Condition, DeadlineState, Decision, Outcome, Text
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.decision_groups import Groups, groups_of
from policycheck.report.document import Answer
from policycheck.report.pages.cases import NAME, subject
from policycheck.report.pages.conditions import MARKS, standing_of
from policycheck.report.pages.decisions import OutcomeView, outcome_view
from policycheck.report.pages.speaking import FactLine, Speaking


@dataclass(frozen=True)
class RowCondition:
    """A condition that a row rests on, or that is not met besides."""

    standing: str
    title: Text
    citation: Text
    facts: tuple[FactLine, ...]

    @property
    def mark(self) -> str:
        """The sign of its standing."""
        return MARKS[self.standing]


@dataclass(frozen=True)
class Row:
    """One decision about one case.

    Attributes:
        file: The case, by the name that the caller used.
        identifiers: Its codes, to search by.
        why: What the outcome rests on.
        by: The first deadline that is not over and done: ISO date, day in words, title.
        conditions: Everything that is not met, unknown, waiting or open.
        case: The hash of the case.
        sentence: The outcome and its ground; ``None`` where nobody asked.
    """

    name: Text
    file: str
    identifiers: str
    policy: str
    decision: str
    title: Text
    outcome: OutcomeView
    why: tuple[Text, ...]
    by: tuple[str, Text, Text] | None
    conditions: tuple[RowCondition, ...]
    case: str
    sentence: Text | None


class RowMaker:
    """Makes rows; titles and citations that many of them share are said once."""

    def __init__(self, policies: Mapping[str, PolicyManifest], speak: Speaking) -> None:
        self._policies = policies
        self._speak = speak
        self._said: dict[object, tuple[Text, Text]] = {}

    def rows(self, answer: Answer) -> Iterable[Row]:
        """A row for each decision about a case."""
        name = subject(answer, self._speak)
        lines = [self._speak.fact(fact) for fact in answer.about if fact.path != NAME]
        identifiers = " ".join(line.value.nl for line in lines if line.value)
        for decision, told in zip_longest(answer.decisions, answer.explanations):
            sentence = told.sentence if told else None
            yield self._row(answer.case, name, identifiers, decision, sentence)

    def _row(
        self, file: str, name: Text, identifiers: str, decision: Decision, sentence: Text | None
    ) -> Row:
        groups = groups_of(decision)
        rule = self._policies[decision.policy].decisions[decision.decision]
        told = (*groups.failing, *groups.missing, *groups.waiting, *groups.open)
        why = [self._words(decision, condition)[0] for condition in deciding(decision, groups)]
        if decision.outcome is not Outcome.NOT_MET:
            why += [reading.title for reading in groups.deciding]
        if decision.outcome is Outcome.UNDETERMINED and groups.for_result:
            why.append(self._speak(lambda n: n.words("missing.result")))
        return Row(
            name=name,
            file=file,
            identifiers=identifiers,
            policy=decision.policy,
            decision=decision.decision,
            title=rule.title,
            outcome=outcome_view(decision, self._speak),
            why=tuple(why),
            by=self._next(decision),
            conditions=tuple(self._condition(decision, condition) for condition in told),
            case=decision.receipt.case,
            sentence=sentence,
        )

    def _condition(self, decision: Decision, condition: Condition) -> RowCondition:
        lacking = self._speak.lacking(condition.missing)
        known = tuple(self._speak.fact(fact) for fact in condition.facts)
        standing = standing_of(condition)
        return RowCondition(standing, *self._words(decision, condition), (*known, *lacking))

    def _words(self, decision: Decision, condition: Condition) -> tuple[Text, Text]:
        source = condition.source
        key = (decision.policy, decision.decision, condition.id, source.refs)
        if key not in self._said:
            self._said[key] = (
                self._speak(lambda n: n.words.title(condition.title)),
                self._speak(lambda n: n.citation(source.section, source.lines, source.refs)),
            )
        return self._said[key]

    def _next(self, decision: Decision) -> tuple[str, Text, Text] | None:
        coming = {DeadlineState.UPCOMING, DeadlineState.TODAY}
        first = next((each for each in decision.deadlines if each.state in coming), None)
        if first is None or decision.outcome is Outcome.NOT_APPLICABLE:
            return None
        day = self._speak(lambda n: n.words.day(first.by))
        return first.by.isoformat(), day, self._speak(lambda n: n.words.title(first.title))


def deciding(decision: Decision, groups: Groups) -> tuple[Condition, ...]:
    """The conditions that the outcome rests on, as far as they are no plain yes."""
    match decision.outcome:
        case Outcome.NOT_MET | Outcome.NOT_APPLICABLE:
            return groups.failing
        case Outcome.UNDETERMINED:
            return groups.missing
        case Outcome.REFER:
            return (*groups.failing, *groups.waiting, *groups.open)
        case None:
            return groups.attention
    return ()
