"""The parts of a statement of Rego that mutants are made of: bodies, values and branches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policycheck.source import Kind, Statement, Token

Tokens = Sequence[Token]
Begins = Callable[[Token, Token], bool]

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_COMMA, _SEMICOLON = ",", ";"
# An operator at the end of a line, or a word at its beginning, goes on with the expression.
_GOES_ON = ("with", "in", "|", "&", "+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", ":=")


@dataclass(frozen=True)
class Bracket:
    """A pair of brackets, by the places of its two tokens in the statement."""

    opened: int
    closed: int


def brackets(tokens: Tokens) -> tuple[Bracket, ...]:
    """Every pair of brackets, in the order in which they close."""
    found, open_ = [], []
    for place, token in enumerate(tokens):
        if token.kind is Kind.STRING:
            continue
        if token.text in _CLOSING:
            open_.append(place)
        elif token.text in _CLOSING.values() and open_:
            found.append(Bracket(open_.pop(), place))
    return tuple(found)


def members(tokens: Tokens, bracket: Bracket) -> tuple[Tokens, ...]:
    """What stands between the commas of a pair of brackets."""
    inside = tokens[bracket.opened + 1 : bracket.closed]
    return tuple(_split(inside, _COMMA, lambda before, token: False))


def bodies(statement: Statement) -> Iterator[tuple[Tokens, ...]]:
    """The expressions of every body: after ``if``, after ``every``, and in comprehensions."""
    tokens = statement.tokens
    pairs = {each.opened: each for each in brackets(tokens)}
    for place, token in enumerate(tokens):
        if token.kind is Kind.KEYWORD and token.text == "if":
            following = place + 1
            if following in pairs and pairs[following].closed + 1 in _ends(tokens):
                yield expressions(tokens[following + 1 : pairs[following].closed])
            else:
                end = next(each for each in _ends(tokens) if each > place)
                yield (tokens[following:end],)
        elif token.kind is Kind.KEYWORD and token.text == "every":
            opened = _block_of_every(tokens, place, pairs)
            if opened is not None:
                yield expressions(tokens[opened + 1 : pairs[opened].closed])
        elif place in pairs and (bar := comprehension(tokens, pairs[place])) is not None:
            yield expressions(tokens[bar + 1 : pairs[place].closed])


def comprehension(tokens: Tokens, bracket: Bracket) -> int | None:
    """The place of the bar that begins the body of a comprehension; ``None`` if it is none."""
    if tokens[bracket.opened].text == "(":
        return None
    depth = 0
    for place in range(bracket.opened + 1, bracket.closed):
        text = tokens[place].text if tokens[place].kind is not Kind.STRING else ""
        if depth == 0 and text == "|":
            return place
        if depth == 0 and text == ",":
            return None
        depth += (text in _CLOSING) - (text in _CLOSING.values())
    return None


def branches(statement: Statement) -> Iterator[Tokens]:
    """Each ``else`` of a rule, with its value and its body."""
    starts = [*_elses(statement.tokens), len(statement.tokens)]
    for start, end in pairwise(starts):
        yield statement.tokens[start:end]


def values(statement: Statement) -> Iterator[Tokens]:
    """The value of a rule, and that of each of its branches, where one is written."""
    tokens = statement.tokens
    depth = 0
    for place, token in enumerate(tokens):
        if token.kind is Kind.STRING:
            continue
        if depth == 0 and token.text == ":=":
            yield tokens[place + 1 : _end_of_value(tokens, place + 1)]
        depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())


def expressions(tokens: Tokens) -> tuple[Tokens, ...]:
    """The expressions of a body: one a line, or separated by semicolons."""
    return tuple(_split(tokens, _SEMICOLON, _new_line))


def is_reference(tokens: Tokens) -> bool:
    """Whether an expression is nothing but a name, with what is taken from it."""
    if not tokens or tokens[0].kind is not Kind.NAME:
        return False
    inside = 0
    for before, token in pairwise(tokens):
        if inside == 0 and token.text == ".":
            continue
        if inside == 0 and token.kind is Kind.NAME and before.text == ".":
            continue
        if token.text == "[" or (inside and token.text == "]"):
            inside += 1 if token.text == "[" else -1
            continue
        if inside == 0:
            return False
    return True


def _elses(tokens: Tokens) -> list[int]:
    return [
        place
        for place, token in enumerate(tokens)
        if token.kind is Kind.KEYWORD and token.text == "else"
    ]


def _ends(tokens: Tokens) -> list[int]:
    """Where a rule or a branch of it may end."""
    return [*_elses(tokens), len(tokens)]


def _end_of_value(tokens: Tokens, start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        token = tokens[place]
        if depth == 0 and token.kind is Kind.KEYWORD and token.text in ("if", "else"):
            return place
        if token.kind is not Kind.STRING:
            depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
    return len(tokens)


def _block_of_every(tokens: Tokens, place: int, pairs: dict[int, Bracket]) -> int | None:
    """The bracket that opens the body of an ``every``: the last of its line."""
    row = tokens[place].row
    opened = [each for each in pairs if each > place and tokens[each].row == row]
    blocks = [each for each in opened if tokens[each].text == "{"]
    return max(blocks) if blocks else None


def _new_line(before: Token, token: Token) -> bool:
    if token.row == before.row:
        return False
    return token.text not in _GOES_ON and before.text not in _GOES_ON


def _split(tokens: Tokens, separator: str, begins: Begins) -> Iterator[Tokens]:
    part: list[Token] = []
    depth = 0
    for token in tokens:
        text = token.text if token.kind is not Kind.STRING else ""
        if depth == 0 and text == separator:
            if part:
                yield part
            part = []
            continue
        if depth == 0 and part and begins(part[-1], token):
            yield part
            part = []
        depth += (text in _CLOSING) - (text in _CLOSING.values())
        part.append(token)
    if part:
        yield part
