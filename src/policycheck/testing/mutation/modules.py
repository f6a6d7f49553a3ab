"""Mutants of a module, from its tokens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.source import Kind, Statement, Token, statements_of, tokens_of
from policycheck.testing.mutation.expressions import (
    Bracket,
    Tokens,
    bodies,
    brackets,
    branches,
    comprehension,
    is_reference,
    members,
    values,
)
from policycheck.testing.mutation.mutants import Edit, Mutant, Operator

_SWAPS: dict[str, tuple[tuple[Operator, str], ...]] = {
    "<": ((Operator.BOUNDARY, "<="), (Operator.DIRECTION, ">")),
    "<=": ((Operator.BOUNDARY, "<"), (Operator.DIRECTION, ">=")),
    ">": ((Operator.BOUNDARY, ">="), (Operator.DIRECTION, "<")),
    ">=": ((Operator.BOUNDARY, ">"), (Operator.DIRECTION, "<=")),
    "==": ((Operator.EQUALITY, "!="),),
    "!=": ((Operator.EQUALITY, "=="),),
    "+": ((Operator.ARITHMETIC, "-"),),
    "-": ((Operator.ARITHMETIC, "+"),),
    "|": ((Operator.ARITHMETIC, "&"),),
    "&": ((Operator.ARITHMETIC, "|"),),
}
_CONSTANTS = {"true": "false", "false": "true"}
_SCALARS = (Kind.STRING, Kind.NUMBER)
_OPEN = '"open"'
# What a rule of a decision says of a condition or an exemption is true or false, or a reference to
# a fact that is.
_TRUTHS = ("conditions", "exempt")
_DECIDES = ("decision", ":=", "outcome", ".", "decide")


def module_mutants(subject: str, file: str, text: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its statements; ids are still to be given.

    The statement that hands what was found to the shared library is left alone: without one of its
    parts nothing would be decided.

    Args:
        subject: The policy, or the name of the library.
        file: The name of the module.
        text: Its text.
    """
    statements = [s for s in statements_of(tokens_of(text)) if s.keyword in ("", "default")]
    names = Counter(each.name for each in statements)
    maker = _Maker(subject, file, text)
    for statement in statements:
        if tuple(each.text for each in statement.tokens[: len(_DECIDES)]) == _DECIDES:
            continue
        if names[statement.name] > 1:
            yield maker.dropped(Operator.RULE, statement.tokens)
        yield from _of_statement(maker, statement)


@dataclass(frozen=True)
class _Maker:
    subject: str
    file: str
    text: str

    def exchanged(self, operator: Operator, tokens: Tokens, new: str) -> Mutant:
        """A mutant in which a text stands in the place of some tokens."""
        start, end = tokens[0].offset, tokens[-1].end
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        last = len(self.text) if last < 0 else last
        after = self.text[first:start] + new + self.text[end:last]
        return self._mutant(operator, tokens[0], self.text[first:last], after, start, end, new)

    def dropped(self, operator: Operator, tokens: Tokens) -> Mutant:
        """A mutant without some tokens."""
        start, end = tokens[0].offset, tokens[-1].end
        return self._mutant(operator, tokens[0], self.text[start:end], "", start, end, "")

    def _mutant(
        self, operator: Operator, at: Token, before: str, after: str, start: int, end: int, new: str
    ) -> Mutant:
        return Mutant(
            id="",
            operator=operator,
            subject=self.subject,
            file=self.file,
            line=at.row,
            column=at.column,
            before=before.strip(),
            after=after.strip(),
            change=Edit(start, end, new),
        )


def _of_statement(maker: _Maker, statement: Statement) -> Iterator[Mutant]:
    for branch in branches(statement):
        yield maker.dropped(Operator.BRANCH, branch)
    yield from _tokens(maker, statement)
    yield from _members(maker, statement)
    for value in values(statement):
        yield from _value(maker, statement, value)
    for body in bodies(statement):
        for expression in body:
            yield from _expression(maker, expression)


def _tokens(maker: _Maker, statement: Statement) -> Iterator[Mutant]:
    """What can be done to one token, or to two."""
    tokens = statement.tokens
    listed = {place for each in _lists(tokens) for place in range(each.opened, each.closed)}
    bars = {comprehension(tokens, each) for each in brackets(tokens)}
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        before = tokens[place - 1] if place else token
        if token.text == "==" and following.text == "false":
            yield maker.exchanged(Operator.NEGATION, [token, following], "")
        elif token.kind is Kind.OPERATOR and place not in bars:
            for operator, new in _SWAPS.get(token.text, ()):
                yield maker.exchanged(operator, [token], new)
        elif token.kind is Kind.KEYWORD and token.text in _CONSTANTS and place not in listed:
            if before.text not in ("==", "!="):
                yield maker.exchanged(Operator.CONSTANT, [token], _CONSTANTS[token.text])
        elif token.kind is Kind.KEYWORD and token.text == "not":
            yield maker.exchanged(Operator.NEGATION, [token], "")
        elif token.kind is Kind.NUMBER and token.text.lstrip("-").isdigit():
            yield maker.exchanged(Operator.NUMBER, [token], str(int(token.text) + 1))


def _members(maker: _Maker, statement: Statement) -> Iterator[Mutant]:
    """Sets and arrays of constants, each without one of them."""
    tokens = statement.tokens
    for each in _lists(tokens):
        listed = [part[0] for part in members(tokens, each)]
        inside = tokens[each.opened + 1 : each.closed]
        for dropped in listed:
            rest = ", ".join(token.text for token in listed if token is not dropped)
            yield maker.exchanged(Operator.MEMBER, inside, rest)


def _lists(tokens: Tokens) -> list[Bracket]:
    return [each for each in brackets(tokens) if _is_list(tokens, each)]


def _is_list(tokens: Tokens, bracket: Bracket) -> bool:
    inside = tokens[bracket.opened + 1 : bracket.closed]
    if tokens[bracket.opened].text == "(" or len(inside) < 3:
        return False
    return all(
        token.text == "," if place % 2 else token.kind in _SCALARS or token.text in _CONSTANTS
        for place, token in enumerate(inside)
    )


def _value(maker: _Maker, statement: Statement, value: Tokens) -> Iterator[Mutant]:
    """The value that a rule gives to a condition or an exemption."""
    if not value:
        return
    if [each.text for each in value] == [_OPEN]:
        yield maker.exchanged(Operator.CONSTANT, value, "false")
    about = {each.text for each in statement.head if each.kind is Kind.NAME}
    if about.intersection(_TRUTHS) and is_reference(value):
        yield _negated(maker, value)


def _expression(maker: _Maker, expression: Tokens) -> Iterator[Mutant]:
    """An expression of a body left out, and one that is a mere reference negated."""
    texts = [each.text for each in expression]
    if texts[0] == "some" or ":=" in texts[:2]:
        return
    if texts != ["true"]:
        yield maker.exchanged(Operator.EXPRESSION, expression, "true")
    if is_reference(expression):
        yield _negated(maker, expression)


def _negated(maker: _Maker, reference: Tokens) -> Mutant:
    last = reference[-1]
    return maker.exchanged(Operator.NEGATION, [last], f"{last.text} == false")
