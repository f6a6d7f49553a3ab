"""How far each line of a Rego module is indented: a tab for every level."""

from policycheck.source import Kind, Token, tokens_of


def indented(text: str) -> str:
    """The module with the indentation that its brackets ask for.

    What is between brackets is one level deeper than the line in which they open, however many
    open there; a closing bracket stands where that line stands. ``with`` on a line of its own is
    one level deeper than the line that it belongs to. A line that goes on with an expression
    outside of brackets, and the inside of a raw string, stay as they are.
    """
    lines = text.split("\n")
    levels = _levels(text, len(lines))
    return "\n".join(
        line if level is None or not line.strip() else "\t" * level + line.lstrip()
        for line, level in zip(lines, levels, strict=True)
    )


def _levels(text: str, count: int) -> list[int | None]:
    """Per line its level; ``None`` for one that stays as it is."""
    by_row: list[list[Token]] = [[] for _ in range(count)]
    raw: set[int] = set()
    for token in tokens_of(text):
        if token.kind is not Kind.SPACE:
            by_row[token.row - 1].append(token)
            raw.update(range(token.row, token.row + token.text.count("\n")))
    levels: list[int | None] = []
    open_: list[int] = []
    held = 0  # the level of the last line that does not begin with `with`
    before: Token | None = None
    for row, tokens in enumerate(by_row):
        closing = _closing_first(tokens)
        inside = open_[: len(open_) - closing]
        level = (inside[-1] + 1 if inside else 0) if not closing else open_[len(inside)]
        first = tokens[0] if tokens else None
        if first is not None and first.text == "with" and first.kind is Kind.KEYWORD:
            level = held + 1
        elif first is not None:
            if _goes_on(before, first) and not closing:
                level = -1
            else:
                held = level
        levels.append(None if row in raw or level < 0 else level)
        base = level if level >= 0 else held
        for token in tokens:
            if token.kind is Kind.PUNCTUATION and token.text in ("(", "[", "{"):
                open_.append(base)
            elif token.kind is Kind.PUNCTUATION and token.text in (")", "]", "}") and open_:
                open_.pop()
            if token.significant:
                before = token
    return levels


def _closing_first(tokens: list[Token]) -> int:
    """How many brackets close before anything else stands in the line."""
    count = 0
    for token in tokens:
        if token.kind is not Kind.PUNCTUATION or token.text not in (")", "]", "}"):
            break
        count += 1
    return count


def _goes_on(before: Token | None, first: Token) -> bool:
    """Whether a line goes on with an expression that the line above leaves open."""
    if before is None or first.kind is Kind.COMMENT:
        return False
    if before.kind is Kind.OPERATOR and before.text != "|":
        return True
    return first.kind is Kind.OPERATOR and first.text not in ("-",)
