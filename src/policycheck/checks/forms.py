"""Forms of Rego that the engine and OPA read in different ways, or that only one of them takes."""

import itertools
from collections.abc import Iterator, Sequence

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module
from policycheck.checks.scopes import (
    Part,
    body_of,
    brackets_in,
    first_token,
    has_pairs,
    introduced,
    is_comprehension,
    is_name,
    is_text,
    names_read,
    spot,
    without_every,
)
from policycheck.checks.subject import Subject
from policycheck.source import Bracket, Kind, Shape, Token, ends_value


def assignment_with_equals(subject: Subject) -> Iterator[Spot]:
    """``=``, which does not compare a variable that has a value."""
    message = "= does not compare here: write := to assign and == to compare"
    for module in subject.modules:
        for token in module.code:
            if token.kind is Kind.OPERATOR and token.text == "=":
                yield spot(module, token, message)


def body_without_if(subject: Subject) -> Iterator[Spot]:
    """A body in the way of Rego before 1.0, which OPA refuses."""
    message = "OPA refuses a body without if: write if before the brace"
    for module in subject.modules:
        for rule in module.rules:
            with_if = False
            for part in rule.top.parts:
                if is_text(part, "if", "else"):
                    with_if = is_text(part, "if")
                elif isinstance(part, Bracket) and part.shape is Shape.BODY and not with_if:
                    yield spot(module, part.opening, message)


def infix_head(subject: Subject) -> Iterator[Spot]:
    """A comprehension whose head is more than a value, which the engine cannot parse."""
    message = "the engine cannot parse {} in the head of a comprehension: assign it to a variable"
    for module in subject.modules:
        for bracket in brackets_in(module):
            before: Token | None = None
            for part in bracket.parts[: bracket.bar] if is_comprehension(bracket) else ():
                if isinstance(part, Token) and _joins(part, before):
                    yield spot(module, part, message.format(part.text))
                    break
                before = part.closing if isinstance(part, Bracket) else part


def _joins(token: Token, before: Token | None) -> bool:
    """Whether it makes one value of two, or of one another."""
    if token.kind is Kind.NUMBER:  # in x -1 the number has the sign
        return token.text.startswith("-") and ends_value(before)
    return token.kind is Kind.OPERATOR or is_text(token, "in", "not")


def some_with_key(subject: Subject) -> Iterator[Spot]:
    """``some key, value in`` in the comprehension of an array or a set."""
    message = (
        "the engine cannot parse some with two variables in the comprehension of a list or a set:"
        " index the collection, or use the comprehension of an object"
    )
    for module in subject.modules:
        for bracket in brackets_in(module):
            if not is_comprehension(bracket) or has_pairs(bracket):
                continue
            parts = bracket.parts
            for place, part in enumerate(parts):
                pair = parts[place + 1 : place + 4]
                if is_text(part, "some") and len(pair) == 3 and is_text(pair[1], ","):
                    yield spot(module, first_token(part), message)


def every_on_one_line(subject: Subject) -> Iterator[Spot]:
    """``if every``, and ``not every``, which the engine cannot parse."""
    message = "the engine cannot parse {} every: write every alone, in a body with braces"
    for module in subject.modules:
        code = module.code
        for before, token in itertools.pairwise(code):
            if is_text(token, "every") and is_text(before, "if", "not"):
                yield spot(module, token, message.format(before.text))


def nested_every(subject: Subject) -> Iterator[Spot]:
    """A variable of ``every`` that is used in a body within it, where it has no value."""
    message = "{} has no value here: the engine loses the variables of every in a body within it"
    for module in subject.modules:
        for bracket in brackets_in(module):
            for names, body in _everies(bracket):
                own = names | {token.text for token in introduced(without_every(body.parts))}
                for inner in _bodies_within(body):
                    yield from _lost(module, inner, own, message)


def _everies(bracket: Bracket) -> Iterator[tuple[set[str], Bracket]]:
    """Each ``every`` directly in a bracket: its variables and its body."""
    names: set[str] | None = None
    for place, part in enumerate(bracket.parts):
        if is_text(part, "every"):
            names = {token.text for token in introduced(bracket.parts[place : place + 4])}
        elif isinstance(part, Bracket) and part.shape is Shape.BODY and names is not None:
            yield names, part
            names = None


def _bodies_within(body: Bracket) -> Iterator[Bracket]:
    for bracket in body.inside():
        if bracket is not body and (is_comprehension(bracket) or bracket.shape is Shape.BODY):
            yield bracket


def _lost(module: Module, inner: Bracket, own: set[str], message: str) -> Iterator[Spot]:
    again = {token.text for token in introduced(body_of(inner))}
    for token in names_read(inner):
        if token.text in own - again:
            yield spot(module, token, message.format(token.text))


def unsafe_with(subject: Subject) -> Iterator[Spot]:
    """Forms of ``with`` that make the engine abort or forget what they replace."""
    for module in subject.modules:
        for rule in module.rules:
            local = {t.text for b in rule.top.inside() for t in introduced(body_of(b))}
            local |= {token.text for part in rule.top.parts[:2] for token in names_read(part)}
            local.discard(rule.name)
            for bracket in rule.top.inside():
                yield from _withs(module, bracket.parts, local)


def _withs(module: Module, parts: Sequence[Part], local: set[str]) -> Iterator[Spot]:
    for place, part in enumerate(parts):
        if not is_text(part, "with"):
            continue
        rest = parts[place + 1 :]
        target = _until(rest, "as")
        value = _reference(rest[len(target) + 1 :])
        if len(target) == 1 and is_text(target[0], "input"):
            message = "with input as aborts the engine: replace a group of it, as in with input.x"
            yield spot(module, first_token(part), message)
        elif value is not None and value.text not in local:
            message = (
                f"the engine loses what with puts in the place of input if it is a rule: assign"
                f" {value.text} to a variable first"
            )
            yield spot(module, value, message)


def _until(parts: Sequence[Part], text: str) -> Sequence[Part]:
    end = next((place for place, part in enumerate(parts) if is_text(part, text)), len(parts))
    return parts[:end]


def _reference(parts: Sequence[Part]) -> Token | None:
    """The first name of a value that is a reference and nothing else."""
    if not parts or not is_name(parts[0]):
        return None
    for before, part in itertools.pairwise(parts):
        if isinstance(part, Bracket):
            if part.shape is Shape.CALL:
                return None
        elif is_text(part, ".") or is_text(before, "."):
            continue
        else:
            # An operator on the same line makes it a value of its own.
            if part.kind is Kind.OPERATOR:
                return None
            break
    return first_token(parts[0])
