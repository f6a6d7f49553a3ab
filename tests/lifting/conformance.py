"""OPA's own test cases, lifted: each agrees with what OPA wants, or is refused.

The cases are not part of the project; see ``test_conformance``.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifting.agreeing import CONFLICT
from lifting.reading import UNDEFINED, Reader, terms_in
from lifting.schema import BOOL, TEXT, flat
from policycheck.engine import native
from policycheck.engine.plan import plan_of
from policycheck.engine.sources import read_sources
from policycheck.errors import EngineError
from policycheck.lifting import Lifted, Unliftable
from policycheck.lifting.interpreter import SymbolicInterpreter
from policycheck.lifting.intrinsics import Path as RulePath
from policycheck.plan import Plan
from policycheck.terms import Graph
from terms.naive import Case, evaluated

Json = dict[str, Any]
NO_LIBRARY: frozenset[RulePath] = frozenset()
ERROR = "error"
_QUERY = re.compile(r"(data(?:\.\w+)+)(\(.*\))? = x")
_SLOTS = 8


class Untyped(Exception):
    """A value has no type that a schema of facts can give it."""


@dataclass(frozen=True)
class Compiled:
    """One case, ready to be lifted.

    Attributes:
        entrypoint: The rule that is asked.
        wanted: Its value; ``UNDEFINED``, ``CONFLICT`` or ``ERROR``.
    """

    plan: Plan
    entrypoint: str
    data: Json
    input: Any
    wanted: Any


def compiled(case: Json) -> Compiled | str:
    """A case that can be lifted, or why it cannot be tried."""
    query = _QUERY.fullmatch(case["query"])
    if query is None:
        return "asks more than the value of one rule"
    modules = {f"{place}.rego": text for place, text in enumerate(case["modules"] or [])}
    entrypoint = query[1].removeprefix("data.").replace(".", "/")
    if query[2]:
        entrypoint = "conformance/answer"
        call = query[1] + query[2]
        modules["query.rego"] = f"package conformance\n\nimport rego.v1\n\nanswer := {call}\n"
    try:
        data = case.get("data") or {}
        plan = _plan(modules, data, entrypoint)
    except EngineError as error:
        return f"is no case of the engine: {error.code}"
    if not {"input", "input_term"} & case.keys() and any(
        "input" in text for text in modules.values()
    ):
        return "asks for an input, and there is none"
    document = case.get("input", json.loads(case["input_term"]) if _is_json(case) else None)
    if document is None and "input_term" in case:
        return "has an input that is no JSON"
    return Compiled(plan, entrypoint, data, document, _wanted(case))


def _is_json(case: Json) -> bool:
    try:
        json.loads(case["input_term"])
    except (KeyError, ValueError):
        return False
    return True


def _plan(modules: Mapping[str, str], data: Json, entrypoint: str) -> Plan:
    sources = read_sources(modules, data, [entrypoint])
    bundle = native.compile_bundle(sources)
    with tempfile.TemporaryDirectory() as directory:
        path = native.save_plan(bundle, Path(directory, "bundle"))
        document = json.loads(path.read_bytes())
    return plan_of(document, sources.modules)


def _wanted(case: Json) -> Any:
    if "want_error_code" in case or "want_error" in case:
        return CONFLICT if case.get("want_error_code") == "eval_conflict_error" else ERROR
    if not case["want_result"]:
        return UNDEFINED
    return case["want_result"][0]["x"]


# ## As facts


def schema_of(values: list[Any]) -> Json:
    """A schema under which every one of the values is valid.

    Raises:
        Untyped: There is none.
    """
    kinds = {type(each) for each in values}
    if kinds == {dict}:
        names = sorted({name for each in values for name in each})
        if any("/" in name or not name for name in names):
            raise Untyped
        return {
            "type": "object",
            "properties": {
                name: schema_of([each[name] for each in values if name in each]) for name in names
            },
        }
    if kinds == {list}:
        items = [item for each in values for item in each]
        longest = max(len(each) for each in values)
        return {"type": "array", "items": schema_of(items or [""]), "maxItems": longest + 1}
    if kinds == {str}:
        # Codes can be compared and looked up by; another one, so that it is not certain.
        found = sorted(set(values))
        return {"type": "string", "enum": [*found, "another"]} if len(found) < 6 else TEXT
    if kinds == {bool}:
        return BOOL
    if kinds == {int}:
        return {"type": "integer", "minimum": min(values) - 9, "maximum": max(values) + 9}
    if kinds <= {int, float}:
        limits = {"minimum": int(min(values)) - 9, "maximum": int(max(values)) + 9}
        return {"type": "number", "format": "thousandths", **limits}
    raise Untyped


# ## Lifting


def tried(case: Compiled, *, as_facts: bool) -> str:
    """What comes of lifting a case: ``agrees``, or ``refused`` and the reason.

    Args:
        as_facts: The data and the input are facts that may be otherwise; else only the input is.

    Raises:
        Untyped: They cannot be.
        AssertionError: The answer is another than OPA's.
    """
    document: Json = case.input if isinstance(case.input, dict) else {}
    if case.input is not None and not isinstance(case.input, dict):
        raise Untyped
    schema = schema_of([document])
    whole, whole_schema = document, schema
    if as_facts:
        whole = {**document, "data": case.data}
        whole_schema = schema_of([whole])
    try:
        lifted = _lifted(case, schema, whole_schema if as_facts else None)
    except Unliftable as error:
        return f"refused: {error.reason}"
    facts = flat(whole, whole_schema)
    asked = [lifted.conflict, *terms_in(lifted.answer)]
    found = evaluated(asked, Case(facts.facts, facts.fill))
    if found[lifted.conflict]:
        answer: Any = CONFLICT
    else:
        answer = Reader(found, whole).value(lifted.answer)
    assert _text(answer) == _text(case.wanted)
    return "agrees"


def _text(value: Any) -> str:
    """A value as text, in which 1.0 is 1."""
    return json.dumps(_whole(value), sort_keys=True)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _lifted(case: Compiled, schema: Json, whole: Json | None) -> Lifted:
    path = tuple(case.entrypoint.split("/"))
    names = [each.name for each in case.plan.functions.values() if each.path == path]
    if not names:
        raise Unliftable("there is no rule of that name")
    interpreter = SymbolicInterpreter(
        case.plan,
        case.data,
        schema,
        Graph(),
        readings={},
        known=NO_LIBRARY,
        slots=_SLOTS,
    )
    if whole is not None:
        interpreter._data = interpreter.facts._at("/data", whole["properties"]["data"])
    found = interpreter.rule(names[0])
    return Lifted(found.value, found.conflict, (), {})
