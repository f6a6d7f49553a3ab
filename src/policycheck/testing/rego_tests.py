"""Rego tests: the rules ``test_...`` of a ``*_test.rego``, found in its text.

A test with cases is a partial rule: one member for each case that holds. What should be there is
read from the table that its body goes through, so that a case which is undefined is missed::

    test_boundary[name] if {
        some name, case in {
            "the day before": {"day": "2023-08-31", "in_time": true},
            "the day itself": {"day": "2023-09-01", "in_time": false},
        }
        ...
    }
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from policycheck.errors import Problem, RulesError
from policycheck.source import Kind as TokenKind
from policycheck.source import Statement, Token, statements_of, tokens_of
from policycheck.testing.results import Item, Kind

SUFFIX = "_test.rego"
_TEST, _PENDING = "test_", "todo_test_"
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_CASES = 'write its cases as: some name, case in {"one": {...}, "two": {...}}'


@dataclass(frozen=True)
class RegoTest:
    """A rule that must be true, or one member of it.

    Attributes:
        item: Its id and its place.
        rule: Its path, as the engine takes it: ``asr/ggz_2024/claims_test/test_it``.
        case: The member that must be true; ``None`` for a rule without cases.
        pending: Whether it is not to be run yet.
    """

    item: Item
    rule: str
    case: str | None = None
    pending: bool = False


def read_rego_tests(files: Mapping[Path, str], subject: str) -> tuple[RegoTest, ...]:
    """The tests in files of Rego, in order.

    Args:
        files: The text of each file.
        subject: The policy, or the name of the library.

    Raises:
        RulesError: Two tests have one name, a function is called like a test, or the cases of a
            test cannot be read; every problem.
    """
    problems: list[Problem] = []
    found: dict[str, RegoTest] = {}
    for file, text in files.items():
        statements = statements_of(tokens_of(text))
        package = next((each.path for each in statements if each.keyword == "package"), ())
        names: dict[str, int] = {}
        for statement in statements:
            if not statement.name.startswith((_TEST, _PENDING)) or statement.keyword:
                continue
            problem = _problem(file, statement, names)
            if problem:
                problems.append(problem)
                continue
            for test in _tests(file, statement, package, subject):
                if test.item.id in found:
                    other = found[test.item.id].item
                    message = f"{test.item.id} stands at {other.file}:{other.line} too"
                    problems.append(_at(file, statement, "repeated-test", message))
                found[test.item.id] = test
    if problems:
        raise RulesError(problems)
    return tuple(found.values())


def _tests(
    file: Path, statement: Statement, package: Sequence[str], subject: str
) -> Iterator[RegoTest]:
    rule = statement.name
    id = ".".join([*package, rule])
    path = "/".join([*package, rule])
    pending = rule.startswith(_PENDING)
    if _variable(statement) is None:
        item = Item(id, Kind.REGO, rule, subject, file, statement.first.row)
        yield RegoTest(item, path, None, pending)
        return
    for token in _cases(statement):
        name = str(json.loads(token.text)) if token.text[0] == '"' else token.text[1:-1]
        item = Item(f"{id}: {name}", Kind.REGO, name, subject, file, token.row)
        yield RegoTest(item, path, name, pending)


def _problem(file: Path, statement: Statement, names: dict[str, int]) -> Problem | None:
    name, row = statement.name, statement.first.row
    if names.setdefault(name, row) != row:
        message = (
            f"{name} begins in line {names[name]} too, and is true if one of them is: "
            "give each its own name"
        )
        return _at(file, statement, "repeated-test", message)
    if _follows(statement) == "(":
        message = f"the function {name} is called like a test and never run: give it another name"
        return _at(file, statement, "function-as-test", message)
    if _variable(statement) is not None and not _cases(statement):
        message = f"the cases of {name} cannot be read; {_CASES}"
        return _at(file, statement, "unreadable-cases", message)
    return None


def _at(file: Path, statement: Statement, code: str, message: str) -> Problem:
    return Problem(code, message, str(file), statement.first.row, statement.first.column)


def _follows(statement: Statement) -> str:
    """What stands after the name."""
    return statement.tokens[1].text if len(statement.tokens) > 1 else ""


def _variable(statement: Statement) -> str | None:
    """The variable that names the cases: of ``test_it[name]``, or ``test_it contains name``."""
    if _follows(statement) in ("[", "contains") and len(statement.tokens) > 2:
        return statement.tokens[2].text
    return None


def _cases(statement: Statement) -> tuple[Token, ...]:
    """The keys of the table that the variable of a test goes through."""
    tokens = statement.tokens
    beginning = ["some", _variable(statement), ","]
    for place in range(len(tokens) - 5):
        if [each.text for each in tokens[place : place + 3]] == beginning:
            return tuple(_keys(tokens[place + 5 :])) if tokens[place + 4].text == "in" else ()
    return ()


def _keys(tokens: Sequence[Token]) -> Iterator[Token]:
    """The keys of the object that begins here, at its own level."""
    depth = 0
    for token, following in pairwise(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth <= 0:
            return
        if depth == 1 and token.kind is TokenKind.STRING and following.text == ":":
            yield token
