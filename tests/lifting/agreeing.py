"""Made-up rules, compiled once and lifted, and what every engine says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lifting.reading import UNDEFINED, Reader, terms_in
from lifting.schema import SCHEMA, flat
from policycheck.compiled.columns import Columns
from policycheck.compiled.scalar.runtime import Answer, Undecided, function_of
from policycheck.compiled.scalar.source import code_of, source_of
from policycheck.engine import Program, compile_plan, compile_rules
from policycheck.errors import EngineError
from policycheck.lifting import Lifted, lift
from policycheck.plan import Plan
from policycheck.plan.interpreter import values as concrete
from policycheck.resources import shipped
from policycheck.terms import Term
from terms.chunks import chunk, plain
from terms.naive import evaluated

Json = dict[str, Any]
HEADER = """package made.{}

import data.policycheck.dates
import data.policycheck.text
import rego.v1

"""
CONFLICT = "conflict"
_TOGETHER = 24
DATA: Json = {
    "made_data": {
        "limits": {"low": 3, "high": 20, "share": 0.7},
        "years": ["2021", "2022"],
        "forms": ["contract", "addendum"],
        "holidays": {"2023-01-01": "off", "2023-01-02": "off"},
        "rates": [{"form": "contract", "rate": 1}, {"form": "addendum", "rate": 2}],
        "parameters": {
            "minimum": [
                {"published": "", "value": 100},
                {"published": "2023-01-01", "value": 99.99},
                {"published": "2024-03-01", "value": 19.99},
            ],
            "last_day": [{"published": "2023-02-28", "value": "2023-12-31"}],
        },
    }
}


def library() -> dict[str, str]:
    """The shared Rego library, without its tests."""
    files = sorted((shipped("rego") / "policycheck").iterdir(), key=lambda each: each.name)
    return {
        f"policycheck/{each.name}": each.read_text(encoding="utf-8")
        for each in files
        if each.name.endswith(".rego") and not each.name.endswith("_test.rego")
    }


@dataclass(frozen=True)
class Made:
    """A rule ``p`` in a module of its own, compiled together with others."""

    name: str
    source: str
    plan: Plan
    program: Program

    def lifted(self, schema: Json = SCHEMA) -> Lifted:
        return lift(self.plan, DATA, entrypoint(self.name), schema)


def entrypoint(name: str) -> str:
    return f"made/{package(name)}/p"


def package(name: str) -> str:
    # With a beginning of its own: a package like a builtin would stand before it.
    return "of_" + "".join(each if each.isalnum() else "_" for each in name)


def file(name: str) -> str:
    return f"{package(name)}.rego"


def made(rules: Mapping[str, str]) -> dict[str, Made]:
    """Compile rules, many at a time, which is quicker.

    Functions of the same name need as many arguments as each other, in whichever package they are.
    """
    names = list(rules)
    found: dict[str, Made] = {}
    for start in range(0, len(names), _TOGETHER):
        found |= _compiled({name: rules[name] for name in names[start : start + _TOGETHER]})
    return found


def _compiled(rules: Mapping[str, str]) -> dict[str, Made]:
    sources = {name: HEADER.format(package(name)) + f"{body}\n" for name, body in rules.items()}
    modules = {**library(), **{file(name): source for name, source in sources.items()}}
    entrypoints = [entrypoint(name) for name in rules]
    plan = compile_plan(modules, DATA, entrypoints)
    program = compile_rules(modules, DATA, entrypoints, trusted=True)
    return {name: Made(name, source, plan, program) for name, source in sources.items()}


def by_engine(rule: Made, document: Json) -> Any:
    """What regopy says."""
    try:
        return ordered(rule.program.query(entrypoint(rule.name), document))
    except EngineError as error:
        return {"undefined": UNDEFINED, "eval_conflict_error": CONFLICT}.get(error.code, error.code)


def by_opa(engine: Any, rule: Made, document: Json) -> Any:
    """What the real OPA says."""
    from opa_bindings import OpaError, OpaUndefinedError

    try:
        return ordered(engine.eval_document(entrypoint(rule.name).replace("/", "."), document))
    except OpaUndefinedError:
        return UNDEFINED
    except OpaError as error:
        return CONFLICT if "conflict" in str(error) else str(error)


def by_terms(lifted: Lifted, documents: Sequence[Json], schema: Json = SCHEMA) -> list[Any]:
    """What the lifted rule says, by the definition of each term."""
    asked = _asked(lifted)
    return [
        _read(lifted, evaluated(asked, flat(document, schema)), document) for document in documents
    ]


def by_columns(lifted: Lifted, documents: Sequence[Json], schema: Json = SCHEMA) -> list[Any]:
    """What the lifted rule says in columns."""
    asked = _asked(lifted)
    facts = chunk([flat(each, schema) for each in documents], asked)
    found = Columns(dict.fromkeys(asked, ())).run(facts)
    columns = {term: plain(term, column, len(documents)) for term, column in found.items()}
    return [
        _read(lifted, {term: column[place] for term, column in columns.items()}, document)
        for place, document in enumerate(documents)
    ]


def by_scalar(lifted: Lifted, documents: Sequence[Json], schema: Json = SCHEMA) -> list[Any]:
    """What the lifted rule says in Python written for one case."""
    answer = function_of(code_of(source_of(lifted, schema), "made"))
    return [_scalar(answer, document) for document in documents]


def _scalar(answer: Answer, document: Json) -> Any:
    try:
        return ordered(answer(document))
    except Undecided as undecided:
        return {"undefined": UNDEFINED}.get(undecided.reason, undecided.reason)


def _asked(lifted: Lifted) -> list[Term]:
    return list({lifted.conflict: None, **dict.fromkeys(terms_in(lifted.answer))})


def _read(lifted: Lifted, found: Mapping[Term, Any], document: Json) -> Any:
    if found[lifted.conflict]:
        return CONFLICT
    return ordered(Reader(found, document).value(lifted.answer))


def ordered(value: Any) -> Any:
    """The value with whole floats as integers; regopy gives the members of a set in no order.

    Arrays are put in order too, as nothing tells the two apart in JSON; that the order of an array
    is right is seen by rules that look up an item.
    """
    if isinstance(value, dict):
        return {key: ordered(each) for key, each in value.items()}
    if isinstance(value, list):
        return concrete.in_order([ordered(each) for each in value])
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
