"""Two decisions compared in every case; what is found is decided again, by both engines."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policycheck
from made_up import made_up_rules, replace
from policycheck import Policies
from policycheck.errors import UsageError
from policycheck.policies.fences import statements_in
from policycheck.proving.differences import EquivalenceVerdict, Way, Where
from policycheck.proving.equivalence import Question, equivalence
from policycheck.proving.subject import subject_of

from .compared import DEMO, compare, decided_again, ways

RULE = 'conditions["request-in-time"] := request.received_on <= parameters.request_until'


@pytest.fixture
def demo(tmp_path: Path) -> Callable[..., Policies]:
    """The made-up policy, with a place of its rules changed."""

    def make(*changes: tuple[str, str], parameters: tuple[str, str] | None = None) -> Policies:
        directory = made_up_rules(tmp_path / f"{len(list(tmp_path.iterdir()))}")
        for old, new in changes:
            replace(directory / "acme/demo_2024/application.rego", old, new)
        if parameters:
            replace(directory / "acme/demo_2024/parameters.yaml", *parameters)
        return policycheck.load(directory)

    return make


def test_a_rule_that_is_written_otherwise_is_equivalent(demo: Callable[..., Policies]) -> None:
    otherwise = """conditions["request-in-time"] if {
	not request.received_on > parameters.request_until
	request.received_on
}

