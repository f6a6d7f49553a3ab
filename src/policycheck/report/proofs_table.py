"""What holds for every case, as people read it: a row for each law, then what does not hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from policycheck.model import Fact, Status
from policycheck.proving.proofs import Assumed, Proof, Proved, Replayed, Unanswered, Verdict
from policycheck.report.blocks import GAP, Block, Grid, Line, Rule, Tone
from policycheck.report.decision_table import outcome_words
from policycheck.report.naming import Naming
from policycheck.words import Words

_TONES = {
    Verdict.PROVED: Tone.GOOD,
    Verdict.REFUTED: Tone.BAD,
    Verdict.NOT_DECIDED: Tone.DOUBT,
    Verdict.VACUOUS: Tone.BAD,
}


def proofs_blocks(proved: Sequence[Proved], naming: Naming) -> list[Block]:
    """A grid for each policy, each law that does not hold with its case, and what is supposed."""
    words = naming.words
    blocks: list[Block] = []
    for policy, those in groupby(proved, key=lambda each: each.policy):
        decisions = list(those)
        rows = tuple(row for each in decisions for row in _rows(each, words))
        if rows:
            heads = (policy, *map(words, ("prove.law", "prove.verdict", "prove.seconds")))
            blocks += [Grid(heads, rows), GAP]
            blocks += [*_assumed(decisions, words), GAP]
    for each in proved:
        for proof in each.proofs:
            if proof.verdict is not Verdict.PROVED:
                blocks += [*_told(proof, naming), GAP]
    return [*blocks, Rule(), _total(proved, words)]


def _rows(proved: Proved, words: Words) -> Iterator[tuple[str | Line, ...]]:
    for proof in proved.proofs:
        verdict = Line(verdict_words(proof, words), _tone(proof))
        seconds = words("prove.kept") if proof.kept else f"{proof.seconds:.2f}"
        yield proved.decision, f"{proof.id}: {words.title(proof.title)}", verdict, seconds


def verdict_words(proof: Proof, words: Words) -> str:
    """What became of a law; of one that is only reported, that it is a note."""
    text = words(f"verdict.{proof.verdict}")
    return words("prove.note", verdict=text) if _is_note(proof) else text


def _is_note(proof: Proof) -> bool:
    return proof.note and proof.verdict is not Verdict.PROVED


def _tone(proof: Proof) -> Tone:
    return Tone.FAINT if _is_note(proof) else _TONES[proof.verdict]


def _told(proof: Proof, naming: Naming) -> Iterator[Block]:
    words = naming.words
    mark = "! " if _is_note(proof) else "✗ "
    verdict = verdict_words(proof, words)
    yield Line(f"{proof.subject}: {proof.id}: {verdict}", _tone(proof), mark=mark)
    yield Line(words.of(proof.title), indent=2)
    if proof.refs:
        yield Line(words("prove.refs", refs=", ".join(proof.refs)), Tone.FAINT, 2)
    for line in reason_lines(proof, naming):
        yield Line(line, indent=2)


def reason_lines(proof: Proof, naming: Naming) -> Iterator[str]:
    """Why a law does not hold: the cases, or what kept it from being decided."""
    words = naming.words
    if proof.verdict is Verdict.VACUOUS:
        yield words("prove.vacuous")
    if proof.reason:
        yield words("prove.reason", reason=proof.reason)
    for number, case in enumerate(proof.cases, 1):
        several = len(proof.cases) > 1
        yield words("prove.case_of", n=number) if several else words("prove.case")
        yield from (f"  {line}" for line in case_lines(case, naming))


def case_lines(replayed: Replayed | Unanswered, naming: Naming) -> Iterator[str]:
    """A case: its days, its facts and what is decided."""
    words = naming.words
    yield words(
        "prove.days", as_of=words.day(replayed.as_of), known_at=words.day(replayed.known_at)
    )
    yield from fact_lines(replayed.case, naming)
    if isinstance(replayed, Unanswered):
        yield words("prove.no_answer", error=replayed.error)
        return
    decision = replayed.decision
    yield words("prove.comes_to", outcome=outcome_words(decision, words))
    for condition in decision.conditions.values():
        if condition.status is not Status.UNKNOWN:
            status = words(f"status.{condition.status}")
            yield f"{condition.id}: {status}"


def fact_lines(case: Mapping[str, Any], naming: Naming) -> Iterator[str]:
    """The facts of a case; that there is none."""
    facts = list(_facts("", case))
    yield from (naming.known(each) for each in facts)
    if not facts:
        yield naming.words("prove.no_facts")


def _facts(pointer: str, value: Any) -> Iterator[Fact]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield from _facts(f"{pointer}/{name}", member)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for place, member in enumerate(value):
            yield from _facts(f"{pointer}/{place}", member)
    else:
        yield Fact(pointer, value)


def _assumed(decisions: Iterable[Proved], words: Words) -> Iterator[Block]:
    """What all proofs about a policy suppose."""
    for text in assumed_lines([each.assumed for each in decisions], words):
        yield Line(text, Tone.FAINT, 2)


def assumed_lines(assumed: Sequence[Assumed], words: Words) -> Iterator[str]:
    """What proofs suppose, in sentences."""
    published = assumed[0].published
    if published:
        yield words("prove.assumes_days", day=words.day(published))
    else:
        yield words("prove.assumes")
    lists = {at: most for each in assumed for at, most in each.lists.items()}
    if lists:
        names = ", ".join(f"{at} ({most})" for at, most in sorted(lists.items()))
        yield words("prove.assumes_lists", lists=names)
    if slow := sorted({name for each in assumed for name in each.slow}):
        yield words("prove.assumes_slow", names=", ".join(slow))


def _total(proved: Sequence[Proved], words: Words) -> Line:
    proofs = [proof for each in proved for proof in each.proofs]
    counts = {
        verdict: sum(each.verdict is verdict and not _is_note(each) for each in proofs)
        for verdict in Verdict
    }
    parts = [f"{words(f'verdict.{verdict}')}: {n}" for verdict, n in counts.items() if n]
    notes = sum(map(_is_note, proofs))
    if notes:
        parts.append(words.count("count.note", notes))
    seconds = sum(each.seconds for each in proofs if not each.kept)
    text = words("prove.total", laws=len(proofs), counts=", ".join(parts), seconds=f"{seconds:.1f}")
    good = all(each.holds for each in proved)
    return Line(text, Tone.STRONG if good else Tone.BAD)
