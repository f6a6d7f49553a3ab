"""Rego as markup: coloured, and with links to what its names stand for."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from policycheck.checks.module import Module
from policycheck.handbook.code import Code, Meant, Place
from policycheck.source import Kind, Token

Address = Callable[[Meant], str | None]

_CLASSES = {
    Kind.COMMENT: "c",
    Kind.KEYWORD: "k",
    Kind.NUMBER: "m",
    Kind.OPERATOR: "o",
    Kind.STRING: "s",
}


def rule_markup(code: Code, place: Place, address: Address) -> Markup:
    """One rule, with the comment above it."""
    return _marked(place.tokens, code.meant(place), address)


def module_lines(code: Code, module: Module, address: Address) -> list[Markup]:
    """A whole module, line by line."""
    names = list(code.names(module, module.code))
    whole = _marked(module.tokens, names, address)
    return [Markup(line) for line in whole.rstrip("\n").split("\n")]  # noqa: S704


def _marked(tokens: Sequence[Token], names: Iterable[Meant], address: Address) -> Markup:
    """The tokens as markup; no element goes over the end of a line."""
    begin: dict[int, str] = {}
    end: set[int] = set()
    for name in names:
        where = address(name)
        if where is not None:
            begin[name.first.offset] = where
            end.add(name.last.offset)
    pieces: list[Markup] = []
    for token in tokens:
        if token.offset in begin:
            pieces.append(Markup('<a href="{}">').format(begin[token.offset]))
        pieces.append(_token(token))
        if token.offset in end:
            pieces.append(Markup("</a>"))
    return Markup("").join(pieces)


def _token(token: Token) -> Markup:
    name = _CLASSES.get(token.kind)
    if name is None:
        return escape(token.text)
    lines = (
        Markup('<span class="{}">{}</span>').format(name, line) if line else Markup("")
        for line in token.text.split("\n")
    )
    return Markup("\n").join(lines)
