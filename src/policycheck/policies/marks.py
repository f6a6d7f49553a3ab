"""What marks a line that may bind somebody: a date, an amount, a percentage or a modal verb.

A line with a mark is never "not normative" without an argument of its own. The marks are broad on
purpose: an argument too many costs a minute, one too few hides a rule.

- Dates: the name of a month, alone too, as ``half september`` is a moment; a year from 1900 to
  2099; ``1-9-2023`` with dashes, dots or slashes.
- Amounts: the euro sign, EUR, euro, and words with duizend, miljoen or miljard in them.
- Percentages: the sign, procent, percentage.
- Modal verbs, in every form: moeten, dienen, mogen, kunnen, zullen, willen, hoeven, behoren; and
  verplicht, vereist, verboden, toegestaan with what is made of them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_AMOUNTS = "eur euro euros eurocent eurocenten"
_MODALS = (
    "moet moeten moest moesten gemoeten "
    "dien dient dienen diende dienden gediend "
    "mag mogen moge mocht mochten gemogen "
    "kan kun kunt kunnen kon konden gekund "
    "zal zul zult zullen zou zouden "
    "wil wilt willen wilde wilden wou wouden gewild "
    "hoef hoeft hoeven hoefde hoefden gehoeven "
    "behoor behoort behoren behoorde behoorden "
    "vereis vereist vereiste vereisten vereisen "
    "verboden verbod verbied verbiedt verbieden toegestaan toegestane"
)


def _words(words: str) -> str:
    """One of the words, between things that are no letters: an underscore may emphasise it."""
    return rf"(?<![^\W\d_])(?:{'|'.join(words.split())})(?![^\W\d_])"


_MARK = re.compile(
    "|".join(
        (
            _words(_MONTHS),
            r"(?<!\d)(?:19|20)\d\d(?!\d)",
            r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d\d)(?!\d)",
            "€",
            _words(_AMOUNTS),
            "duizend|miljoen|miljard",
            "[%‰]",
            r"(?<!\w)(?:procent|percentage)",
            _words(_MODALS),
            r"(?<!\w)verplicht",
        )
    )
)
# A full stop after a single letter belongs to an abbreviation.
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?](?=\s+[A-Z]|\s*$)")


def marks(text: str) -> tuple[str, ...]:
    """The marks in a text, each once, in order, in small letters and without accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return tuple(dict.fromkeys(_MARK.findall(plain)))


def marked_lines(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The marks per line that has any, by its number from 1.

    A word that a hyphen breaks off at the end of a line counts for that line and the next.
    """
    texts = {number: line for number, line in enumerate(lines, 1) if line.strip()}
    for (first, before), (second, after) in pairwise(list(texts.items())):
        if before.rstrip().endswith("-"):
            word = before.split()[-1][:-1] + after.split()[0]
            texts[first] += f" {word}"
            texts[second] += f" {word}"
    found = {number: marks(text) for number, text in texts.items()}
    return MappingProxyType({number: words for number, words in found.items() if words})


def is_one_sentence(lines: Sequence[str]) -> bool:
    """Whether a run of lines holds no more than one sentence, as far as its lines allow.

    The first line may begin with the end of another sentence, and the last may end with the
    beginning of one: where lines break is not where sentences do. So no sentence ends where the
    first line does, or anywhere in the lines between the first and the last.
    """
    texts = [line.strip() for line in lines if line.strip()]
    if len(texts) < 2:
        return True
    first, *between, _ = texts
    ends_with_first = any(end.end() == len(first) for end in _SENTENCE_END.finditer(first))
    return not ends_with_first and not any(_SENTENCE_END.search(text) for text in between)
