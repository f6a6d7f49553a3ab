"""A Rego module as the checks see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from policycheck.source import (
    Bracket,
    Kind,
    Statement,
    Token,
    brackets_of,
    statements_of,
    tokens_of,
)


@dataclass(frozen=True)
class Rule:
    """A rule in a module, or another statement that is no package and no import.

    Attributes:
        path: The parts of its name: ``("conditions", "in-time")``; a part that is not constant
            is empty.
        is_function: Whether it takes arguments.
        top: Its brackets.
    """

    statement: Statement
    path: tuple[str, ...]
    is_function: bool
    top: Bracket

    @property
    def name(self) -> str:
        """The first part of its name."""
        return self.path[0] if self.path else ""


@dataclass(frozen=True)
class Module:
    """One file of Rego.

    Attributes:
        file: Its path below the rules directory, with ``/``.
    """

    file: str
    text: str

    @property
    def is_test(self) -> bool:
        """Whether it holds tests: the name ends with ``_test.rego``."""
        return self.file.endswith("_test.rego")

    @property
    def stem(self) -> str:
        """The name of the file without ``.rego``."""
        return self.file.rpartition("/")[2].removesuffix(".rego")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every token, with space and comments."""
        return tokens_of(self.text)

    @cached_property
    def code(self) -> tuple[Token, ...]:
        """The tokens that mean something."""
        return tuple(token for token in self.tokens if token.significant)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The package, the imports and the rules, in order."""
        return statements_of(self.tokens)

    @cached_property
    def package(self) -> Statement | None:
        """The statement that names the package; ``None`` where there is none."""
        return next((each for each in self.statements if each.keyword == "package"), None)

    @cached_property
    def imports(self) -> tuple[Statement, ...]:
        """The imports, in order."""
        return tuple(each for each in self.statements if each.keyword == "import")

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """What each imported name stands for: ``scope`` for ``data.asr.ggz_2024.scope``."""
        found = {}
        for each in self.imports:
            if each.path:
                renamed = len(each.tokens) > 2 and each.tokens[-2].text == "as"
                found[each.tokens[-1].text if renamed else each.path[-1]] = each.path
        return found

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in order."""
        return tuple(
            _rule(each) for each in self.statements if each.keyword not in ("package", "import")
        )

    @cached_property
    def rule_names(self) -> frozenset[str]:
        """The first parts of the names of its rules."""
        return frozenset(rule.name for rule in self.rules)


def _rule(statement: Statement) -> Rule:
    top = brackets_of(statement)
    path: list[str] = []
    is_function = False
    wants_name = True
    parts = top.parts[1:] if statement.keyword == "default" else top.parts
    for part in parts:
        if isinstance(part, Bracket):
            is_function = part.opening.text == "("
            if part.opening.text != "[":
                break
            path.append(_constant(part))
        elif part.text == ".":
            wants_name = True
        elif part.kind is Kind.NAME and wants_name:
            path.append(part.text)
            wants_name = False
        else:
            break
    return Rule(statement, tuple(path), is_function, top)


def _constant(index: Bracket) -> str:
    """The key between brackets, if it is one string."""
    only = index.parts[0] if len(index.parts) == 1 else None
    if isinstance(only, Token) and only.kind is Kind.STRING:
        return only.text[1:-1]
    return ""
