"""Two sides decided, and put side by side."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policycheck.changes.comparing import compare_policies, compare_texts
from policycheck.changes.model import PolicyDiff
from policycheck.changes.states import State, state_at
from policycheck.commands.common.deciding import Asked
from policycheck.errors import UsageError
from policycheck.evaluation import compare
from policycheck.facts import Case
from policycheck.model import Comparison, Decision, Scope
from policycheck.report.comparison_document import Compared
from policycheck.resources import shipped

Question = tuple[str, str]


@dataclass(frozen=True)
class Side:
    """What is decided on one side.

    Attributes:
        asked: The questions, with the two dates.
        policy: The one policy that is asked, where the other side has another.
    """

    asked: Asked
    case: Case
    policy: str | None = None

    def decide(self, question: Question) -> Decision:
        """One decision."""
        return self.asked.decide(self.case, *question)


def by_two_texts(asked: Asked, case: Case, days: tuple[date, date]) -> tuple[Side, Side]:
    """One case by the text of one day and by that of another."""
    first, second = (Side(replace(asked, known_at=day), case) for day in days)
    return first, second


def side_by_side(before: Side, after: Side, rules: Path | None) -> Compared:
    """Every decision on both sides, with what their texts say otherwise.

    Raises:
        UsageError: A day has no text.
        InvalidCase: The facts of a case contradict each other.
    """
    if before.policy and after.policy:
        questions = list(_of_two_policies(before, after))
        if not questions and (alone := only_one_has(before, after)):
            raise UsageError(
                f"{before.policy} and {after.policy} do not both have a decision that is asked:"
                f" only one has {' and '.join(alone)}; name one that both have with -d"
            )
        scopes: tuple[Scope, ...] = ()
    else:
        answers = before.asked.answer(before.case), after.asked.answer(after.case)
        found = dict.fromkeys((d.policy, d.decision) for a in answers for d in a.decisions)
        questions = [(each, each) for each in found]
        scopes = answers[1].scopes
    comparisons = tuple(compare(before.decide(one), after.decide(two)) for one, two in questions)
    diffs = _diffs(comparisons, after.asked, rules)
    return Compared(before.case.name, after.case.name, comparisons, scopes, diffs)


def only_one_has(before: Side, after: Side) -> tuple[str, ...]:
    """The decisions that are asked of one policy, and that the other does not have."""
    if not (before.policy and after.policy):
        return ()
    sides = ((before, after.policy), (after, before.policy))
    return tuple(
        f"{side.policy}.{name}"
        for side, other in sides
        for name in _asked(side)
        if name not in side.asked.policies.manifests[other].decisions
    )


def _of_two_policies(before: Side, after: Side) -> Iterator[tuple[Question, Question]]:
    assert before.policy
    assert after.policy
    manifests = after.asked.policies.manifests
    for name in dict.fromkeys((*_asked(before), *_asked(after))):
        if all(name in manifests[each].decisions for each in (before.policy, after.policy)):
            yield (before.policy, name), (after.policy, name)


def _asked(side: Side) -> tuple[str, ...]:
    assert side.policy
    if side.asked.decisions is not None:
        return side.asked.decisions[side.policy]
    return side.asked.policies.asked(side.policy, side.case)


def _diffs(
    comparisons: tuple[Comparison, ...], asked: Asked, rules: Path | None
) -> Mapping[Question, PolicyDiff]:
    found: dict[Question, PolicyDiff] = {}
    with ExitStack() as stack:
        state: State | None = None
        for each in comparisons:
            before, after = each.before, each.after
            names = (before.policy, after.policy)
            same = before.policy == after.policy and before.known_at == after.known_at
            if same or not each.conditions or names in found:
                continue
            if state is None:
                state = stack.enter_context(state_at(None, rules or shipped("rego"), rules is None))
            if before.policy == after.policy:
                manifest = asked.policies.manifests[after.policy]
                days = (before.known_at, after.known_at)
                found[names] = compare_texts(state, manifest, days)
            else:
                found[names] = compare_policies(state, *names)
    return found
