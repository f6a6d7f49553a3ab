"""Why a decision is as it is, as a page shows it: a sentence, and below each condition the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from policycheck.explaining import (
    ConditionExplained,
    Detail,
    Explanation,
    FactRead,
    ReadingExplained,
    Requirement,
    ValueGives,
)
from policycheck.model import Fact, Outcome, Text
from policycheck.policies.manifest import DecisionRule
from policycheck.report.explanation_texts import (
    exemption_texts,
    place_text,
    value_text,
)
from policycheck.report.naming import Naming
from policycheck.report.pages.speaking import FactLine, Speaking


@dataclass(frozen=True)
class ReadingTold:
    """A place that can be read in more than one way: the question, and what each way gives."""

    title: Text
    values: tuple[Text, ...]


@dataclass(frozen=True)
class ExplainedView:
    """What a full explanation adds to a condition.

    Attributes:
        why: What its status says, and what its modality makes of that.
        facts: The facts that it read, with their place in the case.
        required: What each number or day is called, and its boundary in words.
        exemptions: Each, and how it stands.
    """

    why: Text
    facts: tuple[FactLine, ...]
    required: tuple[tuple[Text, Text], ...]
    exemptions: tuple[Text, ...]
    readings: tuple[ReadingTold, ...]


@dataclass(frozen=True)
class Telling:
    """What a page tells of an explanation."""

    explanation: Explanation
    rule: DecisionRule
    detail: Detail
    speak: Speaking

    @property
    def sentence(self) -> Text:
        """The outcome and its ground in one sentence."""
        return self.explanation.sentence

    def decides(self, id: str) -> bool:
        """Whether to say of a condition that it decides; of ``met`` all do, which says nothing."""
        met = self.explanation.decision.outcome is Outcome.MET
        return not met and self._conditions[id].decides

    def condition(self, id: str) -> ExplainedView | None:
        """All of one condition; ``None`` where only the sentence is told."""
        if self.detail is not Detail.FULL:
            return None
        each = self._conditions[id]
        return ExplainedView(
            each.why,
            tuple(map(self._fact, each.facts)),
            tuple(map(self._required, each.required)),
            tuple(self._exemptions(each)),
            tuple(self._reading(self._readings[name]) for name in each.readings),
        )

    @cached_property
    def _conditions(self) -> dict[str, ConditionExplained]:
        return {each.condition.id: each for each in self.explanation.conditions}

    @cached_property
    def _readings(self) -> dict[str, ReadingExplained]:
        return {each.id: each for each in self.explanation.readings}

    def _fact(self, read: FactRead) -> FactLine:
        place = self.speak(lambda n: place_text(read, n))
        return self.speak.fact(Fact(read.path, read.value), place if place.en else None)

    def _required(self, required: Requirement) -> tuple[Text, Text]:
        return self.speak(lambda n: n.words.title(required.title)), required.words

    def _reading(self, reading: ReadingExplained) -> ReadingTold:
        values = (self.speak(self._value(each, reading)) for each in reading.values)
        return ReadingTold(reading.title, tuple(values))

    def _value(self, value: ValueGives, reading: ReadingExplained) -> Callable[[Naming], str]:
        decision = self.explanation.decision
        return lambda naming: value_text(value, reading, decision, self.rule, naming)

    def _exemptions(self, each: ConditionExplained) -> Iterator[Text]:
        nl, en = (exemption_texts(each, naming) for naming in (self.speak.nl, self.speak.en))
        yield from map(Text, nl, en)
