"""Nothing has two values: rules that say both are an error, and never an answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policycheck.engine import compile_rules
from policycheck.errors import EngineError

from .engines import modules
from .manifests import manifest_data
from .models import AS_OF, manifest, reading

_RULES = """package small

import data.policycheck.outcome
import rego.v1

decision := outcome.decide(input.manifest, {
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"result": result,
	"due": due,
})

conditions["a"] if input.yes

conditions["a"] := false if input.condition

conditions["b"] := "open" if input.yes

exempt["e"] if input.yes

exempt["e"] := false if input.exemption

readings["r"]["other"].conditions["a"] if input.yes

readings["r"]["other"].conditions["a"] := "open" if input.reading

result["form"] := "letter" if input.yes

result["form"] := "digital" if input.result

due["b"] := "2024-01-01" if input.yes

due["b"] := "2024-01-02" if input.due
"""
_MANIFEST = manifest(
    {"a": "must", "b": "weighed"},
    exemptions={"e": ["b"]},
    results=["form"],
    readings={"r": reading("other", conditions=["a"])},
)

KINDS = ("condition", "exemption", "reading", "result", "due")


@pytest.fixture(scope="module")
def rules(root: Path) -> Mapping[str, str]:
    library = {name: text for name, text in modules(root).items() if name != "algebra.rego"}
    return {**library, "small.rego": _RULES}


def _input(*kinds: str) -> dict[str, Any]:
    document = {"as_of": AS_OF, "readings": {}, "manifest": manifest_data(_MANIFEST), "yes": True}
    return document | dict.fromkeys(kinds, True)


@pytest.mark.parametrize("kind", KINDS)
def test_two_values_are_an_error_in_regopy(kind: str, rules: Mapping[str, str]) -> None:
    program = compile_rules(rules, {}, ["small/decision"], trusted=True)
    assert program.query("small/decision", _input())["outcome"] == "met"
    with pytest.raises(EngineError) as caught:
        program.query("small/decision", _input(kind))
    assert caught.value.code == "eval_conflict_error"


@pytest.mark.parametrize("kind", KINDS)
def test_two_values_are_an_error_in_opa(kind: str, rules: Mapping[str, str], opa: Any) -> None:
    from opa_bindings import OpaError

    with opa() as engine:
        for name, source in rules.items():
            engine.add_policy(name, source)
        assert engine.eval_document("small.decision", _input())["outcome"] == "met"
        with pytest.raises(OpaError, match="eval_conflict_error"):
            engine.eval_document("small.decision", _input(kind))
