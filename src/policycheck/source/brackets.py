"""The brackets of a statement: what is a body, a comprehension, a call, a list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from policycheck.source.statements import Statement
from policycheck.source.tokens import Kind, Token

_CLOSING = (")", "]", "}")
_VALUES = ("true", "false", "null")


class Shape(StrEnum):
    """What a pair of brackets holds."""

    STATEMENT = "statement"
    BODY = "body"
    ARRAY = "array"
    BRACES = "braces"
    INDEX = "index"
    CALL = "call"
    GROUP = "group"


@dataclass
class Bracket:
    """A pair of brackets; the outermost of a statement is the statement itself.

    Attributes:
        opening: The opening bracket; of a statement its first token.
        before: The token before the opening bracket, if there is any.
        parts: What is between the brackets, in order: tokens, and inner brackets as a whole.
        closing: The closing bracket; ``None`` where there is none, and of a statement.
    """

    shape: Shape
    opening: Token
    before: Token | None = None
    parts: list["Token | Bracket"] = field(default_factory=list)
    closing: Token | None = None

    @cached_property
    def bar(self) -> int | None:
        """The place in the parts of the stroke that makes this a comprehension."""
        if self.shape in (Shape.ARRAY, Shape.BRACES):
            for place, part in enumerate(self.parts):
                if isinstance(part, Token) and part.text == "|":
                    return place
        return None

    def inside(self) -> Iterator["Bracket"]:
        """This pair of brackets and all those in it."""
        yield self
        for part in self.parts:
            if isinstance(part, Bracket):
                yield from part.inside()

    def tokens(self) -> Iterator[Token]:
        """The tokens in it, those of inner brackets included; not the brackets themselves."""
        for part in self.parts:
            if isinstance(part, Bracket):
                yield part.opening
                yield from part.tokens()
                if part.closing:
                    yield part.closing
            else:
                yield part


def brackets_of(statement: Statement) -> Bracket:
    """The statement with the brackets in it; one that never closes ends with the statement."""
    top = Bracket(Shape.STATEMENT, statement.first)
    open_ = [top]
    before: Token | None = None
    for token in statement.tokens:
        if token.kind is Kind.PUNCTUATION and token.text in ("(", "[", "{"):
            inner = Bracket(_shape(token, before), token, before)
            open_[-1].parts.append(inner)
            open_.append(inner)
        elif token.kind is Kind.PUNCTUATION and token.text in _CLOSING:
            if len(open_) > 1:
                open_.pop().closing = token
        else:
            open_[-1].parts.append(token)
        before = token
    return top


def ends_value(token: Token | None) -> bool:
    """Whether a value can end with this token, so that a bracket after it belongs to it."""
    if token is None:
        return False
    if token.kind in (Kind.NAME, Kind.STRING, Kind.NUMBER):
        return True
    return token.text in _CLOSING or (token.kind is Kind.KEYWORD and token.text in _VALUES)


def _shape(token: Token, before: Token | None) -> Shape:
    beside = before is not None and before.end == token.offset and ends_value(before)
    if token.text == "(":
        return Shape.CALL if beside else Shape.GROUP
    if token.text == "[":
        return Shape.INDEX if beside else Shape.ARRAY
    # After a value there is no set and no object: it is the body of a rule or of an every.
    after = before is not None and (ends_value(before) or before.text in ("if", "else"))
    return Shape.BODY if after else Shape.BRACES
