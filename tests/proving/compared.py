"""Two decisions compared, and what was found decided again by both engines."""

from collections.abc import Mapping, Sequence
from typing import Any

from agreement.engines import both_engines
from policycheck import Policies
from policycheck.policies.fences import statements_in
from policycheck.proving.differences import Equivalence, Way, way_of
from policycheck.proving.equivalence import Question, equivalence
from policycheck.proving.proofs import Replayed
from policycheck.proving.subject import subject_of

DEMO = "acme.demo_2024"


def compare(
    before: Policies,
    after: Policies,
    name: str = f"{DEMO}.application",
    fence: Sequence[str] = (),
    **more: Any,
) -> tuple[Equivalence, ...]:
    """Both states of a decision in every case."""
    policy, _, decision = name.rpartition(".")
    one, other = (subject_of(each, policy, decision) for each in (before, after))
    statements = statements_in(fence, after.manifests[policy])
    return equivalence(Question(one, other, **more), statements)


def ways(answer: Equivalence) -> Mapping[Way, Any]:
    """The cases that were found, by the way in which they differ."""
    return {each.way: each.example for each in answer.found}


def decided_again(answer: Equivalence, before: Policies, after: Policies, opa: Any) -> None:
    """That the engine and the real OPA both decide what was found, on both sides."""
    assert answer.found
    for finding in answer.found:
        example = finding.example
        assert example
        sides = ((before, example.before), (after, example.after))
        decisions = [_decide(policies, side) for policies, side in sides]
        assert way_of(*decisions) is finding.way
        for policies, side in sides:
            _agrees(policies, side, opa)


def _decide(policies: Policies, side: Replayed) -> Any:
    made = side.decision
    found = policies.decide(
        made.policy, made.decision, side.case, as_of=side.as_of, known_at=side.known_at
    )
    assert (found.outcome, found.leaning) == (made.outcome, made.leaning)
    return found


def _agrees(policies: Policies, side: Replayed, opa: Any) -> None:
    made = side.decision
    engines = both_engines(policies, made.policy, opa)
    case = {**side.case, "as_of": side.as_of.isoformat(), "known_at": side.known_at.isoformat()}
    assert engines.difference(made.decision, case) is None
    document = policies.input_document(made.policy, case)
    answer = engines.by_opa(made.decision, document)
    assert answer.get("outcome") == made.outcome
    statuses = {id: condition.status for id, condition in made.conditions.items()}
    assert answer["statuses"] == statuses
    assert answer.get("result", {}) == made.result
