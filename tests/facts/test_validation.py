"""One mistake in the facts gives one problem, at its place, that says what to do."""

from pathlib import Path
from typing import Any

import pytest

from facts.support import mapping_problem, problems_of, refused, the_problem, where
from policycheck.facts import case_from_mapping

ASR = "insurers: {asr: "
SUPERVISION = "provider: {heightened_supervision: [{from: 2021-03-01, "


@pytest.mark.parametrize(
    ("text", "code", "column", "pointer", "message"),
    [
        (
            "nonsense: 1",
            "unknown-fact",
            1,
            "/nonsense",
            '"nonsense" is not a fact of a case, which has'
            " description, as_of, known_at, contract_year, provider, insurers",
        ),
        (
            "provider: {kvk_registred: true}",
            "unknown-fact",
            12,
            "/provider/kvk_registred",
            '"kvk_registred" is not a fact of provider; did you mean kvk_registered?',
        ),
        (
            "provider: {kvk-Registered: null}",
            "unknown-fact",
            12,
            "/provider/kvk-Registered",
            '"kvk-Registered" is not a fact of provider; did you mean kvk_registered?',
        ),
        (
            "provider: {turnover: {'2021': 1}}",
            "unknown-fact",
            12,
            "/provider/turnover",
            '"turnover" is not a fact of provider; did you mean insurers.asr.turnover?',
        ),
        (
            "kvk_registered: true",
            "unknown-fact",
            1,
            "/kvk_registered",
            '"kvk_registered" is not a fact of a case; did you mean provider.kvk_registered?',
        ),
        (
            "provider: {vecozo_certificate: true}",
            "unknown-fact",
            12,
            "/provider/vecozo_certificate",
            '"vecozo_certificate" is not a fact of provider;'
            " did you mean vecozo_contracting_certificate?",
        ),
        (
            "insurers: {nobody: {}}",
            "unknown-fact",
            12,
            "/insurers/nobody",
            '"nobody" is not a fact of insurers, which has asr, vgz, caresq',
        ),
        (
            ASR + "{turnover: {'2031': 1}}}",
            "unknown-fact",
            29,
            "/insurers/asr/turnover/2031",
            '"2031" is not a fact of insurers.asr.turnover, which has'
            " 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030",
        ),
        (
            "provider: {favourite_colour: blue}",
            "unknown-fact",
            12,
            "/provider/favourite_colour",
            '"favourite_colour" is not a fact of provider; remove it,'
            " or see policycheck facts for the names",
        ),
        (
            "provider: {agb: 06290123}",
            "unquoted-identifier",
            17,
            "/provider/agb",
            "found the number 06290123; expected an AGB code: 8 digits in quotes;"
            ' put quotes around it, as "06290123", or leading zeros are lost',
        ),
        (
            "provider: {kvk: 1234567}",
            "unquoted-identifier",
            17,
            "/provider/kvk",
            "found the number 1234567; expected a KvK number: 8 digits in quotes;"
            ' put quotes around it, as "1234567", or leading zeros are lost',
        ),
        (
            "provider: {agb: '6290123'}",
            "invalid-identifier",
            17,
            "/provider/agb",
            'found "6290123"; expected an AGB code: 8 digits in quotes, leading zeros included',
        ),
        (
            'provider: {kvk: "01234567\\n"}',
            "invalid-identifier",
            17,
            "/provider/kvk",
            'found "01234567\\n"; expected a KvK number: 8 digits in quotes,'
            " leading zeros included",
        ),
        (
            "provider: {sectors: [gzz]}",
            "unknown-value",
            22,
            "/provider/sectors/0",
            'found "gzz"; expected ggz, birth_care, medical_specialist, categorical or other;'
            " did you mean ggz?",
        ),
        (
            "provider: {wtza_status: true}",
            "wrong-type",
            25,
            "/provider/wtza_status",
            "found true; expected admitted, notified_only, exempt or none",
        ),
        (
            "provider: {ubo_sanctioned: nee}",
            "wrong-type",
            28,
            "/provider/ubo_sanctioned",
            'found the text "nee"; expected true or false; write false',
        ),
        (
            "provider: {ubo_sanctioned: 'True'}",
            "wrong-type",
            28,
            "/provider/ubo_sanctioned",
            'found the text "True"; expected true or false;'
            " write it in lower case and without quotes",
        ),
        (
            "provider: {ubo_sanctioned: 0}",
            "wrong-type",
            28,
            "/provider/ubo_sanctioned",
            "found the number 0; expected true or false",
        ),
        (
            "provider: {name: 12}",
            "wrong-type",
            18,
            "/provider/name",
            "found the number 12; expected text; put quotes around it",
        ),
        (
            "contract_year: '2024'",
            "wrong-type",
            16,
            "/contract_year",
            'found the text "2024"; expected a whole number; remove the quotes',
        ),
        (
            "contract_year: 2024.5",
            "wrong-type",
            16,
            "/contract_year",
            "found the number 2024.5; expected a whole number",
        ),
        (
            "contract_year: true",
            "wrong-type",
            16,
            "/contract_year",
            "found true; expected a whole number",
        ),
        (
            "contract_year: 1999",
            "out-of-range",
            16,
            "/contract_year",
            "found 1999; expected at least 2000 and at most 2100",
        ),
        (
            "provider: [ggz]",
            "wrong-type",
            11,
            "/provider",
            "found a list; expected a mapping",
        ),
        (
            "provider: {serious_errors: none}",
            "wrong-type",
            28,
            "/provider/serious_errors",
            'found the text "none"; expected a list; an empty list, [], means none',
        ),
        (
            ASR + "{turnover: {'2021': € 50.000}}}",
            "wrong-type",
            37,
            "/insurers/asr/turnover/2021",
            'found the text "€ 50.000"; expected an amount in euros such as 50000 or 19.99;'
            " write digits only, and a point before cents",
        ),
        (
            ASR + "{turnover: {'2021': 50.000}}}",
            "too-many-decimals",
            37,
            "/insurers/asr/turnover/2021",
            "found 50.000; expected an amount in euros with at most two decimals,"
            " and no point between the thousands",
        ),
        (
            "provider: {categorical: {sustainability: {fte: 250.125}}}",
            "too-many-decimals",
            48,
            "/provider/categorical/sustainability/fte",
            "found 250.125; expected a number with at most two decimals,"
            " and no point between the thousands",
        ),
        (
            "provider: {medical_specialist: {zorgkaart_score_july_2023: 7.1234}}",
            "too-many-decimals",
            60,
            "/provider/medical_specialist/zorgkaart_score_july_2023",
            "found 7.1234; expected a number with at most three decimals,"
            " and no point between the thousands",
        ),
        (
            ASR + "{ceiling: {amount: 0.00}}}",
            "out-of-range",
            36,
            "/insurers/asr/ceiling/amount",
            "found 0.00; expected more than 0 and at most 1000000000000",
        ),
        (
            ASR + "{ceiling: {amount: -5}}}",
            "out-of-range",
            36,
            "/insurers/asr/ceiling/amount",
            "found -5; expected more than 0 and at most 1000000000000",
        ),
        (
            ASR + "{contract_years: [2022, 2023, 2022.0]}}",
            "repeated-item",
            47,
            "/insurers/asr/contract_years/2",
            "2022.0 is in the list already; keep one",
        ),
        (
            ASR + "{contract_years: [2022, null]}}",
            "wrong-type",
            41,
            "/insurers/asr/contract_years/1",
            "found null; expected a whole number; leave out what is not known",
        ),
        (
            ASR + f"{{contract_years: {list(range(2000, 2021))}}}}}",
            "too-many-items",
            34,
            "/insurers/asr/contract_years",
            "found 21 items; expected at most 20",
        ),
        (
            ASR + "{departures: {no_claims_yet: {by: '', on: 2024-02-01, reason: x}}}}",
            "wrong-length",
            51,
            "/insurers/asr/departures/no_claims_yet/by",
            "found 0 characters; expected at least 1 and at most 200",
        ),
        (
            ASR + "{departures: {no_claims_yet: {by: x, on: 2024-02-01}}}}",
            "missing-fact",
            46,
            "/insurers/asr/departures/no_claims_yet/reason",
            '"reason" is missing, and insurers.asr.departures.no_claims_yet needs it',
        ),
        (
            'provider: {name: "a\\e[31m"}',
            "invalid-text",
            18,
            "/provider/name",
            "the text has control characters or broken Unicode; remove them",
        ),
        (
            "as_of: 2023-02-30",
            "invalid-date",
            8,
            "/as_of",
            'found "2023-02-30"; 2023-02-30 does not exist',
        ),
        (
            "as_of: 15-8-2023",
            "invalid-date",
            8,
            "/as_of",
            'found "15-8-2023"; expected a date (YYYY-MM-DD) such as 2023-08-15;'
            " did you mean 2023-08-15?",
        ),
        (
            "as_of: 20230815",
            "wrong-type",
            8,
            "/as_of",
            "found the number 20230815; expected a date (YYYY-MM-DD) such as 2023-08-15",
        ),
        (
            SUPERVISION + "status: lifted}]}",
            "missing-fact",
            37,
            "/provider/heightened_supervision/0/lifted_on",
            '"lifted_on" is missing, and status: lifted'
            " (at /provider/heightened_supervision/0/status) needs it",
        ),
        (
            SUPERVISION + "status: in_force, lifted_on: 2022-01-01}]}",
            "contradiction",
            74,
            "/provider/heightened_supervision/0/lifted_on",
            '"lifted_on" contradicts status: in_force'
            " (at /provider/heightened_supervision/0/status); correct one of them",
        ),
        (
            SUPERVISION + "status: lifted, lifted_on: 2021-02-28}]}",
            "contradiction",
            83,
            "/provider/heightened_supervision/0/lifted_on",
            "lifted_on 2021-02-28 lies before from 2021-03-01"
            " (at /provider/heightened_supervision/0/from); correct one of them",
        ),
        (
            SUPERVISION + "lifted_on: null}]}",
            "missing-fact",
            37,
            "/provider/heightened_supervision/0/status",
            '"status" is missing, and provider.heightened_supervision[0] needs it',
        ),
        (
            "provider: {sustainability: {co2_roadmap: {status: not_filed, filed_on: 2023-01-01}}}",
            "contradiction",
            62,
            "/provider/sustainability/co2_roadmap/filed_on",
            '"filed_on" contradicts status: not_filed'
            " (at /provider/sustainability/co2_roadmap/status); correct one of them",
        ),
        (
            ASR + "{claims: {count_for_contract_year: 0, submitted: []}}}",
            "contradiction",
            27,
            "/insurers/asr/claims/count_for_contract_year",
            '"count_for_contract_year" cannot stand beside submitted'
            " (at /insurers/asr/claims/submitted); keep one of them",
        ),
        (
            ASR + "{invoice: {submission: not_submitted, submitted_on: 2022-04-29}}}",
            "contradiction",
            55,
            "/insurers/asr/invoice/submitted_on",
            '"submitted_on" contradicts submission: not_submitted'
            " (at /insurers/asr/invoice/submission); correct one of them",
        ),
        (
            ASR + "{ceiling_request: {received_on: 2024-06-10, replied_on: 2024-06-09}}}",
            "contradiction",
            73,
            "/insurers/asr/ceiling_request/replied_on",
            "replied_on 2024-06-09 lies before received_on 2024-06-10"
            " (at /insurers/asr/ceiling_request/received_on); correct one of them",
        ),
    ],
)
def test_one_mistake_is_one_problem(
    tmp_path: Path, text: str, code: str, column: int, pointer: str, message: str
) -> None:
    problem = the_problem(tmp_path / "case.yaml", "# one mistake\n" + text)
    assert where(problem) == (code, 2, column, pointer)
    assert problem.message == message


