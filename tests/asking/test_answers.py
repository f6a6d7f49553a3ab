"""What people type as an answer."""

from decimal import Decimal
from typing import Any

import pytest

from policycheck.asking.answers import NoAnswer, value_of
from policycheck.facts import load_schemas
from policycheck.model import Language

FACTS = load_schemas().dictionary
WTZA = "/provider/wtza_status"
NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("pointer", "text", "language", "value"),
    [
        (WTZA, "notified_only", NL, "notified_only"),
        (WTZA, "Alleen gemeld", NL, "notified_only"),
        (WTZA, " notified only ", EN, "notified_only"),
        (WTZA, "1", NL, FACTS[WTZA].values[0]),
        ("/provider/kvk_registered", "Ja", NL, True),
        ("/provider/kvk_registered", "n", EN, False),
        ("/provider/started_on", "1-3-2019", NL, "2019-03-01"),
        ("/provider/started_on", "2019-03-01", EN, "2019-03-01"),
        ("/insurers/asr/turnover/2022", "€ 150000,50", NL, Decimal("150000.50")),
        ("/insurers/asr/turnover/2022", "150000.50", EN, Decimal("150000.50")),
    ],
)
def test_an_answer_is_read_as_people_write_it(
    pointer: str, text: str, language: Language, value: Any
) -> None:
    assert value_of(text, FACTS[pointer], language) == value


@pytest.mark.parametrize(
    ("pointer", "text", "language", "key"),
    [
        (WTZA, "alleen gemeld", EN, "answer.enum"),
        (WTZA, "0", NL, "answer.enum"),
        ("/provider/kvk_registered", "1", NL, "answer.bool"),
        # Which of the two numbers is the month?
        ("/provider/started_on", "1-3-2019", EN, "answer.date"),
        ("/provider/started_on", "31-2-2019", NL, "answer.date"),
        # A hundred and fifty, or thousands of it?
        ("/insurers/asr/turnover/2022", "150.000", NL, "answer.number"),
        ("/insurers/asr/turnover/2022", "150,000", EN, "answer.number"),
    ],
)
def test_what_is_not_clear_is_asked_again(
    pointer: str, text: str, language: Language, key: str
) -> None:
    with pytest.raises(NoAnswer) as raised:
        value_of(text, FACTS[pointer], language)
    assert raised.value.key == key
