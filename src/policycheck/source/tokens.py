"""The tokens of a Rego module, as Pygments splits its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from pygments.lexers.rego import RegoLexer
from pygments.token import Token as Types


class Kind(StrEnum):
    """What a token is."""

    NAME = "name"
    KEYWORD = "keyword"
    STRING = "string"
    NUMBER = "number"
    OPERATOR = "operator"
    PUNCTUATION = "punctuation"
    COMMENT = "comment"
    SPACE = "space"
    STRANGE = "strange"


# The first type that a token's own lies in counts.
_KINDS = (
    (Types.Comment, Kind.COMMENT),
    (Types.Literal.String, Kind.STRING),
    (Types.Literal.Number, Kind.NUMBER),
    (Types.Keyword, Kind.KEYWORD),
    (Types.Name, Kind.NAME),
    (Types.Operator, Kind.OPERATOR),
    (Types.Punctuation, Kind.PUNCTUATION),
    (Types.Text, Kind.SPACE),
)
# Pygments calls it a keyword; in Rego it is the name of a document.
_DOCUMENTS = ("data", "input")
# Texts whose tokens are kept: splitting them takes most of the time of whoever reads them twice.
_REMEMBERED = 256


@dataclass(frozen=True)
class Token:
    """A piece of the text of a module.

    Attributes:
        offset: Where it begins, in characters from 0.
        row: Counted from 1.
        column: In characters, counted from 1.
    """

    kind: Kind
    text: str
    offset: int
    row: int
    column: int

    @property
    def end(self) -> int:
        """The offset of the character after it."""
        return self.offset + len(self.text)

    @property
    def significant(self) -> bool:
        """Whether it means something: neither space nor comment."""
        return self.kind not in (Kind.SPACE, Kind.COMMENT)


@lru_cache(_REMEMBERED)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Every token of a module, space and comments included: together they are the text.

    A character that no token begins with is a token of the kind ``strange``.
    """
    return tuple(_placed(text))


def _placed(text: str) -> Iterator[Token]:
    row, start = 1, 0
    for offset, type_, piece in _lexer().get_tokens_unprocessed(text):
        yield Token(_kind(type_, piece), piece, offset, row, offset - start + 1)
        if newlines := piece.count("\n"):
            row += newlines
            start = offset + piece.rindex("\n") + 1


def _kind(type_: Any, piece: str) -> Kind:
    if piece in _DOCUMENTS:
        return Kind.NAME
    return _kind_of(type_)


@cache
def _kind_of(type_: Any) -> Kind:
    return next((kind for each, kind in _KINDS if type_ in each), Kind.STRANGE)


@cache
def _lexer() -> RegoLexer:
    return RegoLexer()
