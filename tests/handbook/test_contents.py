"""Everything that the policies and the dictionary hold stands in the handbook."""

import json
import re
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from policycheck.facts import load_schemas
from policycheck.handbook import Book, addresses, read_book, site_files
from policycheck.handbook.addresses import anchor, clauses_page, decision_page, policy_page
from policycheck.handbook.search_index import entries
from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.testing.scenarios import read_scenarios
from policycheck.version import __version__
from policycheck.words import Words

from .conftest import Pages, pages_of

POLICIES = load_manifests()
LANGUAGES = [str(language) for language in Language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", POLICIES)
def test_the_page_of_a_policy_is_complete(pages: Pages, id: str, language: str) -> None:
    policy = POLICIES[id]
    page = pages[f"{language}/{policy_page(id)}"]
    words = Words(Language(language))
    for kind, things in (
        ("parameter", policy.parameters.values()),
        ("reading", policy.readings.values()),
        ("milestone", policy.milestones),
        ("term", policy.terms),
        ("amendment", policy.amendments.values()),
    ):
        for thing in things:
            title = words.of(thing.title).removesuffix(".")
            assert title in page.of(anchor(kind, thing.id))
    for reading in policy.readings.values():
        shown = page.of(anchor("reading", reading.id))
        assert words.of(reading.argument) in shown
        for value in reading.values.values():
            assert words.of(value.title).removesuffix(".") in shown
    for parameter in policy.parameters.values():
        assert parameter.word in page.of(anchor("parameter", parameter.id))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", POLICIES)
def test_every_clause_has_its_address(pages: Pages, id: str, language: str) -> None:
    policy = POLICIES[id]
    page = pages[f"{language}/{clauses_page(id)}"]
    words = Words(Language(language))
    for clause in policy.clauses:
        shown = page.of(anchor("clause", clause.id))
        assert words.of(clause.title) in shown
        assert clause.section in shown
        if clause.information:
            assert words.of(clause.information) in shown
    for lines in policy.not_normative:
        if lines.argument:
            assert words.of(lines.argument) in page.text


@pytest.mark.parametrize("id", POLICIES)
def test_every_condition_stands_beside_its_rules(pages: Pages, book: Book, id: str) -> None:
    for rule in POLICIES[id].decisions.values():
        page = pages[f"en/{decision_page(id, rule.id)}"]
        for condition in rule.conditions.values():
            shown = page.of(anchor("condition", condition.id))
            assert condition.title.en.removesuffix(".") in shown
            assert f'conditions["{condition.id}"]' in shown
            for pointer in condition.facts:
                fact = book.dictionary.at(pointer)
                assert fact is not None
                assert fact.title.en.removesuffix(".") in shown
        for exemption in rule.exemptions.values():
            shown = page.of(anchor("exemption", exemption.id))
            assert exemption.title.en.removesuffix(".") in shown
            assert f'exempt["{exemption.id}"]' in shown
        for clause in rule.clauses:
            assert anchor("clause", clause.id) in page.ids
        for meaning in rule.outcomes.values():
            assert meaning.en in page.text
        for law in POLICIES[id].laws.values():
            if law.decision == rule.id:
                assert law.title.en.removesuffix(".") in page.of(anchor("law", law.id))


def test_a_condition_shows_what_its_rules_use(pages: Pages) -> None:
    page = pages[f"nl/{decision_page('asr.ggz_2024', 'eligibility')}"]
    shown = page.of("condition-minimum-turnover")
    assert "# One year of enough turnover suffices; both years are needed to say no." in shown
    assert "together := sum([turnover[year] | some year in object.keys(turnover)])" in shown
    assert 'readings["turnover-years"]["years-together"]' in shown
    assert "ten minste € 50.000,00" in shown
    assert "De aanbieder had in 2023 een contract" in shown
    assert "Wat is de minimale omzet in 2021 en/of 2022?" in shown
    assert 'conditions["added-value"]' not in shown


def test_names_in_rego_lead_to_what_they_stand_for(pages: Pages) -> None:
    page = pages[f"en/{decision_page('asr.ggz_2024', 'eligibility')}"]
    links = {
        "".join(a.itertext()): a.attrib["href"]
        for pre in page.elements("pre")
        for a in pre.iter("a")
    }
    assert links["provider.kvk_registered"] == "../../../facts/provider.kvk_registered.html"
    assert links["parameters.minimum_turnover"] == "../index.html#parameter-minimum_turnover"
    assert links["relation.turnover"] == "../../../facts/insurers.asr.turnover.html"
    assert re.fullmatch(r"\.\./rules/eligibility\.html#line-\d+", links["recent_errors"])
    assert re.fullmatch(r"\.\./rules/history\.html#line-\d+", links["history.lapsed"])
    library = links["dates.years_before"]
    assert re.fullmatch(r"\.\./rules/policycheck\.dates\.html#line-\d+", library)


def test_a_module_is_shown_as_it_is(pages: Pages, root: Path) -> None:
    page = pages["nl/policies/asr.ggz_2024/rules/eligibility.html"]
    pre = next(page.elements("pre"))
    rego = (root / "rego/asr/ggz_2024/eligibility.rego").read_text(encoding="utf-8")
    assert "".join(pre.itertext()) == rego


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_a_page(pages: Pages, language: str) -> None:
    words = Words(Language(language))
    for fact in load_schemas().dictionary.values():
        page = pages[f"{language}/{addresses.fact_page(fact.pointer)}"]
        assert fact.name in page.text
        assert " ".join(words.of(fact.description).split()) in page.text
        if fact.question:
            assert words.of(fact.question) in page.text
        for value in fact.values:
            assert value in page.text


def test_a_fact_says_which_policies_ask_it(pages: Pages) -> None:
    page = pages["en/facts/provider.kvk_registered.html"]
    links = {a.attrib["href"] for a in page.elements("a")}
    asking = {
        f"../policies/{id}/decisions/{rule.id}.html#condition-{condition.id}"
        for id, policy in POLICIES.items()
        for rule in policy.decisions.values()
        for condition in rule.conditions.values()
        if "/provider/kvk_registered" in condition.facts
    }
    assert asking
    assert asking <= links


def test_every_page_says_what_it_was_made_of(pages: Pages, book: Book) -> None:
    for path, page in pages.items():
        if path == "index.html":
            continue
        assert f"policycheck {__version__}" in page.text
        assert "known_at" in page.text
        about = path.split("/")[2] if path.split("/")[1] == "policies" else None
        for id, chapter in book.chapters.items():
            if about in (None, id):
                assert chapter.rules in page.text


def test_the_search_knows_everything(book: Book, files: dict[str, bytes], pages: Pages) -> None:
    script = files["assets/search-index.js"].decode()
    head = "window.policycheckIndex = "
    assert script.startswith(head)
    found = json.loads(script.removeprefix(head).rstrip().removesuffix(";"))
    assert [tuple(each) for each in found] == entries(book)
    known = {(kind, id, policy) for kind, _, _, id, policy, _, _ in entries(book)}
    for id, policy in POLICIES.items():
        wanted = {("policy", id, id)}
        for kind, things in (
            ("clause", policy.clauses),
            ("parameter", policy.parameters.values()),
            ("reading", policy.readings.values()),
            ("milestone", policy.milestones),
            ("term", policy.terms),
            ("law", policy.laws.values()),
            ("decision", policy.decisions.values()),
        ):
            wanted |= {(kind, thing.id, id) for thing in things}
        for rule in policy.decisions.values():
            wanted |= {("condition", each, id) for each in rule.conditions}
            wanted |= {("exemption", each, id) for each in rule.exemptions}
        assert wanted <= known
    assert {("fact", fact.name, "") for fact in book.dictionary.values()} <= known
    for *_, address in entries(book):
        path, _, fragment = address.partition("#")
        for language in LANGUAGES:
            assert not fragment or fragment in pages[f"{language}/{path}"].ids


def test_examples_show_their_outcome(small: Pages, root: Path) -> None:
    scenarios = read_scenarios(root / "fixtures", POLICIES["asr.ggz_2022"])
    by_decision = groupby(sorted(scenarios, key=lambda s: s.decision), key=lambda s: s.decision)
    outcomes = set()
    for decision, group in by_decision:
        page = small[f"nl/{decision_page('asr.ggz_2022', decision)}"]
        listed = list(group)
        assert sum(id.startswith("example-") for id in page.ids) == len(listed)
        for number, scenario in enumerate(listed, 1):
            shown = page.of(anchor("example", str(number)))
            assert shown.startswith(scenario.item.name)
            if outcome := scenario.expect.get("outcome"):
                outcomes.add(outcome)
                assert Words(Language.NL)(f"outcome.{outcome}") in shown
    assert len(outcomes) >= 4


def test_a_day_chooses_the_text_that_is_shown() -> None:
    id = "vgz.msz_2024"
    early = pages_of(site_files(read_book(None, [id], None, date(2023, 7, 1))))
    late = pages_of(site_files(read_book(None, [id], None)))
    home = f"en/{policy_page(id)}"
    assert "as known on 1 July 2023 (known_at)" in early[home].text
    assert "the last one, published on 2 August 2023 (known_at)" in late[home].text
    path = f"en/{clauses_page(id)}"
    changed = [each for each in POLICIES[id].clauses if each.published or each.withdrawn]
    assert changed
    for clause in changed:
        to = anchor("clause", clause.id)
        assert ("is not in this text" in early[path].of(to)) == bool(clause.published)
        assert ("is not in this text" in late[path].of(to)) == bool(clause.withdrawn)
