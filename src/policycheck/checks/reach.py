"""The facts behind the rules of a policy, as the compiled plan tells them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policycheck.errors import EngineError
from policycheck.facts import load_schemas
from policycheck.facts.presence import is_settled
from policycheck.plan import Plan
from policycheck.plan.facts import Flow, Member, Path, Read, members_of

# What a decision is made of: these may have neither doubts nor values that can still move.
DECIDING = ("conditions", "departed", "due", "exempt", "result")


@dataclass(frozen=True)
class Reach:
    """What the rules of a policy rest on.

    Attributes:
        members: By the name of a module, the members of its partial rules.
        reads: Every place at which a fact is looked up.
        parameters: The ids of the parameters that rules read.
        recursion: The error of a rule that needs itself; then the rest is not complete.
    """

    members: Mapping[str, tuple[Member, ...]]
    reads: tuple[Read, ...]
    parameters: frozenset[str]
    recursion: EngineError | None = None

    def facts(self, modules: Iterable[str], rules: Iterable[str], key: str) -> frozenset[Path]:
        """The facts behind a member, in every reading of it.

        Args:
            modules: The modules that may hold it, such as the decision and the scope.
            rules: The rules that it is a member of, such as ``conditions`` and ``due``.
            key: Its key.
        """
        found: set[Path] = set()
        for each in self.named(modules, rules, key):
            found |= each.entry.value.reads | each.entry.needs
            found.update(doubt.path for doubt in each.entry.doubts)
        return frozenset(outermost(found))

    def named(self, modules: Iterable[str], rules: Iterable[str], key: str) -> Iterator[Member]:
        """The members of a name, in every reading."""
        wanted = tuple(rules)
        for module in modules:
            for each in self.members.get(module, ()):
                if each.key == key and each.rule in wanted:
                    yield each


def reach_of(plan: Plan, package: tuple[str, ...]) -> Reach:
    """Follow the facts through the rules of a policy.

    Args:
        plan: Its compiled plan.
        package: The path of the policy, such as ``("asr", "ggz_2024")``.
    """
    schema = load_schemas().schema
    flow = Flow(plan, lambda path: is_settled(schema, path))
    members: dict[str, tuple[Member, ...]] = {}
    parameters: set[str] = set()
    recursion = None
    try:
        for name, function in plan.functions.items():
            below = function.path[len(package) :]
            ours = function.path[: len(package)] == package and name.startswith("g0.")
            if ours and not function.arity and below[1:] != ("decision",):
                parameters |= flow.result(name).value.parameters
                if below[0] not in members:
                    members[below[0]] = tuple(
                        members_of(plan, flow, (*package, below[0]), DECIDING)
                    )
    except EngineError as error:
        recursion = error
    return Reach(MappingProxyType(members), tuple(flow.reads), frozenset(parameters), recursion)


def outermost(paths: Iterable[Path]) -> set[Path]:
    """The paths that are not only steps on the way to another."""
    every = set(paths)
    steps = {path[:length] for path in every for length in range(len(path))}
    return every - steps


def covers(declared: Path, read: Path) -> bool:
    """Whether a fact that is declared is one that is read, or holds it, or is held by it."""
    return all("*" in pair or pair[0] == pair[1] for pair in zip(declared, read, strict=False))


def path_of(pointer: str) -> Path:
    """The path of a JSON Pointer of plain keys."""
    return tuple(pointer.split("/")[1:])


def pointer_of(path: Path) -> str:
    """A path as a JSON Pointer; ``*`` stands for any item or key."""
    return "".join(f"/{step}" for step in path)
