"""Changes as they may leave the house: no sensitive content, and nothing that follows from it."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from policycheck.facts import load_schemas
from policycheck.facts.dictionary import Change
from policycheck.flipping import Changed, Flip, Flips, When, Wish
from policycheck.flipping.withholding import withheld
from policycheck.model import Decision, Fact, Outcome, Status, Withheld
from policycheck.redacting import Redaction
from policycheck.report.flip_document import Turned, flips_document
from report.samples import DECISION, condition

REDACTION = Redaction(load_schemas().dictionary)
ERRORS = Fact("/provider/serious_errors", [{"on": "2020-05-19", "integrity_in_doubt": True}])
FRAUD = Fact("/provider/fraud_investigation_open", True)
START = "/insurers/asr/contract_request/requested_start_on"
REQUEST = "/insurers/asr/contract_request/received_on"
STARTED = Fact(START, "2024-01-01")
TODAY = DECISION.as_of
LATER = date(2025, 5, 20)


def made(*facts: Fact) -> Decision:
    """A decision with a condition that reads these facts, and one that reads another."""
    conditions = {
        "a": condition("a", Status.NOT_MET, facts=facts),
        "b": condition("b", Status.MET, facts=(Fact("/provider/kvk_registered", True),)),
    }
    return replace(DECISION, conditions=MappingProxyType(conditions))


def change(pointer: str, before: Any, after: Any, **more: Any) -> Changed:
    when = more.pop("when", When.NOW)
    return Changed(pointer, Change.CHANGEABLE, when, before is not None, before, after, **more)


def shown(decision: Decision, *changes: Changed, **more: Any) -> Flip:
    flip = Flip(changes, more.get("as_of", TODAY), decision, more.get("until"), 1.0)
    flips = Flips(decision, Wish((Outcome.MET,)), (replace(flip, decision=decision),))
    view = withheld(flips, REDACTION)
    assert withheld(flips, Redaction(load_schemas().dictionary, on=False)) is flips
    assert "2020-05-19" not in repr(view)
    assert "2020-05-19" not in str(flips_document([Turned("a", view, 20)], redacted=True))
    [only] = view.flips
    return only


def test_a_sensitive_fact_would_have_to_be_another() -> None:
    flip = shown(made(FRAUD), change(FRAUD.path, True, False), until=LATER)
    assert flip.changes == (change(FRAUD.path, Withheld.KNOWN, Withheld.OTHER),)
    assert (flip.as_of, flip.until) == (TODAY, LATER)
    unknown = shown(made(), change(FRAUD.path, None, False))
    assert unknown.changes == (change(FRAUD.path, None, Withheld.OTHER),)


def test_of_an_item_of_a_sensitive_list_the_list_is_told() -> None:
    day = change("/provider/serious_errors/1/on", "2020-05-19", "2018-08-20", high="2018-08-20")
    flip = shown(made(ERRORS), day)
    assert flip.changes == (change(ERRORS.path, Withheld.KNOWN, Withheld.OTHER),)


def test_changes_that_say_the_same_are_told_once() -> None:
    decision = made(FRAUD)
    days = change("/provider/serious_errors/0/on", "2020-05-19", "2018-01-01")
    none = change("/provider/serious_errors", ERRORS.value, [])
    flips = [Flip((each,), TODAY, decision, None, 1.0) for each in (none, days)]
    view = withheld(Flips(decision, Wish((Outcome.MET,)), tuple(flips)), REDACTION)
    assert len(view.flips) == 1


def test_a_boundary_that_may_follow_from_a_sensitive_day_is_left_out() -> None:
    day = change(START, "2024-01-01", LATER.isoformat(), low=LATER.isoformat())
    flip = shown(made(ERRORS, STARTED), day, until=LATER)
    assert flip.changes == (change(START, "2024-01-01", Withheld.OTHER),)
    assert flip.until is None


def test_another_boundary_is_told() -> None:
    day = change(START, "2024-01-01", LATER.isoformat(), low=LATER.isoformat())
    flip = shown(made(STARTED), day, until=LATER)
    assert (flip.changes, flip.until) == ((day,), LATER)
    answer = change("/provider/kvk_registered", False, True)
    assert shown(made(ERRORS), answer).changes == (answer,)


@pytest.mark.parametrize("beside", [ERRORS, FRAUD], ids=["day", "answer"])
def test_a_day_on_which_it_is_to_be_done(beside: Fact) -> None:
    deed = change(REQUEST, None, LATER.isoformat(), when=When.DEED)
    flip = shown(made(beside), deed, as_of=LATER, until=LATER)
    if beside is FRAUD:
        assert (flip.changes, flip.as_of, flip.until) == ((deed,), LATER, LATER)
    else:
        assert flip.changes == (change(REQUEST, None, Withheld.OTHER, when=When.DEED),)
        assert (flip.as_of, flip.until) == (None, None)


def test_a_sensitive_deed_has_no_day() -> None:
    day = change("/provider/heightened_supervision/0/lifted_on", None, "2025-05-20", when=When.DEED)
    flip = shown(made(FRAUD), day, as_of=LATER, until=LATER)
    assert (flip.as_of, flip.until) == (None, None)
