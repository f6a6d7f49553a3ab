"""The search beyond the portfolio, on a shipped policy: it finds, shrinks, and repeats itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from made_up import replace
from policycheck.changes.boundaries import boundaries_of
from policycheck.changes.comparing import compare_states
from policycheck.changes.findings import Found, Searched
from policycheck.changes.impact import Days, Differing, examine_all, load_differing
from policycheck.changes.portfolio import read_portfolio
from policycheck.changes.search import Bounds, search_all
from policycheck.changes.states import state_at
from policycheck.changes.strategies import changed
from policycheck.facts import Case, case_from_mapping
from policycheck.policies import load_manifests

from .repository import Repository

POLICY = "asr.ggz_2024"
LONG = 600.0


@contextmanager
def differing(made: Repository) -> Iterator[tuple[Differing, tuple[Case, ...]]]:
    """The policies of the last commit and of the work tree, with the portfolio."""
    with state_at("HEAD", made.rules) as before, state_at(None, made.rules) as after:
        loaded = load_differing(compare_states(before, after), before, after)
        yield loaded, read_portfolio([made.path / "fixtures/cases"]).cases


def search(made: Repository, tries: int = 400, seed: int = 0) -> list[Searched]:
    with differing(made) as (loaded, cases):
        return list(search_all(loaded, cases, Days(), Bounds(tries, LONG, seed)))


def found_in(searched: Searched) -> Found:
    assert searched.found
    assert not searched.stopped
    return searched.found


@pytest.fixture
def threshold(shipped_repository: Callable[[str], Repository]) -> Repository:
    """From 140,000 euros instead of 150,000 there is no questionnaire."""
    made = shipped_repository(POLICY)
    replace(made.rules / "asr/ggz_2024/parameters.yaml", "value: 150000", "value: 140000")
    return made


def test_a_changed_threshold_in_the_portfolio_and_beyond_it(
    threshold: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = threshold.state()
    with differing(threshold) as (loaded, cases):
        assert loaded.decisions == {POLICY: ("contract_form",)}
        examined = list(examine_all(loaded, cases, Days()))
        assert [each.case for each in examined] == [case.name for case in cases]
        assert [shift for each in examined for shift in each.shifts] == []

        (searched,) = search_all(loaded, cases, Days(), Bounds(400, LONG, 0))
        found = found_in(searched)
        turnover = found.case["insurers"]["asr"]["turnover_adjusted"]["2023"]
        assert 140000 <= turnover < 150000
        assert (found.shift.before.outcome, found.shift.after.outcome) == ("refer", "met")
        assert found.shift.after.result == {"form": "digital_without_questionnaire"}
        first = found.shift.conditions[0]
        assert (first.condition.id, first.because[0].side.id) == (
            "one-form",
            "without_questionnaire_from",
        )

        # What was found flips as a case of the portfolio, and so does the scenario's.
        base = next(case for case in cases if case.name == found.base)
        scenario = case_from_mapping(changed(base.value, found.changes), name="scenario")
        kept = case_from_mapping(found.case, name="kept")
        (one, two) = examine_all(loaded, [kept, scenario], Days())
        assert [shift.flips for each in (one, two) for shift in each.shifts] == [True, True]
        for pointer in (
            "/insurers/asr/considered_large",
            "/provider/ggz_kind",
            "/provider/sectors",
        ):
            less = case_from_mapping(changed(found.case, {pointer: None}), name="less")
            (without,) = examine_all(loaded, [less], Days())
            assert not any(shift.flips for shift in without.shifts), pointer
    assert threshold.state() == before
    assert list(tmp_path.glob(".hypothesis")) == []


def test_a_difference_on_one_value_deep_in_a_decision(
    shipped_repository: Callable[[str], Repository],
) -> None:
    made = shipped_repository(POLICY)
    module = made.rules / "asr/ggz_2024/ceiling_increase.rego"
    replace(
        module,
        'conditions["ceiling-request-in-time"] := request.received_on < parameters',
        'conditions["ceiling-request-in-time"] := request.received_on <= parameters',
    )
    (searched,) = search(made, tries=1000)
    found = found_in(searched)
    assert found.case["insurers"]["asr"]["ceiling_request"]["received_on"] == "2024-09-01"
    assert found.base is not None


def test_without_a_case_to_start_from_the_barest_one_does(threshold: Repository) -> None:
    with differing(threshold) as (loaded, _):
        (searched,) = search_all(loaded, [], Days(), Bounds(50, LONG, 0))
    assert searched.tried > 20


def test_boundaries_lie_on_both_sides_and_between_the_old_and_the_new_value(
    threshold: Repository, root: Path
) -> None:
    states = [load_manifests(rules, [POLICY])[POLICY] for rules in (root / "rego", threshold.rules)]
    boundaries = boundaries_of(states, ["without_questionnaire_from"])
    first = [str(number) for number in boundaries.numbers[:7]]
    assert first == [
        "145000.00",
        "150000",
        "149999.99",
        "150000.01",
        "140000",
        "139999.99",
        "140000.01",
    ]
    near = boundaries.within({"ceiling": {"amount": 1000}, "on": "2024-06-01"})
    assert {"700.00", "699.99", "700.01"} <= {str(number) for number in near.numbers}
    assert {"2024-06-29", "2024-06-30", "2024-06-28"} <= {day.isoformat() for day in near.days}
