"""What stands where in a rule: its bodies, and the variables that they have."""

from collections.abc import Iterator, Sequence

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module
from policycheck.source import Bracket, Kind, Shape, Token

Part = Token | Bracket


def spot(module: Module, token: Token, message: str) -> Spot:
    """A finding at a token."""
    return Spot(module.file, token.row, token.column, message)


def first_token(part: Part) -> Token:
    """Where a part begins."""
    return part.opening if isinstance(part, Bracket) else part


def is_text(part: Part | None, *texts: str) -> bool:
    """Whether a part is a token that means something by its own and reads so."""
    return isinstance(part, Token) and part.text in texts and part.kind is not Kind.STRING


def is_name(part: Part | None) -> bool:
    """Whether a part is a name."""
    return isinstance(part, Token) and part.kind is Kind.NAME


def brackets_in(module: Module) -> Iterator[Bracket]:
    """Every rule of a module and every pair of brackets in it."""
    for rule in module.rules:
        yield from rule.top.inside()


def body_of(bracket: Bracket) -> Sequence[Part]:
    """The part of a comprehension or a body in which variables are assigned."""
    start = 0 if bracket.bar is None else bracket.bar + 1
    return bracket.parts[start:]


def introduced(parts: Sequence[Part]) -> Iterator[Token]:
    """The variables that are declared among these parts: assigned, or after ``some`` or ``every``.

    What brackets among them declare is not theirs.
    """
    declaring = False
    for place, part in enumerate(parts):
        if is_text(part, "some", "every"):
            declaring = True
        elif is_text(part, "in"):
            declaring = False
        elif isinstance(part, Token) and part.kind is Kind.NAME:
            after = parts[place + 1] if place + 1 < len(parts) else None
            if is_text(after, ":=") or (declaring and not is_text(after, ".")):
                yield part
        elif not is_text(part, ","):
            declaring = False


def without_every(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts without the variables of ``every``, which are those of its own body."""
    return [
        part
        for place, part in enumerate(parts)
        if not is_name(part)
        or not any(is_text(before, "every") for before in parts[max(place - 3, 0) : place])
    ]


def names_read(part: Part) -> Iterator[Token]:
    """The names in a part, without those that are members of something: ``b`` in ``a.b``."""
    tokens = list(part.tokens()) if isinstance(part, Bracket) else [part]
    before: Token | None = None
    for token in tokens:
        if token.kind is Kind.NAME and not (before and before.text == "."):
            yield token
        before = token


def is_comprehension(bracket: Bracket) -> bool:
    """Whether it is a comprehension."""
    return bracket.bar is not None


def has_pairs(bracket: Bracket) -> bool:
    """Whether it is an object, or the comprehension of one."""
    head = bracket.parts[: bracket.bar]
    return bracket.shape is Shape.BRACES and any(is_text(part, ":") for part in head)
