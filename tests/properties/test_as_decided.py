"""Nothing is left unknown that every way of filling in the missing facts decides alike."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from generators.cases import Cases
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.errors import InvalidCase
from policycheck.model import FINAL_OUTCOMES, Decision, Modality, Outcome, Status
from policycheck.policies.manifest import DecisionRule

SEED = "as decided"
CASES = 8
FEW = 4
MANY_CONDITIONS = 20
COMPLETIONS = 300

# Conditions that stay unknown although no fact can make them fail, and why that is right.
EXCUSED = {
    ("asr.ggz_2024.contract_form", "one-form"): "what is not known is which form it is",
    ("asr.ggz_2024.application", "provider-route"): "what is not known is which route it is",
    ("asr.ggz_2024.ceiling_increase", "ceiling-request-in-time"): (
        "that a reply follows its request does not tell the rules when the request came"
    ),
    ("vgz.msz_2024.ceiling_increase", "asked-during-year"): (
        "before the year begins, a request that has not come is not one that came too early"
    ),
    ("asr.geboortezorg_2023.tariff", "within-nza-maximum"): "a cent is below every maximum",
    ("asr.ggz_2022.reimbursement", "one-basis"): "which basis it is, is not known",
    ("caresq.categoraal_2024.reimbursement", "one-basis"): "which basis it is, is not known",
    **{
        (name, "own-policy"): "it fails under the other reading only"
        for name in NAMES
        if name.startswith("caresq.categoraal_2024.")
    },
}


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_what_is_unknown_can_still_go_two_ways(
    policy: str, decision: str, policies: Policies
) -> None:
    cases = Cases(policies, policy, decision)
    rule = policies.manifests[policy].decisions[decision]
    excused = {id for name, id in EXCUSED if name == f"{policy}.{decision}"}
    count = FEW if len(rule.conditions) > MANY_CONDITIONS else CASES
    for number, case in enumerate(cases.seeded(count, SEED)):
        decided = policies.decide(policy, decision, case)
        waiting = {key for key, end in _ends(decided) if end == "unknown"} - excused
        first: dict[str, str] = {}
        for completed in _completions(cases, case, number):
            if not waiting:
                break
            answer = policies.decide(policy, decision, completed)
            for key, end in _ends(answer):
                if key in waiting and first.setdefault(key, end) != end:
                    waiting.discard(key)
        always = {key: first.get(key) for key in waiting}
        if _waits_for_more(decided, rule) and always.get("the outcome") == "refer":
            del always["the outcome"]
        assert not always, f"{SEED!r}, case {number}: {case}, always {always}"


def _waits_for_more(decided: Decision, rule: DecisionRule) -> bool:
    """Whether what can only be referred waits for what is in principle, or for a reading."""
    unknown = [
        rule.conditions[id]
        for id, each in decided.conditions.items()
        if each.status is Status.UNKNOWN
    ]
    return len(decided.combinations) > 1 or any(
        each.modality is Modality.IN_PRINCIPLE or each.reading for each in unknown
    )


def _ends(decided: Decision) -> Iterator[tuple[str, str]]:
    """Each condition with its status, and the outcome; a referral is no end."""
    for id, condition in decided.conditions.items():
        benign = condition.status in (Status.MET, Status.NOT_APPLICABLE)
        yield id, "met" if benign else condition.status.value
    if decided.outcome in FINAL_OUTCOMES:
        yield "the outcome", f"{decided.outcome} {sorted(decided.result.items())}"
    elif decided.outcome is not None:
        unsettled = decided.outcome is Outcome.UNDETERMINED
        yield "the outcome", "unknown" if unsettled else "refer"


def _completions(cases: Cases, case: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """The case with every missing fact filled in, one way after another."""
    random = Random(f"{cases.policy}.{cases.decision} {SEED} {number}")
    for _ in range(COMPLETIONS):
        completed = cases.completed(case, random.randint)
        try:
            cases.policies.input_document(cases.policy, completed)
        except InvalidCase:
            continue
        yield completed
