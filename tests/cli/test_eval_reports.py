"""``eval --format html`` and ``markdown``, and ``-o``: whole or not at all."""

from pathlib import Path

import pytest

from .conftest import Run

CASES = "fixtures/cases/asr.ggz_2024"


@pytest.fixture
def one(root: Path) -> Path:
    return root / CASES / "ceiling-69-99.yaml"


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    file = tmp_path / "bad.yaml"
    file.write_text("as_of: 2024-01-01\nprovider:\n  nmae: <b>x</b>\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(("format_", "start"), [("html", "<!doctype html>"), ("markdown", "# GGZ")])
def test_a_report_goes_to_a_file_or_to_standard_output(
    run: Run, one: Path, tmp_path: Path, format_: str, start: str
) -> None:
    shown = run("eval", one, "--format", format_)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.lstrip().startswith(start)
    target = tmp_path / "report"
    written = run("eval", one, "--format", format_, "-o", target)
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "")
    assert target.read_text(encoding="utf-8") == shown.stdout
    assert list(tmp_path.iterdir()) == [target]


def test_several_cases_are_a_portfolio(run: Run, root: Path) -> None:
    cases = sorted((root / CASES).glob("ceiling-*.yaml"))
    result = run("eval", *cases, "--format", "html", "--lang", "en", "--exit-code")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "<h1>" in result.stdout
    assert "3 cases, 3 decisions" in result.stdout


def test_one_case_under_several_policies_has_a_matrix(run: Run, root: Path) -> None:
    case = root / "fixtures/cases/caresq.categoraal_2024/epilepsy-centre-of-three-sectors.yaml"
    html = run("eval", case, "--format", "html", "--lang", "en").stdout
    assert '<table class="matrix">' in html
    assert 'href="#asr-ggz_2024-application"' in html
    assert "there are texts for 2022" in html
    markdown = run("eval", case, "--format", "markdown", "--lang", "en").stdout
    head = "| Decision | asr.ggz\\_2024 | caresq.categoraal\\_2024 | vgz.msz\\_2024 |"
    assert head in markdown


@pytest.mark.parametrize("format_", ["html", "markdown"])
@pytest.mark.parametrize("to_file", [True, False])
def test_an_invalid_case_gets_a_report_of_its_errors(
    run: Run, one: Path, invalid: Path, tmp_path: Path, format_: str, to_file: bool
) -> None:
    target = tmp_path / "report"
    where = ["-o", target] if to_file else []
    result = run("eval", one, invalid, "--format", format_, "--lang", "nl", *where)
    assert result.exit_code == 2
    assert "bad.yaml:3:3: /provider/nmae" in result.stderr
    report = target.read_text(encoding="utf-8") if to_file else result.stdout
    assert "Dit geval kan niet worden beoordeeld" in report
    assert "regel 3, kolom 3" in report
    assert "GGZ Plafond" not in report


def test_facts_that_contradict_the_day_get_a_report_too(run: Run, root: Path) -> None:
    case = root / CASES / "ceiling-69-99.yaml"
    result = run("eval", case, "--as-of", "2024-06-01", "--format", "html", "--lang", "en")
    assert result.exit_code == 2
    assert "This case cannot be judged" in result.stdout
    assert "received_on" in result.stdout


def test_a_case_is_never_written_over(run: Run, one: Path, tmp_path: Path) -> None:
    copy = tmp_path / "case.yaml"
    copy.write_bytes(one.read_bytes())
    result = run("eval", copy, "-o", copy)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a case: write the result to another file" in result.stderr
    assert copy.read_bytes() == one.read_bytes()


def test_what_cannot_be_written_is_said(run: Run, one: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("eval", one, "--format", "html", "-o", tmp_path / "file" / "report.html")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "cannot be written" in result.stderr


def test_other_formats_go_to_a_file_as_well(run: Run, one: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    shown = run("eval", one, "--format", "json").stdout
    assert run("eval", one, "--format", "json", "-o", target).stdout == ""
    assert target.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_an_explanation_stands_in_the_report(run: Run, root: Path, format_: str) -> None:
    case = root / CASES / "ceiling-96.yaml"
    plain, short, full = (
        run("eval", case, "--format", format_, "--lang", "nl", *more).stdout
        for more in ([], ["--explain", "short"], ["--explain", "full"])
    )
    sentence = "Iemand moet dit beoordelen: de tekst kan op meer dan één manier"
    assert [sentence in each for each in (plain, short, full)] == [False, True, True]
    for told in (
        "regel 24 van het bestand",
        "ten minste 70%; precies 70% is genoeg",
        "anders gelezen: “Alleen bij het bereiken ervan”. Uitkomst: handmatig beoordelen",
    ):
        assert [told in each for each in (plain, short, full)] == [False, False, True]


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_a_portfolio_has_room_for_a_sentence(run: Run, root: Path, format_: str) -> None:
    cases = sorted((root / CASES).glob("ceiling-*.yaml"))
    short = run("eval", *cases, "--format", format_, "--explain", "short", "--lang", "nl")
    assert (short.exit_code, short.stderr) == (0, "")
    assert "Voldoet niet, want dit klopt niet: " in short.stdout
    full = run("eval", *cases, "--format", format_, "--explain", "full")
    assert (full.exit_code, full.stdout) == (2, "")
    assert f"--explain full of several cases cannot be told as {format_}" in full.stderr


def test_two_texts_have_no_report_yet(run: Run, one: Path) -> None:
    days = ["--compare-known-at", "2023-08-01", "2023-08-02"]
    result = run("eval", one, *days, "--format", "html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--compare-known-at cannot be told as html" in result.stderr
