"""Which engine decides: what interprets the compiled plan of the rules, or Python made of it."""

from collections.abc import Mapping
from typing import Any, Protocol

from policycheck import engine
from policycheck.facts import load_schemas
from policycheck.model import Engine
from policycheck.policies import RuleSet


class Program(Protocol):
    """Rules that answer queries, from any thread."""

    def query(self, entrypoint: str, input_document: Mapping[str, Any]) -> Any:
        """What one entrypoint says for one input; see :meth:`policycheck.engine.Program.query`."""


def program_of(rules: RuleSet, name: Engine, *, trusted: bool) -> Program:
    """The rules of a policy, ready to answer.

    Args:
        rules: Modules, data and entrypoints.
        name: What runs them.
        trusted: Whether they are known to compile, as the shipped ones are.

    Raises:
        EngineError: They do not compile.
    """
    if name is Engine.REGOPY:
        entrypoints = tuple(rules.entrypoints.values())
        return engine.compile_rules(rules.modules, rules.data, entrypoints, trusted=trusted)
    # Imported here: where the engine interprets, none of it is needed.
    from policycheck.compiled.lifter import Lifter
    from policycheck.compiled.program import CompiledProgram

    return CompiledProgram(Lifter(rules, load_schemas()), trusted=trusted)


def prepared(program: Program, entrypoint: str, readings: Mapping[str, str]) -> bool:
    """Whether a program will answer by itself; what its first answer needs is done now."""
    prepare = getattr(program, "prepare", None)
    return prepare is None or bool(prepare(entrypoint, readings))


def left_by(program: Program) -> Mapping[str, int]:
    """How many queries a program left to the other engine, by reason."""
    found: Mapping[str, int] = getattr(program, "left", {})
    return found
