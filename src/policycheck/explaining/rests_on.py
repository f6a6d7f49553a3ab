"""Which numbers and days the rule of a condition reads, as the compiled plan tells.

It goes through helper rules and functions, and through every reading. Compiling takes a second, so
what is found is kept by what it was found in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policycheck import cache, engine
from policycheck.facts import load_schemas
from policycheck.facts.presence import is_settled
from policycheck.plan.facts import Flow, members_of
from policycheck.policies import RuleSet

# The shared conditions of a policy stand in this module.
_SCOPE = "scope"
_RULES = ("conditions", "due", "exempt")
_PACKAGES = ("engine", "explaining", "plan")

Read = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class RestsOn:
    """The parameters behind the conditions and the exemptions of a policy.

    Attributes:
        conditions: Per module, per condition, the ids of its parameters; those of its last day too.
        exemptions: The same of exemptions.
    """

    conditions: Read
    exemptions: Read

    def condition(self, decision: str, id: str) -> tuple[str, ...]:
        """The parameters that a condition of a decision reads, in the order of their ids."""
        return _of(self.conditions, decision, id)

    def exemption(self, decision: str, id: str) -> tuple[str, ...]:
        """The parameters that an exemption of a decision reads."""
        return _of(self.exemptions, decision, id)


def rests_on(rules: RuleSet) -> RestsOn:
    """What the conditions of a policy read of its parameters.

    Raises:
        EngineError: The rules do not compile.
    """
    name = cache.entry("rests-on", cache.code(*_PACKAGES), engine.ENGINE, rules.digest)
    content = cache.read(name)
    if content is None:
        content = _followed(rules)
        cache.keep(name, content)
    return RestsOn(_frozen(content["conditions"]), _frozen(content["exemptions"]))


def _followed(rules: RuleSet) -> dict[str, Any]:
    plan = engine.compile_plan(rules.modules, rules.data, tuple(rules.entrypoints.values()))
    schema = load_schemas().schema
    flow = Flow(plan, lambda path: is_settled(schema, path))
    found: dict[str, Any] = {"conditions": {}, "exemptions": {}}
    paths = [entrypoint.split("/")[:-1] for entrypoint in rules.entrypoints.values()]
    modules = [*paths, [*paths[0][:-1], _SCOPE]] if paths else []
    for path in modules:
        for each in members_of(plan, flow, path, _RULES):
            kind = "exemptions" if each.rule == "exempt" else "conditions"
            known = found[kind].setdefault(path[-1], {})
            known[each.key] = sorted({*known.get(each.key, ()), *each.entry.value.parameters})
    return found


def _of(read: Read, decision: str, id: str) -> tuple[str, ...]:
    for module in (decision, _SCOPE):
        if id in read.get(module, {}):
            return read[module][id]
    return ()


def _frozen(content: Mapping[str, Mapping[str, Any]]) -> Read:
    return {
        module: {id: tuple(names) for id, names in entries.items()}
        for module, entries in content.items()
    }