@pytest.mark.parametrize(
    "value",
    [
        {"heightened_supervision": [{"from": "2021-03-01", "status": "in_force"}]},
        {
            "heightened_supervision": [
                {"from": "2021-03-01", "status": "lifted", "lifted_on": "2021-03-01"}
            ]
        },
        {
            "heightened_supervision": [
                {"from": "2021-03-01", "status": "in_force", "lifted_on": None}
            ]
        },
        {"sustainability": {"co2_roadmap": {"filed_on": "2023-01-01"}}},
        {"sustainability": {"co2_roadmap": {"status": "not_filed", "board_adopted": True}}},
        {"sustainability": {"co2_roadmap": {"status": None, "filed_on": "2023-01-01"}}},
        {"peer_support": {"level": 8}},
        {"name": "é" * 200},
    ],
)
def test_what_does_not_contradict_itself_is_fine(value: dict[str, Any]) -> None:
    case_from_mapping({"provider": value})


def test_one_day_may_be_written_as_two_times() -> None:
    request = {"received_on": "2024-06-10T21:00:00Z", "replied_on": "2024-06-10T00:30:00+02:00"}
    case_from_mapping({"insurers": {"asr": {"ceiling_request": request}}})


def test_the_text_of_a_stranger_is_shortened_and_escaped() -> None:
    key = "a\x1b[31m\u202e" + "b" * 500
    problem = mapping_problem({"provider": {key: 1}})
    assert "\\x1b[31m\\u202e" in problem.message
    assert "b" * 60 not in problem.message
    assert str(problem).isprintable()
    assert len(str(problem)) < 500
    problem = mapping_problem({"provider": {"organisation": "\x9b\udc80" + "x" * 500}})
    assert problem.message.startswith('found "\\x9b\\udc80' + "x" * 58 + '…";')


