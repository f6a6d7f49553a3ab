"""The algebra in Rego decides every small model as the design says."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generators.saying import say

from . import engines, reference
from .models import AS_OF, KNOWN_AT, MODELS, Json, Model

Question = tuple[Json, Json, str, str, Any]


@pytest.fixture(scope="module", params=["regopy", "opa"])
def ask(request: pytest.FixtureRequest, root: Path) -> engines.Ask:
    if request.param == "regopy":
        return engines.regopy(root)
    return engines.opa(root, request.getfixturevalue("opa"))


@pytest.mark.parametrize("name", MODELS)
def test_every_decision_of_the_model_is_that_of_the_design(
    name: str,
    ask: engines.Ask,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compared = 0
    outcomes: set[str] = set()
    for _, models in itertools.groupby(MODELS[name](), key=lambda model: model.chosen):
        same_choice = list(models)
        for question, answer in _asked(ask, same_choice):
            expected = reference.decide(*question)
            assert _comparable(answer) == _comparable(expected), _shown(question, answer, expected)
            compared += 1
            outcomes.add(expected.get("outcome", "none"))
    assert len(outcomes) > 2, "a model in which hardly anything is decided shows nothing"
    engine = request.node.callspec.params["ask"]
    say(capsys, f"algebra, {name}: {compared} decisions of {engine} are those of the reference")


def _asked(ask: engines.Ask, models: Sequence[Model]) -> list[tuple[Question, Json]]:
    questions = [
        (model.manifest, model.found(state)) for model in models for state in model.states()
    ]
    chosen = models[0].chosen
    answers = engines.decisions(ask, questions, chosen)
    asked = [(manifest, found, AS_OF, KNOWN_AT, chosen) for manifest, found in questions]
    return list(zip(asked, answers, strict=True))


def _comparable(decision: Json) -> Json:
    """The default combination stays in front; the order of the others says nothing."""
    first, *others = decision["combinations"]
    ordered = sorted(others, key=lambda each: json.dumps(each, sort_keys=True))
    return {**decision, "combinations": [first, *ordered]}


def _shown(question: Question, answer: Json, expected: Json) -> str:
    names = ("manifest", "found", "as_of", "known_at", "chosen")
    parts = dict(zip(names, question, strict=True)) | {"answer": answer, "expected": expected}
    return "\n".join(f"{name}: {json.dumps(part)}" for name, part in parts.items())
