"""The Rego behind the conditions of a policy, and what the names in it mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policycheck.checks.module import Module, Rule
from policycheck.facts import FactDictionary
from policycheck.policies.rules import LIBRARY
from policycheck.source import Kind, Token

# Rules that belong to one condition or exemption: they stand there, and help no other.
_OF_CONDITIONS = ("conditions", "exempt", "due", "readings", "noted", "decision")


@dataclass(frozen=True)
class Place:
    """A rule in its module."""

    module: Module
    rule: Rule

    @property
    def row(self) -> int:
        """The row in which it begins, without the comment above it."""
        return self.rule.statement.first.row

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, with space and comments, and with the comment above it."""
        first, last = self.rule.statement.first, self.rule.statement.tokens[-1]
        start = first.offset
        row = first.row
        for token in reversed([each for each in self.module.tokens if each.offset < first.offset]):
            if token.kind is Kind.COMMENT and token.row == row - 1 and token.column == 1:
                if token.text.startswith("# ##"):
                    break
                start, row = token.offset, token.row
            elif token.kind is not Kind.SPACE or token.text.count("\n") > 1:
                break
        return tuple(t for t in self.module.tokens if start <= t.offset < last.end)


@dataclass(frozen=True)
class Meant:
    """What a name in Rego stands for.

    Attributes:
        kind: ``fact``, ``parameter`` or ``rule``.
        name: The pointer of the fact, the id of the parameter, or the name of the rule.
        module: The module that holds the rule; ``None`` for others.
        first: The first token of the name.
        last: Its last token, which stands in the same row.
    """

    kind: str
    name: str
    module: Module | None
    first: Token
    last: Token


