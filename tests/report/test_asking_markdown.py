"""The questions as a mail: in order, grouped by who knows, and nothing of a case becomes markup."""

import re
from dataclasses import replace
from datetime import date

import pytest

from policycheck.asking.blank import to_fill_in
from policycheck.asking.model import Questions
from policycheck.facts import load_schemas
from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.report.asking_markdown import asking_markdown
from policycheck.report.naming import Naming
from policycheck.words import Words

SCHEMAS = load_schemas()
MANIFESTS = load_manifests()


def questions(policy: str) -> Questions:
    rules = tuple(MANIFESTS[policy].decisions.values())
    return Questions("case.yaml", date(2023, 8, 15), rules, to_fill_in(rules, SCHEMAS))


def mail(asked: Questions, language: Language = Language.EN) -> str:
    return asking_markdown(asked, Naming(Words(language), SCHEMAS.dictionary))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("policy", MANIFESTS)
def test_every_question_has_its_number(policy: str, language: Language) -> None:
    asked = questions(policy)
    text = mail(asked, language)
    numbers = [int(each) for each in re.findall(r"^(\d+)\. \*\*", text, re.MULTILINE)]
    assert numbers == list(range(1, len(asked.facts) + 1))
    for fact in asked.facts:
        assert f"`{fact.definition.name}`" in text


def test_the_provider_comes_first() -> None:
    heads = re.findall(r"^#+ (.*)$", mail(questions("asr.ggz_2024"), Language.NL), re.MULTILINE)
    assert heads[0].startswith("Vragen voor: ")
    assert heads[1:] == [
        "Vragen aan de zorgaanbieder",
        "Wat de verzekeraar weet",
        "Wat in een register staat",
        "Uw antwoorden",
    ]


def test_the_name_of_a_case_is_text() -> None:
    hostile = "a/<img src=x onerror=alert(1)> [x](http://y) *b*.yaml"
    text = mail(replace(questions("asr.ggz_2024"), case=hostile))
    assert "<img" not in text
    assert "[x](" not in text
    assert "*b*" not in text
    assert re.search("<[a-z/!]", text) is None


def test_without_questions_it_says_so() -> None:
    asked = questions("asr.ggz_2024")
    text = mail(replace(asked, facts=(), others=asked.facts[:2]))
    assert "There are no more questions" in text
    assert text.count("\n- ") == 2


def test_a_list_that_is_at_most_says_so() -> None:
    assert "at most" in mail(replace(questions("asr.ggz_2024"), exact=False))
