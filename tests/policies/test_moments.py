"""On which days milestones fall, and how long terms are, by the text of a day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from made_up import made_up_rules
from made_up import replace as replace_in
from policycheck.errors import RulesError
from policycheck.model import Actor, Text
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.milestones import Length, Milestone, Precision, Term
from policycheck.policies.moments import (
    TERM_UNITS,
    changes_of,
    days_in,
    days_of,
    length_of,
    value_on,
)
from report.samples import MANIFEST

SHIPPED = load_manifests()
TODAY = date(2023, 9, 15)
NEWEST = date.max
DEMO = Path("acme/demo_2024")

policies = pytest.mark.parametrize("policy", SHIPPED.values(), ids=list(SHIPPED))


def milestone(day: date | None = None, **more: object) -> Milestone:
    plain = Milestone("m", Text("a", "b"), (Actor.PROVIDER,), ("alg-20",), day=day)
    return replace(plain, **more)  # type: ignore[arg-type]


def interval(precision: Precision, day: date, until: date | None = None) -> tuple[date, date]:
    (when,) = days_of(milestone(day, precision=precision, until=until), MANIFEST, TODAY)
    return when.first, when.last


@pytest.mark.parametrize(
    ("precision", "day", "first", "last"),
    [
        (Precision.DAY, "2024-02-29", "2024-02-29", "2024-02-29"),
        (Precision.MONTH, "2024-02-01", "2024-02-01", "2024-02-29"),
        (Precision.MONTH, "2023-02-28", "2023-02-01", "2023-02-28"),
        (Precision.MONTH, "2100-02-01", "2100-02-01", "2100-02-28"),
        (Precision.MONTH, "2023-12-31", "2023-12-01", "2023-12-31"),
        (Precision.START_OF_MONTH, "2022-11-01", "2022-11-01", "2022-11-10"),
        (Precision.MIDDLE_OF_MONTH, "2023-09-15", "2023-09-11", "2023-09-20"),
        (Precision.START_OF_YEAR, "2023-01-01", "2023-01-01", "2023-03-31"),
        (Precision.END_OF_YEAR, "2022-12-01", "2022-10-01", "2022-12-31"),
    ],
)
def test_a_moment_that_is_no_day_is_an_interval(
    precision: Precision, day: str, first: str, last: str
) -> None:
    found = interval(precision, date.fromisoformat(day))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_row_of_months_runs_to_the_end_of_the_last() -> None:
    found = interval(Precision.MONTH, date(2023, 11, 1), date(2024, 2, 1))
    assert found == (date(2023, 11, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("printed", "last"),
    [("2023-09-01", "2023-08-31"), ("2024-03-01", "2024-02-29"), ("2024-01-01", "2023-12-31")],
)
def test_before_a_day_ends_on_the_day_before(printed: str, last: str) -> None:
    day = date.fromisoformat(printed)
    (when,) = days_of(milestone(day, boundary="before"), MANIFEST, TODAY)
    assert (when.printed, when.first, when.last) == (day, when.last, date.fromisoformat(last))


@pytest.mark.parametrize("boundary", ["until", "from", "exactly"])
def test_every_other_boundary_includes_its_day(boundary: str) -> None:
    (when,) = days_of(milestone(TODAY, boundary=boundary), MANIFEST, TODAY)
    assert (when.first, when.last) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("known_at", "printed"),
    [("2023-08-01", "2023-09-01"), ("2023-08-02", "2023-10-01"), ("2023-08-03", "2023-10-01")],
)
def test_the_day_of_a_parameter_is_that_of_its_version(known_at: str, printed: str) -> None:
    moved = milestone(parameter="last-day")
    (when,) = days_of(moved, MANIFEST, date.fromisoformat(known_at))
    assert when.printed == date.fromisoformat(printed)


def test_a_parameter_that_is_not_published_yet_has_no_value() -> None:
    later = replace(
        MANIFEST.parameters["last-day"], versions=MANIFEST.parameters["last-day"].versions[1:]
    )
    policy = replace(MANIFEST, parameters={"last-day": later})
    assert value_on(later, date(2023, 8, 1)) is None
    assert days_of(milestone(parameter="last-day"), policy, date(2023, 8, 1)) == ()
    assert len(days_of(milestone(parameter="last-day"), policy, date(2023, 8, 2))) == 1
    term = Term("t", Text("a", "b"), (), ("alg-04",), Text("c", "d"), parameter="last-day")
    assert length_of(term, policy, date(2023, 8, 1)) is None


def test_a_parameter_with_several_days_gives_several_moments() -> None:
    assert days_in({"2023-04-30": {}, "2022-04-30": {}}) == [date(2022, 4, 30), date(2023, 4, 30)]
    claims = {m.id: m for m in SHIPPED["asr.ggz_2022"].milestones}["claims"]
    lasts = [when.last for when in days_of(claims, SHIPPED["asr.ggz_2022"], NEWEST)]
    assert lasts == [date(2022, 4, 30), date(2023, 4, 30)]


def test_a_term_has_its_own_length_or_that_of_a_parameter() -> None:
    look_back, reply = MANIFEST.terms
    assert length_of(look_back, MANIFEST, TODAY) == Length(5, "years", "until")
    assert length_of(reply, MANIFEST, TODAY) == Length(5, "working_days", "before")


@pytest.mark.parametrize(
    ("boundary", "inclusive"),
    [("until", True), ("from", True), ("exactly", True), ("before", False), ("less_than", False)],
)
def test_a_boundary_says_whether_the_end_is_included(boundary: str, inclusive: bool) -> None:
    assert Length(1, "months", boundary).inclusive is inclusive


@pytest.mark.parametrize(
    ("known_at", "old", "new"),
    [("2023-08-01", True, False), ("2023-08-02", False, True), ("2023-08-03", False, True)],
)
def test_a_clause_is_in_force_from_its_publication_to_its_withdrawal(
    tmp_path: Path, known_at: str, old: bool, new: bool
) -> None:
    policy = load_manifests(made_up_rules(tmp_path))["acme.demo_2024"]
    day = date.fromisoformat(known_at)
    assert policy.in_force("app-01", day)
    assert policy.in_force("app-02", day) is old
    assert policy.in_force("app-03", day) is new


def test_the_changes_of_a_text_are_its_amendments_and_later_versions() -> None:
    vgz = SHIPPED["vgz.msz_2024"]
    assert changes_of(vgz) == [date(2023, 7, 27), date(2023, 8, 2)]
    assert changes_of(SHIPPED["caresq.categoraal_2024"]) == []
    assert changes_of(MANIFEST) == [date(2023, 8, 2)]
    assert changes_of(replace(MANIFEST, published=date(2023, 8, 2))) == []


# --- the shipped calendars


@policies
def test_every_day_and_every_term_is_in_the_calendar_once(policy: PolicyManifest) -> None:
    """Where two milestones share a parameter, one of them says before or about that day."""
    days = [p.id for p in policy.parameters.values() if p.unit == "date"]
    shown = [(m.parameter, m.boundary) for m in policy.milestones if m.parameter]
    assert set(days) <= {parameter for parameter, _ in shown}
    assert len(shown) == len(set(shown))
    lengths = {
        p.id
        for p in policy.parameters.values()
        if p.unit in TERM_UNITS and p.boundary != "more_than"
        if isinstance(p.versions[-1].value, int)
    }
    assert lengths == {term.parameter for term in policy.terms if term.parameter}


@policies
def test_every_milestone_and_term_has_two_plain_titles(policy: PolicyManifest) -> None:
    texts = [*(m.title for m in policy.milestones), *(t.title for t in policy.terms)]
    texts += [each.note for each in policy.milestones if each.note]
    for text in texts:
        for written in (text.nl, text.en):
            assert written.endswith(".")
            assert written[0].isupper() or written.startswith("a.s.r.")
        assert text.nl != text.en


@policies
def test_every_clause_about_the_calendar_is_on_a_milestone(policy: PolicyManifest) -> None:
    cited = {ref for milestone in policy.milestones for ref in milestone.refs}
    calendar = [
        clause.id
        for clause in policy.clauses
        if clause.information and "among the milestones" in clause.information.en
    ]
    assert set(calendar) <= cited


def test_only_what_the_documents_leave_open_has_no_day() -> None:
    undated = {
        f"{policy.id}/{each.id}"
        for policy in SHIPPED.values()
        for each in policy.milestones
        if not days_of(each, policy, NEWEST)
    }
    assert undated == {"vgz.msz_2024/process-agreed"}


# --- what loading refuses


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path)


def messages(rules: Path) -> str:
    with pytest.raises(RulesError) as caught:
        load_manifests(rules)
    return "\n".join(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("parameter: request_until", "parameter: no_such", "from no_such, which is no parameter"),
        ("parameter: request_until", 'day: "2023-11-11"', "request_until is a day and on no mile"),
        ("parameter: request_until", 'day: "2023-10-01"', "repeats the day of the parameter"),
        ("id: letters-read", "id: mail-read", "the milestone mail-read stands 2 times"),
        ("refs: [app-03]\n  - id: agreed", "refs: [app-9]\n  - id: agreed", "cites app-9"),
        ("boundary: from", "boundary: before", "is before a day and gives an interval"),
        (
            "precision: middle_of_month",
            "precision: middle_of_month\n    until_month: '2024-03'",
            "has a last month and is no row of months",
        ),
        (
            'month: "2024-02"\n    refs: [app-02]',
            'month: "2024-02"\n    until_month: "2024-01"\n    refs: [app-02]',
            "letters-read ends before it begins",
        ),
        ("day: null", 'day: null\n    month: "2024-02"', "day and month stand together"),
        ("day: null", 'month: "2024-13"', "does not match"),
        ("who: [insurer, other]", "who: insurer", "is not of type 'array'"),
        ("channels: [letter]", "channels: [pigeon]", "'pigeon' is not one of"),
        (
            "length: {value: 2, unit: months, boundary: until}",
            "parameter: request_until",
            "the term reply takes its length from request_until, which holds none",
        ),
        ("unit: months, boundary", "unit: moons, boundary", "'moons' is not one of"),
        (
            "terms:\n",
            "terms:\n  - id: reply\n    title: {nl: a, en: b}\n    who: [insurer]\n"
            "    since: {nl: a, en: b}\n    length: {value: 1, unit: days, boundary: until}\n"
            "    refs: [app-01]\n",
            "the term reply stands 2 times",
        ),
        (
            'published: "2023-08-02"',
            "published: {parameter: no_such}",
            "a publication names no_such, which is no parameter with a day",
        ),
        (
            "day: null",
            "parameter: request_until\n    changed_after: nothing",
            "from nothing, which is no parameter",
        ),
    ],
)
def test_a_mistake_in_the_calendar_is_named(rules: Path, old: str, new: str, expected: str) -> None:
    replace_in(rules / DEMO / "policy.yaml", old, new)
    assert expected in messages(rules)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: date", "unit: euro", "from request_until, which holds no day"),
        ('"2023-10-01"', '"2023-09-31"', "the parameter request_until holds no day"),
        ("boundary: until", "boundary: at_least", "requests is at_least a day, which says nothing"),
    ],
)
def test_a_mistake_in_a_parameter_of_the_calendar_is_named(
    rules: Path, old: str, new: str, expected: str
) -> None:
    file = rules / DEMO / "parameters.yaml"
    text = file.read_text(encoding="utf-8")
    if new == "unit: euro":
        text = text.replace('"2023-09-01"', "1").replace('"2023-10-01"', "2")
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert expected in messages(rules)


def test_a_publication_needs_a_parameter_with_a_real_day(rules: Path) -> None:
    named = "published: {parameter: request_until}"
    replace_in(rules / DEMO / "policy.yaml", 'published: "2023-08-02"', named)
    replace_in(rules / DEMO / "parameters.yaml", 'value: "2023-09-01"', 'value: "2023-09-31"')
    assert "names request_until, which is no parameter with a day" in messages(rules)


def test_the_day_of_publication_has_to_be_printed(rules: Path) -> None:
    replace_in(rules / DEMO / "policy.yaml", 'published: "2023-07-01"', "published: null")
    assert messages(rules) == (
        "the milestone published takes its day from the publication, which has none:"
        " write day: null"
    )


def test_a_length_without_a_term_is_named(rules: Path) -> None:
    file = rules / DEMO / "parameters.yaml"
    more = (
        "reply_days:\n  title: {nl: a, en: b}\n  unit: working_days\n  boundary: until\n"
        "  word: binnen\n  refs: [app-01]\n  versions: [{published: null, value: 5}]\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert messages(rules) == "the parameter reply_days is a length of time and in no term: " + (
        "give it one"
    )


def test_a_publication_can_take_its_day_from_a_parameter(rules: Path) -> None:
    replace_in(
        rules / DEMO / "policy.yaml",
        'published: "2023-08-02"',
        "published: {parameter: request_until}",
    )
    policy = load_manifests(rules)["acme.demo_2024"]
    assert policy.amendments["second-notice"].published == date(2023, 9, 1)
