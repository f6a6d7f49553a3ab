"""The iCalendar file, read back by the calendar library that wrote it and by another one.

``ical`` is the parser of a real calendar; it validates what it reads.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus
from icalendar import Calendar

from made_up import made_up_rules
from policycheck.evaluation.timeline import Timeline, timeline
from policycheck.model import Language, Text
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.timeline_calendar import calendar_text
from policycheck.words import Words
from report.samples import EN, NL

SHIPPED = load_manifests()
NASTY = 'commas, semicolons; back\\slash, "quotes", colon: é ☎\nnew line\r\nBEGIN:VEVENT'
CLEANED = 'commas, semicolons; back\\slash, "quotes", colon: é ☎ new line  BEGIN:VEVENT'


@pytest.fixture
def acme(tmp_path: Path) -> PolicyManifest:
    return load_manifests(made_up_rules(tmp_path))["acme.demo_2024"]


def of(policy: PolicyManifest, as_of: str, language: Language = EN) -> str:
    return calendar_text(timeline([policy], date.fromisoformat(as_of)), Words(language))


def everything(language: Language = EN) -> tuple[Timeline, str]:
    found = timeline(SHIPPED.values(), date(2023, 9, 15))
    return found, calendar_text(found, Words(language))


def events(text: str) -> dict[str, Event]:
    """The events of a calendar by their uid, read by another library than wrote it."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    found = {str(event.uid): event for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


@pytest.mark.parametrize("language", Language)
def test_every_moment_is_one_event_of_whole_days(language: Language) -> None:
    timeline_, text = everything(language)
    read = events(text)
    assert len(read) == len(timeline_.moments)
    for moment in timeline_.moments:
        event = read[f"{moment.name}.{moment.policy.id}@policycheck.example"]
        assert moment.when is not None
        assert event.dtstart == moment.when.first
        assert event.dtend == moment.when.last + timedelta(days=1)  # exclusive, by RFC 5545
        assert not isinstance(event.dtstart, datetime)
        assert moment.milestone.title[language].removesuffix(".") in str(event.summary)
        assert event.categories == [moment.policy.insurer_name, moment.policy.id]
        assert f"({', '.join(moment.milestone.refs)})" in str(event.description)


def test_the_library_that_wrote_it_reads_it_without_an_error() -> None:
    timeline_, text = everything()
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    assert [str(calendar[name]) for name in ("VERSION", "PRODID")] == [
        "2.0",
        "-//policycheck//policycheck 0.1.0//EN",
    ]
    assert (
        "X-WR-CALNAME:Care purchasing: asr.geboortezorg_2023\\, asr.ggz_2022\\, "
        in text.replace("\r\n ", "")
    )
    assert all(event.errors == [] for event in calendar.walk("VEVENT"))
    assert len(calendar.walk("VEVENT")) == len(timeline_.moments)


def test_lines_end_in_crlf_and_are_folded_at_75_octets() -> None:
    for language in Language:
        _, text = everything(language)
        lines = text.encode().split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert lines[-2:] == [b"END:VCALENDAR", b""]
        assert all(len(line) <= 75 for line in lines)
        assert b"\n" not in text.encode().replace(b"\r\n", b"")
        assert b"\r" not in text.encode().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("name", "first", "end", "status", "summary"),
    [
        (
            "offer-letters",
            "2023-09-01",
            "2023-10-01",
            EventStatus.TENTATIVE,
            "a.s.r. sends the offer letters (September 2023)",
        ),
        (
            "request-window",
            "2023-08-31",
            "2023-09-01",
            EventStatus.CONFIRMED,
            "New providers make their request (before 1 September 2023)",
        ),
        (
            "publication",
            "2023-11-12",
            "2023-11-13",
            EventStatus.CONFIRMED,
            "a.s.r. publishes the contracted care",
        ),
        (
            "agreements-processed",
            "2023-12-31",
            "2024-01-01",
            EventStatus.CONFIRMED,
            "a.s.r. has processed the agreements in its systems (by 31 December 2023)",
        ),
    ],
)
def test_an_event_in_full(
    name: str, first: str, end: str, status: EventStatus, summary: str
) -> None:
    read = events(of(SHIPPED["asr.ggz_2024"], "2023-09-15"))
    event = read[f"{name}.asr.ggz_2024@policycheck.example"]
    assert (str(event.dtstart), str(event.dtend)) == (first, end)
    assert (event.status, event.summary) == (status, summary)


