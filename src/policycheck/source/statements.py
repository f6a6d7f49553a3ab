"""The statements of a Rego module: its package, its imports and its rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policycheck.source.tokens import Kind, Token

_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
# What stands at the beginning of a line and goes on with the statement above it.
_GOES_ON = ("else", "with", "if", "contains", "in", ":=", "=", "==", "|", "&", ".")

_VALUES = ("true", "false", "null")


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a module.

    Attributes:
        tokens: The tokens that mean something; at least one.
    """

    tokens: tuple[Token, ...]

    @property
    def first(self) -> Token:
        """Its first token, where it begins."""
        return self.tokens[0]

    @property
    def keyword(self) -> str:
        """``package``, ``import`` or ``default``, with which it begins; empty for other rules."""
        return self.first.text if self.first.kind is Kind.KEYWORD else ""

    @property
    def name(self) -> str:
        """The first part of the name of a rule, such as ``conditions``."""
        return next((each.text for each in self.tokens if each.kind is Kind.NAME), "")

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The path of a package or an import: ``("data", "asr", "ggz_2024")``."""
        named = (Kind.NAME, Kind.STRING)
        path: list[str] = []
        for token in self.tokens[1:]:
            if token.text == "as" and token.kind is Kind.KEYWORD:
                break
            if token.kind in named:
                path.append(token.text.strip('"`'))
        return tuple(path)

    @cached_property
    def head(self) -> tuple[Token, ...]:
        """What stands before the first ``if``: all of it where there is none."""
        for place, token in enumerate(self.tokens):
            if token.text == "if" and token.kind is Kind.KEYWORD:
                return self.tokens[:place]
        return self.tokens


def statements_of(tokens: Sequence[Token]) -> tuple[Statement, ...]:
    """The statements of a module, in order.

    A statement ends with its line, unless a bracket is open, something has to follow its last
    token, or the next line goes on with it.
    """
    return tuple(_statements([each for each in tokens if each.significant]))


def _statements(tokens: Sequence[Token]) -> Iterator[Statement]:
    statement: list[Token] = []
    depth = 0
    for token in tokens:
        below = statement and token.row > statement[-1].row
        if below and depth <= 0 and token.text not in _GOES_ON and _is_done(statement[-1]):
            yield Statement(tuple(statement))
            statement = []
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        statement.append(token)
    if statement:
        yield Statement(tuple(statement))


def _is_done(last: Token) -> bool:
    """Whether a statement can end with a token."""
    if last.kind is Kind.KEYWORD:
        return last.text in _VALUES
    return last.kind is not Kind.OPERATOR and last.text not in (",", ".", ":")
