"""A small part of the comparison at scale, and that it notices what is wrong.

`python3 dev.py agreement` runs all of it: every decision, on a hundred thousand cases.
"""

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import policycheck
from generators.recombined import Recombined
from generators.saying import say
from generators.subjects import POLICIES
from policycheck import Policies
from policycheck.compiled.kept import kept, lifted_from
from policycheck.compiled.members import terms_of
from policycheck.lifting import Lifted
from policycheck.tabular.plain import case_at
from policycheck.terms import Op, below

from .engines import Engines, both_engines
from .many import Amounts, Comparison
from .seen import WANTED, Seen, line, total

AMOUNTS = Amounts(cases=1_500, opa=60, regopy=6, drawn=300)
SEED = "at scale"

FEWER = replace(AMOUNTS, cases=500, opa=50, drawn=150)

ByPolicy = Callable[[str], Engines]


@pytest.fixture(scope="module")
def policies() -> Policies:
    """Those that decide quickly: the fixtures are decided to draw cases like them."""
    return policycheck.load(engine="compiled")


@pytest.fixture(scope="module")
def engines(policies: Policies, opa: Any) -> ByPolicy:
    return cache(lambda policy: both_engines(policies, policy, opa))


def chosen(policies: Policies, policy: str) -> str:
    """The decision whose turn it is: the same in every run, until a rule of the policy changes."""
    decisions = list(policies.manifests[policy].decisions)
    return decisions[zlib.crc32(policies.rules(policy).digest.encode()) % len(decisions)]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_decision_of_each_policy(
    policy: str,
    engines: ByPolicy,
    policies: Policies,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = Comparison(engines(policy), chosen(policies, policy), AMOUNTS, SEED).run()
    say(capsys, line(seen, {}))
    assert seen.told == []
    assert seen.differing == 0
    assert seen.cases == AMOUNTS.cases
    assert seen.distinct > 0.9 * seen.cases
    assert seen.compared["columns/scalar"] >= seen.cases - seen.left
    assert seen.compared["columns/OPA"] >= AMOUNTS.opa
    assert seen.compared["columns/regopy"] >= AMOUNTS.regopy
    assert all(seen.share(status) > 0.02 for status in WANTED)


def turned(lifted: Lifted, old: Op, new: Op) -> Lifted:
    """With one term that says something else: the first of its kind."""
    content = kept(lifted)
    term = next(each for each in content["terms"] if each[1] == old.value)
    term[1] = new.value
    return lifted_from(content)


def in_conflict(lifted: Lifted) -> Lifted:
    """With rules in conflict where a fact is known."""
    known = next(each for each in below(terms_of(lifted.answer)) if each.op is Op.KNOWN)
    return replace(lifted, conflict=known)


SLIPS: dict[str, Callable[[Lifted], Lifted]] = {
    "equal for less": lambda lifted: turned(lifted, Op.LESS, Op.EQUAL),
    "any for all": lambda lifted: turned(lifted, Op.ALL, Op.ANY),
    "all for any": lambda lifted: turned(lifted, Op.ANY, Op.ALL),
    "rules in conflict": in_conflict,
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_wrong_term_is_noticed(slip: str, engines: ByPolicy) -> None:
    comparison = Comparison(engines("asr.ggz_2024"), "ceiling_increase", FEWER, SEED)
    comparison.planted = SLIPS[slip]
    seen = comparison.run()
    assert seen.differences["columns/scalar"]
    assert seen.differences["columns/OPA"]
    how, what, case, one, other = seen.told[0].splitlines()
    assert how.startswith("asr.ggz_2024.ceiling_increase, row ")
    assert "python3 dev.py agreement -p asr.ggz_2024 -d ceiling_increase --seed 'at scale'" in how
    assert what == "columns/scalar"
    assert '"as_of"' in case
    assert one.startswith("columns: ")
    assert other.startswith("scalar: ")
    assert "differences" in total([seen])


def test_what_the_rows_leave_out_is_noticed(
    engines: ByPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policycheck.batch.answers.FINAL_OUTCOMES", frozenset())
    amounts = replace(FEWER, opa=0, regopy=0)
    seen = Comparison(engines("asr.ggz_2024"), "claims", amounts, SEED).run()
    assert set(seen.differences) == {"rows"}
    assert '"missing"' in seen.told[0]


def test_without_opa_the_others_are_compared(engines: ByPolicy) -> None:
    amounts = replace(FEWER, cases=100, regopy=2)
    without: Any = replace(engines("asr.ggz_2024"), opa=None)
    seen = Comparison(without, "claims", amounts, SEED).run()
    assert seen.compared["columns/OPA"] == 0
    assert seen.compared["columns/scalar"] > 100


def recombined(policies: Policies, count: int, seed: str = SEED) -> Recombined:
    return Recombined(policies, "vgz.msz_2024", "eligibility", seed, count, drawn=200)


def test_the_cases_are_valid_and_follow_from_the_seed(policies: Policies) -> None:
    cases = recombined(policies, 300)
    (made,) = cases.chunks(300)
    assert cases.distinct == len(made.documents) == made.columns.num_rows == 300
    for place in range(0, 300, 10):
        document = dict(made.documents[place])
        read = policies.input_document("vgz.msz_2024", document)
        assert {**document, "readings": {}} == read
        facts = case_at(made.columns, place)
        assert {"known_at": facts["as_of"], **facts} == document
    assert next(recombined(policies, 300).chunks(300)).documents == made.documents
    assert next(recombined(policies, 300, "another").chunks(300)).documents != made.documents


def test_where_there_are_no_more_different_cases_they_repeat(
    policies: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generators.recombined._different", lambda ids: ids[:7])
    cases = recombined(policies, 20)
    assert len(cases.ids) == 20
    assert sum(len(made.documents) for made in cases.chunks(6)) == 20


def test_the_counts_name_what_was_seen_too_seldom() -> None:
    seen = Seen("a.b")
    seen.see([{"outcome": "met", "statuses": {"x": "met", "y": "unknown"}}] * 200)
    seen.see([{"statuses": {"x": "not_met", "y": "open"}}])
    told = line(seen, {})
    assert "seldom met: y 0" in told
    assert "seldom not_met: x 1, y 0" in told
    assert "met 200, no outcome 1" in told
    assert "0/2" in told
    never = {("x", WANTED[1]): "cannot be", ("x", WANTED[2]): "cannot be"}
    assert "1/2" in line(seen, never)
    counts = seen.as_json(never)
    assert counts["never"] == {"met": [], "not_met": ["x"], "unknown": ["x"]}
    assert "seconds" not in counts
