"""Conditions that cannot be said in terms: facts of their own, to be found out case by case.

A condition is true, false, ``"open"`` or undefined, whatever its rule does. So the rest of a
decision is lifted around it, and the engine says what it is for each distinct combination of the
facts that it rests on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker
from policycheck.lifting.values import Bool, Const, Value
from policycheck.plan.facts import ANY, Entry, Flow, members_of
from policycheck.plan.interpreter.steps import constant
from policycheck.plan.model import Block, Function, ObjectInsertOnce, Plan
from policycheck.plan.model import Const as Constant
from policycheck.plan.walk import statements_in

ANSWERS = (False, True, "open")
"""What a condition can be where it is known, as the numbers 0, 1 and 2."""

_KINDS = ("conditions", "exempt")
# A rule may ask for them without its clause saying so.
_DAYS = ("/as_of", "/known_at")
_READING = 3  # readings, the reading, its value


@dataclass(frozen=True)
class Slow:
    """A condition or an exemption that the engine has to work out.

    Attributes:
        path: Of what holds it, such as ``("asr", "ggz_2024", "claims", "conditions")``.
        key: Its name.
        facts: Pointers of the facts that it rests on, each up to the first list.
        reason: Why it cannot be lifted, with the place.
    """

    path: tuple[str, ...]
    key: str
    facts: tuple[str, ...]
    reason: str

    @property
    def pointer(self) -> str:
        """What stands for it among the facts of a case."""
        return pointer_of(self.path, self.key)


def pointer_of(path: Iterable[str], key: str) -> str:
    """What stands for a member of a rule among the facts of a case; no fact is named so."""
    return f"!{'.'.join(path)}:{key}"


@dataclass
class SlowRules:
    """The conditions of one policy that cannot be lifted.

    Attributes:
        policy: The path of the policy.
        reasons: By path and key, why.
    """

    policy: tuple[str, ...]
    reasons: dict[tuple[tuple[str, ...], str], Unliftable] = field(default_factory=dict)

    def holder(self, function: Function) -> tuple[str, ...] | None:
        """The path under which a rule has conditions as its members, if it has."""
        below = self._below(function)
        return function.path if len(below) == 1 and below[0] in _KINDS else None

    def single(self, function: Function) -> tuple[tuple[str, ...], str] | None:
        """The path and the name of a condition that the compiler made a rule of its own."""
        below = self._below(function)
        if len(below) == 2 and below[0] in _KINDS:
            return function.path[:-1], function.path[-1]
        return None

    def _below(self, function: Function) -> tuple[str, ...]:
        """The path of a rule within its module, and within a reading."""
        if function.path[: len(self.policy)] != self.policy or function.arity:
            return ()
        below = function.path[len(self.policy) + 1 :]
        return below[_READING:] if below[:1] == ("readings",) else below

    def note(self, path: tuple[str, ...], key: str, error: Unliftable) -> None:
        """Remember a condition that cannot be lifted."""
        self.reasons.setdefault((path, key), error)

    def found(self, plan: Plan) -> Mapping[str, Slow]:
        """Those that were met, with the facts that they rest on, by their pointers."""
        if not self.reasons:
            return {}
        flow = Flow(plan, lambda _: False)
        facts: dict[tuple[tuple[str, ...], str], set[str]] = {}
        for module in {path[: len(self.policy) + 1] for path, _ in self.reasons}:
            for each in members_of(plan, flow, module, _KINDS):
                reading = ("readings", *each.reading) if each.reading else ()
                key = ((*module, *reading, each.rule), each.key)
                facts.setdefault(key, set()).update(_facts(each.entry))
        slow = (
            Slow(path, key, (*_DAYS, *sorted(facts[path, key] - {*_DAYS})), str(error))
            for (path, key), error in self.reasons.items()
        )
        return {each.pointer: each for each in slow}


def only_key(block: Block) -> str | None:
    """The one constant key under which a block puts something into an object."""
    keys = {
        each.key.value if isinstance(each.key, Constant) else None
        for each in statements_in((block,))
        if isinstance(each, ObjectInsertOnce)
    }
    key = keys.pop() if len(keys) == 1 else None
    return str(constant(key)) if isinstance(key, str) else None


def stand_in(maker: Maker, path: Iterable[str], key: str) -> Value:
    """A condition that is found out case by case, as a value."""
    graph = maker.graph
    pointer = pointer_of(path, key)
    number = graph.value(pointer, 0, len(ANSWERS) - 1)
    said = [graph.equal(number, graph.number(each)) for each in range(len(ANSWERS))]
    return maker.of(
        [
            (said[0], Bool(graph.false)),
            (said[1], Bool(graph.true)),
            (said[2], Const("open")),
        ],
        graph.known(pointer),
    )


def _facts(entry: Entry) -> Iterable[str]:
    """Where the facts stand that a condition rests on, without the steps on the way there."""
    paths = {*entry.value.reads, *entry.needs, *(doubt.path for doubt in entry.doubts)}
    places = {path[: path.index(ANY)] if ANY in path else path for path in paths}
    steps = {path[:length] for path in places for length in range(len(path))}
    return ("".join(f"/{step}" for step in path) for path in places - steps)
