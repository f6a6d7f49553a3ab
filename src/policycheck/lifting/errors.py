"""Why a rule cannot be lifted."""

from policycheck.plan import Position


class Unliftable(Exception):
    """A rule says something that cannot be said in terms.

    Attributes:
        reason: What it is.
        rule: The path of the rule, such as ``asr.ggz_2024.claims.conditions``; empty where it is
            not known yet.
        position: The statement.
        trace: The statements on the way there, the innermost first.
    """

    def __init__(self, reason: str, rule: str = "", position: Position | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.rule = rule
        self.position = position
        self.trace: list[Position] = []

    def __str__(self) -> str:
        """The place, if it is known, and the reason."""
        where = self.position
        place = f"{where.file}:{where.row}:{where.column}: " if where else ""
        return f"{place}{self.rule + ': ' if self.rule else ''}{self.reason}"
