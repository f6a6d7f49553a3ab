"""What was proved of two decisions in every case, as people read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policycheck.changes.proved import ProvedChange, conditions_in, shift_in
from policycheck.model import Decision
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.differences import Equivalence, EquivalenceVerdict, Finding, Way, Where
from policycheck.report.blocks import Block, Line, Tone, section
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.report.proofs_table import assumed_lines, fact_lines
from policycheck.report.shift_words import answer_words, citation_of, condition_words, reasons_of
from policycheck.words import Words

_TONES = {
    EquivalenceVerdict.EQUIVALENT: Tone.GOOD,
    EquivalenceVerdict.OTHER_REASONS: Tone.GOOD,
    EquivalenceVerdict.NOT_DECIDED: Tone.BAD,
}


def proofs_blocks(
    proved: Sequence[ProvedChange], same: Sequence[str], naming: Naming
) -> list[Block]:
    """Each decision with its verdict, a case for each way to differ, and what is supposed.

    Args:
        proved: The decisions.
        same: The names of those whose rules are the same.
        naming: How things are called.
    """
    words = naming.words
    rows: list[Block] = []
    for each in proved:
        for answer in each.answers:
            rows += answer_rows(each, answer, words)
            for finding in answer.found:
                rows += [*finding_rows(each, finding, naming), *_case(finding, naming)]
    if same or not proved:
        rows.append(Line(same_words(same, words), Tone.GOOD, ROW))
    return section(words("equivalence.proved"), [*rows, *assumed_rows(proved, words)])


def same_words(same: Sequence[str], words: Words) -> str:
    """Which decisions need no proof."""
    if not same:
        return words("impact.nothing")
    return words("equivalence.same_rules", names=", ".join(same))


def answer_rows(proved: ProvedChange, answer: Equivalence, words: Words) -> Iterator[Block]:
    """What was proved, and what could not be decided."""
    tone = _TONES.get(answer.verdict, Tone.DOUBT)
    yield Line(verdict_words(proved, answer, words), tone, ROW)
    for text in (*only_lines(answer, words), *undecided_lines(answer, words)):
        yield Line(text, Tone.FAINT, NOTE)


def assumed_rows(proved: Sequence[ProvedChange], words: Words) -> Iterator[Block]:
    """What all of it supposes."""
    assumed = [answer.assumed for each in proved for answer in each.answers]
    for text in assumed_lines(assumed, words) if assumed else ():
        yield Line(text, Tone.FAINT, ROW)


def verdict_words(proved: ProvedChange, answer: Equivalence, words: Words) -> str:
    """The decision, or both, with what was proved of it."""
    verdict = words(f"equivalence.{answer.verdict}")
    if answer.where is not Where.EVERYWHERE:
        verdict = words(f"equivalence.{answer.where}", verdict=verdict)
    name, *other = proved.names
    if other:
        name = words("equivalence.of", before=name, after=other[0])
    return words("equivalence.says", name=name, verdict=verdict)


def found_words(proved: ProvedChange, finding: Finding, naming: Naming) -> str:
    """In which way an answer differs, with the answer on both sides."""
    before, after = answers(proved, finding, naming)
    way = naming.words(f"equivalence.way.{finding.way}")
    return naming.words("equivalence.found", way=way, before=before, after=after)


def answers(proved: ProvedChange, finding: Finding, naming: Naming) -> tuple[str, str]:
    """What is decided on both sides of the case that was found."""
    example = finding.example
    assert example is not None
    return (
        _answer(example.before.decision, proved.diff.before, naming),
        _answer(example.after.decision, proved.diff.after, naming),
    )


def undecided_lines(answer: Equivalence, words: Words) -> Iterator[str]:
    """What could not be decided, and why."""
    for way, reason in answer.undecided.items():
        if way is None:
            yield words("equivalence.reason", reason=reason)
        else:
            said = words(f"equivalence.way.{way}")
            yield words("equivalence.undecided", way=said, reason=reason)


def only_lines(answer: Equivalence, words: Words) -> Iterator[str]:
    """The conditions that only one of the two has."""
    sides = ((answer.before, answer.only_before), (answer.after, answer.only_after))
    for name, conditions in sides:
        if conditions:
            yield words("equivalence.only", name=name, conditions=", ".join(conditions))


def example_lines(finding: Finding, naming: Naming) -> Iterator[str]:
    """The case that was found: its days and its facts."""
    example, words = finding.example, naming.words
    assert example is not None
    before, after = example.before, example.after
    as_of = words.day(after.as_of)
    texts = [words.day(each.known_at) for each in (before, after)]
    if texts[0] == texts[1]:
        yield words("equivalence.in_case", as_of=as_of, known_at=texts[0])
    else:
        yield words("equivalence.in_case_of_texts", as_of=as_of, before=texts[0], after=texts[1])
    years = [each.case.get("contract_year") for each in (before, after)]
    if years[0] == years[1]:
        yield from fact_lines(after.case, naming)
        return
    policies = [each.decision.policy for each in (before, after)]
    yield words(
        "equivalence.years", before=years[0], after=years[1], one=policies[0], other=policies[1]
    )
    yield from fact_lines(_without_year(after.case), naming)


def _without_year(case: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in case.items() if name != "contract_year"}


def finding_rows(proved: ProvedChange, finding: Finding, naming: Naming) -> Iterator[Block]:
    """A way in which the answer differs, with the conditions that make the difference."""
    example = finding.example
    assert example is not None
    tone = Tone.PLAIN if finding.way is Way.OTHER_REASONS else Tone.DOUBT
    yield Line(found_words(proved, finding, naming), tone, NOTE)
    for each in conditions_in(shift_in(proved, example), example):
        yield Line(condition_words(each, naming), indent=NOTE + 2, mark="• ")
        yield Line(citation_of(each.condition, naming), Tone.FAINT, NOTE + 4)
        for reason in reasons_of(each, naming):
            yield Line(naming.words("impact.because", what=reason), indent=NOTE + 4)


def _case(finding: Finding, naming: Naming) -> Iterator[Block]:
    case, *facts = example_lines(finding, naming)
    yield Line(case, Tone.FAINT, NOTE + 2)
    for text in facts:
        yield Line(text, Tone.FAINT, NOTE + 2, "  · ")


def _answer(decision: Decision, policy: PolicyManifest | None, naming: Naming) -> str:
    assert policy is not None
    if decision.outcome is None:
        return naming.words("value.none")
    return answer_words(decision, policy, naming)
