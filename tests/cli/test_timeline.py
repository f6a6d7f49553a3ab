"""``policycheck timeline`` on the command line."""

import json
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from made_up import made_up_rules
from policycheck.policies import load_manifests

from .conftest import Run, Start


def moments(run: Run, *arguments: object) -> list[dict[str, object]]:
    result = run("timeline", *arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(result.stdout)["moments"]
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--as-of", "2023-09-15", "--upcoming"],
        ["-p", "vgz.msz_2024", "--as-of", "2023-12-01", "--known-at", "2023-07-26"],
        ["--as-of", "2030-01-01", "--upcoming"],
    ],
)
def test_documents_fit_their_schema(run: Run, root: Path, arguments: list[str]) -> None:
    as_json = run("timeline", *arguments, "--format", "json")
    as_yaml = run("timeline", *arguments, "--format", "yaml")
    assert (as_json.exit_code, as_json.stderr, as_yaml.exit_code, as_yaml.stderr) == (0, "", 0, "")
    document = json.loads(as_json.stdout)
    schema = (root / "schemas/output/timeline.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(schema)).validate(document)
    assert YAML(typ="safe", pure=True).load(as_yaml.stdout) == document


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_tables_fit_the_terminal(run: Run, columns: int, lang: str) -> None:
    env = {"COLUMNS": str(columns)}
    result = run("timeline", "--as-of", "2023-09-15", "--lang", lang, env=env)
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(len(line) <= columns for line in result.stdout.splitlines())
    assert ("Tijdlijn op" if lang == "nl" else "Timeline on") in result.stdout


def test_all_policies_or_those_that_are_named_in_their_order(run: Run) -> None:
    all_ = {moment["policy"] for moment in moments(run, "--as-of", "2023-09-15")}
    assert all_ == set(load_manifests())
    named = ["vgz.msz_2024", "asr.ggz_2024", "vgz.msz_2024"]
    result = run("timeline", *(f"-p{name}" for name in named), "--format", "json")
    policies = [policy["id"] for policy in json.loads(result.stdout)["policies"]]
    assert policies == ["vgz.msz_2024", "asr.ggz_2024"]


def test_the_day_is_today_in_the_netherlands(run: Run) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    before = datetime.now(zone).date()
    document = json.loads(run("timeline", "--format", "json").stdout)
    assert before.isoformat() <= document["as_of"] <= datetime.now(zone).date().isoformat()
    assert document["known_at"] == document["as_of"]


def test_what_has_passed_can_be_left_out(run: Run) -> None:
    chosen = ("-p", "asr.ggz_2024", "--as-of", "2023-11-12")
    every = moments(run, *chosen)
    left = moments(run, *chosen, "--upcoming")
    assert left == [each for each in every if each["state"] not in ("passed", "begun")]
    assert 0 < len(left) < len(every)
    table = run("timeline", *chosen, "--upcoming").stdout
    assert "passed" not in table
    assert "publishes the contracted care" in table


def test_the_text_of_another_day(run: Run) -> None:
    chosen = ("-p", "vgz.msz_2024", "--as-of", "2023-12-01")
    before = {each["id"] for each in moments(run, *chosen, "--known-at", "2023-08-01")}
    after = {each["id"] for each in moments(run, *chosen, "--known-at", "2023-08-02")}
    assert after - before == {"tests-changed"}
    table = run("timeline", *chosen, "--known-at", "2023-08-01").stdout
    assert "Timeline on 1 December 2023\nBy the text of 1 August 2023\n" in table


def test_a_day_before_the_first_text_is_an_error(run: Run) -> None:
    result = run("timeline", "-p", "caresq.categoraal_2024", "--as-of", "2023-03-31")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "policycheck: error: the first text of caresq.categoraal_2024 was published on 2023-04-01:"
        " nothing was known on 2023-03-31; choose a later known_at\n"
    )


@pytest.mark.parametrize(
    ("known_at", "left_out"),
    [
        ("2022-03-31", ["asr.geboortezorg_2023", "caresq.categoraal_2024"]),
        ("2022-04-01", ["caresq.categoraal_2024"]),
        ("2023-03-31", ["caresq.categoraal_2024"]),
        ("2023-04-01", []),
    ],
)
def test_of_all_policies_those_without_a_text_yet_are_left_out(
    run: Run, known_at: str, left_out: list[str]
) -> None:
    result = run("timeline", "--as-of", "2023-09-15", "--known-at", known_at, "--format", "json")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"policycheck: note: {policy} is left out: no text of it yet on {known_at}"
        for policy in left_out
    ]
    shown = [policy["id"] for policy in json.loads(result.stdout)["policies"]]
    assert len(shown) == 5 - len(left_out)
    assert not set(left_out) & set(shown)


def test_an_unknown_policy_gets_its_neighbour(run: Run) -> None:
    result = run("timeline", "-p", "asr.ggz_2042")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'there is no policy "asr.ggz_2042"; did you mean asr.ggz_2024?' in result.stderr


def test_rules_of_others(run: Run, tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    found = moments(run, "--rules", rules, "--as-of", "2023-08-15")
    assert {moment["policy"] for moment in found} == {"acme.demo_2024"}
    result = run("timeline", "--rules", rules, "--as-of", "2023-08-15", "--format", "ical")
    assert len(Calendar.from_ical(result.stdout_bytes).walk("VEVENT")) == 3


def test_colour_where_it_is_wanted(run: Run) -> None:
    assert "\x1b[" in run("timeline", "--as-of", "2023-09-15", "--color", "always").stdout
    assert "\x1b[" not in run("timeline", "--as-of", "2023-09-15").stdout


# --- iCalendar


def test_a_calendar_file_keeps_its_line_ends(start: Start, tmp_path: Path) -> None:
    """Whole and byte by byte, as a process of its own writes it."""
    result = start("timeline", "-p", "asr.ggz_2024", "--format", "ical", "--lang", "nl")
    assert (result.returncode, result.stderr) == (0, "")
    file = tmp_path / "timeline.ics"
    file.write_text(result.stdout, encoding="utf-8", newline="")
    calendar = Calendar.from_ical(file.read_bytes())
    summaries = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert "De aanbieder tekent de overeenkomst (uiterlijk 1 november 2023)" in summaries


def test_a_calendar_file_in_bytes(run: Run) -> None:
    output = run("timeline", "-p", "asr.ggz_2024", "--format", "ical").stdout_bytes
    assert output.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert output.count(b"\r\n") == output.count(b"\n")


def test_an_empty_calendar_is_no_calendar(run: Run) -> None:
    late = ("--as-of", "2030-01-01", "--upcoming")
    result = run("timeline", *late, "--format", "ical")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no moment is left" in result.stderr
    assert "Nothing is to come." in run("timeline", *late).stdout


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "policycheck.report.timeline_calendar", raising=False)
    result = run("timeline", "--format", "ical")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "policycheck: error: the format ical needs more: pip install 'policycheck[calendar]'\n"
    )
    assert run("timeline").exit_code == 0
    assert run("timeline", "--format", "json").exit_code == 0


@pytest.mark.parametrize("command", ["list", "facts", "show"])
def test_other_commands_have_no_calendar(run: Run, command: str) -> None:
    result = run(command, "--format", "ical")
    assert result.exit_code == 2
    assert "'ical' is not one of 'table', 'json', 'yaml'" in result.stderr
