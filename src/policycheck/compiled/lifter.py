"""Lifts the decisions of a policy, each of them once: what was lifted before is kept."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from policycheck import cache, engine
from policycheck.facts import CaseSchemas

if TYPE_CHECKING:
    from policycheck.lifting import Lifted
    from policycheck.plan import Plan

# What changes when one of these does was lifted by another policycheck.
_PACKAGES = ("compiled", "engine", "facts", "lifting", "plan", "terms")


class Rules(Protocol):
    """What decides a policy; see :class:`policycheck.policies.RuleSet`."""

    @property
    def modules(self) -> Mapping[str, str]:
        """Rego source by file."""

    @property
    def data(self) -> Mapping[str, Any]:
        """The base data."""

    @property
    def entrypoints(self) -> Mapping[str, str]:
        """Per decision, the rule that decides it."""

    @property
    def digest(self) -> str:
        """The hash of modules and data."""


class Lifter:
    """Lifts the decisions of one policy. Several threads may use it.

    Args:
        rules: What decides the policy.
        schemas: The schemas of cases.
    """

    def __init__(self, rules: Rules, schemas: CaseSchemas) -> None:
        self.rules = rules
        self.schemas = schemas
        self._compiling = Lock()
        self._plan: Plan | None = None

    @property
    def plan(self) -> "Plan":
        """What the rules were compiled to, in a child process.

        Raises:
            EngineError: They do not compile.
        """
        with self._compiling:
            if self._plan is None:
                rules = self.rules
                entrypoints = tuple(rules.entrypoints.values())
                self._plan = engine.compile_plan(rules.modules, rules.data, entrypoints)
            return self._plan

    def lifted(self, entrypoint: str, readings: Mapping[str, str] | None = None) -> "Lifted":
        """What a rule says in every case.

        Args:
            entrypoint: The rule, such as ``asr/ggz_2024/eligibility/decision``.
            readings: The readings that are chosen.

        Raises:
            Unliftable: The rule says something that cannot be said in terms.
            EngineError: The rules do not compile.
        """
        # Imported here: what only decides needs none of it, if it finds what it needs.
        from policycheck.compiled.kept import kept, lifted_from, refused
        from policycheck.lifting import Unliftable, lift

        name = self.entry("lifted", entrypoint, readings)
        with suppress(ValueError):
            if content := cache.read(name):
                return lifted_from(content)
        try:
            found = lift(
                self.plan,
                self.rules.data,
                entrypoint,
                self.schemas.schema,
                readings=readings,
                known_library=self.known_library,
            )
        except Unliftable as error:
            cache.keep(name, refused(error))
            raise
        content = kept(found)
        cache.keep(name, content)
        return lifted_from(content)

    def entry(self, kind: str, entrypoint: str, readings: Mapping[str, str] | None) -> str:
        """The name under which something of a rule is kept: all that it rests on."""
        chosen = json.dumps(readings or {}, sort_keys=True)
        return cache.entry(kind, *self._rests_on, entrypoint, chosen)

    @cached_property
    def _rests_on(self) -> tuple[str, ...]:
        code = cache.code(*_PACKAGES)
        return (code, engine.ENGINE, self.rules.digest, self.schemas.digest)

    @cached_property
    def known_library(self) -> bool:
        """Whether the shared library's functions are those that come with policycheck.

        Their modules have the shipped text, and no other module adds to their packages.
        """
        from policycheck.lifting.library import is_shipped

        return is_shipped(self.rules.modules)
