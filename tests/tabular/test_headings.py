"""Names of columns, mapping files, and what the cells below them say."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from policycheck.errors import InvalidCase, UsageError
from policycheck.tabular import (
    CsvForm,
    InputFormat,
    Naming,
    Notation,
    Reading,
    Rows,
    read_mapping_file,
)
from tabular.support import Json, read, values

DUTCH = CsvForm(notation=Notation(dutch=True))


def table(tmp_path: Path, text: str, form: CsvForm | None = None, naming: Any = None) -> Rows:
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8")
    return read(file, Reading(csv=form or CsvForm(), naming=naming or Naming()))


def cases_of(tmp_path: Path, text: str, form: CsvForm | None = None) -> list[Json]:
    rows = table(tmp_path, text, form)
    assert rows.rejects == ()
    return values(rows)


def reject_of(tmp_path: Path, text: str, form: CsvForm | None = None) -> list[tuple[str, str]]:
    [reject] = table(tmp_path, text, form).rejects
    return [(problem.pointer, problem.message) for problem in reject.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_seen_in_the_heading(tmp_path: Path, separator: str) -> None:
    text = "contract_year,provider.kvk_registered,as_of\n2024,TRUE,2023-08-15\n"
    assert cases_of(tmp_path, text.replace(",", separator)) == [
        {"contract_year": 2024, "provider": {"kvk_registered": True}, "as_of": "2023-08-15"}
    ]
    form = CsvForm(separator="|")
    assert len(cases_of(tmp_path, text.replace(",", "|"), form)) == 1


ERRORS = "provider.serious_errors"


def test_items_of_a_list_have_columns_of_their_own(tmp_path: Path) -> None:
    text = (
        f"{ERRORS}.0.on,{ERRORS}[0].integrity_in_doubt,{ERRORS}.1.on,"
        f"{ERRORS}.1.integrity_in_doubt,{ERRORS},provider.sectors.0,provider.sectors.1\n"
        "2022-01-01,true,2022-02-02,false,,ggz,other\n"
        "2022-01-01,true,,,,ggz,\n"
        ",,,,[],,\n"
        "2024,,,,,,\n"
    )
    rows = table(tmp_path, text)
    first, second = (
        {"on": "2022-01-01", "integrity_in_doubt": True},
        {"on": "2022-02-02", "integrity_in_doubt": False},
    )
    assert values(rows) == [
        {"provider": {"serious_errors": [first, second], "sectors": ["ggz", "other"]}},
        {"provider": {"serious_errors": [first], "sectors": ["ggz"]}},
        {"provider": {"serious_errors": []}},
    ]
    assert [reject.row for reject in rows.rejects] == [4]


@pytest.mark.parametrize("row", [",,2022-02-02,true,", "2022-01-01,true,,,[]"])
def test_a_list_with_a_gap_or_given_twice_is_a_reject(tmp_path: Path, row: str) -> None:
    heads = [f"{ERRORS}.{n}.{key}" for n in (0, 1) for key in ("on", "integrity_in_doubt")]
    [(pointer, message), *_] = reject_of(tmp_path, f"{','.join([*heads, ERRORS])}\n{row}\n")
    if row.startswith(","):
        assert pointer == "/provider/serious_errors/0"
        assert message.startswith("found null; expected a mapping")
    else:
        assert message == "a list is given as a whole and by its items; keep one of them"


def test_a_list_as_json(tmp_path: Path) -> None:
    text = f'{ERRORS}\n"[{{""on"": ""2022-01-01"", ""integrity_in_doubt"": true}}]"\n"[oops"\n'
    rows = table(tmp_path, text)
    item = {"on": "2022-01-01", "integrity_in_doubt": True}
    assert values(rows) == [{"provider": {"serious_errors": [item]}}]
    assert 'found the text "[oops"; expected a list' in rows.rejects[0].problems[0].message


@pytest.mark.parametrize(
    ("heading", "message"),
    [
        ("contract_yaer", 'there is no fact "contract_yaer"; did you mean contract_year?'),
        ("kvk_registered", "did you mean provider.kvk_registered?"),
        ("provider.serious_error.0.on", r"did you mean provider.serious_errors\[\*\].on"),
        ("zzz", 'the column "zzz": there is no fact "zzz"'),
        ("provider", "this is no single fact; name facts within it, such as provider.name"),
        ("contract_year,contract_year", 'the columns "contract_year" and "contract_year" both'),
        ("contract_year, contract_year ", "both hold contract_year; keep one of them"),
        (f"{ERRORS}.0.on,{ERRORS}[0].on", "both hold"),
        (f"{ERRORS}.10.on", r"serious_errors has at most 10 items, numbered from 0"),
        (f"{ERRORS}.1.on", r"column for provider.serious_errors\[1\].on and none for .*\[0\]"),
        (f"{ERRORS}.x.on", "there is no fact"),
        ("contract_year,", "column 2 has no name; name the fact that it holds"),
        ("", "there is no heading: the first row names the facts"),
        (",,", "there is no heading"),
        ('"contract_year', "in the heading the quotes are not right"),
    ],
)
def test_a_heading_that_is_wrong(tmp_path: Path, heading: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        table(tmp_path, f"{heading}\n1\n")


TURNOVER = "insurers.asr.turnover.2022"


def test_values_are_what_the_schema_says(tmp_path: Path) -> None:
    text = f"contract_year,{TURNOVER},provider.kvk,provider.name,description,as_of\n"
    assert cases_of(
        tmp_path, f"{text}2024, 1234.50 ,01234567,007, a b ,2023-08-31T22:30:00Z\n"
    ) == [
        {
            "contract_year": 2024,
            "insurers": {"asr": {"turnover": {"2022": 1234.5}}},
            "provider": {"kvk": "01234567", "name": "007"},
            "description": "a b",
            "as_of": "2023-09-01",
        }
    ]


@pytest.mark.parametrize(
    ("head", "cell", "message"),
    [
        (TURNOVER, "12.345", "found 12.345; expected an amount in euros with at most two decimals"),
        (TURNOVER, "12.340", "found 12.340; expected an amount"),
        (TURNOVER, "1234,5", 'found the text "1234,5"; expected an amount in euros such as'),
        (TURNOVER, "1e3", 'found the text "1e3"'),
        (TURNOVER, "NaN", 'found the text "NaN"'),
        (TURNOVER, "9" * 29, "expected at least 0 and at most 1000000000000"),
        ("contract_year", "2024.0", 'found the text "2024.0"; expected a whole number'),
        ("contract_year", "9" * 19, "expected a whole number"),
        (
            "provider.kvk_registered",
            "ja",
            'found the text "ja"; expected true or false; write true',
        ),
        ("provider.kvk_registered", "1", "expected true or false"),
        ("as_of", "31-12-2023", "did you mean 2023-12-31?"),
        ("provider.sectors", "ggz;", "found null; expected ggz"),
    ],
)
def test_cells_that_are_no_value_of_their_fact(
    tmp_path: Path, head: str, cell: str, message: str
) -> None:
    [(_, found)] = reject_of(tmp_path, f'{head}\n"{cell}"\n')
    assert message in found


def test_dutch_notation(tmp_path: Path) -> None:
    text = f"contract_year;{TURNOVER};as_of;provider.kvk_registered;insurers.asr.turnover.2021\n"
    rows = text + "2024;1234,56;31-12-2023;ja;5\n2024;0,5;1-2-2024;Nee;\n;;2024-02-01;WAAR;\n"
    found = cases_of(tmp_path, f"{rows};;;onwaar;\n;;;false;\n", DUTCH)
    assert found[0] == {
        "contract_year": 2024,
        "insurers": {"asr": {"turnover": {"2022": 1234.56, "2021": 5}}},
        "as_of": "2023-12-31",
        "provider": {"kvk_registered": True},
    }
    days = [case.get("as_of") for case in found]
    assert days == ["2023-12-31", "2024-02-01", "2024-02-01", None, None]
    registered = [case["provider"]["kvk_registered"] for case in found]
    assert registered == [True, False, True, False, False]


@pytest.mark.parametrize("cell", ["1.234", "1.234,56", "12.34", "12,345", "1 234"])
def test_amounts_that_are_not_dutch(tmp_path: Path, cell: str) -> None:
    [(pointer, _)] = reject_of(tmp_path, f"as_of;{TURNOVER}\n;{cell}\n", DUTCH)
    assert pointer == "/insurers/asr/turnover/2022"


def test_cells_of_excel(tmp_path: Path) -> None:
    file = tmp_path / "cases.xlsx"
    book = Workbook()
    sheet = book.active
    sheet.append([])
    heads = ["contract_year", TURNOVER, "as_of", "known_at", "provider.kvk", "provider.sectors"]
    sheet.append([*heads, "provider.kvk_registered", None])
    sheet.append([2024, 1234.56, date(2023, 8, 15), datetime(2023, 8, 1), "01234567", "ggz", True])
    sheet.append([])
    sheet.append(["2025", "1234,5", "15-8-2023", None, None, "[]", "nee"])
    sheet.append([2024.5, 1234.567, datetime(2023, 8, 15, 10, 30), None, 1234567, None, 1, "x"])
    sheet.append([2024.5, 1234.567, datetime(2023, 8, 15, 10, 30), None, 1234567, None, 1])
    book.create_sheet("second").append(["contract_year"])
    book.save(file)
    rows = read(file, Reading(csv=DUTCH))
    assert rows.numbers.tolist() == [1, 3]
    assert values(rows) == [
        {
            "contract_year": 2024,
            "insurers": {"asr": {"turnover": {"2022": 1234.56}}},
            "as_of": "2023-08-15",
            "known_at": "2023-08-01",
            "provider": {"kvk": "01234567", "sectors": ["ggz"], "kvk_registered": True},
        },
        {
            "contract_year": 2025,
            "insurers": {"asr": {"turnover": {"2022": 1234.5}}},
            "as_of": "2023-08-15",
            "provider": {"sectors": [], "kvk_registered": False},
        },
    ]
    assert [
        (reject.row, [problem.code for problem in reject.problems]) for reject in rows.rejects
    ] == [
        (4, ["bad-row"]),
        (
            5,
            [
                "time-without-zone",
                "wrong-type",
                "too-many-decimals",
                "unquoted-identifier",
                "wrong-type",
            ],
        ),
    ]
    assert read(file, Reading(sheet="second")).numbers.tolist() == []
    with pytest.raises(UsageError, match='there is no sheet "third"; there is "Sheet", "second"'):
        read(file, Reading(sheet="third"))


MAPPING = """\
columns:
  KvK-nummer: provider.kvk
  "2022": insurers.asr.turnover.2022
