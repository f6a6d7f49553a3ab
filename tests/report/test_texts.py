"""The catalogue of words: complete, used, and written as each language writes."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from policycheck import texts
from policycheck.changes.model import Aspect, Item
from policycheck.checks import Severity
from policycheck.evaluation.timeline import MomentState
from policycheck.facts import Change, Supplier
from policycheck.model import Actor, DeadlineState, Language, Modality, Outcome, Text
from policycheck.policies.manifest import Standing
from policycheck.policies.milestones import Channel, Precision
from policycheck.policies.sources import FindingKind, Place
from policycheck.proving.general_laws import GeneralLaw
from policycheck.proving.proofs import Verdict
from policycheck.testing.results import State
from policycheck.testing.seen import Side
from policycheck.texts import TEXTS
from policycheck.words import Words

NL, EN = Words(Language.NL), Words(Language.EN)

# Keys that are put together from a prefix and a value.
ENUMS: dict[str, type[StrEnum]] = {
    "outcome": Outcome,
    "modality": Modality,
    "actor": Actor,
    "deadline": DeadlineState,
    "reading": Standing,
    "finding": FindingKind,
    "place": Place,
    "channel": Channel,
    "state": MomentState,
    "item": Item,
    "severity": Severity,
    "test": State,
    "cover": Side,
    "general_law": GeneralLaw,
    "verdict": Verdict,
    "fact.supplier": Supplier,
    "mail.for": Supplier,
    "fact.change": Change,
}
LOOKUP = re.compile(r"""words(\.count)?\((["'])([\w.]+)\2( ~)?""")
TERMS = ("before", "until", "at_least", "less_than", "from", "exactly", "none")
BOUNDARIES = (*TERMS, "more_than")


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_says_the_same_in_both_languages(key: str) -> None:
    text = TEXTS[key]
    assert text.nl
    assert text.en
    assert fields(text.nl) == fields(text.en)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(
    "key",
    [f"{prefix}.{value}" for prefix, values in ENUMS.items() for value in values]
    + [f"aspect.{aspect}" for aspect in Aspect]
    + [f"boundary.{boundary}" for boundary in BOUNDARIES]
    + [f"term.{boundary}" for boundary in TERMS]
    + [f"moment.{boundary}" for boundary in ("before", "until", "from", "exactly")]
    + [f"precision.{precision}" for precision in Precision if precision is not Precision.DAY],
)
def test_every_value_that_is_shown_has_a_text(key: str) -> None:
    assert isinstance(TEXTS[key], Text)


def test_no_key_stands_twice() -> None:
    assert sum(len(part.TEXTS) for part in texts._PARTS) == len(TEXTS)


def test_no_key_is_unused_or_undefined(root: Path) -> None:
    exact: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    package = root / "src/policycheck"
    for kind, key in (*keys_in(package), *keys_in_templates(package)):
        if kind == "exact":
            exact.add(key)
        else:
            patterns.append(re.compile(key))
    assert exact <= TEXTS.keys()
    unused = {k for k in TEXTS if k not in exact and not any(p.fullmatch(k) for p in patterns)}
    assert unused == set()


def keys_in(package: Path) -> Iterator[tuple[str, str]]:
    """The keys that the package looks up, and patterns for those it puts together."""
    for file in sorted(package.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and is_lookup(node.func):
                yield from keys_of(node.args[0], counting(node.func))
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "TEXTS":
                yield from keys_of(node.slice, count=False)
            elif (
                isinstance(node, ast.Constant)
                and file.parent.name != "texts"
                and node.value in TEXTS
            ):
                yield "exact", str(node.value)


def keys_in_templates(package: Path) -> Iterator[tuple[str, str]]:
    """The same for templates: ``words("key")``, ``words("prefix." ~ value)``, ``words.count``."""
    for file in sorted(package.rglob("site/*.html")):
        template = file.read_text(encoding="utf-8")
        for count, _, key, joined in LOOKUP.findall(template):
            if joined:
                yield "pattern", re.escape(key) + r"[\w-]+"
            elif count:
                yield from (("exact", f"{key}.one"), ("exact", f"{key}.many"))
            else:
                yield "exact", key


def is_lookup(function: ast.expr) -> bool:
    """``words(...)``, ``naming.words(...)``, ``self(...)``, ``words.count(...)``."""
    name = ast.unparse(function)
    return name in ("words", "self") or name.endswith((".words", "words.count"))


def counting(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "count"


def keys_of(argument: ast.expr, count: bool) -> Iterator[tuple[str, str]]:
    match argument:
        case ast.Constant(value=str(key)) if count:
            yield from (("exact", f"{key}.one"), ("exact", f"{key}.many"))
        case ast.Constant(value=str(key)):
            yield "exact", key
        case ast.IfExp(body=ast.Constant(value=one), orelse=ast.Constant(value=other)):
            yield from (("exact", str(one)), ("exact", str(other)))
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            yield "pattern", re.escape(prefix) + r"[\w-]+"


def test_days_are_written_in_words() -> None:
    assert NL.day(date(2023, 9, 1)) == "1 september 2023"
    assert EN.day(date(2023, 9, 1)) == "1 September 2023"
    assert NL.month(date(2024, 3, 31)) == "maart 2024"
    assert EN.month(date(2024, 3, 31)) == "March 2024"


@pytest.mark.parametrize(
    ("amount", "nl", "en"),
    [
        (150000, "€ 150.000,00", "€150,000.00"),
        (0, "€ 0,00", "€0.00"),
        (19.99, "€ 19,99", "€19.99"),
        (Decimal("0.005"), "€ 0,01", "€0.01"),
        (-1234.5, "-€ 1.234,50", "-€1,234.50"),
        (10**12, "€ 1.000.000.000.000,00", "€1,000,000,000,000.00"),
    ],
)
def test_amounts_are_euros_and_cents(amount: object, nl: str, en: str) -> None:
    assert NL.euro(amount) == nl
    assert EN.euro(amount) == en


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(70, "70%", "70%"), (12.5, "12,5%", "12.5%"), (100, "100%", "100%"), (0, "0%", "0%")],
)
def test_percentages(value: object, nl: str, en: str) -> None:
    assert NL.percent(value) == nl
    assert EN.percent(value) == en


def test_numbers_yes_no_and_counts() -> None:
    assert NL.number(1234.5) == "1.234,5"
    assert EN.number(1234.5) == "1,234.5"
    assert (NL.yes_no(True), NL.yes_no(False)) == ("ja", "nee")
    assert (EN.yes_no(True), EN.yes_no(False)) == ("yes", "no")
    assert NL.count("count.decision", 1) == "1 besluit"
    assert NL.count("count.decision", 2) == "2 besluiten"
    assert EN.count("count.decision", 0) == "0 decisions"


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert EN("case.valid", file="{0}{file}.yaml") == "{0}{file}.yaml: valid"
