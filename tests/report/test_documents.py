"""Every document fits the schema that is published for it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policycheck.asking.relevance import Asker, Question
from policycheck.changes.comparing import compare_policies
from policycheck.changes.model import PolicyDiff
from policycheck.changes.states import state_at
from policycheck.checks import CHECKS
from policycheck.checks import Finding as CheckFinding
from policycheck.errors import Problem
from policycheck.evaluation import compare, load
from policycheck.evaluation.timeline import timeline
from policycheck.facts import case_from_mapping
from policycheck.model import Outcome, PolicyText, Scope, Status
from policycheck.policies import load_manifests
from policycheck.policies.sources import Finding, FindingKind, Place, account, locators
from policycheck.proving.proofs import Assumed, Proof, Proved, Replayed, Verdict
from policycheck.report.asking_document import asking_document
from policycheck.report.check_document import check_document
from policycheck.report.check_result import CheckResult
from policycheck.report.comparison_document import Compared, comparisons_document
from policycheck.report.diff_document import diff_document
from policycheck.report.document import Answer, answers_document
from policycheck.report.facts_document import asking, facts_document
from policycheck.report.new_draft import draft_document
from policycheck.report.policy_document import policies_document, policy_document
from policycheck.report.proofs_document import proofs_document
from policycheck.report.sources_document import sources_document
from policycheck.report.timeline_document import timeline_document
from policycheck.report.validation import Validated, validation_document
from policycheck.scaffold import Places, PolicyWishes, draft_policy, name_of
from report.samples import DECISION, DICTIONARY, MANIFEST, POLICY, decision

NAMES = (
    "ask",
    "batch",
    "check",
    "compare",
    "diff",
    "eval",
    "facts",
    "flip",
    "impact",
    "list",
    "mutants",
    "new",
    "prove",
    "show",
    "sources",
    "test",
    "timeline",
    "validate",
)
Validate = Callable[[str, Any], None]


@pytest.fixture
def schemas(root: Path) -> dict[str, Any]:
    return {
        name: json.loads((root / f"schemas/output/{name}.schema.json").read_text(encoding="utf-8"))
        for name in NAMES
    }


@pytest.fixture
def fits(schemas: dict[str, Any]) -> Validate:
    def validate(name: str, document: Any) -> None:
        validator = Draft202012Validator(
            schemas[name], format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        assert [error.message for error in validator.iter_errors(document)] == []

    return validate


def test_there_is_a_schema_for_every_document(root: Path) -> None:
    assert sorted(f.name for f in (root / "schemas/output").iterdir()) == [
        f"{name}.schema.json" for name in NAMES
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_closed_and_described(schemas: dict[str, Any], name: str) -> None:
    Draft202012Validator.check_schema(schemas[name])
    assert schemas[name]["$id"].endswith(f"/output/{name}.schema.json")
    for node in objects(schemas[name]):
        assert node.get("description"), node
        if "properties" in node:
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])


def objects(node: Any) -> list[dict[str, Any]]:
    """Every schema within a schema that says what a value is."""
    found = []
    if isinstance(node, dict):
        if {"type", "enum", "const"} & node.keys() and node.get("type") != "null":
            found.append(node)
        children = [*node.get("properties", {}).values(), *node.get("$defs", {}).values()]
        children += [node[k] for k in ("items", "additionalProperties") if k in node]
        found += [inner for child in children for inner in objects(child)]
    return found


def test_new_files(fits: Validate, tmp_path: Path) -> None:
    places = Places(tmp_path / "rego", tmp_path / "fixtures")
    draft = draft_policy(name_of("acme.care_2026"), PolicyWishes(), places)
    for made in (False, True):
        fits("new", draft_document(draft, made))


def test_decisions(fits: Validate) -> None:
    texts = (PolicyText("test.care_2022", 2022, 2022), PolicyText(POLICY, 2024, 2025))
    scopes = [
        Scope(POLICY, Status.NOT_MET, DECISION.conditions, (), texts),
        Scope(POLICY, Status.UNKNOWN, {}, ("/provider/sector",), ()),
    ]
    decisions = [
        DECISION,
        decision(None, texts=texts),
        decision(Outcome.REFER, leaning=Outcome.MET),
    ]
    document = answers_document([Answer("a.yaml", tuple(decisions), tuple(scopes))])
    fits("eval", document)
    assert document["results"][1]["texts"] == document["scopes"][0]["texts"]
    assert document["scopes"][1]["missing"] == ["/provider/sector"]
    first = document["results"][0]
    assert list(first)[:6] == ["case", "policy", "decision", "question", "as_of", "known_at"]
    assert [c["id"] for c in first["conditions"]] == list(DECISION.conditions)
    assert first["conditions"][1]["facts"][0] == {"path": "/provider/sanctioned", "value": True}
    assert first["readings"][0]["outcomes"] == {"one": ["met"], "both": ["not_met", "refer"]}
    assert document["results"][1]["outcome"] is None


def test_comparisons(fits: Validate) -> None:
    withdrawn = replace(
        DECISION.conditions["in-time"], status=Status.NOT_APPLICABLE, withdrawn_by=DECISION.question
    )
    after = replace(
        DECISION,
        outcome=Outcome.MET,
        conditions={**DECISION.conditions, "in-time": withdrawn},
        result={},
    )
    comparisons = (compare(DECISION, after), compare(DECISION, DECISION))
    document = comparisons_document([Compared("a.yaml", "b.yaml", comparisons)])
    fits("compare", document)
    first, second = document["results"]
    assert (first["differs"], second["differs"]) == (True, False)
    assert [each["id"] for each in first["conditions"]] == ["in-time"]
    assert first["conditions"][0]["before"]["status"] == "not_met"
    assert first["conditions"][0]["after"]["withdrawn_by"] == document["results"][0]["question"]
    assert second["conditions"] == []


def test_policies(fits: Validate) -> None:
    fits("list", policies_document([MANIFEST]))
    fits("show", policy_document(MANIFEST, None))
    part = policy_document(MANIFEST, MANIFEST.decisions["eligibility"])
    fits("show", part)
    assert part["laws"] == [
        {
            "id": "late-never-met",
            "decision": "eligibility",
            "kind": "never",
            "title": {"nl": "Te laat voldoet nooit.", "en": "Too late is never met."},
            "refs": ["alg-04", "alg-20"],
            "readings": {"years": "one"},
        }
    ]


def test_the_shipped_policies(fits: Validate) -> None:
    policies = load_manifests()
    fits("list", policies_document(policies.values()))
    for policy in policies.values():
        fits("show", policy_document(policy, None))
        for rule in policy.decisions.values():
            document = policy_document(policy, rule)
            fits("show", document)
            assert [d["id"] for d in document["decisions"]] == [rule.id]


def test_checks(fits: Validate) -> None:
    findings = tuple(
        CheckFinding("rego/a.rego", 1, 1, check.id, "message", check.severity) for check in CHECKS
    )
    document = check_document(CheckResult(("test.care_2024",), findings, ("rego/a.rego",)))
    fits("check", document)
    assert [each["check"] for each in document["findings"]] == [c["id"] for c in document["checks"]]
    fits("check", check_document(CheckResult((), ())))


def test_sources(fits: Validate, tmp_path: Path) -> None:
    (tmp_path / "000_test.txt").write_text("\n" * 183 + "Omzet\n", encoding="utf-8")
    alone = account(MANIFEST, None)
    compared = account(MANIFEST, tmp_path)
    clause = locators(MANIFEST)[0]
    every = tuple(Finding(kind, MANIFEST.id, clause, (184,), "x") for kind in FindingKind)
    for accounts in (alone, compared, replace(compared, findings=every)):
        fits("sources", sources_document([accounts]))
    document = sources_document([alone])
    (policy,) = document["policies"]
    assert (policy["id"], policy["document"], policy["lines"]) == (MANIFEST.id, "000_test", None)
    assert [clause["state"] for clause in policy["clauses"]] == ["decided", "information"]
    assert [group["argument"] for group in policy["not_normative"]] == [
        None,
        {"nl": "Een groet.", "en": "A greeting."},
    ]
    assert document["findings"] == []
    document = sources_document([compared])
    assert document["policies"][0]["lines"] == {
        "written": 1,
        "claimed": 1,
        "not_normative": 0,
        "unclaimed": [],
        "drifted": 4,
    }
    drifted, *beyond = document["findings"]
    assert (drifted["kind"], drifted["place"], drifted["name"]) == ("drifted", "clause", "alg-04")
    assert [(f["kind"], f["place"], f["name"], f["lines"]) for f in beyond] == [
        ("beyond_end", "not_normative", "heading", [186]),
        ("beyond_end", "not_normative", "introduction", [187]),
        ("beyond_end", "clause", "alg-20", [200, 201]),
    ]
    assert beyond[0]["detail"] == "184"
    assert beyond[0]["message"]["en"].startswith("The document has only 184 lines: ")
    assert {place.value for place in Place} == {"clause", "amendment", "not_normative"}


def test_the_shipped_sources(fits: Validate) -> None:
    policies = load_manifests()
    document = sources_document(account(policy, None) for policy in policies.values())
    fits("sources", document)
    assert [policy["id"] for policy in document["policies"]] == list(policies)
    states = {c["state"] for policy in document["policies"] for c in policy["clauses"]}
    assert states == {"decided", "information"}


@pytest.mark.parametrize("as_of", [date(2023, 8, 1), date(2023, 9, 15), date(2026, 11, 22)])
def test_timelines(fits: Validate, as_of: date) -> None:
    found = timeline([MANIFEST, *load_manifests().values()], as_of)
    document = timeline_document(found)
    fits("timeline", document)
    assert document["as_of"] == document["known_at"] == as_of.isoformat()
    assert document["policies"][0]["id"] == MANIFEST.id
    assert len(document["moments"]) == len(found.moments) + len(found.undated)


def test_a_timeline_has_intervals_versions_and_terms(fits: Validate) -> None:
    document = timeline_document(timeline([MANIFEST], date(2023, 8, 2), date(2023, 8, 1)))
    fits("timeline", document)
    apply, offers, agreed = document["moments"]
    assert apply["when"] == {
        "first": "2023-08-31",
        "last": "2023-08-31",
        "boundary": "before",
        "precision": "day",
        "words": {"nl": "vóór 1 september 2023", "en": "before 1 September 2023"},
    }
    assert (apply["state"], apply["parameter"]) == ("upcoming", "last-day")
    assert offers["when"]["words"] == {"nl": "september 2023", "en": "September 2023"}
    assert (offers["when"]["first"], offers["when"]["last"]) == ("2023-09-01", "2023-09-30")
    assert offers["who"] == ["insurer", "provider"]
    assert offers["channels"] == ["vecozo", "email"]
    assert offers["note"] == {"nl": "Daarna volgt een gesprek.", "en": "A talk follows."}
    assert (agreed["when"], agreed["state"], agreed["who"]) == (None, None, ["other"])
    assert [term["length"] for term in document["terms"]] == [
        {"value": 5, "unit": "years", "boundary": "until", "inclusive": True},
        {"value": 5, "unit": "working_days", "boundary": "before", "inclusive": False},
    ]
    assert document["terms"][0]["source"]["lines"] == list(MANIFEST.clauses[0].lines)
    later = timeline_document(timeline([MANIFEST], date(2023, 8, 2)))
    assert later["moments"][-2]["when"]["last"] == "2023-09-30"
    assert later["policies"][0]["changes"] == ["2023-08-02"]


def test_facts(fits: Validate) -> None:
    asked = asking([MANIFEST])
    assert asked["/insurers/test/turnover"] == ("test.care_2024.eligibility/turnover",)
    assert asked["/insurers/test/departures/turnover/by"] == asked["/insurers/test/turnover"]
    document = facts_document(DICTIONARY.values(), asked)
    fits("facts", document)
    assert document["facts"][1]["name"] == "provider.sector"


@pytest.mark.parametrize("exact", [True, False])
def test_what_is_to_be_asked(fits: Validate, exact: bool) -> None:
    policies = load(policies=["asr.ggz_2024"])
    case = case_from_mapping({"as_of": "2024-03-01", "contract_year": 2024})
    names = ("ceiling_increase", "application", "attention")
    question = Question(tuple(("asr.ggz_2024", each) for each in names))
    asking = Asker(policies, exact).ask(case, question)
    assert {bool(fact.members) for fact in asking.facts} == {True, False}
    assert asking.others
    for every in (True, False):
        fits("ask", asking_document(asking, every))


def test_validated_cases(fits: Validate) -> None:
    problem = Problem("unknown-fact", "no such fact", "b.yaml", 3, 1, "/provider/x")
    whole = replace(problem, line=None, column=None, pointer="")
    files = [Validated("a.yaml", ()), Validated("b.yaml", (problem, whole))]
    document = validation_document(files)
    fits("validate", document)
    assert [file["valid"] for file in document["files"]] == [True, False]


def test_what_differs(fits: Validate, root: Path) -> None:
    with state_at(None, root / "rego", shipped=True) as state:
        diff = compare_policies(state, "asr.ggz_2022", "asr.ggz_2024")
    gone, new = PolicyDiff(MANIFEST, None), PolicyDiff(None, MANIFEST)
    document = diff_document([diff, gone, new], ("main", ""))
    fits("diff", document)
    assert [(each["before"], each["after"]) for each in document["policies"]] == [
        ("asr.ggz_2022", "asr.ggz_2024"),
        (POLICY, None),
        (None, POLICY),
    ]


def test_proofs(fits: Validate) -> None:
    """Each answer, a law about two cases, and what is supposed."""
    title = DECISION.question
    case = Replayed({"contract_year": 2024}, date(2024, 1, 1), date(2023, 9, 1), DECISION)
    reasons = {Verdict.NOT_DECIDED: "timeout"}
    cases = {Verdict.REFUTED: (case, case)}
    proofs = tuple(
        Proof(
            str(verdict),
            f"{POLICY}.eligibility",
            title,
            ("alg-04",),
            note,
            verdict,
            0.25,
            cases.get(verdict, ()),
            reasons.get(verdict, ""),
        )
        for verdict in Verdict
        for note in (False, True)
    )
    assumed = Assumed(date(2023, 7, 1), {"/provider/sectors": 4}, ("conditions/in-time",))
    document = proofs_document(
        [
            Proved(POLICY, "eligibility", proofs, assumed),
            Proved(POLICY, "claims", (), Assumed()),
        ]
    )
    fits("prove", document)
    assert document["holds"] is False
    first, second = document["decisions"]
    assert (first["holds"], second["holds"]) == (False, True)
    assert [law["holds"] for law in first["laws"]] == [True, True] + [False, True] * 3
    found = {law["verdict"]: law for law in first["laws"]}
    assert [each["case"] for each in found["refuted"]["cases"]] == [
        {"contract_year": 2024, "as_of": "2024-01-01", "known_at": "2023-09-01"}
    ] * 2
    assert (found["not_decided"]["reason"], found["proved"]["reason"]) == ("timeout", None)
    assert first["assumed"] == {
        "published": "2023-07-01",
        "lists": {"/provider/sectors": 4},
        "slow": ["conditions/in-time"],
    }
