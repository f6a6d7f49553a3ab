"""Values of facts as people read them: codes by what they mean, numbers in their unit."""

from typing import Any

import pytest

from policycheck.facts import load_schemas
from policycheck.model import Language, Withheld
from policycheck.report.naming import Naming
from policycheck.words import Words

DICTIONARY = load_schemas().dictionary
NL, EN = (Naming(Words(language), DICTIONARY) for language in (Language.NL, Language.EN))
CLAIM = {"care_on": "2023-12-28", "withdrawn": True}


@pytest.mark.parametrize(
    ("pointer", "value", "nl", "en"),
    [
        ("/insurers/caresq/waiting/days", 35, "35 dagen", "35 days"),
        ("/insurers/caresq/waiting/days", 1, "1 dag", "1 day"),
        ("/provider/categorical/digital/patients_total", 1000, "1.000", "1,000"),
        ("/provider/categorical/sustainability/fte", 250.5, "250,5 fte", "250.5 fte"),
        ("/provider/birth_care/carers/lowest_level", 3, "niveau 3", "level 3"),
        ("/contract_year", 2024, "2024", "2024"),
        ("/insurers/asr/contract_years", [2021, 2022], "2021, 2022", "2021, 2022"),
        ("/insurers/asr/contract_years", [], "geen", "none"),
        ("/insurers/asr/turnover/2022", 1250, "€ 1.250,00", "€1,250.00"),
        ("/provider/kvk_registered", True, "ja", "yes"),
        (
            "/provider/wtza_status",
            "notified_only",
            "alleen gemeld",
            "notified only",
        ),
        (
            "/provider/sectors",
            ["birth_care", "other"],
            "geboortezorg, andere zorg",
            "birth care, other care",
        ),
        (
            "/insurers/asr/claims/submitted",
            [CLAIM],
            "1 onderdeel (Dag van de zorg: 28 december 2023, Ingetrokken: ja)",
            "1 item (Day of care: 28 December 2023, Withdrawn: yes)",
        ),
        ("/insurers/asr/claims/submitted", [CLAIM] * 4, "4 onderdelen", "4 items"),
        (
            "/provider/heightened_supervision",
            Withheld.KNOWN,
            "bekend; de inhoud is weggelaten",
            "known; its content is left out",
        ),
    ],
)
def test_the_value_of_a_fact(pointer: str, value: Any, nl: str, en: str) -> None:
    assert (NL.content(pointer, value), EN.content(pointer, value)) == (nl, en)


def test_what_a_case_says_cannot_move_the_cursor() -> None:
    hostile = [{"care_on": "\x1b[2Ja\nb", "\x1b[2Jkey": "x"}]
    told = EN.content("/insurers/asr/claims/submitted", hostile)
    assert "\x1b" not in told
    assert "\n" not in told
