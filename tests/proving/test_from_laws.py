"""Each kind of law: one that holds, and a mistake in the rules that a plain case shows."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policycheck
from agreement.engines import both_engines
from policycheck.model import Status
from policycheck.proving.proofs import Proof, Replayed, Unanswered, Verdict

from .made_wrong import (
    CHANNEL,
    DECISION,
    IN_TIME,
    LAWS,
    POLICY,
    RECEIVED,
    in_rules,
    proofs,
    with_laws,
    write_laws,
)

IN_TIME_RULE = 'conditions["request-in-time"] := request.received_on <= parameters.request_until\n'


def rule(expression: str) -> str:
    return f'conditions["request-in-time"] := {expression}\n'


def test_every_law_of_the_right_rules_is_proved(tmp_path: Path) -> None:
    found = proofs(with_laws(tmp_path))
    assert {id: each.verdict for id, each in found.items()} == dict.fromkeys(LAWS, Verdict.PROVED)
    assert all(each.cases == () and each.holds for each in found.values())


# What is written in place of the rule, and the laws that it breaks.
MISTAKES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "the day itself is left out": (
        rule("request.received_on < parameters.request_until"),
        ("on-the-day-is-in-time",),
    ),
    "the last day taken for the first": (
        rule("request.received_on >= parameters.request_until"),
        ("late-is-never-in-time", "never-after-october", "an-earlier-request-never-hurts"),
    ),
    "missing taken as failed": (
        rule("is_in_time")
        + "default is_in_time := false\n"
        + "is_in_time if request.received_on <= parameters.request_until\n",
        ("missing-is-unknown",),
    ),
    "the channel matters": (
        rule("both == {true}")
        + "both := {request.received_on <= parameters.request_until, of_old}\n"
        + 'of_old := request.channel == "other"\n',
        ("on-the-day-is-in-time", "the-channel-is-idle", "the-day-suffices"),
    ),
    "the text of a later day": (
        rule("request.received_on <= max({parameters.request_until, last})")
        + 'last := "2023-11-01" if input.known_at >= "2024-01-01"\n'
        + 'last := "2023-01-01" if input.known_at < "2024-01-01"\n',
        ("late-is-never-in-time", "never-after-october", "the-text-of-august"),
    ),
    "insurer asked": (
        rule('"open"'),
        ("some-status", "on-the-day-is-in-time", "missing-is-unknown"),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refuted_with_a_case_that_all_engines_decide_so(
    tmp_path: Path, mistake: str, opa: Any
) -> None:
    text, broken = MISTAKES[mistake]
    rules = with_laws(tmp_path)
    in_rules(rules, IN_TIME_RULE, text)
    found = proofs(rules)
    refuted = tuple(id for id, each in found.items() if each.verdict is Verdict.REFUTED)
    assert sorted(refuted) == sorted(broken)
    assert all(found[id].verdict is Verdict.PROVED for id in set(LAWS) - set(refuted))
    policies = policycheck.load(rules)
    engines = both_engines(policies, POLICY, opa)
    for id in refuted:
        assert len(found[id].cases) == (2 if _is_of_two(id) else 1)
        for each in found[id].cases:
            assert isinstance(each, Replayed)
            decided = policies.decide(POLICY, DECISION, as_document(each))
            assert decided.conditions == each.decision.conditions
            assert engines.difference(DECISION, as_document(each)) is None


def _is_of_two(id: str) -> bool:
    return bool({"monotone", "independent", "constant"} & LAWS[id].keys())


def as_document(case: Replayed | Unanswered) -> dict[str, Any]:
    """The case as somebody would write it."""
    days = {"as_of": case.as_of.isoformat(), "known_at": case.known_at.isoformat()}
    found: dict[str, Any] = json.loads(json.dumps({**case.case, **days}, default=str))
    return found


def the_case(proof: Proof) -> dict[str, Any]:
    (found,) = proof.cases
    return dict(found.case)


def test_the_plainest_case_of_each_mistake(tmp_path: Path) -> None:
    rules = with_laws(tmp_path)
    in_rules(rules, IN_TIME_RULE, MISTAKES["the day itself is left out"][0])
    proof = proofs(rules)["on-the-day-is-in-time"]
    (found,) = proof.cases
    # Nothing but the day of the request: as late as the text of the day that is judged allows.
    assert the_case(proof).keys() == {"insurers"}
    request = found.case["insurers"]["asr"]["contract_request"]
    last = "2023-10-01" if found.known_at >= date(2023, 8, 2) else "2023-09-01"
    assert request == {"received_on": last}
    assert found.as_of == found.known_at
    assert isinstance(found, Replayed)
    assert found.decision.conditions["request-in-time"].status is Status.NOT_MET


def test_missing_taken_as_failed_is_refuted_by_a_case_without_facts(tmp_path: Path) -> None:
    rules = with_laws(tmp_path)
    in_rules(rules, IN_TIME_RULE, MISTAKES["missing taken as failed"][0])
    assert the_case(proofs(rules)["missing-is-unknown"]) == {}


def test_two_cases_differ_in_what_the_law_speaks_of_alone(tmp_path: Path) -> None:
    rules = with_laws(tmp_path)
    in_rules(rules, IN_TIME_RULE, MISTAKES["the channel matters"][0])
    one, other = proofs(rules)["the-channel-is-idle"].cases
    assert (one.as_of, one.known_at) == (other.as_of, other.known_at)
    requests = [each.case["insurers"]["asr"]["contract_request"] for each in (one, other)]
    assert len({each.pop("channel", None) for each in requests}) == 2
    assert requests[0] == requests[1]


def test_a_monotone_law_compares_the_later_day_with_the_earlier(tmp_path: Path) -> None:
    rules = with_laws(tmp_path)
    in_rules(rules, IN_TIME_RULE, MISTAKES["the last day taken for the first"][0])
    one, other = proofs(rules)["an-earlier-request-never-hurts"].cases
    days = [
        each.case["insurers"]["asr"]["contract_request"]["received_on"] for each in (one, other)
    ]
    assert days[0] > days[1]
    assert isinstance(one, Replayed)
    assert isinstance(other, Replayed)
    statuses = [each.decision.conditions["request-in-time"].status for each in (one, other)]
    assert statuses == [Status.MET, Status.NOT_MET]


def test_a_constant_law_holds_between_its_days_alone(tmp_path: Path) -> None:
    """The text changed on 2 August: with the day before it the law is wrong."""
    changed = {**LAWS["the-text-of-august"]}
    changed["constant"] = {**changed["constant"], "from": "2023-08-01"}
    (found,) = proofs(with_laws(tmp_path, {"a-day-earlier": changed})).values()
    assert found.verdict is Verdict.REFUTED
    assert {each.known_at for each in found.cases} >= {date(2023, 8, 1)}
    assert all(date(2023, 8, 1) <= each.known_at <= date(2024, 12, 31) for each in found.cases)


VACUOUS: Mapping[str, Mapping[str, Any]] = {
    "a-premise-that-never-holds": {
        "when": [{"fact": RECEIVED, "known": True}, {"fact": RECEIVED, "known": False}],
        "always": [IN_TIME],
    },
    "facts-that-never-go-together": {
        "never": [
            {"fact": RECEIVED, "before": "2023-01-01"},
            {"fact": RECEIVED, "after": "2023-01-01"},
            IN_TIME,
        ]
    },
    "before-every-text": {
        "when": [{"fact": "/known_at", "before": "2023-07-01"}],
        "always": [IN_TIME],
    },
    "one-day-is-never-two": {
        "constant": {"day": "known_at", "from": "2023-08-02", "until": "2023-08-02"}
    },
}


@pytest.mark.parametrize("id", VACUOUS)
def test_a_law_about_no_case_is_no_success(tmp_path: Path, id: str) -> None:
    (found,) = proofs(with_laws(tmp_path, {id: VACUOUS[id]})).values()
    assert (found.verdict, found.holds, found.cases) == (Verdict.VACUOUS, False, ())


def test_a_retroactive_start_is_refuted_where_the_rule_forgets_it(tmp_path: Path) -> None:
    start, concluded = (
        "/insurers/asr/contract_request/requested_start_on",
        ("/insurers/asr/contract/concluded_on"),
    )
    law = {
        "when": [{"fact": concluded, "known": True}],
        "never": [{"fact": start, "before": {"fact": concluded}}, IN_TIME],
    }
    rules = with_laws(tmp_path, {"no-retroactive-start": law})
    found = proofs(rules)["no-retroactive-start"]
    assert found.verdict is Verdict.REFUTED
    asr = the_case(found)["insurers"]["asr"]
    assert asr["contract_request"]["requested_start_on"] < asr["contract"]["concluded_on"]
    in_rules(
        rules,
        IN_TIME_RULE,
        rule("every_day == {true}")
        + "every_day := {request.received_on <= parameters.request_until,"
        + " request.requested_start_on >= input.insurers.asr.contract.concluded_on}\n",
    )
    assert proofs(rules)["no-retroactive-start"].verdict is Verdict.PROVED


def test_a_law_of_a_code_that_nothing_asks_for(tmp_path: Path) -> None:
    """Facts that only the law names are part of the case."""
    law = {"never": [{"fact": CHANNEL, "is": "other"}, {"fact": "/provider/agb", "is": "01234567"}]}
    rules = with_laws(tmp_path)
    write_laws(rules, {"only-the-law": law})
    found = proofs(rules)["only-the-law"]
    assert found.verdict is Verdict.REFUTED
    assert the_case(found)["provider"] == {"agb": "01234567"}


def test_a_case_without_an_answer_breaks_the_laws_that_it_is_about(tmp_path: Path) -> None:
    rules = with_laws(tmp_path)
    second = 'conditions["request-in-time"] := "open" if request.channel == "other"\n'
    in_rules(rules, IN_TIME_RULE, IN_TIME_RULE + second)
    found = proofs(rules)
    assert found["on-the-day-is-in-time"].verdict is Verdict.REFUTED
    (case,) = found["on-the-day-is-in-time"].cases
    assert isinstance(case, Unanswered)
    assert case.case["insurers"]["asr"]["contract_request"]["channel"] == "other"
    assert "eval_conflict_error" in case.error
    # Where no day is known only the other rule gives a value.
    assert found["missing-is-unknown"].verdict is Verdict.REFUTED
    assert all(isinstance(each, Replayed) for each in found["missing-is-unknown"].cases)
    two = found["the-channel-is-idle"]
    assert two.verdict is Verdict.REFUTED
    assert len(two.cases) == 2
