"""Every construct that lifting follows says what regopy and the real OPA say."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from lifting.agreeing import (
    CONFLICT,
    DATA,
    Made,
    by_columns,
    by_engine,
    by_opa,
    by_scalar,
    by_terms,
    file,
    library,
    made,
)
from lifting.constructs import CONSTRUCTS
from lifting.reading import UNDEFINED
from lifting.schema import case_of
from policycheck.lifting import Unliftable
from policycheck.terms import Op

CASES = 80
SEED = "constructs"
# Their answer is a set of which two members may turn out to be the same.
NOT_WRITTEN = {"a partial set of facts", "a set of days"}
# Two limits exclude each other, which no simplification sees.
EXCLUSIVE = {"several rules"}
# The engine multiplies in binary: 70 percent of a tenth is 0.06999999999999999. Lifting is exact,
# as OPA is. Rules bring amounts to whole numbers first.
INEXACT = {"data by its name"}


@pytest.fixture(scope="module")
def rules() -> dict[str, Made]:
    return made(CONSTRUCTS)


@pytest.fixture(scope="module")
def opa_engine(opa: Any, rules: dict[str, Made]) -> Iterator[Any]:
    engine = opa()
    modules = {**library(), **{file(name): rule.source for name, rule in rules.items()}}
    for name, source in modules.items():
        engine.add_policy(name, source)
    engine.add_data(DATA)
    yield engine
    engine.close()


def documents(name: str) -> list[dict[str, Any]]:
    random = Random(f"{SEED} {name}")
    return [case_of(random) for _ in range(CASES)]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_is_followed(name: str, rules: dict[str, Made]) -> None:
    asked = documents(name)
    lifted = rules[name].lifted()
    terms, columns = by_terms(lifted, asked), by_columns(lifted, asked)
    assert columns == terms
    if name in NOT_WRITTEN:
        with pytest.raises(Unliftable, match="a set of values that are not constant"):
            by_scalar(lifted, asked)
    else:
        assert by_scalar(lifted, asked) == terms
    differing = 0
    for document, term in zip(asked, terms, strict=True):
        expected = by_engine(rules[name], document)
        differing += term != expected
        assert name in INEXACT or term == expected, (CONSTRUCTS[name], document)
    assert (differing > 0) is (name in INEXACT)
    assert len({json.dumps(each) for each in terms}) > 1
    if lifted.answer.where is None or lifted.answer.where.op is not Op.CONSTANT:
        assert UNDEFINED in terms or CONFLICT in terms
    if lifted.conflict.op is not Op.CONSTANT and name not in EXCLUSIVE:
        assert CONFLICT in terms


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_the_real_opa_says_the_same(name: str, rules: dict[str, Made], opa_engine: Any) -> None:
    asked = documents(name)
    for document, term in zip(asked, by_terms(rules[name].lifted(), asked), strict=True):
        assert term == by_opa(opa_engine, rules[name], document), (CONSTRUCTS[name], document)