def test_a_key_may_look_like_a_pointer(tmp_path: Path) -> None:
    problem = the_problem(tmp_path / "case.yaml", "provider:\n  a/b~c: 1\n")
    assert where(problem) == ("unknown-fact", 2, 3, "/provider/a~1b~0c")


@pytest.mark.parametrize("suffix", ["json", "yaml"])
def test_reports_a_hundred_problems_and_how_many_more(tmp_path: Path, suffix: str) -> None:
    lines = ",\n".join(f'"k{n}": 1' for n in range(250))
    found = refused(tmp_path / f"case.{suffix}", f"{{\n{lines}\n}}")
    assert len(found) == 101
    assert [problem.line for problem in found[:100]] == list(range(2, 102))
    assert where(found[100]) == ("more-problems", None, None, "")
    assert found[100].message == "and 150 more; solve the problems above first"


def test_a_hundred_problems_are_reported_as_they_are(tmp_path: Path) -> None:
    found = refused(tmp_path / "case.json", str({f"k{n}": 1 for n in range(100)}).replace("'", '"'))
    assert [problem.code for problem in found] == ["unknown-fact"] * 100


def test_a_long_list_is_one_mistake_however_wrong_its_items() -> None:
    years = {"contract_years": ["x", 1, None] * 5000}
    assert mapping_problem({"insurers": {"asr": years}}).code == "too-many-items"


def test_the_error_says_every_problem() -> None:
    found = problems_of(lambda: case_from_mapping({"x": 1, "contract_year": 1}))
    assert [problem.code for problem in found] == ["unknown-fact", "out-of-range"]
