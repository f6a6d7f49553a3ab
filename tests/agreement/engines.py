"""The decisions of shipped policies in both engines and in the real OPA, side by side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.cases import fact_pointers, without
from policycheck import Policies
from policycheck.compiled.lifter import Lifter
from policycheck.compiled.program import CompiledProgram
from policycheck.engine import Program, compile_rules
from policycheck.errors import EngineError

Json = dict[str, Any]


@dataclass(frozen=True)
class Engines:
    """One policy in regopy, as Python made of its plan, and in the real OPA."""

    policies: Policies
    policy: str
    regopy: Program
    compiled: Any
    opa: Any

    def difference(
        self, decision: str, case: Mapping[str, Any], readings: Mapping[str, str] | None = None
    ) -> str | None:
        """What to say of a decision on which the engines differ, with the smallest such case."""
        if self._agree(decision, case, readings):
            return None
        case = dict(case)
        for pointer in fact_pointers(case, self.policies.schemas.schema):
            fewer = without(case, [pointer])
            if not self._agree(decision, fewer, readings):
                case = fewer
        document = self._document(case, readings)
        return "\n".join(
            (
                f"{self.policy}.{decision}: the engines differ on",
                json.dumps(document, ensure_ascii=False),
                f"regopy:   {json.dumps(self.by_regopy(decision, document), sort_keys=True)}",
                f"compiled: {json.dumps(self.by_compiled(decision, document), sort_keys=True)}",
                f"OPA:      {json.dumps(self.by_opa(decision, document), sort_keys=True)}",
            )
        )

    def by_compiled(self, decision: str, document: Mapping[str, Any]) -> Any:
        try:
            return self.compiled.query(self._entrypoint(decision), document)
        except EngineError as error:
            return {"error": error.code}

    def by_regopy(self, decision: str, document: Mapping[str, Any]) -> Any:
        try:
            return self.regopy.query(self._entrypoint(decision), document)
        except EngineError as error:
            return {"error": error.code}

    def by_opa(self, decision: str, document: Mapping[str, Any]) -> Any:
        from opa_bindings import OpaError

        try:
            path = self._entrypoint(decision).replace("/", ".")
            return self.opa.eval_document(path, document)
        except OpaError as error:
            return {"error": str(error)}

    def _agree(
        self, decision: str, case: Mapping[str, Any], readings: Mapping[str, str] | None
    ) -> bool:
        document = self._document(case, readings)
        answer = self.by_regopy(decision, document)
        others = (self.by_opa(decision, document), self.by_compiled(decision, document))
        return "error" not in answer and all(answer == each for each in others)

    def _document(self, case: Mapping[str, Any], readings: Mapping[str, str] | None) -> Json:
        return self.policies.input_document(self.policy, case, readings=readings)

    def _entrypoint(self, decision: str) -> str:
        return self.policies.rules(self.policy).entrypoints[decision]


def both_engines(policies: Policies, policy: str, engine_class: Any) -> Engines:
    """The engines of a policy; without the real OPA if ``engine_class`` is ``None``."""
    rules = policies.rules(policy)
    entrypoints = list(rules.entrypoints.values())
    opa = engine_class() if engine_class else None
    if opa:
        for name, source in rules.modules.items():
            opa.add_policy(name, source)
        opa.add_data(dict(rules.data))
    program = compile_rules(rules.modules, rules.data, entrypoints, trusted=True)
    compiled = CompiledProgram(Lifter(rules, policies.schemas), trusted=True)
    return Engines(policies, policy, program, compiled, opa)
