"""What the solver says of a case is what the engine decides, or nothing is reported."""

from pathlib import Path
from typing import Any

import pytest
import z3

from policycheck.errors import ExitCode
from policycheck.model import Outcome, Status
from policycheck.proving import run
from policycheck.proving.decision import DecisionFormulas
from policycheck.proving.replay import ReplayDiffers

from .made_wrong import LAWS, in_rules, proofs, with_laws

LAW = "on-the-day-is-in-time"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return with_laws(tmp_path, {LAW: LAWS[LAW]})


def plant(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Make the formulas of every decision wrong."""
    right = DecisionFormulas.__init__

    def wrong(self: DecisionFormulas, *given: Any) -> None:
        right(self, *given)
        change(self)

    monkeypatch.setattr(DecisionFormulas, "__init__", wrong)


def turned(formulas: DecisionFormulas) -> None:
    """Met and not met are turned round."""
    status = dict(formulas.statuses["request-in-time"])
    status[Status.MET], status[Status.NOT_MET] = status[Status.NOT_MET], status[Status.MET]
    formulas.statuses = {**formulas.statuses, "request-in-time": status}


def test_a_formula_that_is_wrong_is_an_error_and_no_refutation(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch, turned)
    with pytest.raises(ReplayDiffers) as caught:
        proofs(rules)
    assert caught.value.exit_code is ExitCode.FAILED
    message = str(caught.value)
    assert message.startswith("the proof about acme.demo_2024.application is wrong: ")
    assert "request-in-time is met, and the solver said not_met" in message
    assert "please report it with the case {" in message
    assert "'received_on': '20" in message
    assert "'as_of': '20" in message


def outcome_turned(formulas: DecisionFormulas) -> None:
    outcomes = dict(formulas.outcomes)
    some = outcomes[Outcome.UNDETERMINED]
    outcomes[Outcome.UNDETERMINED] = outcomes[Outcome.NOT_APPLICABLE]
    outcomes[Outcome.NOT_APPLICABLE] = some
    formulas.outcomes = outcomes


def test_a_wrong_outcome_is_seen_too(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_rules(rules, "request.received_on <= parameters", "request.received_on < parameters")
    plant(monkeypatch, outcome_turned)
    with pytest.raises(ReplayDiffers, match="the outcome is "):
        proofs(rules)


def two_at_once(formulas: DecisionFormulas) -> None:
    status = dict.fromkeys(formulas.statuses["request-in-time"], z3.BoolVal(val=True))
    formulas.statuses = {**formulas.statuses, "request-in-time": status}


def test_two_statuses_at_once_are_no_refutation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = with_laws(tmp_path, {"one-status": LAWS["one-status"]})
    plant(monkeypatch, two_at_once)
    with pytest.raises(ReplayDiffers, match=r"the solver said \w+ and "):
        proofs(rules)


def test_a_wrong_result_is_seen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_result(formulas: DecisionFormulas) -> None:
        formulas.choices = dict.fromkeys(formulas.choices, ())

    plant(monkeypatch, without_result)
    task = run.Task(None, "asr.ggz_2022", "contract_form", general=False, fresh=True)
    with pytest.raises(ReplayDiffers, match=r"form is .*, and the solver said nothing"):
        run.run_task(task)


SLOW = 'conditions["request-in-time"] := true if substring(request.received_on, 0, -1) != ""\n'


def test_what_rests_on_a_condition_that_is_not_followed_is_not_decided(
    rules: Path,
) -> None:
    """The solver takes it for anything; the engine knows better."""
    in_rules(
        rules,
        'conditions["request-in-time"] := request.received_on <= parameters.request_until\n',
        SLOW,
    )
    found = proofs(rules)[LAW]
    assert (found.verdict, found.cases, found.holds) == ("not_decided", (), False)
    assert found.reason == (
        "a case was found, and rests on what could not be lifted: request-in-time"
    )