conditions["request-in-time"] := false if parameters.request_until < request.received_on"""
    (answer,) = compare(demo(), demo((RULE, otherwise)))
    assert answer.verdict is EquivalenceVerdict.EQUIVALENT
    assert (answer.differs, answer.undecided, answer.found) == (False, {}, ())


def test_a_boundary_that_is_left_out_is_stricter_on_that_day_alone(
    demo: Callable[..., Policies], opa: Any
) -> None:
    before, after = demo(), demo((RULE, RULE.replace("<=", "<")))
    (answer,) = compare(before, after)
    assert answer.verdict is EquivalenceVerdict.STRICTER
    example = ways(answer)[Way.STRICTER]
    received = example.after.case["insurers"]["asr"]["contract_request"]["received_on"]
    # The closing date of the text of that day.
    last = "2023-10-01" if example.after.known_at >= date(2023, 8, 2) else "2023-09-01"
    assert received == last
    assert (example.decisive, example.told) == (("request-in-time",), True)
    decided_again(answer, before, after, opa)


def test_a_comparison_that_is_turned_round_differs_in_both_directions(
    demo: Callable[..., Policies], opa: Any
) -> None:
    before, after = demo(), demo((RULE, RULE.replace("<=", ">=")))
    (answer,) = compare(before, after)
    assert answer.verdict is EquivalenceVerdict.BOTH
    assert {Way.MORE_PERMISSIVE, Way.STRICTER} <= ways(answer).keys()
    decided_again(answer, before, after, opa)


def test_a_day_that_is_chosen_counts_alone(demo: Callable[..., Policies]) -> None:
    before = demo()
    after = demo(parameters=('value: "2023-10-01"', 'value: "2023-09-15"'))
    early = compare(before, after, known_at=(date(2023, 8, 1),) * 2)[0]
    assert early.verdict is EquivalenceVerdict.EQUIVALENT
    late = compare(before, after, known_at=(date(2023, 8, 2),) * 2, as_of=date(2023, 10, 20))[0]
    assert late.verdict is EquivalenceVerdict.STRICTER
    example = ways(late)[Way.STRICTER]
    assert (example.before.as_of, example.after.known_at) == (date(2023, 10, 20), date(2023, 8, 2))


def test_two_texts_of_one_policy(demo: Callable[..., Policies], opa: Any) -> None:
    policies = demo()
    texts = (date(2023, 8, 1), date(2023, 8, 2))
    (answer,) = compare(policies, policies, known_at=texts)
    assert answer.verdict is EquivalenceVerdict.MORE_PERMISSIVE
    example = ways(answer)[Way.MORE_PERMISSIVE]
    assert (example.before.known_at, example.after.known_at) == texts
    assert example.before.case == example.after.case
    decided_again(answer, policies, policies, opa)
    (back,) = compare(policies, policies, known_at=(texts[1], texts[0]))
    assert back.verdict is EquivalenceVerdict.STRICTER


def test_a_fence_keeps_what_is_meant_apart(demo: Callable[..., Policies]) -> None:
    before = demo()
    after = demo(parameters=('value: "2023-10-01"', 'value: "2023-09-15"'))
    outside, inside = compare(before, after, fence=("{fact: /as_of, after: 2023-09-15}",))
    assert (outside.where, inside.where) == (Where.OUTSIDE, Where.INSIDE)
    assert outside.verdict is EquivalenceVerdict.EQUIVALENT
    assert inside.verdict is EquivalenceVerdict.STRICTER
    narrow, _ = compare(before, after, fence=("{fact: /as_of, after: 2023-09-20}",))
    assert narrow.verdict is EquivalenceVerdict.STRICTER
    # The day by which to ask is also the day from which its absence counts.
    fact = "/insurers/asr/contract_request/received_on"
    asked, _ = compare(before, after, fence=(f"{{fact: {fact}, known: true}}",))
    assert asked.verdict is EquivalenceVerdict.STRICTER
    nowhere = ("{fact: /as_of, after: 2023-09-15}", "{fact: /as_of, until: 2023-09-15}")
    _, empty = compare(before, after, fence=nowhere)
    assert empty.verdict is EquivalenceVerdict.NO_CASE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "it is no YAML"),
        ("{outcome: met}", "speaks of facts"),
        ("{not: {condition: request-in-time, status: met}}", "speaks of facts"),
        ("{fact: /contract_yeer, is: 2024}", "did you mean /contract_year"),
        ("{fact: /contract_year, before: 2024-01-01}", "compares days"),
        ("{fact: /contract_year, at_leest: 2024}", "at_leest"),
        ("{fact: /as_of, until: {parameter: request_untill}}", "did you mean request_until"),
    ],
)
def test_a_fence_that_says_nothing(demo: Callable[..., Policies], text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        statements_in([text], demo().manifests[DEMO])
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"--only-where {text}: ")


def test_what_cannot_be_lifted_is_never_taken_to_be_the_same(
    demo: Callable[..., Policies],
) -> None:
    old = 'conditions["channel-of-old"] := request.channel == "other"'
    slow = 'conditions["channel-of-old"] := sprintf("%s", [request.channel]) == "other"'
    before = demo((old, slow))
    changed = demo((old, slow.replace('"other"', '"contracts_mailbox"')))
    assert subject_of(before, DEMO, "application").slow == ("channel-of-old",)
    (answer,) = compare(before, changed)
    assert answer.verdict not in (EquivalenceVerdict.EQUIVALENT, EquivalenceVerdict.OTHER_REASONS)
    assert "rests on what could not be lifted" in answer.undecided[Way.OTHER_REASONS]
    lifted = subject_of(before, DEMO, "application").lifted
    (same,) = compare(before, demo((old, slow)), same=tuple(lifted.slow))
    assert same.verdict is EquivalenceVerdict.EQUIVALENT
    assert same.assumed.slow == ("channel-of-old",)


def test_cases_without_an_answer_are_not_left_out(demo: Callable[..., Policies]) -> None:
    """Two rules give two values where the day is the last one."""
    second = (
        f'{RULE}\n\nconditions["request-in-time"] := false if request.received_on == "2023-10-01"'
    )
    (answer,) = compare(demo(), demo((RULE, second)))
    assert answer.verdict is EquivalenceVerdict.NOT_DECIDED
    assert answer.undecided == {
        None: f"two rules of {DEMO}.application may give different values: see policycheck prove"
    }
    earlier = (date(2023, 8, 1),) * 2
    fence = ("{fact: /insurers/asr/contract_request/received_on, after: 2023-09-01}",)
    outside, inside = compare(demo(), demo((RULE, second)), fence=fence, known_at=earlier)
    assert outside.verdict is EquivalenceVerdict.EQUIVALENT
    assert inside.verdict is EquivalenceVerdict.EQUIVALENT


def test_no_time_is_no_proof(demo: Callable[..., Policies]) -> None:
    (answer,) = compare(demo(), demo(), end=0.0)
    assert answer.verdict is EquivalenceVerdict.NOT_DECIDED
    assert set(answer.undecided.values()) == {"time ran out"}


def test_a_threshold_of_a_shipped_policy(root: Path, tmp_path: Path, opa: Any) -> None:
    policy, decision = "asr.ggz_2024", "contract_form"
    rules = Path(shutil.copytree(root / "rego", tmp_path / "rego"))
    replace(rules / "asr/ggz_2024/parameters.yaml", "value: 150000", "value: 140000")
    before = policycheck.load(policies=[policy])
    after = policycheck.load(rules, policies=[policy])
    turnover = "/insurers/asr/turnover_adjusted/2023"
    fence = (f"{{fact: {turnover}, less_than: 150000}}", f"{{fact: {turnover}, known: true}}")
    outside, inside = compare(before, after, f"{policy}.{decision}", fence)
    assert outside.verdict is EquivalenceVerdict.EQUIVALENT
    assert inside.verdict is EquivalenceVerdict.MORE_PERMISSIVE
    example = ways(inside)[Way.MORE_PERMISSIVE]
    found = example.after.case["insurers"]["asr"]["turnover_adjusted"]["2023"]
    assert 140000 <= found < 150000
    assert (example.before.decision.outcome, example.after.decision.outcome) == ("refer", "met")
    decided_again(inside, before, after, opa)


def test_two_policies_each_for_its_own_year(opa: Any) -> None:
    policies = policycheck.load(policies=["asr.ggz_2022", "asr.ggz_2024"])
    one, other = (subject_of(policies, f"asr.ggz_{year}", "claims") for year in (2022, 2024))
    (answer,) = equivalence(Question(one, other))
    assert answer.verdict is EquivalenceVerdict.BOTH
    assert answer.only_before == ("meets-claim-standard", "submitted-in-time")
    for finding in answer.found:
        assert finding.example
        sides = (finding.example.before, finding.example.after)
        assert [side.case["contract_year"] for side in sides] == [2022, 2024]
        assert all(side.decision.outcome != "not_applicable" for side in sides)
    decided_again(answer, policies, policies, opa)
