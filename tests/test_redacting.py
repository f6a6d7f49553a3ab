"""A view of a decision, a case or a problem, without the content of sensitive facts."""

import json
import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

import policycheck
from policycheck.errors import EngineError, InvalidCase, Problem, UsageError
from policycheck.evaluation import compare
from policycheck.facts import load_schemas
from policycheck.model import Actor as Who
from policycheck.model import Deadline, DeadlineState, Fact, Scope, Status, Withheld
from policycheck.policies import load_manifests
from policycheck.redacting import Redaction
from policycheck.report.plain import plain
from report.samples import DECISION, condition

DICTIONARY = load_schemas().dictionary
SENSITIVE = [fact.pointer for fact in DICTIONARY.values() if fact.sensitive]
REDACTION = Redaction(DICTIONARY)
MARKER = "MARKER-4711"
# What a value can look like: text, in a list, in a record, deep in both.
CONTENTS: list[Any] = [
    MARKER,
    [MARKER],
    [{"on": MARKER, "why": f"because {MARKER}"}],
    {"note": {"text": [MARKER]}},
]


@pytest.mark.parametrize("pointer", SENSITIVE)
@pytest.mark.parametrize("content", CONTENTS, ids=["text", "list", "record", "deep"])
def test_a_fact_is_known_and_nothing_more(pointer: str, content: Any) -> None:
    for path in (pointer, pointer.replace("*", "0"), f"{pointer}/0/anything"):
        assert REDACTION.hides(path)
        assert REDACTION.value(path, content) == Withheld.KNOWN
    given = condition("a", Status.NOT_MET, facts=(Fact(pointer, content),))
    decision = replace(DECISION, conditions=MappingProxyType({"a": given}))
    shown = REDACTION.decision(decision)
    assert shown.conditions["a"] == replace(given, facts=(Fact(pointer, Withheld.KNOWN),))
    scope = Scope("p", Status.NOT_MET, {"a": given}, (), ())
    compared = compare(decision, decision)
    for view in (shown, REDACTION.scope(scope), REDACTION.comparison(compared)):
        assert MARKER not in repr(view)
    assert (shown.outcome, shown.missing) == (decision.outcome, decision.missing)
    assert shown.receipt.case == "withheld"


def test_what_holds_sensitive_facts_keeps_the_others() -> None:
    case = {
        "contract_year": 2024,
        "provider": {
            "name": "Zorg",
            "sectors": ["ggz"],
            "ubo_sanctioned": False,
            "serious_errors": [],
            "heightened_supervision": [{"from": "2020-01-01", "status": "in_force"}],
        },
        "insurers": {"asr": {"findings": {"plausible_indications": True, "added_value": True}}},
    }
    shown = REDACTION.case(case)
    assert json.loads(json.dumps(plain(shown))) == {
        "contract_year": 2024,
        "provider": {
            "name": "Zorg",
            "sectors": ["ggz"],
            "ubo_sanctioned": "known",
            "serious_errors": "known",
            "heightened_supervision": "known",
        },
        "insurers": {"asr": {"findings": {"plausible_indications": "known", "added_value": True}}},
    }
    findings = case["insurers"]["asr"]["findings"]  # type: ignore[index]
    assert REDACTION.value("/insurers/asr/findings", findings) == {
        "plausible_indications": "known",
        "added_value": True,
    }


def test_a_day_that_may_follow_from_a_sensitive_one_goes_too() -> None:
    records = [{"on": "2020-05-19"}]
    due = date(2025, 5, 19)
    told = condition(
        "a", Status.NOT_MET, facts=(Fact("/provider/serious_errors", records),), due=due
    )
    deadline = Deadline("a", told.title, due, Who.PROVIDER, DeadlineState.PASSED, ("x",))
    decision = replace(DECISION, conditions=MappingProxyType({"a": told}), deadlines=(deadline,))
    shown = REDACTION.decision(decision)
    assert (shown.conditions["a"].due, shown.deadlines) == (None, ())


def test_the_public_function() -> None:
    given = condition("a", Status.NOT_MET, facts=(Fact(SENSITIVE[0], MARKER),))
    decision = replace(DECISION, conditions=MappingProxyType({"a": given}))
    assert policycheck.redact(decision) == REDACTION.decision(decision)
    problem = Problem("wrong-type", MARKER, "a.yaml", pointer="/provider/ubo_sanctioned")
    error = policycheck.redact(InvalidCase([problem]))
    assert isinstance(error, InvalidCase)
    assert MARKER not in str(error)
    usage = UsageError("no such policy")
    assert policycheck.redact(usage) is usage


