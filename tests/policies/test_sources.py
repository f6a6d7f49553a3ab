"""Every clause of every document has its place, and says where it stands."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from policycheck.facts import load_schemas
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.reasons import LINE_KINDS, REASONS
from policycheck.policies.sources import account

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MANIFESTS = load_manifests()
# What the analysis thinks has an effect, and what decides nothing here: it needs an argument.
EFFECTS = ("BLOCK", "EXCLUDE", "ROUTE", "DATE")
policies = pytest.mark.parametrize("policy", MANIFESTS.values(), ids=list(MANIFESTS))
documents = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the documents are not beside this checkout"
)


@policies
def test_every_clause_is_decided_or_says_why_not(policy: PolicyManifest) -> None:
    for clause in policy.clauses:
        assert clause.decided != bool(clause.information), clause.id
        if clause.information:
            assert any(clause.information.en.startswith(each.en) for each in REASONS.values())


def test_every_reason_and_every_kind_of_line_is_used() -> None:
    reasons = {clause.reason for policy in MANIFESTS.values() for clause in policy.clauses}
    assert reasons - {None} == set(REASONS)
    kinds = {group.kind for policy in MANIFESTS.values() for group in policy.not_normative}
    assert kinds == set(LINE_KINDS)


@policies
def test_titles_are_one_plain_sentence_in_each_language(policy: PolicyManifest) -> None:
    titles = [clause.title for clause in policy.clauses]
    titles += [c.title for rule in policy.decisions.values() for c in rule.conditions.values()]
    for title in titles:
        for text in (title.nl, title.en):
            assert text[0].isupper() or text.startswith("a.s.r.")
            assert text.endswith(".")
            assert "\N{EM DASH}" not in text
        assert title.nl != title.en


@documents
@policies
def test_the_clauses_are_those_of_the_analysis(policy: PolicyManifest) -> None:
    analysed = {c["id"].partition("/")[2]: c for c in _analysis() if c["policy"] == policy.id}
    assert {clause.id for clause in policy.clauses} == set(analysed)
    for clause in policy.clauses:
        effects = analysed[clause.id]["effect"]
        if not clause.decided and any(effect in effects for effect in EFFECTS):
            assert clause.information is not None
            only_reason = clause.information.en in {each.en for each in REASONS.values()}
            assert not only_reason, f"{clause.id} has an effect in the analysis: argue"


@documents
@policies
def test_every_line_of_the_document_is_accounted_for(policy: PolicyManifest) -> None:
    """No cited text has changed, and every line has its clause or its reason."""
    accounts = account(policy, CORPUS / "documents")
    assert accounts.findings == ()
    assert accounts.written == accounts.claimed | accounts.not_normative
    assert len(accounts.claimed) > len(accounts.not_normative) > 0


@policies
def test_no_clause_is_missing_and_no_line_is_listed_twice(policy: PolicyManifest) -> None:
    assert account(policy, None).findings == ()


@policies
def test_arguments_for_other_lines_name_clauses_that_exist(policy: PolicyManifest) -> None:
    clauses = {clause.id for clause in policy.clauses}
    arguments = [group.argument for group in policy.not_normative if group.argument]
    assert len(set(arguments)) == len(arguments), "each line has an argument of its own"
    for group in policy.not_normative:
        if group.argument:
            named = [
                set(re.findall(r"\b[a-z]+-\d+[a-z]?\b", text))
                for text in (group.argument.nl, group.argument.en)
            ]
            assert named[0] == named[1] <= clauses


@documents
@policies
def test_every_unclear_place_of_the_document_has_a_reading(policy: PolicyManifest) -> None:
    """By line: a place that the analysis finds unclear is cited by a reading's clause."""
    number = policy.document.partition("_")[0]
    read = {
        line
        for reading in policy.readings.values()
        for clause in policy.clauses
        if clause.id in reading.refs
        for line in clause.lines
    }
    unread = []
    for place in json.loads((CORPUS / "ambiguities.json").read_text(encoding="utf-8")):
        lines = [
            int(ref.partition(":")[2].partition("-")[0])
            for ref in place["refs"].replace(" ", "").split(";")
            if ref.startswith(f"{number}:")
        ]
        if lines and not read.intersection(lines):
            unread.append((place["id"], place["issue"]))
    # An OCR mistake in another document, and a reading of another policy.
    assert [id for id, _ in unread if id not in ("A-53", "A-74")] == []


def _analysis() -> list[dict[str, str]]:
    clauses: list[dict[str, str]] = json.loads(
        (CORPUS / "clauses.json").read_text(encoding="utf-8")
    )
    return clauses


@policies
def test_every_fact_that_a_manifest_names_is_in_the_dictionary(policy: PolicyManifest) -> None:
    dictionary = load_schemas().dictionary
    named = {
        pointer
        for rule in policy.decisions.values()
        for pointers in (
            rule.asked_by,
            rule.result_facts,
            *(condition.facts for condition in rule.conditions.values()),
            *(condition.departure for condition in rule.conditions.values()),
        )
        for pointer in pointers
    }
    assert [pointer for pointer in sorted(named) if dictionary.at(pointer) is None] == []


@policies
def test_every_result_schema_is_a_schema(policy: PolicyManifest) -> None:
    for rule in policy.decisions.values():
        Draft202012Validator.check_schema(dict(rule.result))
        assert rule.result["additionalProperties"] is False
