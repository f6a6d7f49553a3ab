"""The sentences of an explanation, from the catalogue, in both languages."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from policycheck.model import (
    DECIDING_MODALITIES,
    Condition,
    Decision,
    Language,
    Modality,
    Outcome,
    Status,
    Text,
)
from policycheck.words import Words

# Of these a status is told without what the modality makes of it.
_SETTLED = frozenset({Status.MET, Status.NOT_APPLICABLE})


def outcome_sentence(
    decision: Decision, deciding: Collection[str], readings: Sequence[Text]
) -> Text:
    """The outcome and its ground in one sentence.

    Args:
        decision: The decision.
        deciding: The conditions that decide it.
        readings: The questions of the readings on which it turns.
    """
    conditions = [each for id, each in decision.conditions.items() if id in deciding]
    return _both(lambda words: _sentence(decision, conditions, readings, words))


def condition_sentence(condition: Condition) -> Text:
    """What the status of a condition says, and what its modality makes of that."""
    return _both(lambda words: _why(condition, words))


def waits(condition: Condition) -> bool:
    """Whether it does not apply only because its day has not come yet."""
    freed = condition.exempted_by or condition.withdrawn_by
    return condition.status is Status.NOT_APPLICABLE and bool(condition.due) and not freed


def _exempt(condition: Condition) -> bool:
    return condition.status is Status.NOT_APPLICABLE and not waits(condition)


def _both(write: Callable[[Words], str]) -> Text:
    return Text(*(write(Words(language)) for language in Language))


def _why(condition: Condition, words: Words) -> str:
    if waits(condition):
        return words("explain.status.not_due")
    status = words(f"explain.status.{condition.status}")
    if condition.status in _SETTLED:
        return status
    return f"{status} {words(f'explain.effect.{condition.modality}')}"


def _sentence(
    decision: Decision, conditions: Sequence[Condition], readings: Sequence[Text], words: Words
) -> str:
    if decision.outcome is None:
        return words("explain.none")
    if readings and decision.outcome in (Outcome.REFER, Outcome.UNDETERMINED):
        return _turning(decision, conditions, readings, words)
    write = _OUTCOMES[decision.outcome]
    return write(decision, conditions, words)


def _met(decision: Decision, _: Sequence[Condition], words: Words) -> str:
    every = [c for c in decision.conditions.values() if c.modality in DECIDING_MODALITIES]
    parts = []
    if n := sum(each.status is Status.MET for each in every):
        parts.append(words.count("explain.part.met", n))
    if n := sum(map(waits, every)):
        parts.append(words.count("explain.part.not_due", n))
    if n := sum(map(_exempt, every)):
        parts.append(words.count("explain.part.exempt", n))
    return words("explain.met", parts="; ".join(parts))


def _fails(decision: Decision, conditions: Sequence[Condition], words: Words) -> str:
    out_of_scope = decision.outcome is Outcome.NOT_APPLICABLE
    if len(conditions) == 1:
        key = "explain.not_applicable.this" if out_of_scope else "explain.not_met.this"
        return words(key, name=words.title(conditions[0].title))
    key = "explain.not_applicable.several" if out_of_scope else "explain.not_met.several"
    return words(key, n=len(conditions))


def _undetermined(_: Decision, conditions: Sequence[Condition], words: Words) -> str:
    if not conditions:
        return words("explain.undetermined.result")
    if conditions[0].modality is Modality.SCOPE:
        return words("explain.undetermined.scope")
    return words.count("explain.undetermined", len(conditions))


def _refer(decision: Decision, conditions: Sequence[Condition], words: Words) -> str:
    parts = "; ".join(_parts(conditions, words))
    return _leaning(words("explain.refer", parts=parts), decision, words)


def _turning(
    decision: Decision, conditions: Sequence[Condition], readings: Sequence[Text], words: Words
) -> str:
    """The text can be read in more than one way, and the ways do not agree."""
    names = " ".join(words.of(each) for each in readings)
    if decision.outcome is Outcome.UNDETERMINED:
        return words("explain.undetermined.reading", names=names)
    own = [each for each in conditions if each.status not in (Status.MET, Status.NOT_APPLICABLE)]
    parts = [words("explain.part.reading", names=names), *_parts(own, words)]
    return _leaning(words("explain.refer", parts="; ".join(parts)), decision, words)


def _leaning(sentence: str, decision: Decision, words: Words) -> str:
    if decision.leaning is None:
        return sentence
    leaning = words(f"outcome.{decision.leaning}")
    return f"{sentence} {words('explain.leaning', leaning=leaning)}"


def _parts(conditions: Sequence[Condition], words: Words) -> Iterator[str]:
    """Why somebody has to judge: each kind of reason once, with how many conditions it has."""
    for is_kind, write in _KINDS:
        n = sum(map(is_kind, conditions))
        if n:
            yield write(words, n)


def _is(modality: Modality) -> Callable[[Condition], bool]:
    return lambda each: each.status is Status.NOT_MET and each.modality is modality


_KINDS: Sequence[tuple[Callable[[Condition], bool], Callable[[Words, int], str]]] = (
    (
        _is(Modality.IN_PRINCIPLE),
        lambda words, n: words.count("explain.part.in_principle", n),
    ),
    (_is(Modality.WEIGHED), lambda words, n: words.count("explain.part.weighed", n)),
    (
        lambda each: each.status is Status.OPEN,
        lambda words, n: words.count("explain.part.open", n),
    ),
    (
        lambda each: each.status is Status.UNKNOWN,
        lambda words, n: words.count("explain.part.awaited", n),
    ),
)
_OUTCOMES: Mapping[Outcome, Callable[[Decision, Sequence[Condition], Words], str]] = {
    Outcome.MET: _met,
    Outcome.NOT_MET: _fails,
    Outcome.NOT_APPLICABLE: _fails,
    Outcome.UNDETERMINED: _undetermined,
    Outcome.REFER: _refer,
}
