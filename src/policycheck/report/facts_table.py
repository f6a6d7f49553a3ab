"""The fact dictionary as people read it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from policycheck.report.blocks import GAP, Block, Grid, Line, Tone
from policycheck.report.naming import Naming
from policycheck.report.plain import plain

if TYPE_CHECKING:
    from policycheck.facts import FactDefinition


def facts_blocks(facts: Iterable["FactDefinition"], naming: Naming) -> list[Block]:
    """Every fact in one row, and a last line that counts them."""
    words = naming.words
    rows = tuple((f.name, f.type, words.of(f.title)) for f in facts)
    heads = (words("fact.name"), words("fact.type"), words("fact.title"))
    return [Grid(heads, rows), GAP, Line(words.count("count.fact", len(rows)), Tone.STRONG)]


def fact_blocks(
    facts: Iterable["FactDefinition"], asked_by: Mapping[str, tuple[str, ...]], naming: Naming
) -> list[Block]:
    """Everything about a few facts: meaning, type, values, examples, and who asks for them."""
    blocks: list[Block] = []
    for fact in facts:
        blocks += [*([GAP] if blocks else []), *_fact(fact, asked_by, naming)]
    return blocks


def _fact(
    fact: "FactDefinition", asked_by: Mapping[str, tuple[str, ...]], naming: Naming
) -> list[Block]:
    words = naming.words
    blocks: list[Block] = [
        Line(f"{fact.name}: {words.of(fact.title)}", Tone.STRONG),
        Line(words.of(fact.description), indent=2),
        *_asking(fact, naming),
        Line(f"{words('fact.type')}: {fact.type}", Tone.FAINT, 2),
    ]
    if fact.values:
        blocks.append(Line(words("fact.values", values=_values(fact, naming)), Tone.FAINT, 2))
    if fact.examples:
        shown = ", ".join(_example(value) for value in fact.examples)
        blocks.append(Line(words("fact.examples", values=shown), Tone.FAINT, 2))
    askers = asked_by.get(fact.pointer, ())
    if not askers:
        return [*blocks, Line(words("fact.not_asked"), Tone.FAINT, 2)]
    blocks.append(Line(f"{words('fact.asked_by')}:", Tone.FAINT, 2))
    return [*blocks, *(Line(name, indent=4, mark="- ") for name in askers)]


def _asking(fact: "FactDefinition", naming: Naming) -> Iterator[Block]:
    """The question, who answers it, and whether the answer can still become another one."""
    words = naming.words
    if fact.question and fact.supplied_by and fact.change:
        yield Line(f"{words('fact.question')}: {words.of(fact.question)}", indent=2)
        yield Line(words(f"fact.supplier.{fact.supplied_by}"), Tone.FAINT, 2)
        yield Line(words(f"fact.change.{fact.change}"), Tone.FAINT, 2)
    if fact.sensitive:
        yield Line(words("fact.sensitive"), Tone.FAINT, 2)


def _values(fact: "FactDefinition", naming: Naming) -> str:
    titles = fact.value_titles
    return ", ".join(
        f"{_example(each)} ({naming.words.of(titles[each])})" if each in titles else _example(each)
        for each in fact.values
    )


def _example(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False)
