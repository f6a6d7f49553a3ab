"""Input that is damaged, cut off or in another form: an error that says so, or a reject."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policycheck.errors import InvalidCase, UsageError
from policycheck.facts import documents
from policycheck.tabular import BlockSize, CsvForm, InputFormat, Reading, Rows, open_source
from policycheck.tabular.exact import merged
from policycheck.tabular.readers import cutting, json_lines
from tabular.support import (
    WRITERS,
    as_rows,
    fixtures,
    packed,
    read,
    read_up_to_the_error,
    values,
    write_csv,
    write_ndjson,
)

CASES = [dict(case) for case in fixtures()]
MANY = CASES * 10
SMALL = Reading(block=BlockSize(10, 10_000))


def before_the_error(file: Path) -> tuple[list[Any], str]:
    """The cases before an input cannot be read on, and what is said of it."""
    with open_source(str(file), SMALL) as source:
        blocks, [problem] = read_up_to_the_error(source)
        rows = merged([source.rows(block) for block in blocks])
    assert rows.rejects == ()
    assert problem.file == str(file)
    return values(rows), problem.message


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.json", "cases.csv"])
@pytest.mark.parametrize("how", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_off(tmp_path: Path, name: str, how: str) -> None:
    file = packed(WRITERS[name](tmp_path / name, MANY), how)
    file.write_bytes(file.read_bytes()[:-20])
    found, message = before_the_error(file)
    assert "cut off" in message or "Truncated" in message
    assert found == MANY[: len(found)]
    assert len(found) > 100


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_zstd_that_is_cut_off_says_so_and_gives_what_came_before(
    tmp_path: Path, share: float
) -> None:
    lines = [{"provider": {"kvk": f"{n * 7919 % 10**8:08}"}} for n in range(20_000)]
    file = packed(write_ndjson(tmp_path / "cases.ndjson", lines), ".zst")
    content = file.read_bytes()
    file.write_bytes(content[: int(share * len(content))])
    found, message = before_the_error(file)
    assert message.startswith("the packed data is damaged or cut off")
    assert found == lines[: len(found)]


def test_a_packed_file_that_is_damaged(tmp_path: Path) -> None:
    file = packed(write_ndjson(tmp_path / "cases.ndjson", MANY), ".gz")
    content = bytearray(file.read_bytes())
    content[-6] ^= 1  # in the checksum
    file.write_bytes(content)
    found, message = before_the_error(file)
    assert "damaged" in message
    assert found == MANY[: len(found)]


def test_a_name_that_promises_what_the_content_is_not(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson.gz"
    file.write_text("{}\n")
    with pytest.raises(InvalidCase, match="packed with gzip, and by its content it is not"):
        read(file)


@pytest.mark.parametrize("end", ["", ",", ', {"provider": {', ', {"a": "b', ', {"a": "\\'])
def test_an_array_that_is_cut_off(tmp_path: Path, end: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(CASES).removesuffix("]") + end)
    found, message = before_the_error(file)
    assert message == "it is cut off: the array has no end"
    # Nothing says that the last item is whole until something stands behind it.
    assert found == CASES[: len(CASES) if end else -1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"a": 1}}', "the brackets of the array do not match"),
        ("[{}] x", "something stands behind the end of the array"),
        ("[{}][{}]", "something stands behind the end of the array"),
        ("{}", "expected an array of cases, and an object begins here; if each line holds a case"),
        ("", "expected an array of cases, and nothing is here"),
        (" \n", "expected an array of cases, and nothing is here"),
        ('"x"', "expected an array of cases, and something else begins here"),
    ],
)
def test_text_that_is_no_array(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(text)
    with pytest.raises((InvalidCase, UsageError), match=message):
        read(file)


def test_items_of_an_array_that_are_no_cases(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    items = ['{"contract_year":\r\n2024}', "1", "", "null", '[{"a": "]}"}]', '"},{"', '{"a\nb": 1}']
    file.write_text(f"\ufeff[{','.join(items)}, {{}}]", encoding="utf-8")
    rows = read(file)
    assert values(rows) == [{"contract_year": 2024}, {}]
    assert rows.numbers.tolist() == [1, 8]
    assert [(reject.row, reject.problems[0].code) for reject in rows.rejects] == [
        (2, "not-a-mapping"),
        (3, "empty-file"),
        (4, "not-a-mapping"),
        (5, "not-a-mapping"),
        (6, "not-a-mapping"),
        (7, "invalid-json"),
    ]
    assert {problem.line for reject in rows.rejects for problem in reject.problems} == {None}


@pytest.mark.parametrize("text", ["", "\n", "\n \n\t\r\n"])
def test_no_lines_are_no_rows(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_text(text)
    rows = read_or_none(file)
    assert rows is None or (rows.numbers.tolist(), rows.rejects) == ([], ())


def read_or_none(file: Path) -> Rows | None:
    with open_source(str(file)) as source:
        parts = [source.rows(block) for block in source.blocks()]
    return merged(parts) if parts else None


def test_empty_arrays_and_tables_have_no_blocks_or_no_rows(tmp_path: Path) -> None:
    (tmp_path / "cases.json").write_text(" [ ] ")
    (tmp_path / "cases.csv").write_text("contract_year\n")
    pq.write_table(pa.table({"contract_year": pa.array([], pa.int64())}), tmp_path / "a.parquet")
    for name in ("cases.json", "cases.csv", "a.parquet"):
        assert read_or_none(tmp_path / name) is None


def test_blank_lines_are_counted_and_are_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "cases.ndjson"
    file.write_bytes(b'\xef\xbb\xbf{"contract_year": 2024}\r\n\r\n \n{"contract_year": 2025}')
    for size in (1, 10, 1000):
        rows = read(file, Reading(block=BlockSize(1, size)))
        assert rows.numbers.tolist() == [1, 4]
        assert values(rows) == [{"contract_year": 2024}, {"contract_year": 2025}]


@pytest.mark.parametrize("size", [1, 1000, 5_000, 100_000])
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_that_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, end: str
) -> None:
    for module in (documents, cutting, json_lines):
        monkeypatch.setattr(module, "MOST_BYTES", 5_000)
    lines = ["{}", "{}", f'{{"description": "{"x" * 90_000}"}}', "{}", f"[{'1' * 6_000}]", "{}"]
    lines[4:4] = ["{}"] * 5000
    file = tmp_path / "cases.ndjson"
    file.write_text("\n".join(lines) + end)
    rows = read(file, Reading(block=BlockSize(1, size)))
    assert rows.numbers.tolist() == [1, 2, *range(4, 5005), 5006]
    assert [(reject.row, reject.problems[0].code) for reject in rows.rejects] == [
        (3, "too-large"),
        (5005, "too-large"),
    ]
    assert max(len(reject.text) for reject in rows.rejects) < 2_100


@pytest.mark.parametrize("size", [1, 500, 100_000])
def test_rows_of_a_table_that_are_none(tmp_path: Path, size: int) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(
        b"\xef\xbb\xbfcontract_year;provider.name;provider.sectors\r\n"
        b'2024;"De ""Maas""\r\n; Zuid";"ggz;other"\r\n'
        b"2024;x\r\n"
        b";;\r\n"
        b"\r\n"
        b"2024;a;b;c\r\n"
        b'2024;"a"b;\r\n'
        b'2024;5" pijp;[]\r\n'
        b"2024;\xe9\xe9n;\r\n"
        b'20x4;"y";"ggz;nope"\r\n'
        b"2025;z;\r\n"
        b'2025;"never closed;\r\n2025;w;\r\n'
    )
    rows = read(file, Reading(block=BlockSize(1, size)))
    assert rows.numbers.tolist() == [1, 7, 10]
    assert values(rows) == [
        {
            "contract_year": 2024,
            "provider": {"name": 'De "Maas"\r\n; Zuid', "sectors": ["ggz", "other"]},
        },
        {"contract_year": 2024, "provider": {"name": '5" pijp', "sectors": []}},
        {"contract_year": 2025, "provider": {"name": "z"}},
    ]
    found = [(reject.row, [problem.code for problem in reject.problems]) for reject in rows.rejects]
    assert found == [
        (2, ["bad-row"]),
        (5, ["bad-row"]),
        (6, ["bad-row"]),
        (8, ["bad-row"]),
        (9, ["wrong-type", "unknown-value"]),
        (11, ["bad-row"]),
    ]
    messages = [reject.problems[0].message for reject in rows.rejects]
    assert messages[0] == "2 cells, and the heading has 3"
    assert messages[2].startswith("the quotes are not right")
    assert messages[3].startswith("the text is not UTF-8, perhaps windows-1252; say which")
    assert messages[4].startswith('found the text "20x4"; expected a whole number')
    assert rows.rejects[4].text == '20x4;"y";"ggz;nope"'


def test_the_encoding_of_a_table(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    text = "provider.name\nZórg\n" * 1
    for encoding in ("windows-1252", "utf-16", "utf-8-sig"):
        file.write_bytes(text.encode(encoding))
        form = CsvForm(encoding=encoding)
        assert values(read(file, Reading(csv=form))) == [{"provider": {"name": "Zórg"}}]
    file.write_bytes(text.encode("utf-16"))
    with pytest.raises(UsageError, match="the text is UTF-16; say so, or save it as UTF-8"):
        read(file)
    file.write_bytes("provider.näme\n".encode("latin-1"))
    with pytest.raises(UsageError, match="the heading is not UTF-8, perhaps windows-1252"):
        read(file)
    file.write_bytes(text.encode("utf-16-le"))
    with pytest.raises(UsageError, match="NUL characters, perhaps as it is UTF-16; say which"):
        read(file)
    assert values(read(file, Reading(csv=CsvForm(encoding="utf-16-le"))))
    with pytest.raises(UsageError, match='there is no encoding "utf-9"; try utf-8'):
        read(file, Reading(csv=CsvForm(encoding="utf-9")))
    file.write_bytes(b"provider.name\n" + b"ok\n" * 100_000 + b"\xe9\n")
    with pytest.raises(InvalidCase, match="the text is not ascii; say which encoding it has"):
        read(file, Reading(csv=CsvForm(encoding="ascii")))


@pytest.mark.parametrize("name", ["nested.parquet", "cases.arrow", "cases.arrows", "cases.xlsx"])
@pytest.mark.parametrize("keep", [0, 3, 100, 0.5, 0.9])
def test_a_file_of_columns_that_is_cut_off(tmp_path: Path, name: str, keep: float) -> None:
    file = WRITERS[name](tmp_path / name, CASES)
    content = file.read_bytes()
    file.write_bytes(content[: int(keep * len(content)) if keep < 1 else int(keep)])
    with pytest.raises(InvalidCase, match=r"cut off|damaged"):
        read(file, SMALL)


def test_batches_before_the_end_of_a_broken_stream_are_read(tmp_path: Path) -> None:
    file = WRITERS["cases.arrows"](tmp_path / "cases.arrows", MANY)
    file.write_bytes(file.read_bytes()[:-200])
    found, message = before_the_error(file)
    assert "cut off" in message
    assert found == MANY[: len(found)]
    assert len(found) > 500


def test_pages_of_parquet_that_are_damaged(tmp_path: Path) -> None:
    file = tmp_path / "cases.parquet"
    pq.write_table(pa.Table.from_batches([as_rows(CASES)]), file, compression="gzip")
    content = bytearray(file.read_bytes())
    content[50:150] = bytes(100)
    file.write_bytes(content)
    with pytest.raises(InvalidCase, match="the file is damaged or cut off"):
        read(file)


@pytest.mark.parametrize("name", WRITERS)
def test_any_bytes_under_any_name_are_an_error_or_rejects(tmp_path: Path, name: str) -> None:
    contents = [b"\x00" * 100, b"PK\x03\x04abc", b"PAR1PAR1", b"ARROW1\0\0x"]
    for number, content in enumerate(contents):
        file = tmp_path / f"{number}-{name}"
        file.write_bytes(content)
        if name == "cases.ndjson":
            assert [reject.row for reject in read(file).rejects] == [1]
        else:
            with pytest.raises((InvalidCase, UsageError), match=re.escape(str(file))):
                read(file)


@pytest.mark.parametrize("write", [write_ndjson, write_csv])
def test_a_directory_is_no_input(tmp_path: Path, write: Callable[..., Path]) -> None:
    directory = tmp_path / f"cases.{'csv' if write is write_csv else 'ndjson'}"
    directory.mkdir()
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read(directory)


def test_a_pipe_of_gzip_that_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "cases"
    file.write_bytes(gzip.compress(b"{}\n" * 100_000)[:-12])
    with open_source(str(file), Reading(format=InputFormat.NDJSON)) as source:
        blocks, [problem] = read_up_to_the_error(source)
    assert problem.code == "broken-input"
    assert sum(block.payload.count(b"\n") for block in blocks) > 50_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["cases.ndjson", "cases.json"])
def test_json_in_utf_16_is_one_error_and_not_a_reject_a_line(
    tmp_path: Path, name: str, encoding: str
) -> None:
    file = WRITERS[name](tmp_path / name, CASES)
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    with pytest.raises(UsageError, match="the text is UTF-16; save it as UTF-8"):
        read(file)


def test_nul_in_a_table_is_a_wrong_text(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(
        b"contract_year,provider.kvk\n"
        b"2024,01234567\n20\x0024,01234567\n\0\0\n\x00,\n2025,01234567\n"
    )
    rows = read(file)
    assert rows.numbers.tolist() == [1, 5]
    assert [(each.row, each.problems[0].code) for each in rows.rejects] == [
        (2, "wrong-type"),
        (3, "bad-row"),
        (4, "wrong-type"),
    ]


def test_a_table_of_a_hundred_thousand_columns(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    wide = ",".join(["1"] * 100_000)
    file.write_text(f"contract_year,provider.kvk\n2024,01234567\n{wide}\n2025,01234567\n")
    rows = read(file)
    assert rows.numbers.tolist() == [1, 3]
    [reject] = rows.rejects
    assert reject.problems[0].message == "100000 cells, and the heading has 2"
    file.write_text(f"{','.join(f'c{n}' for n in range(100_000))}\n{wide}\n")
    with pytest.raises(UsageError, match='the column "c0": there is no fact "c0"'):
        read(file)


@pytest.mark.parametrize("size", [1_000_000, 100_000_000])
def test_lines_of_fifty_megabytes(tmp_path: Path, size: int) -> None:
    file = tmp_path / "cases.ndjson"
    with file.open("wb") as out:
        for start in (b'{"description": "', b"[", b'{"provider": '):
            out.write(b'{"contract_year": 2024}\n' + start + b"x" * 50_000_000 + b"\n")
    rows = read(file, Reading(block=BlockSize(1, size)))
    assert rows.numbers.tolist() == [1, 3, 5]
    assert [(each.row, each.problems[0].code) for each in rows.rejects] == [
        (2, "too-large"),
        (4, "too-large"),
        (6, "too-large"),
    ]
