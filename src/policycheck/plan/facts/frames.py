"""What holds at a place in a plan, and what its locals hold there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from policycheck.plan.facts.values import Doubt, Path, Paths, Value
from policycheck.plan.model import Position


@dataclass
class Held:
    """What a local holds, as far as it is set: by any of several blocks, or not.

    Attributes:
        needs: The facts without which it is not set.
        doubts: The facts in whose absence it is set, and that may end that.
        known: The facts that are known wherever it is set.
        begun: Where the block begins that sets it first.
        before: Of a collection, what was needed and what was known where it was made.
    """

    value: Value
    needs: set[Path] = field(default_factory=set)
    doubts: set[Doubt] = field(default_factory=set)
    known: Paths | None = None
    begun: Position | None = None
    before: tuple[Paths, Paths] = (frozenset(), frozenset())


@dataclass
class Frame:
    """What holds at a place in a block, on top of what holds around it.

    Attributes:
        begun: Where the block begins.
        known: The facts that are known here.
        reads: The facts that were looked up on the way, those around it included.
        parameters: The same for parameters.
    """

    around: "Frame | None" = None
    begun: Position | None = None
    known: set[Path] = field(default_factory=set)
    needs: set[Path] = field(default_factory=set)
    doubts: set[Doubt] = field(default_factory=set)
    reads: set[Path] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)

    def within(self) -> "Frame":
        """What holds at the beginning of a block in this one."""
        return Frame(
            self,
            self.begun,
            set(self.known),
            reads=set(self.reads),
            parameters=set(self.parameters),
        )

    def all_needs(self) -> set[Path]:
        """The facts without which this place is not reached."""
        return self.needs | (self.around.all_needs() if self.around else set())

    def all_doubts(self) -> set[Doubt]:
        """The facts in whose absence this place is reached, and that may end that."""
        return self.doubts | (self.around.all_doubts() if self.around else set())

    def need(self, paths: Iterable[Path]) -> None:
        """Go on only where these are known, or may be."""
        self.needs.update(path for path in paths if path not in self.known)

    def doubt(self, paths: Iterable[Path], position: Position | None) -> None:
        """Go on where these may be absent, and where they might have ended it."""
        self.doubts.update(Doubt(path, position) for path in paths if path not in self.known)

    def learn(self, needs: Iterable[Path], doubts: Collection[Doubt]) -> None:
        """Go on where something is there that has its own needs and doubts."""
        self.need(needs)
        if doubts:
            self.doubts.update(doubt for doubt in doubts if doubt.path not in self.known)