constants:
  contract_year: 2024
  provider.sectors: [ggz]
  as_of: 2023-08-31T22:30:00Z
ignore: [Opmerking]
"""


def mapping(tmp_path: Path, text: str) -> Naming:
    file = tmp_path / "mapping.yaml"
    file.write_text(text)
    return read_mapping_file(file)


def test_a_mapping_file_names_columns_and_sets_constants(tmp_path: Path) -> None:
    naming = mapping(tmp_path, MAPPING)
    text = "KvK-nummer;2022;Opmerking;provider.name\n01234567;50.5;nvt;x\n;;;y\n"
    rows = table(tmp_path, text, naming=naming)
    always = {"contract_year": 2024, "as_of": "2023-09-01"}
    assert values(rows) == [
        {
            **always,
            "provider": {"kvk": "01234567", "name": "x", "sectors": ["ggz"]},
            "insurers": {"asr": {"turnover": {"2022": 50.5}}},
        },
        {**always, "provider": {"name": "y", "sectors": ["ggz"]}},
    ]


def test_constants_are_for_json_too_and_columns_are_not(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_text('{"contract_year": 2024}\n{"contract_year": 2023}\n')
    naming = mapping(tmp_path, "constants: {contract_year: 2024}")
    rows = read(file, Reading(naming=naming))
    assert (rows.numbers.tolist(), [reject.row for reject in rows.rejects]) == ([1], [2])
    with pytest.raises(UsageError, match="JSON has no columns"):
        read(file, Reading(naming=mapping(tmp_path, MAPPING)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colums: {}", 'mapping.yaml:1:1: unknown key "colums"; did you mean columns?'),
        ("other: {}", 'unknown key "other"; a mapping file has columns, constants, ignore'),
        ("columns: [a]", "expected a mapping, such as KvK-nummer: provider.kvk"),
        ("columns: {a: 1}", "expected the name of a fact or a column, in quotes if it is a number"),
        ("ignore: a", "expected a list of names of columns"),
        ("ignore: [a, a]", "nothing twice"),
        ("columns: {a: kvk}", 'the column "a": .*did you mean provider.kvk'),
        ("constants: {contract_year: x}", 'found the text "x"; expected a whole number'),
        ("constants: {provider.sectors: [gg]}", 'found "gg"; expected ggz'),
        ("constants: {provider: {}}", "name a whole list or a single fact"),
        ("constants: {provider.sectors.0: ggz}", "name a whole list or a single fact"),
        ("constants: {contract_year: }", "it has no value; leave it out, or write one"),
        ("constants: {nope: 1}", 'the constant "nope": there is no fact "nope"'),
        ("columns: {a: as_of}\nignore: [a]", "is a fact and is ignored"),
        ("columns: {a: as_of}\ncolumns: {}", "given twice"),
        ("a: [", "not valid YAML"),
    ],
)
def test_a_mapping_file_that_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises((InvalidCase, UsageError), match=message.replace("[", r"\[")) as caught:
        mapping(tmp_path, text)
    assert "mapping.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {absent: as_of}", 'there is no column "absent", which .*mapping.yaml names'),
        ("ignore: [absent]", 'there is no column "absent"'),
        ("constants: {contract_year: 2024}", "contract_year is a column, and .* sets it"),
    ],
)
def test_a_mapping_file_that_does_not_fit_its_table(
    tmp_path: Path, text: str, message: str
) -> None:
    naming = mapping(tmp_path, text)
    with pytest.raises(UsageError, match=message):
        table(tmp_path, "contract_year\n2024\n", naming=naming)


def test_a_mapping_file_for_parquet(tmp_path: Path) -> None:
    file = tmp_path / "cases.data"
    provider = pa.array([{"name": "x"}, {"name": None}, None], pa.struct([("name", pa.string())]))
    pq.write_table(pa.table({"jaar": [2023, 2024, None], "provider": provider}), file)
    naming = mapping(
        tmp_path, "columns: {jaar: contract_year}\nconstants: {provider.kvk: '01234567'}"
    )
    rows = read(file, Reading(InputFormat.PARQUET, naming))
    assert values(rows) == [
        {"contract_year": 2023, "provider": {"name": "x", "kvk": "01234567"}},
        {"contract_year": 2024, "provider": {"kvk": "01234567"}},
        {"provider": {"kvk": "01234567"}},
    ]
