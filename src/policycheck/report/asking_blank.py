"""A case to fill in, as commented YAML that is valid as it is."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from policycheck.asking.model import OpenFact
from policycheck.facts import FactDefinition, FactDictionary
from policycheck.facts.problems import tokens
from policycheck.report.asking_rows import kind_of, values_of
from policycheck.report.naming import Naming
from policycheck.report.plain import clean, plain

_WIDTH = 98
_INDENT = "  "


def blank_text(names: Sequence[str], facts: Iterable[OpenFact], naming: Naming) -> str:
    """The blank: every fact with its question as a comment, and null for its value.

    Args:
        names: The decisions that ask.
        facts: What they ask, in the order of the schema.
        naming: How things are called.
    """
    words = naming.words
    lines = [
        *_comment(words("blank.head", names=", ".join(names)), 0),
        *_comment(words("blank.null"), 0),
        *_comment(words("blank.commented"), 0),
        "",
        *_comment(words("blank.as_of"), 0),
        "as_of: null",
    ]
    above: list[str] = []
    for fact in facts:
        steps = tokens(fact.pointer)
        shared = _shared(above, steps[:-1])
        lines.append("")
        for depth, step in enumerate(steps[shared:-1], shared):
            lines.append(f"{_INDENT * depth}{_key(step)}:")
        above = steps[:-1]
        lines += _fact(fact, len(above), naming)
    return "\n".join(lines) + "\n"


def _fact(fact: OpenFact, depth: int, naming: Naming) -> Iterator[str]:
    definition, words = fact.definition, naming.words
    pad = _INDENT * depth
    yield from _comment(words.of(definition.question or definition.title), depth)
    yield from _answer(definition, depth, naming)
    asking = ", ".join(dict.fromkeys(reason.decision for reason in fact.reasons))
    yield from _comment(f"{words('fact.asked_by')}: {asking}", depth)
    if definition.type == "object":
        # With null for what only comes together the case would not be valid.
        yield f"{pad}# {_key(definition.key)}:"
        for member in fact.members:
            yield from _member(member, pad, _INDENT, naming)
        return
    yield f"{pad}{_key(definition.key)}: null"
    if definition.type == "list" and fact.members:
        yield f"{pad}# {_key(definition.key)}:"
        for place, member in enumerate(fact.members):
            yield from _member(member, pad, f"{_INDENT}{'  ' if place else '- '}", naming)


def _member(fact: FactDefinition, pad: str, lead: str, naming: Naming) -> Iterator[str]:
    """A member that is only there if somebody takes the hash sign away."""
    question = naming.words.of(fact.question or fact.title)
    kind = "; ".join(_kinds(fact, naming))
    yield f"{pad}# {lead}{_key(fact.key)}:  # {clean(f'{question} ({kind})')}"


def _answer(fact: FactDefinition, depth: int, naming: Naming) -> Iterator[str]:
    words = naming.words
    yield from _comment("; ".join(_kinds(fact, naming)), depth)
    if fact.supplied_by:
        yield from _comment(words(f"fact.supplier.{fact.supplied_by}"), depth)


def _kinds(fact: FactDefinition, naming: Naming) -> Iterator[str]:
    words = naming.words
    kind = kind_of(fact, None, words)
    items = _items(fact, naming.dictionary)
    values = values_of(items or fact, words)
    yield f"{kind}: {', '.join(values)}" if values else kind
    if fact.examples and not fact.values and fact.type not in ("bool", "object"):
        simple = [each for each in fact.examples if each != [] and not _nested(each)]
        if simple:
            shown = json.dumps(plain(simple[0]), ensure_ascii=False)
            yield words("blank.example", value=shown)
    if fact.type == "list":
        yield words("blank.none")


def _items(fact: FactDefinition, dictionary: FactDictionary) -> FactDefinition | None:
    return dictionary.get(f"{fact.pointer}/*") if fact.type == "list" else None


def _nested(value: object) -> bool:
    return isinstance(value, Sequence) and any(isinstance(each, dict) for each in value)


def _comment(text: str, depth: int) -> list[str]:
    pad = _INDENT * depth
    rows = textwrap.wrap(clean(text), _WIDTH - len(pad), break_on_hyphens=False)
    return [f"{pad}# {row}" for row in rows]


def _key(name: str) -> str:
    """A key as YAML reads it back as text: years are quoted."""
    return f'"{name}"' if name.isdigit() else name


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many steps two places have in common."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
