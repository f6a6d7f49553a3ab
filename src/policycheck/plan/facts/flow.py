"""Follows facts through a compiled plan: what a rule reads, and what it concludes from absence.

The plan is gone through once with values of which only the origin is known. Two questions are
answered of every member of a partial rule, such as ``conditions["trade-register"]``: which facts
and parameters decide it, and whether it can hold while a fact is absent and be undone when that
fact comes. The latter is what no rule may do: missing is never "no", and never "yes".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policycheck.errors import EngineError
from policycheck.plan.facts.follow import Result, Run
from policycheck.plan.facts.values import Path, Value
from policycheck.plan.model import Plan, Position


@dataclass(frozen=True)
class Read:
    """A place at which rules look up a fact."""

    path: Path
    position: Position | None


class Flow:
    """The facts in a plan.

    Attributes:
        reads: Every look-up of a fact that was met, in the order of the plan.
    """

    def __init__(self, plan: Plan, required: Callable[[Path], bool]) -> None:
        """Prepare; nothing is followed before it is asked for.

        Args:
            plan: What was compiled.
            required: Whether the schema asks for the fact at a path wherever its parent is.
        """
        self._plan = plan
        self._required = required
        self._results: dict[tuple[str, tuple[Value, ...]], Result] = {}
        # The rules that are being followed, the last one on behalf of that before it.
        self._open: list[str] = []
        self.reads: dict[Read, None] = {}

    def result(self, name: str, arguments: Sequence[Value] = ()) -> Result:
        """What a rule gives, or a function for arguments of which this much is known.

        Raises:
            EngineError: ``recursion``: it needs itself, which OPA refuses.
        """
        key = (name, tuple(arguments))
        if key not in self._results:
            function = self._plan.functions[name]
            if name in self._open:
                rule, where = ".".join(function.path), function.position
                place = (where.file, where.row, where.column) if where else ()
                raise EngineError("recursion", f"the rule {rule} needs itself", *place)
            self._open.append(name)
            self._results[key] = Run(self, function, arguments).result()
            self._open.pop()
        return self._results[key]

    def rule(self, path: Sequence[str]) -> Result | None:
        """What the rule at a path gives; ``None`` where there is no such rule."""
        name = f"g0.data.{'.'.join(path)}"
        return self.result(name) if name in self._plan.functions else None

    def look_up(self, path: Path, position: Position | None) -> None:
        """Note that rules look up a fact."""
        self.reads.setdefault(Read(path, position))

    def is_required(self, path: Path) -> bool:
        """Whether the schema asks for the fact wherever its parent is."""
        return self._required(path)

    def is_rule(self, name: str) -> bool:
        """Whether a call is of a rule or a function of the modules, and not of a builtin."""
        return name in self._plan.functions
