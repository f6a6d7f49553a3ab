"""A made-up policy of any number of conditions, as files: thresholds, windows, sets and flags."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from policycheck.facts import load_schemas
from policycheck.facts.dictionary import FactDefinition
from policycheck.scaffold import Places, PolicyWishes, draft_policy, name_of, publish

_FOLDER = "acme/care_2026"
_DAYS = ("date", "event_date")
_NUMBERS = ("integer", "amount", "decimal")
_LIMITS = 40  # a fact that is asked more often than this is asked the same again
_CLAUSE = """
  - id: eli-{number:02}
    section: Voorwaarden
    lines: '{line}'
    checksum: '0000000000000000'
    title: {{nl: Voorwaarde {number}., en: Condition {number}.}}
    conditions:
      - id: condition-{number}
        modality: must
        facts: [{fact}]
"""
_LAW = """
law-{number}:
  title: {{nl: Buiten de grens van voorwaarde {number}., en: Outside the limit of {number}.}}
  refs: [eli-{number:02}]
  decision: eligibility
  never:
    - {{fact: {fact}, {outside}}}
    - {{condition: condition-{number}, status: met}}
"""


class _Made(NamedTuple):
    """The rules of one condition, and where its fact is outside its limit."""

    fact: str
    rego: str
    outside: str


def made_up(directory: Path, conditions: int) -> Path:
    """Write a policy with so many conditions and a law for each; give its rules directory.

    The conditions take turns in the facts about a provider, each with a limit of its own.
    """
    rules = directory / "rego"
    rules.mkdir()
    publish(draft_policy(name_of("acme.care_2026"), PolicyWishes(), Places.chosen(rules, None)))
    folder = rules / _FOLDER
    (folder / "eligibility_test.rego").unlink()
    made = list(_conditions(conditions))
    head = _text(folder / "eligibility.rego").partition("# The fact is the answer.")[0]
    _write(folder / "eligibility.rego", head + "\n\n".join(each.rego for each in made) + "\n")
    top = _text(folder / "eligibility.yaml").partition("clauses:\n")[0]
    clauses = (
        _CLAUSE.format(number=number, line=number + 2, fact=each.fact)
        for number, each in enumerate(made, 1)
    )
    _write(folder / "eligibility.yaml", f"{top}clauses:{''.join(clauses)}")
    laws = (
        _LAW.format(number=number, fact=each.fact, outside=each.outside)
        for number, each in enumerate(made, 1)
    )
    _write(folder / "laws.yaml", "".join(laws).lstrip())
    return rules


def _conditions(number: int) -> Iterator[_Made]:
    asked = [
        each
        for each in load_schemas().dictionary.values()
        if each.pointer.startswith("/provider/")
        and "*" not in each.pointer
        and each.type in (*_DAYS, *_NUMBERS, "bool", "enum")
        and (each.type != "enum" or len(each.values) > 1)
    ]
    for place, fact in enumerate(islice(cycle(asked), number)):
        name = f'conditions["condition-{place + 1}"]'
        yield _made(fact, name, place // len(asked) % _LIMITS)


def _made(fact: FactDefinition, name: str, turn: int) -> _Made:
    where = "input" + fact.pointer.replace("/", ".")
    if fact.type in _DAYS:
        first = date(2020, 1, 1) + timedelta(30 * turn)
        last = date(2025, 1, 1) + timedelta(30 * turn)
        rego = (
            f'{name} if {{\n\t{where} >= "{first}"\n\t{where} <= "{last}"\n}}\n\n'
            f'{name} := false if {where} < "{first}"\n\n{name} := false if {where} > "{last}"'
        )
        return _Made(fact.pointer, rego, f"before: '{first}'")
    if fact.type in _NUMBERS:
        return _Made(fact.pointer, f"{name} := {where} >= {turn + 2}", f"less_than: {turn + 2}")
    if fact.type == "enum":
        left_out = fact.values[turn % len(fact.values)]
        others = ", ".join(f'"{each}"' for each in fact.values if each != left_out)
        return _Made(fact.pointer, f"{name} := {where} in {{{others}}}", f"is: '{left_out}'")
    return _Made(fact.pointer, f"{name} := {where} == false", "is: true")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