def test_an_interval_over_the_leap_day_ends_before_march(acme: PolicyManifest) -> None:
    read = events(of(acme, "2023-08-01"))
    event = read["letters-read.acme.demo_2024@policycheck.example"]
    assert (event.dtstart, event.dtend) == (date(2024, 2, 1), date(2024, 3, 1))


def test_the_description_says_who_how_when_and_where() -> None:
    policy = SHIPPED["vgz.msz_2024"]
    uid = "policy-explained.vgz.msz_2024@policycheck.example"
    assert events(of(policy, "2023-06-01", NL))[uid].description == (
        "VGZ, Inkoopbeleid Medisch Specialistische Zorg 2024 (vgz.msz_2024)\n"
        "Uiterlijk 15 juni 2023\n"
        "Zorgverzekeraar; mondeling, per e-mail\n"
        "Aan ZBC's met een contract in 2023 per e-mail.\n"
        "Zo kopen wij zorg in / Toelichten inkoopbeleid en afspraken maken over het "
        "zorginkoopproces, r. 297 (inp-02, tij-01, tij-06)"
    )


def test_every_character_comes_back_and_none_begins_a_line_of_its_own(
    acme: PolicyManifest,
) -> None:
    nasty = Text(NASTY, NASTY)
    milestones = tuple(replace(m, title=nasty, note=nasty) for m in acme.milestones)
    policy = replace(acme, insurer_name='Acme, "A;B" \\ C', title=nasty, milestones=milestones)
    text = of(policy, "2023-08-01")
    read = events(text)
    assert len(read) == 3
    for event in read.values():
        assert str(event.summary).startswith(CLEANED)
        assert str(event.description).count(CLEANED) == 2
    assert text.count("\r\nBEGIN:VEVENT") == 3
    for component in Calendar.from_ical(text).events:
        assert str(component["SUMMARY"]).startswith(CLEANED)
        # The other parser takes an escaped comma in a category for the end of it.
        assert component.categories == ['Acme, "A;B" \\ C', "acme.demo_2024"]


def test_the_file_is_the_same_on_every_day_by_the_same_text() -> None:
    policy = SHIPPED["asr.ggz_2024"]
    assert of(policy, "2023-09-15") == of(policy, "2026-11-22")


@pytest.mark.parametrize(
    ("known_at", "day", "sequence", "stamp"),
    [
        ("2023-08-01", "2023-09-01", 0, "2023-07-01"),
        ("2023-08-02", "2023-10-01", 1, "2023-08-02"),
        ("2023-08-03", "2023-10-01", 1, "2023-08-02"),
    ],
)
def test_a_changed_text_moves_its_event(
    acme: PolicyManifest, known_at: str, day: str, sequence: int, stamp: str
) -> None:
    event = events(of(acme, known_at))["requests.acme.demo_2024@policycheck.example"]
    assert str(event.dtstart) == day
    assert event.sequence == sequence
    assert str(event.dtstamp) == f"{stamp} 00:00:00+00:00"


@pytest.mark.parametrize(
    ("policy", "stamp"),
    [
        ("asr.ggz_2024", "2024-01-01"),  # prints no day: the beginning of its contract period
        ("caresq.categoraal_2024", "2023-04-01"),
        ("vgz.msz_2024", "2023-08-02"),
    ],
)
def test_an_event_is_dated_by_its_text(policy: str, stamp: str) -> None:
    read = events(of(SHIPPED[policy], "2023-09-15"))
    assert {str(event.dtstamp) for event in read.values()} == {f"{stamp} 00:00:00+00:00"}


def test_several_days_of_one_milestone_are_several_events() -> None:
    read = events(of(SHIPPED["asr.ggz_2022"], "2022-01-01"))
    days = {uid.partition(".")[0]: event.dtstart for uid, event in read.items()}
    assert (days["claims-1"], days["claims-2"]) == (date(2022, 4, 30), date(2023, 4, 30))


def test_nobody_is_shown_as_busy_and_nothing_points_outside() -> None:
    _, text = everything()
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("TRANSP:TRANSPARENT") == unfolded.count("BEGIN:VEVENT")
    names = {re.split("[:;]", line)[0] for line in unfolded.split("\r\n") if line}
    assert not names & {"URL", "ATTACH", "ORGANIZER", "ATTENDEE", "METHOD", "TZID"}