class Code:
    """The modules of one policy, with those of the shared library."""

    def __init__(self, policy: str, modules: Mapping[str, str], dictionary: FactDictionary) -> None:
        self.policy = policy
        self._dictionary = dictionary
        self.modules = {file: Module(file, text) for file, text in sorted(modules.items())}
        self._folder = policy.replace(".", "/")
        self._aliases: dict[str, dict[str, str]] = {}

    def own(self) -> tuple[Module, ...]:
        """The modules of the policy itself."""
        return tuple(m for file, m in self.modules.items() if not file.startswith(f"{LIBRARY}/"))

    def of_condition(self, decision: str, id: str) -> tuple[Place, ...]:
        """The rules of a condition: its values, by each reading, and its due date."""
        for module in self._behind(decision):
            found = [
                Place(module, rule)
                for rule in module.rules
                if rule.path[-2:] in (("conditions", id), ("due", id))
            ]
            if any(place.rule.path[-2] == "conditions" for place in found):
                return tuple(found)
        # What is written for whatever the manifests name.
        return tuple(
            Place(module, rule)
            for module in self._behind(decision)
            for rule in module.rules
            if rule.path[-2:] == ("conditions", "")
        )

    def of_exemption(self, decision: str, id: str) -> tuple[Place, ...]:
        """The rules of an exemption, by each reading."""
        return tuple(
            Place(module, rule)
            for module in self._behind(decision)
            for rule in module.rules
            if rule.path[-2:] == ("exempt", id)
        )

    def helpers(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """The other rules of the policy that these use, and those that they use in turn."""
        seen = {(each.module.file, each.row) for each in places}
        todo = list(places)
        found: list[Place] = []
        while todo:
            for meant in self.meant(todo.pop(0)):
                if meant.module is None or meant.module.file.startswith(f"{LIBRARY}/"):
                    continue
                for each in self.named(meant.module, meant.name):
                    if (each.module.file, each.row) not in seen:
                        seen.add((each.module.file, each.row))
                        found.append(each)
                        todo.append(each)
        return tuple(found)

    def named(self, module: Module, name: str) -> Iterator[Place]:
        """The rules of a name, but for those of conditions and those that only rename."""
        if name not in _OF_CONDITIONS and name not in self._renamed(module):
            yield from (Place(module, rule) for rule in module.rules if rule.name == name)

    def parameters(self, places: Iterable[Place]) -> tuple[str, ...]:
        """The ids of the parameters that rules read, in order."""
        meant = (each for place in places for each in self.meant(place))
        return tuple(dict.fromkeys(each.name for each in meant if each.kind == "parameter"))

    def meant(self, place: Place) -> tuple[Meant, ...]:
        """What the names in a rule stand for."""
        return tuple(self.names(place.module, place.rule.statement.tokens))

    def names(self, module: Module, tokens: tuple[Token, ...]) -> Iterator[Meant]:
        """What the names in a run of tokens, without space and comments, stand for."""
        for at, token in enumerate(tokens):
            after_dot = at > 0 and tokens[at - 1].text == "."
            if token.kind is Kind.NAME and not after_dot:
                chain = _chain(tokens, at)
                meant = self._meaning(module, chain)
                if meant is not None:
                    yield meant

    def _meaning(self, module: Module, chain: list[Token]) -> Meant | None:
        head, *rest = chain
        facts = self._renamed(module)
        if head.text in facts:
            if facts[head.text] == "parameters":
                name = rest[0] if rest else None
                return Meant("parameter", name.text, None, head, name) if name else None
            return self._fact(facts[head.text], chain)
        if head.text in module.aliases:
            other = self._module(module.aliases[head.text])
            if other is not None and rest and rest[0].text in other.rule_names:
                return Meant("rule", rest[0].text, other, head, rest[0])
            return None
        if head.text in module.rule_names:
            return Meant("rule", head.text, module, head, head)
        return None

    def _fact(self, base: str, chain: list[Token]) -> Meant | None:
        """The fact that a name begins with: what follows it may be a member of a value."""
        for last in range(len(chain), 0, -1):
            pointer = "".join((base, *(f"/{token.text}" for token in chain[1:last])))
            fact = self._dictionary.at(pointer) if pointer else None
            if fact is not None:
                return Meant("fact", fact.pointer, None, chain[0], chain[last - 1])
        return None

    def _module(self, path: tuple[str, ...]) -> Module | None:
        return self.modules.get(f"{'/'.join(path[1:])}.rego")

    def _renamed(self, module: Module) -> Mapping[str, str]:
        """What names of the case and of the parameters are called in a module.

        The pointer of a fact by its name, the empty one for ``input``; and ``parameters``.
        """
        if module.file not in self._aliases:
            found = {"input": ""}
            for rule in module.rules:
                tokens = rule.statement.tokens
                if len(rule.path) != 1 or len(tokens) < _SHORTEST or tokens[1].text != ":=":
                    continue
                chain = _chain(tokens, 2)
                if "".join(t.text for t in tokens[2:]).startswith("text.parameters("):
                    found[rule.name] = "parameters"
                elif len(tokens) == 1 + 2 * len(chain) and chain[0].text in found:
                    base = found[chain[0].text]
                    if base != "parameters":
                        steps = (f"/{token.text}" for token in chain[1:])
                        found[rule.name] = "".join((base, *steps))
            self._aliases[module.file] = found
        return self._aliases[module.file]

    def _behind(self, decision: str) -> Iterator[Module]:
        """The module of a decision, then those of the policy that it imports, in turn."""
        todo = [f"{self._folder}/{decision}.rego"]
        seen = set()
        while todo:
            file = todo.pop(0)
            module = self.modules.get(file)
            if file in seen or module is None or file.startswith(f"{LIBRARY}/"):
                continue
            seen.add(file)
            yield module
            todo += [f"{'/'.join(path[1:])}.rego" for path in module.aliases.values()]


# A name, := and a value.
_SHORTEST = 3


def _chain(tokens: tuple[Token, ...], at: int) -> list[Token]:
    """The names that follow each other, with dots between them, in one row."""
    chain = [tokens[at]]
    at += 1
    while at + 1 < len(tokens) and tokens[at].text == ".":
        if tokens[at + 1].kind is not Kind.NAME or tokens[at + 1].row != chain[0].row:
            break
        chain.append(tokens[at + 1])
        at += 2
    return chain
