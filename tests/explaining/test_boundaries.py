"""Every boundary in words: the day itself, the last day or the first, the cent beside it."""

from typing import Any

import pytest

from policycheck.explaining.boundaries import boundary_text
from policycheck.model import Text
from policycheck.policies import load_manifests
from policycheck.policies.manifest import Parameter

NO_TEXT = Text("", "")


def parameter(unit: str, boundary: str) -> Parameter:
    return Parameter("p", NO_TEXT, unit, boundary, "", (), ())


ROWS: list[tuple[str, str, Any, str, str]] = [
    (
        *("date", "before", "2023-09-01"),
        "vóór 1 september 2023; 31 augustus 2023 is de laatste dag",
        "before 1 September 2023; 31 August 2023 is the last day",
    ),
    (
        *("date", "before", "2024-01-01"),
        "vóór 1 januari 2024; 31 december 2023 is de laatste dag",
        "before 1 January 2024; 31 December 2023 is the last day",
    ),
    (
        *("date", "before", "2024-03-01"),
        "vóór 1 maart 2024; 29 februari 2024 is de laatste dag",
        "before 1 March 2024; 29 February 2024 is the last day",
    ),
    (
        *("date", "until", "2023-11-01"),
        "tot en met 1 november 2023; dat is de laatste dag",
        "up to and including 1 November 2023; that is the last day",
    ),
    (
        *("date", "from", "2024-01-01"),
        "vanaf 1 januari 2024; dat is de eerste dag",
        "from 1 January 2024; that is the first day",
    ),
    (
        *("date", "exactly", "2023-11-12"),
        "precies 12 november 2023; geen andere dag",
        "exactly 12 November 2023; no other day",
    ),
    (
        *("euro", "at_least", 150000),
        "ten minste € 150.000,00; € 149.999,99 is te weinig",
        "at least €150,000.00; €149,999.99 is too little",
    ),
    (
        *("euro", "less_than", 100050),
        "minder dan € 100.050,00; € 100.049,99 is het hoogste bedrag",
        "less than €100,050.00; €100,049.99 is the highest amount",
    ),
    (
        *("euro", "more_than", 0.1),
        "meer dan € 0,10; € 0,11 is het laagste bedrag",
        "more than €0.10; €0.11 is the lowest amount",
    ),
    (
        *("euro", "until", 19.99),
        "tot en met € 19,99; € 20,00 is te veel",
        "up to and including €19.99; €20.00 is too much",
    ),
    (
        *("percent", "at_least", 70),
        "ten minste 70%; precies 70% is genoeg",
        "at least 70%; exactly 70% is enough",
    ),
    (
        *("percent", "less_than", 80),
        "minder dan 80%; precies 80% telt niet mee",
        "less than 80%; exactly 80% does not count",
    ),
    (
        *("minutes", "more_than", 3000),
        "meer dan 3.000 minuten; precies 3.000 minuten telt nog niet",
        "more than 3,000 minutes; exactly 3,000 minutes does not count yet",
    ),
    (
        *("fte", "more_than", 250),
        "meer dan 250 fte; precies 250 fte telt nog niet",
        "more than 250 fte; exactly 250 fte does not count yet",
    ),
    (
        *("fte", "at_least", 0.3),
        "ten minste 0,3 fte; precies 0,3 fte is genoeg",
        "at least 0.3 fte; exactly 0.3 fte is enough",
    ),
    (
        *("days", "until", 28),
        "hoogstens 28 dagen; de laatste dag telt nog mee",
        "at most 28 days; the last day still counts",
    ),
    (
        *("working_days", "until", 5),
        "hoogstens 5 werkdagen; de laatste dag telt nog mee",
        "at most 5 working days; the last day still counts",
    ),
    (
        *("months", "until", 1),
        "hoogstens 1 maand; de laatste dag telt nog mee",
        "at most 1 month; the last day still counts",
    ),
    (
        *("minutes", "until", 30),
        "hoogstens 30 minuten; precies 30 minuten mag nog",
        "at most 30 minutes; exactly 30 minutes is still allowed",
    ),
    (
        *("kilometres", "until", 30),
        "hoogstens 30 km; precies 30 km mag nog",
        "at most 30 km; exactly 30 km is still allowed",
    ),
    (
        *("count", "until", 2),
        "hoogstens 2; 3 is te veel",
        "at most 2; 3 is too many",
    ),
    (
        *("count", "at_least", 1),
        "ten minste 1; 0 is te weinig",
        "at least 1; 0 is too few",
    ),
    (*("count", "exactly", 4), "precies 4", "exactly 4"),
    (
        *("level", "at_least", 5),
        "ten minste niveau 5; niveau 4 is te laag",
        "at least level 5; level 4 is too low",
    ),
    (
        *("mark", "at_least", 7),
        "ten minste 7; precies 7 is genoeg",
        "at least 7; exactly 7 is enough",
    ),
    (
        *("years", "from", 5),
        "5 jaar terug; de eerste dag daarvan telt mee",
        "5 years back; the first day of that time counts",
    ),
    (*("years", "exactly", 2), "precies 2 jaar", "exactly 2 years"),
    (
        *("years", "none", {"2021": "2021-12-31"}),
        "2021: 31 december 2021",
        "2021: 31 December 2021",
    ),
    (*("year", "exactly", 2024), "2024", "2024"),
    (*("code", "exactly", "3360"), "3360", "3360"),
    (
        *("code", "none", {"2023-04-10": "Easter Monday"}),
        "10 april 2023",
        "10 April 2023",
    ),
    (
        *("code", "until", {"2022-04-30": {"first": "2021-01-01", "last": "2021-12-31"}}),
        "tot en met 30 april 2022 (1 januari 2021 tot en met 31 december 2021)",
        "up to and including 30 April 2022 (1 January 2021 to 31 December 2021)",
    ),
    (
        *("code", "until", {"2022-04-30": {"on": "2021-12-31"}}),
        "tot en met 30 april 2022 (31 december 2021)",
        "up to and including 30 April 2022 (31 December 2021)",
    ),
]


@pytest.mark.parametrize(("unit", "boundary", "value", "nl", "en"), ROWS)
def test_a_boundary_in_words(unit: str, boundary: str, value: Any, nl: str, en: str) -> None:
    assert boundary_text(parameter(unit, boundary), value) == Text(nl, en)


TOLD = {(unit, boundary) for unit, boundary, *_ in ROWS}
EVERY = [
    pytest.param(each, version.value, id=f"{policy.id}-{each.id}")
    for policy in load_manifests().values()
    for each in policy.parameters.values()
    for version in each.versions
]


@pytest.mark.parametrize(("given", "value"), EVERY)
def test_every_shipped_parameter_has_words(given: Parameter, value: Any) -> None:
    words = boundary_text(given, value)
    assert words.nl
    assert words.en
    named = given.unit in ("code", "year")
    if isinstance(value, int | float | str) and given.boundary != "none" and not named:
        # What a number shows is in the sentence, and more than the number.
        assert len(words.en) > len(str(value))
        assert words.nl != words.en
    assert (given.unit, given.boundary) in TOLD, "no row above tells this boundary"
