"""What the tests or the laws say of mutants, as people read it: counts, then every survivor."""

from collections.abc import Iterator, Sequence

from policycheck.report.blocks import GAP, Block, Grid, Line, Rule, Tone
from policycheck.testing.mutation import By, Fate, Operator, Stale, State, Survey
from policycheck.words import Words

_STATES = tuple(State)
# Shown only where there are some.
_SELDOM = (State.CRASHED, State.NOT_DECIDED)


def mutation_blocks(survey: Survey, words: Words) -> list[Block]:
    """A grid for each policy, by operator; each survivor as a small diff; the stale entries."""
    blocks: list[Block] = []
    for subject in dict.fromkeys(each.mutant.subject for each in survey.fates):
        fates = [each for each in survey.fates if each.mutant.subject == subject]
        blocks += [_grid(subject, fates, words), GAP]
    for fate in survey.survivors:
        blocks += [*_survivor(fate, words), GAP]
    for fate in survey.fates:
        if fate.state is State.NOT_DECIDED:
            blocks += [*_undecided(fate, words), GAP]
    if survey.stale:
        blocks += [Line(words("mutation.stale"), Tone.STRONG)]
        blocks += [line for each in survey.stale for line in _stale(each, survey.by, words)]
        blocks.append(GAP)
    return [*blocks, Rule(), _total(survey, words)]


def _grid(subject: str, fates: Sequence[Fate], words: Words) -> Grid:
    states = [state for state in _STATES if state not in _SELDOM or _count(fates, state)]
    heads = (subject, words("mutation.mutants"), *(words(f"mutation.{each}") for each in states))
    rows = [
        (words(f"operator.{operator}"), *_numbers(found, states))
        for operator in Operator
        if (found := [each for each in fates if each.mutant.operator is operator])
    ]
    return Grid(heads, (*rows, (words("mutation.together"), *_numbers(fates, states))))


def _numbers(fates: Sequence[Fate], states: Sequence[State]) -> tuple[str, ...]:
    return (str(len(fates)), *(str(_count(fates, each) or "") for each in states))


def _count(fates: Sequence[Fate], state: State) -> int:
    return sum(each.state is state for each in fates)


def _survivor(fate: Fate, words: Words) -> Iterator[Block]:
    mutant = fate.mutant
    says = words(f"operator.{mutant.operator}")
    yield Line(f"{mutant.file}:{mutant.line}:{mutant.column} {says}", Tone.STRONG, mark="✗ ")
    for row in mutant.before.splitlines():
        yield Line(row.strip(), Tone.BAD, 4, "- ")
    for row in (mutant.after or words("mutation.left_out")).splitlines():
        yield Line(row.strip(), Tone.GOOD, 4, "+ ")
    yield Line(mutant.id, Tone.FAINT, 4)


def _undecided(fate: Fate, words: Words) -> Iterator[Block]:
    yield Line(fate.mutant.id, mark="? ")
    yield Line(f"{words('mutation.not_decided')}: {fate.by}", Tone.FAINT, 4)


def _stale(stale: Stale, by: By, words: Words) -> Iterator[Block]:
    listed = stale.equivalent
    yield Line(f"{listed.file}:{listed.line}", Tone.STRONG, mark="✗ ")
    yield Line(listed.id, indent=4)
    noticed = f"mutation.noticed_{by}"
    says = words(noticed, by=stale.by) if stale.by else words("mutation.no_such")
    yield Line(says, Tone.FAINT, 4)


def _total(survey: Survey, words: Words) -> Line:
    tried, survived = len(survey.fates), len(survey.survivors)
    whole = tried == survey.among
    said = words("mutation.all" if whole else "mutation.sample", n=tried, among=survey.among)
    text = words(
        f"mutation.total_{survey.by}",
        tried=said,
        seconds=f"{survey.seconds:.1f}",
        survived=survived or "0",
    )
    return Line(text, Tone.STRONG if survey.good else Tone.BAD)
