"""Portfolios: directories, files with a case in each line, and tables."""

import json
from pathlib import Path

import pytest

from policycheck.changes.portfolio import read_portfolio
from policycheck.errors import UsageError

CASE = {"contract_year": 2024, "provider": {"kvk_registered": True}}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def table(tmp_path: Path, text: str) -> list[object]:
    portfolio = read_portfolio([write(tmp_path / "cases.csv", text)])
    return [dict(case.value) for case in portfolio.cases] + [u.message for u in portfolio.unread]


def test_a_directory_is_searched_and_names_do_not_depend_on_where_it_lies(tmp_path: Path) -> None:
    write(tmp_path / "b/two.json", json.dumps(CASE))
    write(tmp_path / "b/one.yaml", "contract_year: 2024\n")
    write(tmp_path / "a.ndjson", f"{json.dumps(CASE)}\n\n{json.dumps(CASE)}\n")
    write(tmp_path / "c.csv", "contract_year\n2024\n")
    write(tmp_path / "notes.txt", "not a case")
    write(tmp_path / ".hidden/case.yaml", "contract_year: 2024\n")
    portfolio = read_portfolio([tmp_path])
    names = ["a.ndjson:1", "a.ndjson:3", "b/one.yaml", "b/two.json", "c.csv:2"]
    assert [case.name for case in portfolio.cases] == names
    assert portfolio.unread == ()


def test_the_same_name_twice_is_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder / "case.yaml", "contract_year: 2024\n")
    names = [case.name for case in read_portfolio([tmp_path / "one", tmp_path / "two"]).cases]
    assert names == ["case.yaml", (tmp_path / "two/case.yaml").as_posix()]


def test_what_cannot_be_read_is_kept_with_its_message(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "contract_year: twenty\n")
    write(tmp_path / "b.ndjson", '{"contract_year": 2024}\n{"contract_yaer": 2024}\n{"a": \n')
    (tmp_path / "c.ndjson").write_bytes(b"\xff\xfe\n")
    portfolio = read_portfolio([tmp_path])
    assert [case.name for case in portfolio.cases] == ["b.ndjson:1"]
    assert [each.case for each in portfolio.unread] == [
        "a.yaml",
        "b.ndjson:2",
        "b.ndjson:3",
        "c.ndjson",
    ]
    assert "contract_year" in portfolio.unread[1].message


def test_no_case_and_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no case in"):
        read_portfolio([tmp_path])
    with pytest.raises(UsageError, match="there is no file or directory"):
        read_portfolio([tmp_path / "absent"])


def test_a_table_takes_its_types_from_the_schema(tmp_path: Path) -> None:
    text = (
        "case,as_of,contract_year,provider.kvk_registered,provider.sectors,"
        "insurers.asr.turnover_adjusted.2023,provider.agb\n"
        'first,2024-01-15,2024,yes,"[""ggz""]",149999.99,06290123\n'
        "second,,2024,nee,ggz|medical_specialist,,\n"
    )
    portfolio = read_portfolio([write(tmp_path / "cases.csv", text)])
    assert portfolio.unread == ()
    assert [case.name for case in portfolio.cases] == ["cases.csv:first", "cases.csv:second"]
    first, second = (case.value for case in portfolio.cases)
    assert first == {
        "as_of": "2024-01-15",
        "contract_year": 2024,
        "provider": {"kvk_registered": True, "sectors": ["ggz"], "agb": "06290123"},
        "insurers": {"asr": {"turnover_adjusted": {"2023": 149999.99}}},
    }
    assert second["provider"] == {"kvk_registered": False, "sectors": ["ggz", "medical_specialist"]}
    assert "insurers" not in second
    assert "as_of" not in second


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_as_spreadsheets_do(tmp_path: Path, separator: str) -> None:
    text = separator.join(["\ufeffcontract_year", "provider.kvk_registered\r\n2024", "ja\r\n"])
    assert table(tmp_path, text) == [CASE]


def test_a_wrong_cell_costs_only_its_row(tmp_path: Path) -> None:
    text = "contract_year,provider.kvk_registered\n2024,perhaps\nx,yes\n2024\n1900,yes\n2024,yes\n"
    found = table(tmp_path, text)
    assert found[0] == CASE
    assert found[1:4] == [
        'cases.csv:2: "perhaps" is no bool (provider.kvk_registered)',
        'cases.csv:3: "x" is no integer (contract_year)',
        "cases.csv:4: 1 cells, and the first row has 2",
    ]
    assert "contract_year" in str(found[4])


def test_a_column_that_is_no_fact_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'the column "provider\.kvk_registred"'):
        table(tmp_path, "provider.kvk_registred\nyes\n")
    with pytest.raises(UsageError, match="is a part of a list"):
        table(tmp_path, "provider.serious_errors.*.on\n2024-01-01\n")
