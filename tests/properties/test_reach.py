"""Generated cases reach every status of every condition, so that the properties mean something."""

from collections.abc import Iterator, Mapping

import pytest

from generators.cases import Cases
from generators.saying import say
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.model import Status
from policycheck.policies.manifest import ConditionRule, DecisionRule

from .reach import Reach

Never = Mapping[tuple[str, Status], str]

SEED = "reach"
STEP = 50
FEWEST = 150
MOST = 2000
ENOUGH = 20
FINAL = 0.25

# What no case can reach under the default readings, and why.
NEVER: dict[str, dict[tuple[str, Status], str]] = {
    "asr.geboortezorg_2023.contract_term": {
        ("joins-in-first-year", Status.NOT_MET): "the text is silent on a later start: open",
    },
    "asr.ggz_2024.application": {
        ("provider-route", Status.NOT_MET): "a provider without a route is open, never refused",
        ("signed-in-time", Status.NOT_MET): "a late signature is open; a.s.r. decides",
    },
    "asr.ggz_2022.contract_form": {
        ("statute-division", Status.NOT_MET): "without a statute it is open",
        ("class-decided", Status.NOT_MET): "every class that is recorded has a form",
    },
    "asr.ggz_2022.authorisation": {
        ("division-known", Status.NOT_MET): "without a statute it is open",
        ("referral-says-which", Status.NOT_MET): "a referral that does not say so is open",
    },
    "asr.ggz_2022.reimbursement": {
        ("one-basis", Status.NOT_MET): "with or without a contract there is a basis",
    },
    "vgz.msz_2024.selective_purchasing": {
        ("purchased-regularly", Status.NOT_MET): "what holds for clinics is open, not refused",
    },
    "asr.ggz_2024.contract_form": {
        ("one-form", Status.NOT_MET): "every provider has a form, or too little is known",
    },
    "vgz.msz_2024.ceiling_increase": {
        ("asked-during-year", Status.NOT_MET): "outside the year the text is silent: open",
    },
}
for _name in NAMES:
    if _name.startswith("caresq.categoraal_2024."):
        _never = NEVER.setdefault(_name, {})
        _never[("own-policy", Status.NOT_MET)] = "a kind on the list is enough by default"
NEVER.setdefault("caresq.categoraal_2024.reimbursement", {})[("one-basis", Status.NOT_MET)] = (
    "with or without a contract there is a basis"
)


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_generated_cases_see_every_condition_in_every_status(
    policy: str, decision: str, policies: Policies, capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"{policy}.{decision}"
    manifest = policies.manifests[policy]
    rule = manifest.decisions[decision]
    never = NEVER.get(name, {})
    # With the default readings chosen there is one combination, so that it takes less time.
    usual = {id: reading.default for id, reading in manifest.readings.items()}
    policies.prepare(policy, decision, readings=usual)
    reach = Reach()
    for case in Cases(policies, policy, decision).seeded(MOST, SEED):
        reach.see(policies.decide(policy, decision, case, readings=usual))
        if reach.cases % STEP == 0 and reach.cases >= FEWEST and not _short(rule, reach, never):
            break
    say(capsys, reach.table(name, never))
    again = f"{name}, seed {SEED!r}, {reach.cases} cases"
    assert not (short := _short(rule, reach, never)), f"too seldom ({again}): {'; '.join(short)}"
    stale = [f"{id} {status}" for id, status in never if reach.statuses[id][status]]
    assert not stale, f"said to be out of reach, and seen ({again}): {stale}"
    if rule.outcomes:
        assert reach.final >= FINAL, f"too few final outcomes ({again}): {reach.final:.0%}"


def _short(rule: DecisionRule, reach: Reach, never: Never) -> list[str]:
    """What was not yet seen often enough."""
    return [
        f"{each.id} is {status} in {reach.statuses[each.id][status]} cases"
        for each in rule.conditions.values()
        for status in _wanted(each, reach)
        if (each.id, status) not in never and reach.statuses[each.id][status] < ENOUGH
    ]


def test_what_is_out_of_reach_exists(policies: Policies) -> None:
    for name, never in NEVER.items():
        policy, _, decision = name.rpartition(".")
        conditions = policies.manifests[policy].decisions[decision].conditions
        assert {id for id, _ in never} <= set(conditions)


def _wanted(condition: ConditionRule, reach: Reach) -> Iterator[Status]:
    yield from (Status.MET, Status.NOT_MET, Status.UNKNOWN)
    changed = condition.published or condition.withdrawn
    if condition.exempt_by or changed or condition.id in reach.dated:
        yield Status.NOT_APPLICABLE
