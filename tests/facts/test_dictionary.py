"""The fact dictionary."""

from collections import Counter

import pytest

from policycheck.errors import UsageError
from policycheck.facts import load_schemas
from policycheck.model import Language

FACTS = load_schemas().dictionary


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        ("/as_of", "date"),
        ("/contract_year", "integer"),
        ("/description", "text"),
        ("/provider", "object"),
        ("/provider/agb", "identifier"),
        ("/provider/kvk_registered", "bool"),
        ("/provider/organisation", "enum"),
        ("/provider/sectors", "list"),
        ("/provider/sectors/*", "enum"),
        ("/provider/started_on", "event_date"),
        ("/provider/serious_errors", "list"),
        ("/provider/serious_errors/*", "object"),
        ("/provider/serious_errors/*/on", "event_date"),
        ("/insurers/asr/contract_years/*", "integer"),
        ("/insurers/asr/turnover/2021", "amount"),
        ("/insurers/asr/contract_request/requested_start_on", "date"),
    ],
)
def test_knows_the_type_of_every_fact(pointer: str, kind: str) -> None:
    assert FACTS[pointer].type == kind


def test_knows_the_values_of_an_enumeration() -> None:
    assert FACTS["/provider/sectors/*"].values == (
        "ggz",
        "birth_care",
        "medical_specialist",
        "categorical",
        "other",
    )
    assert FACTS["/provider/agb"].values == ()


def test_has_a_text_in_both_languages() -> None:
    title = FACTS["/provider/heightened_supervision"].title
    assert title.nl == "Verscherpt toezicht"
    assert title.en == "Heightened supervision"


def test_follows_the_order_of_the_schemas() -> None:
    pointers = list(FACTS)
    assert pointers[:4] == ["/description", "/as_of", "/known_at", "/contract_year"]
    assert pointers.index("/provider") < pointers.index("/provider/name")
    assert len(FACTS) == len(set(pointers))


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        ("provider.kvk_registered", "/provider/kvk_registered"),
        ("/provider/kvk_registered", "/provider/kvk_registered"),
        ("kvk_registered", "/provider/kvk_registered"),
        ("quality_statute.followed", "/provider/quality_statute/followed"),
        ("provider.serious_errors.on", "/provider/serious_errors/*/on"),
        ("provider.serious_errors[0].on", "/provider/serious_errors/*/on"),
        ("provider.serious_errors[*].on", "/provider/serious_errors/*/on"),
        ("/provider/serious_errors/3/on", "/provider/serious_errors/*/on"),
        ("insurers.asr.contract_years[*]", "/insurers/asr/contract_years/*"),
        ("insurers.asr.turnover.2021", "/insurers/asr/turnover/2021"),
    ],
)
def test_finds_a_fact_by_its_name(name: str, pointer: str) -> None:
    assert FACTS.find(name).pointer == pointer


@pytest.mark.parametrize("pointer", FACTS)
def test_finds_every_fact_by_its_own_name(pointer: str) -> None:
    assert FACTS.find(FACTS[pointer].name) == FACTS[pointer]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("provider.kvk_registred", "did you mean provider.kvk_registered"),
        ("kvk_registred", "did you mean provider.kvk_registered?"),
        ("provider.ubo_known", "did you mean insurers.asr.ubo_known"),
        ("spravato.x", 'there is no fact "spravato.x"'),
        ("", 'there is no fact ""'),
        ("x" * 10_000, "there is no fact"),
        (
            "received_on",
            '"received_on" is the name of several facts: choose'
            " insurers.asr.contract_request.received_on, insurers.asr.ceiling_request.received_on",
        ),
    ],
)
def test_an_unknown_name_is_wrong_usage(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        FACTS.find(name)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300


def test_knows_the_events() -> None:
    events = FACTS.events()
    assert "/provider/heightened_supervision/*/lifted_on" in events
    assert "/as_of" not in events
    assert "/insurers/asr/contract_request/requested_start_on" not in events
    assert set(events) == {name for name, fact in FACTS.items() if fact.type == "event_date"}


def test_knows_the_members_of_an_object() -> None:
    names = [fact.key for fact in FACTS.members("/provider/serious_errors/0")]
    assert names == ["on", "integrity_in_doubt"]
    assert "asr" in {fact.key for fact in FACTS.members("/insurers")}


def _is_item_of_a_plain_list(pointer: str) -> bool:
    return pointer.endswith("/*")


LEAVES = [
    each.pointer
    for each in FACTS.values()
    if each.type != "object" and not _is_item_of_a_plain_list(each.pointer)
]


@pytest.mark.parametrize("pointer", LEAVES)
def test_every_fact_can_be_asked_for_in_both_languages(pointer: str) -> None:
    fact = FACTS[pointer]
    assert fact.question is not None
    assert fact.question.nl.endswith("?")
    assert fact.question.en.endswith("?")
    assert fact.supplied_by is not None
    assert fact.change is not None
    assert (fact.unit is not None) == (fact.type in {"integer", "decimal"})


def test_no_two_facts_ask_the_same() -> None:
    for language in Language:
        questions = [FACTS[each].question for each in LEAVES]
        asked = Counter(each[language] for each in questions if each)
        assert [each for each, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("pointer", [each.pointer for each in FACTS.values() if each.values])
def test_every_value_of_an_enumeration_says_what_it_means(pointer: str) -> None:
    assert tuple(FACTS[pointer].value_titles) == FACTS[pointer].values


def test_what_is_about_integrity_is_sensitive() -> None:
    marked = {each.pointer for each in FACTS.values() if each.sensitive}
    assert "/provider/ubo_sanctioned" in marked
    assert "/provider/fraud_investigation_open" in marked
    assert "/provider/kvk_registered" not in marked
