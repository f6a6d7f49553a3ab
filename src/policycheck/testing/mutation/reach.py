"""What a module reaches: the modules and the parameters that its rules may read."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from policycheck.source import Kind, Statement, Token, statements_of, tokens_of


class Reach:
    """The modules of a policy, or of the library, and what they read of each other.

    Args:
        modules: The text of each module, by its file name.
    """

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._statements = {name: statements_of(tokens_of(text)) for name, text in modules.items()}
        self._packages = {
            name: next((each.path for each in found if each.keyword == "package"), ())
            for name, found in self._statements.items()
        }

    def statements(self, module: str) -> tuple[Statement, ...]:
        """The statements of a module."""
        return self._statements[module]

    def package(self, module: str) -> tuple[str, ...]:
        """The package of a module, without ``data``."""
        return self._packages[module]

    def closure(self, module: str, without: Collection[str] = ()) -> frozenset[str]:
        """The module itself, and every module that it may read, directly or through others.

        Args:
            module: Where to begin.
            without: Modules that are not gone into.
        """
        found: set[str] = set()
        pending = [module]
        while pending:
            name = pending.pop()
            if name not in found and name not in without:
                found.add(name)
                pending.extend(self._read_by[name])
        return frozenset(found)

    def names(self, modules: Collection[str]) -> frozenset[str]:
        """Every name and every constant string in modules: what a parameter is read by."""
        return frozenset().union(*(self._names[each] for each in modules))

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        wanted = (Kind.NAME, Kind.STRING)
        return {
            name: frozenset(
                token.text.strip('"`')
                for statement in statements
                for token in statement.tokens
                if token.kind in wanted
            )
            for name, statements in self._statements.items()
        }

    @cached_property
    def _read_by(self) -> dict[str, set[str]]:
        return {name: set(self._others(name)) for name in self._statements}

    def _others(self, name: str) -> Iterator[str]:
        paths = {path for each in self._statements[name] for path in data_paths(each.tokens)}
        paths.add(self._packages[name])
        for other, package in self._packages.items():
            for path in paths:
                shared = min(len(path), len(package))
                if path[:shared] == package[:shared]:
                    yield other
                    break


def data_paths(tokens: tuple[Token, ...]) -> Iterator[tuple[str, ...]]:
    """Every path below ``data`` that some tokens name."""
    for place, token in enumerate(tokens):
        if token.kind is Kind.NAME and token.text == "data":
            yield tuple(_path(tokens, place + 1))


def _path(tokens: tuple[Token, ...], place: int) -> Iterator[str]:
    while place + 1 < len(tokens):
        mark, name = tokens[place].text, tokens[place + 1]
        if mark == "." and name.kind is Kind.NAME:
            place += 2
        elif mark == "[" and name.kind is Kind.STRING:
            place += 3
        else:
            return
        yield name.text.strip('"`')
