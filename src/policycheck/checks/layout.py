"""The layout of Rego modules: what it should be, where it is not, and what puts it right."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from policycheck.checks.finding import Spot
from policycheck.checks.indentation import indented
from policycheck.checks.module import Module
from policycheck.checks.scopes import spot
from policycheck.checks.subject import Subject
from policycheck.source import Kind, Statement, Token, statements_of, tokens_of

_REGO_V1 = "import rego.v1"


def layout(subject: Subject) -> Iterator[Spot]:
    """Lines that are not laid out as they should be."""
    for module in subject.modules:
        wanted = laid_out(module.text, imports=False)
        yield from _differences(module, wanted)


def rego_v1_import(subject: Subject) -> Iterator[Spot]:
    """Modules that do not import ``rego.v1`` exactly once."""
    for module in subject.modules:
        found = [each for each in module.imports if _written(each) == _REGO_V1]
        if not found and module.package is not None:
            message = "import rego.v1, so that every OPA reads the module as this engine does"
            yield spot(module, module.package.first, message)
        for again in found[1:]:
            yield spot(module, again.first, "rego.v1 is imported already")


def laid_out(text: str, *, imports: bool = True) -> str:
    """The module with its layout put right; as it is where brackets do not close.

    Nothing changes but space, the order of imports and, with ``imports``, that of ``rego.v1``:
    it is added where there is none, and stands once.
    """
    if not text.strip() or not _is_whole(tokens_of(text)):
        return text
    once = _put_right(text, imports)
    # Where lines are shared in ways that nobody writes, the module is left alone.
    sound = _kept(text) == _kept(once) and _imported(text) <= _imported(once)
    return once if sound and _put_right(once, imports) == once else text


def _kept(text: str) -> list[str]:
    """What must not change: everything that means something, the lines of imports left out."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("import ")]
    return [token.text for token in tokens_of("\n".join(lines)) if token.significant]


def _imported(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if line.startswith("import ")}


def _put_right(text: str, imports: bool) -> str:
    lines = _without_trailing_space(text)
    lines = _imports_in_order(lines, imports)
    lines = indented("\n".join(lines)).split("\n")
    return _with_blank_lines("\n".join(lines)).strip("\n") + "\n"


def _is_whole(tokens: tuple[Token, ...]) -> bool:
    depth = 0
    for token in tokens:
        if token.kind is Kind.STRANGE:
            return False
        if token.kind is Kind.PUNCTUATION:
            depth += (token.text in "([{") - (token.text in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _protected(text: str) -> set[int]:
    """The lines, counted from 0, whose beginning is inside a raw string."""
    return {
        row
        for token in tokens_of(text)
        if token.kind is Kind.STRING
        for row in range(token.row, token.row + token.text.count("\n"))
    }


def _without_trailing_space(text: str) -> list[str]:
    lines = text.split("\n")
    # The end of a line before a protected one is inside the string too.
    inside = {row - 1 for row in _protected(text)}
    return [line if row in inside else line.rstrip() for row, line in enumerate(lines)]


@dataclass(frozen=True)
class _Import:
    """An import with the comments above it, as lines."""

    written: str
    lines: tuple[str, ...]


def _imports_in_order(lines: list[str], rego_v1: bool) -> list[str]:
    """The lines with one block of imports after the package, in the order of their paths."""
    text = "\n".join(lines)
    statements = statements_of(tokens_of(text))
    package = next((each for each in statements if each.keyword == "package"), None)
    if package is None:
        return lines
    taken: set[int] = set()
    imports: list[_Import] = []
    for each in statements:
        if each.keyword == "import" and _alone(each, statements):
            above = _comments_above(each.first.row - 1, lines)
            rows = range(above, each.tokens[-1].row)
            taken.update(rows)
            imports.append(_Import(_written(each), tuple(lines[row] for row in rows)))
    if rego_v1:
        imports = _once(imports)
        if not any(each.written == _REGO_V1 for each in imports):
            imports.append(_Import(_REGO_V1, (_REGO_V1,)))
    imports.sort(key=lambda each: each.written)
    end = package.tokens[-1].row
    rest = [line for row, line in enumerate(lines) if row >= end and row not in taken]
    block = [line for each in imports for line in each.lines]
    if not block:
        return lines
    while rest and not rest[0]:
        rest.pop(0)
    return [*lines[:end], "", *block, "", *rest]


def _alone(statement: Statement, statements: tuple[Statement, ...]) -> bool:
    """Whether nothing else stands on its lines; a raw string stands on several."""
    rows = _rows(statement)
    return not any(rows & _rows(each) for each in statements if each is not statement)


def _rows(statement: Statement) -> set[int]:
    return {
        row
        for token in statement.tokens
        for row in range(token.row, token.row + token.text.count("\n") + 1)
    }


def _comments_above(row: int, lines: list[str]) -> int:
    """The row of the first comment that stands directly above a row."""
    while row and lines[row - 1].lstrip().startswith("#"):
        row -= 1
    return row


def _once(imports: list[_Import]) -> list[_Import]:
    found: list[_Import] = []
    for each in imports:
        if each.written != _REGO_V1 or all(one.written != _REGO_V1 for one in found):
            found.append(each)
    return found


def _written(statement: Statement) -> str:
    words = [token.text for token in statement.tokens]
    text = "".join(f" {word} " if word in ("import", "as") else word for word in words)
    return text.strip()


def _with_blank_lines(text: str) -> str:
    """One blank line between the rules, and none after another."""
    lines = text.split("\n")
    protected = _protected(text)
    statements = statements_of(tokens_of(text))
    needs = set()
    for before, after in itertools.pairwise(statements):
        if not before.keyword == after.keyword == "import" and after.first.row > _last(before):
            needs.add(_comments_above(after.first.row - 1, lines))
    result: list[str] = []
    for row, line in enumerate(lines):
        blank = not result or (result[-1] == "" and row - 1 not in protected)
        if row in needs and not blank:
            result.append("")
            blank = True
        if line or not blank or row in protected:
            result.append(line)
    return "\n".join(result)


def _last(statement: Statement) -> int:
    last = statement.tokens[-1]
    return last.row + last.text.count("\n")


def _differences(module: Module, wanted: str) -> Iterator[Spot]:
    """One finding for every run of lines that differ."""
    if module.text == wanted:
        return
    lines, others = module.text.split("\n"), wanted.split("\n")
    matcher = SequenceMatcher(None, lines, others, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = lines[first:last], others[start:end]
        message, offset = _difference(old, new, first >= len(lines) - 1)
        row = min(first + offset, len(lines) - 1)
        yield Spot(module.file, row + 1, 1, f"{message} (--fix does it)")


def _difference(old: list[str], new: list[str], at_end: bool) -> tuple[str, int]:
    """What is wrong with a run of lines, and in which of them it begins."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other and one.strip() == other.strip() and one.strip():
            if one.rstrip() == one:
                return "indent with tabs, one for each level", place
            return "there is space at the end of the line", place
    if not any(each.strip() for each in (*old, *new)):
        if at_end:
            return "end the file with one newline", 0
        if len(old) == len(new):
            return "there is space at the end of the line", 0
        return "leave one blank line here" if not old else "one blank line is enough", 0
    return "imports stand below the package, in the order of their paths", 0
