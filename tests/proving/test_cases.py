"""Which cases the solver takes into account: those that the schema accepts, and no others."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import z3

import policycheck
from generators.cases import Cases as Generated
from generators.subjects import NAMES, POLICIES, SUBJECTS
from policycheck import Policies, read_case
from policycheck.facts import case_from_mapping
from policycheck.facts.contradictions import refuse_contradictions
from policycheck.facts.dictionary import type_of
from policycheck.proving.cases import Cases
from policycheck.proving.formulas import Variables
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import subject_of

from .assigned import at, evaluated, pairs_of, schema_at

Json = dict[str, Any]

MODELS = 6
GENERATED = 15
ITEMS = 3


@pytest.fixture(scope="module")
def policies() -> Policies:
    return policycheck.load()


@pytest.fixture(scope="module")
def schema(policies: Policies) -> Any:
    return policies.schemas.schema


# ## Every model is a case


def accepted(case: Json, policies: Policies) -> Json:
    """The case without its days, if nothing is wrong with it."""
    found = case_from_mapping(case, schemas=policies.schemas)
    refuse_contradictions(found, date.fromisoformat(case["as_of"]))
    return dict(found.value)


def wishes(variables: Variables, cases: Cases, random: Random) -> list[z3.BoolRef]:
    """Something that a model is to be, so that it is not always the same one."""
    found = []
    for pointer in random.sample(cases.leaves(), min(25, len(cases.leaves()))):
        known = variables.known(pointer)
        found.append(known if random.random() < 0.6 else z3.Not(known))
        kind = cases.type_of(pointer)
        if kind == "bool":
            found.append(variables.holds(pointer) == (random.random() < 0.5))
        elif kind not in ("list", "object"):
            value, number = variables.value(pointer), random.choice((0, 1, 2, 10**4, 738_000))
            found.append(value > number if random.random() < 0.5 else value <= number)
    return found


def models(
    constraints: Iterable[z3.BoolRef], variables: Variables, cases: Cases, seed: str
) -> Iterator[z3.ModelRef]:
    """Different models, each with as many wishes as go together."""
    random = Random(seed)
    solver = z3.Solver()
    solver.add(*constraints)
    for _ in range(MODELS):
        kept: list[z3.BoolRef] = []
        for wish in wishes(variables, cases, random):
            if solver.check(*kept, wish) == z3.sat:
                kept.append(wish)
        assert solver.check(*kept) == z3.sat
        yield solver.model()


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_every_model_is_a_valid_case(policies: Policies, policy: str, decision: str) -> None:
    view = View(subject_of(policies, policy, decision))
    room = Room(view)
    cases = room.facts(view)
    seed = f"cases {policy}.{decision}"
    seen = set()
    for model in models(room.constraints(), view.variables, cases, seed):
        case = cases.case(model)
        accepted(case, policies)
        # What is not known in the model is not known in the case, and the other way round.
        for pointer in cases.pointers:
            known = evaluated(model, view.variables.known(pointer)) or not pointer
            assert at(case, pointer)[0] == known, (seed, pointer, case)
        seen.add(str(case))
    assert len(seen) >= MODELS // 2, seed


def every_pointer(schema: Mapping[str, Any], pointer: str = "") -> Iterator[str]:
    """Every fact of the schema, of lists the first items."""
    if pointer:
        yield pointer
    if type_of(schema) == "object":
        for name, member in schema["properties"].items():
            yield from every_pointer(member, f"{pointer}/{name}")
    elif type_of(schema) == "list":
        for place in range(min(ITEMS, schema.get("maxItems", ITEMS))):
            yield from every_pointer(schema["items"], f"{pointer}/{place}")


def test_every_model_of_all_facts_at_once_is_a_valid_case(policies: Policies, schema: Any) -> None:
    variables = Variables()
    for pointer in every_pointer(schema):
        variables.known(pointer)
    cases = Cases(schema, variables, slots=ITEMS)
    wide = 0
    for model in models(cases.formulas, variables, cases, "all facts"):
        wide = max(wide, len(str(accepted(cases.case(model), policies))))
    assert wide > 800


# ## Every case is a model


def fitting(room: Room, view: View, asked: Iterable[str], case: Json, schema: Any) -> Answer:
    pairs = pairs_of(view.variables, asked, case, schema)
    return room.check(*(variable == value for variable, value in pairs)).answer


def with_days(case: Mapping[str, Any], policies: Policies) -> Json:
    found = case_from_mapping(case, schemas=policies.schemas).value
    as_of = case.get("as_of", "2024-06-10")
    return {**found, "as_of": as_of, "known_at": case.get("known_at", as_of)}


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_every_generated_case_is_a_model(policies: Policies, policy: str, decision: str) -> None:
    """Of all facts that a case can have, and of those that the decision asks for."""
    view = View(subject_of(policies, policy, decision))
    asked = [each for each in view.variables.pointers if each.startswith("/")]
    room = Room(view)
    for facts in (None, decision):
        drawn = Generated(policies, policy, facts).seeded(GENERATED, "models")
        for place, made in enumerate(drawn):
            case = with_days(made, policies)
            found = fitting(room, view, asked, case, policies.schemas.schema)
            assert found is Answer.SOME, (policy, facts, place, case)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_fixture_is_a_model(policies: Policies, policy: str, root: Path) -> None:
    """The fixtures of other policies too, if the policy was published by their day."""
    published = policies.manifests[policy].published
    files = sorted((root / "fixtures/cases").rglob("*.yaml"))
    compared = 0
    for decision in policies.manifests[policy].decisions:
        view = View(subject_of(policies, policy, decision))
        asked = [each for each in view.variables.pointers if each.startswith("/")]
        room = Room(view)
        for file in files:
            case = with_days(read_case(file).value, policies)
            if published and case["known_at"] < published.isoformat():
                continue
            found = fitting(room, view, asked, case, policies.schemas.schema)
            assert found is Answer.SOME, (decision, file.name)
            compared += 1
    assert compared > len(files) // 2


# Something of an object is known, and nothing of it that is looked at.
PARTS = (
    "/insurers/asr/contract_request",
    "/insurers/asr/ceiling",
    "/provider/quality_statute",
    "/insurers/vgz",
    "/provider",
)


@pytest.mark.parametrize("whole", PARTS)
@pytest.mark.parametrize("most", [1, 2])
def test_an_object_may_be_known_by_a_member_that_nothing_asks_for(
    schema: Any, whole: str, most: int
) -> None:
    members = list(schema_at(schema, whole)["properties"])
    assert len(members) > most
    for first in (members[:most], members[-most:]):
        variables = Variables()
        known = [variables.known(f"{whole}/{member}") for member in first]
        solver = z3.Solver()
        solver.add(variables.known(whole), *map(z3.Not, known))
        cases = Cases(schema, variables, slots=ITEMS)
        solver.add(*cases.formulas)
        assert solver.check() == z3.sat, first
        found = cases.case(solver.model())
        assert at(found, whole)[0]
        assert not any(at(found, f"{whole}/{member}")[0] for member in first)


@pytest.mark.parametrize("policy", POLICIES)
def test_all_that_a_case_says_at_once_is_a_model(
    policies: Policies, policy: str, schema: Any
) -> None:
    """No formula is false of a valid case, where every fact of the schema is looked at."""
    variables = Variables()
    pointers = list(every_pointer(schema))
    for pointer in pointers:
        variables.known(pointer)
    cases = Cases(schema, variables, slots=ITEMS)
    for place, made in enumerate(Generated(policies, policy).seeded(GENERATED, "whole")):
        case = with_days(made, policies)
        said = pairs_of(variables, pointers, case, schema)
        solver = z3.Solver()
        solver.add(*(variable == value for variable, value in said), *cases.formulas)
        assert solver.check() == z3.sat, (policy, place, case)