# What a fact is about is read off its words; these say the word about something else.
ABOUT_SOMETHING_ELSE = {
    "/provider/heightened_supervision/*": "holds only facts that are marked",
    "/provider/serious_errors/*": "holds only facts that are marked",
    "/provider/medical_specialist/igj": "holds the requests for data too",
    "/provider/medical_specialist/igj/takes_part": "answering requests for data of all providers",
    "/provider/medical_specialist/acquired": "that there is a new owner, and nothing about whom",
    "/provider/categorical/care/igj_requirements": "quality of care, as for all providers",
    "/provider/categorical/igj_basic_set": "quality indicators, as for all providers",
}
SENSITIVE_WORDS = re.compile(
    r"fraud|integrit|sanction|supervis|toezicht|inspect|beneficial|\bUBO\b|\bowner|eigenaar"
    r"|sanctie|onrechtmatig|unlawful|tax debt|belastingschuld|investigation into|serious error"
)


def test_every_fact_about_fraud_integrity_and_owners_is_marked() -> None:
    found = {
        fact.pointer
        for fact in DICTIONARY.values()
        for text in (fact.title, fact.description)
        if SENSITIVE_WORDS.search(f"{text.nl} {text.en}")
    }
    assert {each for each in found if each not in SENSITIVE} == set(ABOUT_SOMETHING_ELSE)


def test_what_lies_in_a_sensitive_list_is_told_as_the_list() -> None:
    for pointer in ("/provider/serious_errors/1/on", "/provider/serious_errors/1"):
        assert REDACTION.place(pointer) == "/provider/serious_errors"
    for pointer in ("/provider/ubo_sanctioned", "/provider/sectors/0", "/as_of"):
        assert REDACTION.place(pointer) == pointer


def test_nothing_is_left_out_where_nobody_asks() -> None:
    off = Redaction(DICTIONARY, on=False)
    problem = Problem("wrong-type", MARKER, "a.yaml", pointer="/provider/ubo_sanctioned")
    case = {"provider": {"ubo_sanctioned": True}}
    assert off.decision(DECISION) is DECISION
    assert (off.problem(problem), off.case(case)) == (problem, case)
    assert not off.hides("/provider/ubo_sanctioned")
    with pytest.raises(InvalidCase, match=MARKER), off.errors():
        raise InvalidCase([problem])


@pytest.mark.parametrize(
    "problem",
    [
        Problem("wrong-type", MARKER, "a", pointer="/provider/ubo_sanctioned"),
        Problem("wrong-type", MARKER, "a", pointer="/provider/serious_errors/0/on"),
        Problem("unknown-fact", MARKER, "a", pointer=f"/provider/serious_errors/0/{MARKER}"),
        Problem("wrong-type", MARKER, "a", pointer="/insurers/asr/findings"),
        Problem("wrong-type", MARKER, "a", pointer="/provider"),
        Problem("invalid-yaml", MARKER, "a", 3, 4),
        Problem(
            "contradiction",
            f"x contradicts status: {MARKER} (at /provider/external_referral_register)",
            "a",
            pointer="/provider/kvk",
        ),
    ],
)
def test_a_problem_keeps_its_place_and_its_kind(problem: Problem) -> None:
    shown = REDACTION.problem(problem)
    assert MARKER not in str(shown)
    assert (shown.code, shown.file) == (problem.code, problem.file)
    assert (shown.line, shown.column) == (problem.line, problem.column)
    with pytest.raises(InvalidCase) as error, REDACTION.errors():
        raise InvalidCase([problem])
    assert MARKER not in str(error.value)
    assert error.value.__suppress_context__


@pytest.mark.parametrize(
    "problem",
    [
        Problem("unknown-value", "found gzz", "a", pointer="/provider/sectors/0"),
        Problem("unknown-fact", "kvkk is not a fact of provider", "a", pointer="/provider/kvkk"),
        Problem("unreadable-file", "cannot be read: No such file", "a"),
    ],
)
def test_other_problems_stay(problem: Problem) -> None:
    assert REDACTION.problem(problem) == problem


def test_a_rule_that_fails_repeats_nothing() -> None:
    with pytest.raises(EngineError) as error, REDACTION.errors():
        raise EngineError("eval_conflict_error", MARKER, "a.rego", 3, 4)
    assert str(error.value).startswith("a.rego:3:4: a rule failed")
    assert MARKER not in str(error.value)


def test_no_result_rests_on_a_sensitive_fact() -> None:
    """The result is part of the answer, which stays as it is."""
    rules = [rule for policy in load_manifests().values() for rule in policy.decisions.values()]
    assert any(rule.result_facts for rule in rules)
    assert not [
        (rule.id, each) for rule in rules for each in rule.result_facts if REDACTION.hides(each)
    ]
