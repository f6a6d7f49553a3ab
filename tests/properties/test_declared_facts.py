"""A condition reads the facts that its manifest declares, and no others."""

from random import Random
from typing import Any

import pytest

from generators.cases import Cases, exchanged, fact_pointers
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.errors import InvalidCase
from policycheck.policies.manifest import ConditionRule

SEED = "declared facts"
CASES = 24


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_a_fact_that_a_condition_does_not_declare_never_changes_its_status(
    policy: str, decision: str, policies: Policies
) -> None:
    cases = Cases(policies, policy)
    rules = policies.manifests[policy].decisions[decision].conditions
    random = Random(f"{policy}.{decision} {SEED}")
    tried = dict.fromkeys(rules, 0)
    # What reads many facts is seldom spared by chance.
    spared = sorted(rules.values(), key=lambda rule: len(rule.facts), reverse=True)
    for number, case in enumerate(cases.seeded(CASES, f"{decision} {SEED}")):
        other = cases.drawn(random.randint, cases.day(case), usual=20)
        after, changes = _changed(random, case, other, cases, spared[number % len(spared)])
        statuses = [
            {
                id: each.status
                for id, each in policies.decide(policy, decision, facts).conditions.items()
            }
            for facts in (case, after)
        ]
        for id, rule in rules.items():
            if not any(_declares(rule, fact) for fact in changes):
                tried[id] += 1
                same = statuses[0][id] is statuses[1][id]
                assert same, f"seed {SEED!r}, case {number}: {id} changes with {changes}"
    assert min(tried.values()) > 0, tried


def _changed(
    random: Random, case: Any, other: Any, cases: Cases, spared: ConditionRule
) -> tuple[Any, list[str]]:
    """The case with many of its facts as in another, but for those that do not fit together.

    What one condition declares stays as it is.
    """
    schema = cases.policies.schemas.schema
    facts = sorted({*fact_pointers(case, schema), *fact_pointers(other, schema)})
    sample = random.sample(facts, len(facts) // random.choice((2, 2, 6)))
    changes = [fact for fact in sample if not _declares(spared, fact)]
    while True:
        after = exchanged(case, other, changes)
        try:
            cases.policies.input_document(cases.policy, after)
        except InvalidCase as error:
            wrong = {_parent(problem.pointer or "") for problem in error.problems}
            fitting = [each for each in changes if _parent(each) not in wrong]
            # What contradicts a change may be a fact that stayed.
            changes = fitting if len(fitting) < len(changes) else changes[: len(changes) // 2]
        else:
            return after, changes


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _declares(rule: ConditionRule, fact: str) -> bool:
    declared = (*rule.facts, *rule.departure)
    return any(each == fact or each.startswith(f"{fact}/") for each in declared)
