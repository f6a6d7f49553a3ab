"""What is made loads, decides alike in both engines, and holds what it says of itself."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from policycheck.model import Status, Text
from policycheck.policies import load_manifests
from policycheck.policies.reasons import REASONS
from policycheck.policies.sources import FindingKind, account
from policycheck.scaffold import (
    Draft,
    Places,
    PolicyWishes,
    draft_decision,
    draft_policy,
    name_of,
    publish,
)
from policycheck.source import Kind, tokens_of

from .running import Both, read, sentences

SHIPPED = sorted(load_manifests())


def make(name: str, places: Places, **wishes: Any) -> Draft:
    draft = draft_policy(name_of(name), PolicyWishes(**wishes), places)
    publish(draft)
    return draft


def add(name: str, places: Places, nl: str | None = None, en: str | None = None) -> Draft:
    draft = draft_decision(name_of(name), nl, en, places)
    publish(draft)
    return draft


def test_a_policy_holds_in_both_engines(places: Places, policy: Draft, opa: Any) -> None:
    names = Both(places, "acme.care_2026", opa).everything_holds(places)
    assert len(names) == 14
    assert not [name for name in names if not re.match(r"[A-Z].{15,}[^.]$", name)]


@pytest.mark.parametrize(
    ("name", "wishes"),
    [
        # Its imports have another order than those of the template.
        ("zeta.ggz_2024", {"decision": "application"}),
        # Clauses of the template have the prefixes of these decisions already.
        ("acme.care_2099", {"decision": "scoring"}),
        ("acme.care_2002", {"decision": "information_2"}),
        # An insurer with facts of its own, a year of its own, and texts that YAML could misread.
        (
            "vgz.x",
            {
                "year": 2030,
                "sector": "categorical",
                "title_nl": "Inkoop: 'wijk' # één",
                "title_en": '- "care" & {more}: $year ${policy}',
                "insurer_name": "*V: GZ",
            },
        ),
    ],
)
def test_whatever_is_wished_it_holds(
    places: Places, opa: Any, name: str, wishes: dict[str, Any]
) -> None:
    make(name, places, **wishes)
    assert len(Both(places, name, opa).everything_holds(places)) == 14
    manifest = load_manifests(places.rules)[name]
    assert list(manifest.decisions) == [wishes.get("decision", "eligibility")]
    if "title_nl" in wishes:
        assert manifest.title == Text(wishes["title_nl"], wishes["title_en"])
        assert manifest.insurer_name == wishes["insurer_name"]
        assert (manifest.sector, manifest.contract_year) == ("categorical", 2030)


def test_every_condition_is_seen_met_not_met_and_unknown(places: Places, policy: Draft) -> None:
    """And every boundary on both of its sides: the year, and the day before, on it and after."""
    expected: dict[str, set[str]] = {}
    for each in sentences(places, "acme.care_2026"):
        for id, status in each.expect["statuses"].items():
            expected.setdefault(id, set()).add(status)
    rule = load_manifests(places.rules)["acme.care_2026"].decisions["eligibility"]
    seen = {Status.MET, Status.NOT_MET, Status.UNKNOWN}
    assert expected == dict.fromkeys(rule.conditions, seen)
    changes = read(places.scenarios("acme.care_2026") / "eligibility.yaml")["scenarios"]
    days = [c["change"]["/provider/started_on"] for c in changes[1:] if "started" in str(c)]
    assert days[:3] == ["2024-12-31", "2025-01-01", "2025-01-02"]
    years = [c["change"]["/contract_year"] for c in changes[1:] if "/contract_year" in c["change"]]
    assert years == [2025, 2027, None]


def test_a_decision_is_added_to_a_new_policy(places: Places, policy: Draft, opa: Any) -> None:
    add("acme.care_2026.renewal", places)
    add("acme.care_2026.renewal_2", places, "Nog een besluit", "One more decision")
    manifest = load_manifests(places.rules)["acme.care_2026"]
    assert list(manifest.decisions) == ["eligibility", "renewal", "renewal_2"]
    assert manifest.decisions["renewal_2"].title == Text("Nog een besluit", "One more decision")
    clauses = [clause.id for clause in manifest.decisions["renewal_2"].clauses]
    assert clauses == ["ren-03", "ren-04"]
    assert len(Both(places, "acme.care_2026", opa).everything_holds(places)) == 24
    assert account(manifest, None).findings == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_decision_is_added_to_a_shipped_policy(shipped_copy: Places, opa: Any, name: str) -> None:
    before = load_manifests()[name]
    draft = add(f"{name}.extra_offer", shipped_copy)
    both = Both(shipped_copy, name, opa, "extra_offer_test.rego")
    assert len(both.everything_holds(shipped_copy)) == 5
    manifest = load_manifests(shipped_copy.rules)[name]
    assert list(manifest.decisions) == [*before.decisions, "extra_offer"]
    assert account(manifest, None).findings == ()
    (changed,) = draft.changed.values()
    assert _without(changed.after.decode(), "extra_offer") == changed.before.decode()
    _is_laid_out_and_tells_what_to_change(draft)
    # It hands on what the scope of its policy has.
    rules = draft.files[shipped_copy.policy(name) / "extra_offer.rego"]
    scope = (shipped_copy.policy(name) / "scope.rego").read_text(encoding="utf-8")
    for word, line in (
        ("readings[", '\n\t"readings": scope.readings,\n'),
        ("noted contains", '\n\t"noted": noted,\n})\n\nnoted contains reading if some reading in'),
    ):
        assert (word in scope) == (line in rules) == (word.split("[")[0].split()[0] in rules)


def _without(text: str, decision: str) -> str:
    """The text without a name that was added after a comma."""
    found = re.search(rf",\s+{decision}(?=\])", text)
    assert found
    return text[: found.start()] + text[found.end() :]


def test_sources_misses_nothing_but_the_document(
    places: Places, policy: Draft, tmp_path: Path
) -> None:
    manifest = load_manifests(places.rules)["acme.care_2026"]
    assert account(manifest, None).findings == ()
    (finding,) = account(manifest, tmp_path).findings
    assert finding.kind is FindingKind.NO_DOCUMENT
    # With a document, every made-up checksum asks for the real one, and no line is left over.
    lines = [f"Regel {number}" for number in range(1, 7)]
    (tmp_path / f"{manifest.document}.txt").write_text("\n".join(lines), encoding="utf-8")
    kinds = {finding.kind for finding in account(manifest, tmp_path).findings}
    assert kinds == {FindingKind.DRIFTED}


def test_every_day_is_on_a_milestone_and_every_parameter_is_used(
    places: Places, policy: Draft
) -> None:
    manifest = load_manifests(places.rules)["acme.care_2026"]
    assert [each.parameter for each in manifest.milestones] == ["started_before"]
    rules = "".join(text for path, text in policy.files.items() if path.suffix == ".rego")
    for parameter in manifest.parameters:
        assert f"parameters.{parameter}" in rules
    assert {clause.reason for clause in manifest.clauses if clause.reason} <= set(REASONS)


def test_a_new_policy_is_laid_out_and_tells_what_to_change(places: Places, policy: Draft) -> None:
    _is_laid_out_and_tells_what_to_change(policy)
    decision = add("acme.care_2026.renewal", places)
    _is_laid_out_and_tells_what_to_change(decision)
    rules = decision.files[places.policy("acme.care_2026") / "renewal.rego"]
    assert '\t"conditions": conditions,\n})\n\n# The fact' in rules


def _is_laid_out_and_tells_what_to_change(draft: Draft) -> None:
    for path, text in draft.files.items():
        first, blank, third = text.split("\n")[:3]
        assert (first[:2], blank, third[:2]) == ("# ", "#", "# "), path
        assert third[2:].strip(), path
        assert "TODO" not in text
        assert "$" not in text
    rego = [text for path, text in draft.files.items() if path.suffix == ".rego"]
    assert len(rego) in (2, 3)
    for text in rego:
        _is_laid_out(text)


def _is_laid_out(text: str) -> None:
    """As ``opa fmt`` would."""
    lines = text.split("\n")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not [line for line in lines if line != line.rstrip() or line.startswith(" ")]
    assert ("", "") not in set(pairwise(lines[:-1]))
    imports = [line for line in lines if line.startswith("import ")]
    assert imports == sorted(imports)
    assert imports[-1] == "import rego.v1"
    assert not [token for token in tokens_of(text) if token.kind is Kind.STRANGE]


def test_the_name_of_an_insurer_is_taken_from_its_other_policies(places: Places) -> None:
    def called(name: str) -> str:
        return load_manifests(places.rules)[name].insurer_name

    make("asr.care_2026", places)
    make("big_care.care_2026", places)
    make("big_care.care_2025", places, insurer_name="BIG")
    make("big_care.care_2027", places)
    assert called("asr.care_2026") == "a.s.r."
    assert called("big_care.care_2026") == "Big care"
    assert called("big_care.care_2027") == "BIG"


@pytest.mark.parametrize(
    ("name", "sector"), [("acme.birth_care_2026", "birth_care"), ("acme.x_2026", "other")]
)
def test_the_sector_is_the_one_in_the_name(places: Places, name: str, sector: str) -> None:
    make(name, places)
    assert load_manifests(places.rules)[name].sector == sector
