"""Decisions compared in processes; what was proved equivalent is kept."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace as other
from datetime import date
from pathlib import Path

import pytest

from made_up import made_up_rules, replace
from policycheck.errors import PolicycheckError
from policycheck.policies import load_manifests
from policycheck.policies.fences import statements_in
from policycheck.proving.comparisons import Comparison, Side, compare, compare_all
from policycheck.proving.differences import Equivalence, EquivalenceVerdict

from .compared import DEMO

RULE = 'conditions["request-in-time"] := request.received_on <= parameters.request_until'
OTHERWISE = RULE.replace("request.received_on <= ", "").replace(
    "request_until", "request_until >= request.received_on"
)
APPLICATION = "application.rego"


@pytest.fixture
def directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The made-up policy, and the same in other words."""
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    before, after = (made_up_rules(tmp_path / name) for name in ("before", "after"))
    in_rules(after, RULE, OTHERWISE)
    return before, after


def in_rules(rules: Path, old: str, new: str, file: str = APPLICATION) -> None:
    replace(rules / "acme/demo_2024" / file, old, new)


def asked(directories: tuple[Path, Path]) -> Comparison:
    before, after = (Side(each, DEMO, "application") for each in directories)
    return Comparison(before, after)


def answer(comparison: Comparison) -> Equivalence:
    ((found,),) = compare_all([comparison], 1)
    return found


def test_what_is_equivalent_is_kept(directories: tuple[Path, Path]) -> None:
    first, second = (answer(asked(directories)) for _ in range(2))
    assert (first.verdict, first.kept) == (EquivalenceVerdict.EQUIVALENT, False)
    assert second == other(first, kept=True)
    assert not answer(other(asked(directories), fresh=True)).kept
    assert answer(other(asked(directories), seconds=1.0)).kept


def rule_before(directories: tuple[Path, Path]) -> None:
    in_rules(directories[0], "input.contract_year == 2024", "2024 == input.contract_year")


def rule_after(directories: tuple[Path, Path]) -> None:
    in_rules(directories[1], "input.contract_year == 2024", "2024 == input.contract_year")


def parameters(directories: tuple[Path, Path]) -> None:
    for each in directories:
        in_rules(each, '"2023-10-01"', '"2023-09-30"', "parameters.yaml")


def publication(directories: tuple[Path, Path]) -> None:
    for each in directories:
        in_rules(
            each,
            'document:\n  id: acme-demo\n  published: "2023-07-01"',
            'document:\n  id: acme-demo\n  published: "2023-06-30"',
            "policy.yaml",
        )


@pytest.mark.parametrize("change", [rule_before, rule_after, parameters, publication])
def test_what_it_rests_on(
    directories: tuple[Path, Path], change: Callable[[tuple[Path, Path]], None]
) -> None:
    compare(asked(directories))
    (kept,) = next(iter(compare_all([asked(directories)])))
    assert kept.kept
    change(directories)
    (again,) = next(iter(compare_all([asked(directories)], 1)))
    assert (again.verdict, again.kept) == (EquivalenceVerdict.EQUIVALENT, False)


def test_another_question_is_another_answer(directories: tuple[Path, Path]) -> None:
    comparison = asked(directories)
    compare(comparison)
    manifest = load_manifests(directories[1], [DEMO])[DEMO]
    fence = tuple(statements_in(["{fact: /as_of, after: 2023-09-15}"], manifest))
    day = date(2024, 1, 1)
    others = [
        other(comparison, known_at=(day, day)),
        other(comparison, as_of=day),
        other(comparison, unchanged=frozenset({("conditions", "request-in-time")})),
        other(comparison, fence=fence),
    ]
    found = list(compare_all(others))
    assert [[each.kept for each in answers] for answers in found] == [
        [False],
        [False],
        [False],
        [False, False],
    ]
    assert all(each.kept for answers in compare_all(others) for each in answers)


def test_what_differs_is_not_kept(directories: tuple[Path, Path]) -> None:
    in_rules(directories[1], ">= request.received_on", "> request.received_on")
    found = [answer(asked(directories)) for _ in range(2)]
    assert [(each.verdict, each.kept) for each in found] == [
        (EquivalenceVerdict.STRICTER, False)
    ] * 2


def test_no_time(directories: tuple[Path, Path]) -> None:
    found = answer(other(asked(directories), until=time.time() - 1))
    assert (found.verdict, set(found.undecided.values())) == (
        EquivalenceVerdict.NOT_DECIDED,
        {"time ran out"},
    )


def test_a_process_that_is_killed_is_an_error(directories: tuple[Path, Path]) -> None:
    before = {each.pid for each in multiprocessing.active_children()}

    def kill() -> None:
        while True:
            for each in multiprocessing.active_children():
                if each.pid not in before and each.pid is not None:
                    os.kill(each.pid, signal.SIGKILL)
                    return
            time.sleep(0.05)

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(PolicycheckError, match="the solver ended without an answer"):
        answer(asked(directories))
    # Nothing is kept of it.
    assert not answer(asked(directories)).kept
