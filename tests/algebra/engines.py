"""The algebra in Rego, asked many questions at a time, in regopy and in OPA."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policycheck.engine import compile_rules

from .manifests import manifest_data
from .models import AS_OF, KNOWN_AT, Json

Ask = Callable[[Mapping[str, Any]], Any]

_BATCH = 500
_MODULE = """package algebra

import data.policycheck.outcome
import rego.v1

decisions := [outcome.decide(input.manifests[asked.manifest], found) |
	some asked in input.asked
	found := object.union(asked.found, {"departed": {id | some id in asked.departed}})
]
"""


def modules(root: Path) -> dict[str, str]:
    files = sorted((root / "rego" / "policycheck").glob("*.rego"))
    library = {file.name: file.read_text("utf-8") for file in files if "_test" not in file.name}
    return {**library, "algebra.rego": _MODULE}


def regopy(root: Path) -> Ask:
    program = compile_rules(modules(root), {}, ["algebra/decisions"], trusted=True)
    return lambda document: program.query("algebra/decisions", document)


def opa(root: Path, engine_class: Any) -> Ask:
    engine = engine_class()
    for name, source in modules(root).items():
        engine.add_policy(name, source)
    return lambda document: engine.eval_document("algebra.decisions", document)


def decisions(
    ask: Ask, questions: Sequence[tuple[Json, Json]], chosen: Mapping[str, str]
) -> Iterator[Json]:
    """What each pair of a manifest and findings comes to."""
    for start in range(0, len(questions), _BATCH):
        batch = questions[start : start + _BATCH]
        manifests = {id(manifest): manifest for manifest, _ in batch}
        yield from ask(
            {
                "as_of": AS_OF,
                "known_at": KNOWN_AT,
                "readings": chosen,
                "manifests": {str(key): manifest_data(each) for key, each in manifests.items()},
                "asked": [_asked(manifest, found) for manifest, found in batch],
            }
        )


def _asked(manifest: Json, found: Json) -> Json:
    """JSON has no sets, and rules always have conditions."""
    return {
        "manifest": str(id(manifest)),
        "departed": found.get("departed", []),
        "found": {"conditions": {}, **found},
    }
