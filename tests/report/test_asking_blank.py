"""A blank to fill in is a valid case without facts, and takes every answer."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from policycheck.asking.blank import to_fill_in
from policycheck.facts import load_schemas, read_case
from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.report.asking_blank import blank_text
from policycheck.report.naming import Naming
from policycheck.words import Words

MANIFESTS = load_manifests()
SCHEMAS = load_schemas()


def blank(policy: str, language: Language = Language.EN) -> str:
    rules = tuple(MANIFESTS[policy].decisions.values())
    naming = Naming(Words(language), SCHEMAS.dictionary)
    return blank_text([policy], to_fill_in(rules, SCHEMAS), naming)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("policy", MANIFESTS)
def test_a_blank_is_a_case_without_facts(tmp_path: Path, policy: str, language: Language) -> None:
    file = tmp_path / "blank.yaml"
    file.write_text(blank(policy, language), encoding="utf-8")
    assert read_case(file).value == {}


@pytest.mark.parametrize("policy", MANIFESTS)
def test_every_fact_that_is_asked_has_its_line(policy: str) -> None:
    text = blank(policy)
    rules = MANIFESTS[policy].decisions.values()
    for fact in to_fill_in(rules, SCHEMAS):
        assert re.search(rf'^ *(# )?"?{fact.definition.key}"?:', text, re.MULTILINE)
        words = re.escape(fact.asked[0].question.en if fact.asked[0].question else "")
        joined = re.sub(r"\n *# ", " ", text)
        assert re.search(words, joined), fact.pointer


@pytest.mark.parametrize("policy", MANIFESTS)
def test_an_example_of_each_fact_can_be_filled_in(tmp_path: Path, policy: str) -> None:
    rules = MANIFESTS[policy].decisions.values()
    for fact in to_fill_in(rules, SCHEMAS):
        if fact.definition.type == "object":
            continue
        steps = fact.pointer.split("/")[1:]
        value = YAML(typ="safe", pure=True).load(blank(policy))
        holder = value
        for step in steps[:-1]:
            holder = holder[step]
        assert holder[steps[-1]] is None


def test_what_only_comes_together_takes_its_hash_signs_away(tmp_path: Path) -> None:
    text = blank("asr.ggz_2024")
    text = text.replace("# no_claims_yet:", "no_claims_yet:")
    for key, value in (("by", "Inkoop"), ("on", "2024-02-01"), ("reason", "Fusie")):
        text = re.sub(rf"# (  {key}:)  #.*", rf"\1 {value}", text, count=1)
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    departures = read_case(file).value["insurers"]["asr"]["departures"]
    assert departures["no_claims_yet"]["by"] == "Inkoop"
