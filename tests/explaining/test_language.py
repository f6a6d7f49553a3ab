"""Every explanation of every fixture case, in both languages, read for what nobody should read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import policycheck
from policycheck import Explanation, Policies
from policycheck.evaluation import load
from policycheck.explaining import Detail
from policycheck.model import Language
from policycheck.report.blocks import Line
from policycheck.report.explanation_table import explanation_blocks
from policycheck.report.naming import Naming
from policycheck.words import Words

MOST_WORDS = 30
NL, EN = Language.NL, Language.EN

# The place in the document is cited as it stands there, in Dutch.
CITATION = re.compile(r"\((?:[a-z]+-\d+[a-z]?(?:, )?)+\)$")
HEADING = re.compile(r"^\w+\.\w+\.\w+: ")
# A fact by its path, and a value by its code, as the case file has them.
CODE = re.compile(r" \([\w\[\]*]+(?:\.[\w\[\]*]+)*\)")

ANYWHERE = {
    "a date as computers write it": r"\d{4}-\d{2}-\d{2}",
    "an underscore": r"\w_\w",
    "a doubled space": r"  ",
    "a doubled full stop": r"\.\.",
    "a space before a comma or a full stop": r" [.,;:?]",
    "a placeholder": r"[{}]",
    "a sentence without a capital": r"[a-z]{2}[.?!]”? [a-z]{2}",
    "a number without groups": r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{4,}(?![\d.,])",
    "a Python value": r"\b(?:None|True|False|Decimal)\b",
}
OF_A_LANGUAGE = {
    NL: {
        "an English decimal": r"\d\.\d{1,2}(?!\d)",
        "an amount that is not Dutch": r"€(?! \d{1,3}(?:\.\d{3})*,\d\d(?!\d))",
        "an English word": r"\b(?:the|and|with|which|this|that|not|from|before|until|yes|by)\b",
        "an English day": r"\b(?:January|February|March|May|June|July|August|October)\b",
    },
    EN: {
        "a Dutch decimal": r"\d,\d{1,2}(?!\d)",
        "an amount that is not English": r"€(?!\d{1,3}(?:,\d{3})*\.\d\d(?!\d))",
        "a Dutch word": r"\b(?:de|het|een|voor|niet|wordt|naar|geen|vanaf|nog|en)\b",
        "a Dutch day": r"\b(?:januari|februari|maart|mei|juni|juli|augustus|oktober)\b",
    },
}
# Sentences that may have what is named, each with why.
EXCEPTIONS = {
    # A number that names somebody has no groups.
    ("a number without groups", "3360"),
    # The name of an agreement: Green Deal Duurzame Zorg 3.0.
    ("an English decimal", "3.0"),
}


def faults(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """What is wrong with a line, and where."""
    read = CODE.sub("", HEADING.sub("", text))
    for fault, pattern in (ANYWHERE | OF_A_LANGUAGE[language]).items():
        for found in re.finditer(pattern, read):
            if (fault, found.group()) not in EXCEPTIONS:
                yield fault, found.group()
    for sentence in re.split(r"(?<=[.?!;:”])\s", read):
        if len(sentence.split()) > MOST_WORDS:
            yield "a long sentence", sentence


def capital(line: Line) -> bool:
    """Whether a line that is no leaf begins as a sentence does."""
    text = HEADING.sub("", line.text)
    return line.mark == "• " or not text[:1].islower() or text.startswith("a.s.r. ")


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        (NL, "Uiterlijk 2023-09-01", "a date as computers write it"),
        (NL, "Soort: birth_care", "an underscore"),
        (EN, "It holds.  It does.", "a doubled space"),
        (EN, "It is of a.s.r..", "a doubled full stop"),
        (EN, "It holds. it does.", "a sentence without a capital"),
        (NL, "Hoogstens: 110.25", "an English decimal"),
        (NL, "meer dan 3000 minuten", "a number without groups"),
        (NL, "€ 1,000.00", "an amount that is not Dutch"),
        (EN, "€ 1.000,00", "an amount that is not English"),
        (EN, "1,5 fte", "a Dutch decimal"),
        (NL, "10 april 2023: Easter Monday and more", "an English word"),
        (EN, "vanaf 1 May 2023", "a Dutch word"),
        (EN, "1 mei 2023", "a Dutch day"),
        (EN, " ".join(["word"] * 31), "a long sentence"),
    ],
)
def test_each_fault_is_seen(language: Language, text: str, fault: str) -> None:
    assert fault in {name for name, _ in faults(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (NL, "Omzet (insurers.asr.turnover.2022): € 1.250.000,50 (regel 3 van het bestand)"),
        (EN, "Sectors (provider.sectors[0]): birth care (birth_care)"),
        (EN, "asr.ggz_2024.application: Application for a contract with a.s.r. in 2024"),
        (NL, "De minimale jaaromzet bij a.s.r.: ten minste 0,3 fte; precies 0,3 fte is genoeg"),
    ],
)
def test_what_is_right_has_no_fault(language: Language, text: str) -> None:
    assert list(faults(text, language)) == []


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load()


def explanations(policies: Policies, root: Path, policy: str) -> Iterator[tuple[str, Explanation]]:
    for file in sorted((root / "fixtures/cases" / policy).glob("*.yaml")):
        case = policycheck.read_case(file)
        for name in policies.asked(policy, case):
            decision = policies.decide(policy, name, case)
            yield file.stem, policycheck.explain(policies, decision, case)


@pytest.mark.parametrize(
    "policy", sorted(path.name for path in Path(__file__).parents[2].glob("fixtures/cases/*"))
)
def test_no_explanation_has_a_fault(policies: Policies, root: Path, policy: str) -> None:
    found: set[tuple[str, str, str]] = set()
    told = list(explanations(policies, root, policy))
    assert len(told) >= 10
    for name, each in told:
        for language in Language:
            naming = Naming(Words(language), policies.schemas.dictionary)
            manifest = policies.manifests[policy]
            for block in explanation_blocks(name, each, manifest, naming, Detail.FULL)[1:]:
                if not isinstance(block, Line) or CITATION.search(block.text):
                    continue
                found |= {(*fault, block.text) for fault in faults(block.text, language)}
                if not capital(block):
                    found.add(("no capital", "", block.text))
    assert found == set(), "\n".join(f"{fault}: {what}: {text}" for fault, what, text in found)
