"""Decisions compared whose result is a day, an amount or a number."""

import shutil
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import policycheck
from made_up import replace
from policycheck import Policies
from policycheck.lifting import Unliftable
from policycheck.proving.differences import Equivalence, EquivalenceVerdict, Way

from .compared import compare, decided_again, ways

TERM = "asr.geboortezorg_2023.contract_term"
AMOUNT = "asr.ggz_2022.reimbursement"
LAST_DAY = 'result["last_day"] := parameters.last_day'
YEARS = 'result["years"] := parameters.term_years if starts_in_first_year'
ONE_YEAR = """result["years"] := 1 if {
	starts_in_first_year
	not history.contracted_last_year
}"""
AGREED = 'result["at_most"] := invoice.agreed_tariff if division.contracted'
MORE = "amounts.cents(invoice.amount) > amounts.cents(invoice.maximum_reimbursement)"

Changed = Callable[..., tuple[Equivalence, Policies, Policies]]


@pytest.fixture
def changed(root: Path, tmp_path: Path) -> Changed:
    """A shipped decision compared with the same after one place of its rules was changed."""

    def compared(name: str, old: str, new: str) -> tuple[Equivalence, Policies, Policies]:
        policy, _, decision = name.rpartition(".")
        rules = Path(shutil.copytree(root / "rego", tmp_path / "rego"))
        replace(rules / policy.replace(".", "/") / f"{decision}.rego", old, new)
        before = policycheck.load(policies=[policy])
        after = policycheck.load(rules, policies=[policy])
        (answer,) = compare(before, after, name)
        return answer, before, after

    return compared


def results(answer: Equivalence, member: str) -> Sequence[object]:
    """A member of the result on both sides of the case that was found."""
    assert answer.verdict is EquivalenceVerdict.DIFFERENT
    example = ways(answer)[Way.OTHER_RESULT]
    sides = (example.before.decision, example.after.decision)
    assert sides[0].outcome == sides[1].outcome
    return [each.result.get(member) for each in sides]


@pytest.mark.parametrize(
    ("name", "old", "new", "member", "expected"),
    [
        (
            TERM,
            LAST_DAY,
            'result["last_day"] := "2024-12-30"',
            "last_day",
            ["2024-12-31", "2024-12-30"],
        ),
        (TERM, YEARS, ONE_YEAR, "years", [2, 1]),
        (AMOUNT, AGREED, AGREED.replace("tariff if", "tariff + 0.01 if"), "at_most", [0, 0.01]),
        (AMOUNT, AGREED, AGREED.replace("invoice.agreed_tariff", "0.07"), "at_most", None),
    ],
)
def test_a_result_that_was_changed(
    changed: Changed, opa: Any, name: str, old: str, new: str, member: str, expected: Any
) -> None:
    answer, before, after = changed(name, old, new)
    if expected:
        assert results(answer, member) == expected
    decided_again(answer, before, after, opa)


def test_a_day_that_a_case_gives(changed: Changed, opa: Any) -> None:
    """It is the last day of the text in some case, and then nothing differs."""
    day = "request.requested_start_on"
    answer, before, after = changed(TERM, LAST_DAY, f'result["last_day"] := {day}')
    assert answer.verdict is EquivalenceVerdict.STRICTER
    example = ways(answer)[Way.OTHER_RESULT]
    start = example.after.case["insurers"]["asr"]["contract_request"]["requested_start_on"]
    assert example.after.decision.result["last_day"] == start
    assert start != example.before.decision.result["last_day"] == "2024-12-31"
    decided_again(answer, before, after, opa)


def test_one_of_two_amounts(changed: Changed, opa: Any) -> None:
    """The higher one is taken where the lower one was."""
    lower = 'result["at_most"] := invoice.amount if {\n\tdivision'
    # Where nothing was invoiced, another rule says so.
    higher = lower.replace("invoice.amount", "invoice.maximum_reimbursement").replace(
        "\tdivision", "\tinvoice.amount > 0\n\tdivision"
    )
    answer, before, after = changed(AMOUNT, lower, higher)
    one, other = results(answer, "at_most")
    invoice = ways(answer)[Way.OTHER_RESULT].after.case["insurers"]["asr"]["invoice"]
    shown = [Decimal(str(each)) for each in (one, other)]
    assert shown == [invoice["amount"], invoice["maximum_reimbursement"]]
    assert shown[0] < shown[1]
    decided_again(answer, before, after, opa)


AT_SEVEN_CENTS = """result["at_most"] := invoice.agreed_tariff if {
	division.contracted
	invoice.agreed_tariff != 0.07
}

result["at_most"] := 0.07 if {
	division.contracted
	invoice.agreed_tariff == 0.07
}"""
IN_OTHER_WORDS = """most := amounts.cents(invoice.maximum_reimbursement)
	not most >= amounts.cents(invoice.amount)
	amounts.cents(invoice.amount) >= 0"""


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TERM, LAST_DAY, 'result["last_day"] := "2024-12-31"'),
        (TERM, LAST_DAY, 'result["last_day"] := day if day := parameters.last_day'),
        (TERM, YEARS, YEARS.replace("parameters.term_years", "2.0")),
        (AMOUNT, AGREED, AT_SEVEN_CENTS),
        (AMOUNT, MORE, IN_OTHER_WORDS),
    ],
)
def test_the_same_result_in_other_words(changed: Changed, name: str, old: str, new: str) -> None:
    answer, _, _ = changed(name, old, new)
    assert (answer.verdict, answer.undecided) == (EquivalenceVerdict.EQUIVALENT, {})


def test_a_result_that_is_a_list(changed: Changed) -> None:
    with pytest.raises(Unliftable, match="a result is no text of a fixed list"):
        changed(TERM, LAST_DAY, 'result["last_day"] := [parameters.last_day]')
