"""The laws that hold for any policy: for each a mistake in the rules that breaks it."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import policycheck
from agreement.engines import both_engines
from made_up import made_up_rules
from policycheck.model import Outcome, Status
from policycheck.proving.general_laws import GeneralLaw
from policycheck.proving.proofs import Proof, Replayed, Unanswered, Verdict
from policycheck.proving.run import Task, run_task
from policycheck.resources import shipped

from .made_wrong import DECISION, POLICY, in_rules
from .test_from_laws import IN_TIME_RULE, as_document, rule

READINGS = '\t"due": due,\n'


def general(rules: Path, *wanted: str) -> Mapping[str, Proof]:
    """What becomes of the general laws, by their ids, for the made-up policy."""
    found = run_task(Task(rules, POLICY, DECISION, laws=False, wanted=wanted, fresh=True))
    return {each.id: each for each in found.proofs}


def broken(rules: Path, *wanted: str) -> set[str]:
    return {id for id, each in general(rules, *wanted).items() if not each.holds}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path)


def agree(rules: Path, proof: Proof, opa: Any) -> tuple[Replayed, ...]:
    """The cases of a proof, which the engines and the real OPA decide alike."""
    policies = policycheck.load(rules)
    engines = both_engines(policies, POLICY, opa)
    cases = tuple(each for each in proof.cases if isinstance(each, Replayed))
    assert proof.verdict is Verdict.REFUTED
    assert cases
    assert cases == proof.cases
    for each in cases:
        decided = policies.decide(POLICY, DECISION, as_document(each))
        assert decided.conditions == each.decision.conditions
        assert engines.difference(DECISION, as_document(each)) is None
    return cases


def test_every_law_holds_for_the_made_up_policy(rules: Path) -> None:
    found = general(rules, *GeneralLaw)
    assert {each for each in found if not found[each].holds} == set()
    said = {id.partition(":")[0] for id in found}
    # No reading of it has two values that can be defended.
    assert said == {*GeneralLaw} - {GeneralLaw.READING_MATTERS}


@pytest.mark.parametrize("decision", ["contract_form", "claims", "reimbursement", "attention"])
def test_every_law_holds_for_a_shipped_policy(decision: str) -> None:
    found = run_task(Task(None, "asr.ggz_2022", decision, laws=False, fresh=True))
    assert [each.id for each in found.proofs if not each.holds] == []


def test_two_values_are_found_with_a_case_that_has_no_answer(rules: Path, opa: Any) -> None:
    text = 'conditions["request-in-time"] := false if request.channel == "other"\n'
    in_rules(rules, IN_TIME_RULE, IN_TIME_RULE + text)
    (case,) = general(rules)["one-value"].cases
    assert isinstance(case, Unanswered)
    assert "eval_conflict_error" in case.error
    engines = both_engines(policycheck.load(rules), POLICY, opa)
    days = {"as_of": case.as_of.isoformat(), "known_at": case.known_at.isoformat()}
    document = {**case.case, **days, "readings": {}}
    for answer in (engines.by_opa(DECISION, document), engines.by_regopy(DECISION, document)):
        assert "error" in answer


def test_a_case_without_an_outcome_is_found(rules: Path) -> None:
    shutil.copytree(shipped("rego") / "policycheck", rules / "policycheck")
    text = '} else := {"outcome": "met"}\n'
    less = text.replace("\n", " if count(sets.not_applicable) == 0\n")
    file = rules / "policycheck" / "outcome.rego"
    content = file.read_text(encoding="utf-8")
    assert content.count(text) == 1
    file.write_text(content.replace(text, less), encoding="utf-8")
    (case,) = general(rules)["one-outcome"].cases
    assert isinstance(case, Unanswered)
    assert "is undefined" in case.error


def test_what_is_missing_taken_as_failed_is_not_final(rules: Path, opa: Any) -> None:
    text = rule("is_in_time") + "default is_in_time := false\n"
    text += "is_in_time if request.received_on <= parameters.request_until\n"
    in_rules(rules, IN_TIME_RULE, text)
    found = general(rules)
    now, later = agree(rules, found["final-outcome"], opa)
    assert now.decision.outcome is Outcome.NOT_MET
    assert later.decision.outcome is Outcome.MET
    now, later = agree(rules, found["final-status:request-in-time"], opa)
    assert now.decision.conditions["request-in-time"].status is Status.NOT_MET
    assert later.decision.conditions["request-in-time"].status is Status.MET
    assert now.as_of == later.as_of
    assert "received_on" not in str(now.case)


def test_a_fact_that_is_not_declared_is_found(rules: Path, opa: Any) -> None:
    in_rules(rules, IN_TIME_RULE, IN_TIME_RULE.replace("\n", " if request.channel\n"))
    (case,) = agree(rules, general(rules)["decided-by-its-facts:request-in-time"], opa)
    assert case.decision.conditions["request-in-time"].status is Status.UNKNOWN
    assert case.case["insurers"]["asr"]["contract_request"].keys() == {"received_on"}


def test_a_condition_that_waits_for_what_cannot_matter_is_found(rules: Path, opa: Any) -> None:
    text = (
        IN_TIME_RULE.replace("\n", ' if request.channel == "other"\n')
        + IN_TIME_RULE.replace("\n", ' if request.channel != "other"\n')
        + 'conditions["request-in-time"] := false if '
        + "request.received_on > parameters.request_until\n"
    )
    in_rules(rules, IN_TIME_RULE, text)
    law = "as-decided-as-can-be"
    (case,) = agree(rules, general(rules, law)[f"{law}:request-in-time"], opa)
    assert case.case["insurers"]["asr"]["contract_request"].keys() == {"received_on"}
    assert case.case["contract_year"] == 2024
    assert case.decision.conditions["request-in-time"].status is Status.UNKNOWN


def test_what_is_unknown_only_of_another_year_waits_for_nothing(rules: Path) -> None:
    text = IN_TIME_RULE.replace("\n", " if input.contract_year == 2024\n")
    in_rules(rules, IN_TIME_RULE, text)
    law = "as-decided-as-can-be"
    assert general(rules, law)[f"{law}:request-in-time"].verdict is Verdict.PROVED


def test_where_every_case_was_left_out_nothing_is_decided(rules: Path) -> None:
    scope = 'conditions["contract-year"] := input.contract_year == 2024\n'
    large = 'conditions["contract-year"] := input.insurers.asr.turnover["2022"] >= 2000000000\n'
    in_rules(rules, scope, large)
    law = "as-decided-as-can-be"
    found = general(rules, law)[f"{law}:request-in-time"]
    assert found.verdict is Verdict.NOT_DECIDED
    assert "near an end of its range" in found.reason


def test_a_condition_that_is_never_met_is_found(rules: Path) -> None:
    never = 'request.received_on < "2023-01-01"\n\trequest.received_on > parameters.request_until'
    body = f'conditions["request-in-time"] if {{\n\t{never}\n}}\n'
    no = 'conditions["request-in-time"] := false if request.received_on >= "2023-01-01"\n'
    in_rules(rules, IN_TIME_RULE, body + no)
    assert "no-dead-condition:request-in-time:met" in broken(rules)


def test_a_status_that_no_case_reaches_is_found(rules: Path) -> None:
    text = IN_TIME_RULE.replace("\n", ' if request.received_on >= "2020-01-01"\n')
    text += 'conditions["request-in-time"] := "open" if {\n'
    text += '\trequest.received_on < "2020-01-01"\n\trequest.received_on > input.as_of\n}\n'
    in_rules(rules, IN_TIME_RULE, text)
    assert "no-dead-condition:request-in-time:open" in broken(rules)


def test_a_condition_that_follows_from_the_others_is_told(rules: Path) -> None:
    in_rules(rules, IN_TIME_RULE, rule("input.contract_year <= 2024"))
    found = general(rules)["not-implied:request-in-time"]
    assert found.verdict is Verdict.REFUTED
    assert found.holds


def with_reading(rules: Path, expression: str) -> None:
    """A second reading of the last day that can be defended."""
    in_rules(rules, READINGS, f'{READINGS}\t"readings": readings,\n')
    place = 'readings["last-day"]["excluded"].conditions["request-in-time"]'
    in_rules(rules, IN_TIME_RULE, f"{IN_TIME_RULE}\n{place} := {expression}\n")
    in_rules(rules, "standing: noted", "standing: defensible", "readings.yaml")
    fact = "facts: [/insurers/asr/contract_request/received_on]"
    in_rules(rules, fact, f"{fact}\n        reading: last-day", "application.yaml")


@pytest.mark.parametrize(
    ("sign", "verdict"), [("<", Verdict.PROVED), ("<=", Verdict.REFUTED)], ids=["other", "same"]
)
def test_a_reading_without_effect_is_found(rules: Path, sign: str, verdict: Verdict) -> None:
    with_reading(rules, f"request.received_on {sign} parameters.request_until")
    found = general(rules)
    assert found["reading-matters:last-day:excluded"].verdict is verdict


def test_a_parameter_without_effect_is_found(rules: Path) -> None:
    late = 'max({parameters.request_until, "2030-01-01"})'
    in_rules(rules, IN_TIME_RULE, rule(f"request.received_on <= {late}"))
    due = 'due["request-in-time"] := '
    in_rules(rules, f"{due}parameters.request_until", f'{due}"2023-10-01"')
    # Both versions of it.
    name = "parameter-matters:request_until"
    assert broken(rules) == {name, f"{name}:2023-08-02"}
