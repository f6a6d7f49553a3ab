"""What is on the timeline of which text, in which order, and how it stands on a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from made_up import made_up_rules
from policycheck.errors import UsageError
from policycheck.evaluation.timeline import MomentState, Timeline, state_of, timeline, upcoming
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.milestones import Precision
from policycheck.policies.moments import When

SHIPPED = load_manifests()
PASSED, BEGUN, GOING_ON = MomentState.PASSED, MomentState.BEGUN, MomentState.GOING_ON
TODAY, UPCOMING = MomentState.TODAY, MomentState.UPCOMING
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> PolicyManifest:
    return load_manifests(made_up_rules(tmp_path_factory.mktemp("rules")))["acme.demo_2024"]


def of(policy: str, as_of: str, known_at: str | None = None) -> Timeline:
    known = date.fromisoformat(known_at) if known_at else None
    return timeline([SHIPPED[policy]], date.fromisoformat(as_of), known)


def states(found: Timeline) -> Mapping[str, MomentState | None]:
    return {each.name: each.state for each in (*found.moments, *found.undated)}


def when(first: str, last: str, boundary: str = "exactly") -> When:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return When(days[0], None, boundary, Precision.DAY, *days)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (
            when("2024-02-29", "2024-02-29"),
            {"2024-02-28": UPCOMING, "2024-02-29": TODAY, "2024-03-01": PASSED},
        ),
        (
            when("2024-02-29", "2024-02-29", "from"),
            {"2024-02-28": UPCOMING, "2024-02-29": TODAY, "2024-03-01": BEGUN},
        ),
        (
            when("2024-02-01", "2024-02-29"),
            {
                "2024-01-31": UPCOMING,
                "2024-02-01": GOING_ON,
                "2024-02-02": GOING_ON,
                "2024-02-28": GOING_ON,
                "2024-02-29": GOING_ON,
                "2024-03-01": PASSED,
            },
        ),
    ],
)
def test_how_a_moment_stands_on_each_side_of_its_edges(
    moment: When, expected: Mapping[str, MomentState]
) -> None:
    found = {day: state_of(moment, date.fromisoformat(day)) for day in expected}
    assert found == expected


@pytest.mark.parametrize(
    ("policy", "name", "steps"),
    [
        (
            "asr.ggz_2024",
            "request-window",
            {"2023-08-30": UPCOMING, "2023-08-31": TODAY, "2023-09-01": PASSED},
        ),
        (
            "caresq.categoraal_2024",
            "requests",
            {"2023-08-31": UPCOMING, "2023-09-01": TODAY, "2023-09-02": PASSED},
        ),
        (
            "asr.ggz_2024",
            "ceiling-requests",
            {"2024-08-30": UPCOMING, "2024-08-31": TODAY, "2024-09-01": PASSED},
        ),
        (
            "asr.ggz_2024",
            "offer-letters",
            {
                "2023-08-31": UPCOMING,
                "2023-09-01": GOING_ON,
                "2023-09-30": GOING_ON,
                "2023-10-01": PASSED,
            },
        ),
        (
            "caresq.categoraal_2024",
            "invitation-to-talks",
            {
                "2023-09-10": UPCOMING,
                "2023-09-11": GOING_ON,
                "2023-09-15": GOING_ON,
                "2023-09-20": GOING_ON,
                "2023-09-21": PASSED,
            },
        ),
        (
            "vgz.msz_2024",
            "publication",
            {"2023-11-11": UPCOMING, "2023-11-12": TODAY, "2023-11-13": BEGUN},
        ),
        (
            "asr.ggz_2022",
            "claims-2",
            {"2023-04-29": UPCOMING, "2023-04-30": TODAY, "2023-05-01": PASSED},
        ),
        (
            "asr.geboortezorg_2023",
            "integral-offers",
            {"2022-10-30": UPCOMING, "2022-10-31": TODAY, "2022-11-01": PASSED},
        ),
    ],
)
def test_shipped_milestones_on_each_side_of_their_edges(
    policy: str, name: str, steps: Mapping[str, MomentState]
) -> None:
    assert {day: states(of(policy, day))[name] for day in steps} == steps


def test_every_shipped_moment_stands_right_around_its_edges() -> None:
    for moment in timeline(SHIPPED.values(), date(2024, 1, 1)).moments:
        assert moment.when is not None
        first, last = moment.when.first, moment.when.last
        assert first <= last
        assert state_of(moment.when, first - DAY) is UPCOMING
        assert state_of(moment.when, first) is (TODAY if first == last else GOING_ON)
        assert state_of(moment.when, last) is (TODAY if first == last else GOING_ON)
        assert state_of(moment.when, last + DAY) in (PASSED, BEGUN)


@pytest.mark.parametrize(
    ("known_at", "day"),
    [("2023-08-01", "2023-09-01"), ("2023-08-02", "2023-10-01"), ("2023-08-03", "2023-10-01")],
)
def test_the_version_of_the_day_applies(acme: PolicyManifest, known_at: str, day: str) -> None:
    found = timeline([acme], date(2023, 12, 1), date.fromisoformat(known_at))
    (requests,) = [each for each in found.moments if each.name == "requests"]
    assert requests.when is not None
    assert requests.when.last == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("known_at", "there", "gone"),
    [
        ("2023-08-01", {"letters-read"}, {"mail-read", "reply"}),
        ("2023-08-02", {"mail-read", "reply"}, {"letters-read"}),
    ],
)
def test_only_what_the_text_of_the_day_states_is_there(
    acme: PolicyManifest, known_at: str, there: set[str], gone: set[str]
) -> None:
    found = timeline([acme], date.fromisoformat(known_at))
    names = {*states(found), *(each.term.id for each in found.terms)}
    assert there <= names
    assert not gone & names


@pytest.mark.parametrize(
    ("known_at", "mark", "lapses", "tests"),
    [
        ("2023-07-26", True, False, False),
        ("2023-07-27", False, True, False),
        ("2023-07-28", False, True, False),
        ("2023-08-01", False, True, False),
        ("2023-08-02", False, True, True),
        ("2023-08-03", False, True, True),
    ],
)
def test_the_texts_of_vgz(known_at: str, mark: bool, lapses: bool, tests: bool) -> None:
    found = of("vgz.msz_2024", "2023-12-01", known_at)
    names = states(found)
    assert ("zorgkaart-mark" in names) is mark
    assert ("zekur-lapses" in names) is ("zekur-changed" in names) is lapses
    assert ("tests-changed" in names) is tests
    (text,) = found.texts
    known = {each.id for each in text.amendments}
    assert ("zekur-changed" in known, "tests-changed" in known) == (lapses, tests)
    assert {each.id for each in text.later} == {"zekur-changed", "tests-changed"} - known
    assert [day.isoformat() for day in text.changes] == [
        day for day, there in (("2023-07-27", lapses), ("2023-08-02", tests)) if there
    ]


@pytest.mark.parametrize(("known_at", "day"), [("2023-04-01", None), ("2023-04-02", "2023-11-11")])
def test_the_signing_day_of_the_first_text_of_caresq_is_not_known(
    known_at: str, day: str | None
) -> None:
    found = of("caresq.categoraal_2024", "2023-12-01", known_at)
    (signing,) = [each for each in (*found.moments, *found.undated) if each.name == "signing"]
    assert (signing.when and signing.when.last.isoformat()) == day
    assert (signing in found.undated) is (day is None)


@pytest.mark.parametrize(
    ("policy", "first"),
    [("caresq.categoraal_2024", "2023-04-01"), ("asr.geboortezorg_2023", "2022-04-01")],
)
def test_nothing_was_known_before_the_first_text(policy: str, first: str) -> None:
    before = (date.fromisoformat(first) - DAY).isoformat()
    with pytest.raises(UsageError, match=rf"first text of {policy} was published on {first}"):
        of(policy, before)
    with pytest.raises(UsageError, match="choose a later known_at"):
        of(policy, "2023-12-01", before)
    assert of(policy, before, first).known_at == date.fromisoformat(first)


def test_known_at_is_the_day_judged_unless_it_is_given() -> None:
    assert of("asr.ggz_2024", "2023-09-15").known_at == date(2023, 9, 15)
    assert of("asr.ggz_2024", "2023-09-15", "2023-08-01").known_at == date(2023, 8, 1)


def test_moments_are_in_order_of_their_last_day_then_their_first() -> None:
    found = timeline(SHIPPED.values(), date(2023, 9, 15))
    days = [(each.when.last, each.when.first) for each in found.moments if each.when]
    assert days == sorted(days)
    assert len(days) == len(found.moments)
    assert [each.name for each in found.undated] == ["process-agreed"]


def test_what_falls_on_one_day_is_in_the_order_of_the_policies() -> None:
    names = ["vgz.msz_2024", "asr.ggz_2024"]
    for order in (names, names[::-1]):
        found = timeline([SHIPPED[name] for name in order], date(2024, 1, 1))
        same = [m.policy.id for m in found.moments if m.when and m.when.last == date(2023, 11, 12)]
        assert same == order
        assert [text.policy.id for text in found.texts] == order
        assert list(dict.fromkeys(term.policy.id for term in found.terms)) == order


def test_the_policy_of_a_moment_states_it() -> None:
    found = timeline(SHIPPED.values(), date(2023, 9, 15))
    for each in (*found.moments, *found.undated):
        assert each.clause in each.policy.clauses
        assert each.clause.id == each.milestone.refs[0]
    for term in found.terms:
        assert term.clause.id == term.term.refs[0]
    keys = [(each.policy.id, each.name) for each in (*found.moments, *found.undated)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("as_of", "first"),
    [("2024-08-31", "ceiling-requests"), ("2024-09-01", "green-deal-ends"), ("2027-01-01", None)],
)
def test_what_is_upcoming(as_of: str, first: str | None) -> None:
    found = upcoming(of("asr.ggz_2024", as_of))
    assert [each.name for each in found.moments][:1] == ([first] if first else [])
    assert len(found.terms) == 3


def test_rules_of_others_have_a_timeline_too(tmp_path: Path) -> None:
    policies = load_manifests(made_up_rules(tmp_path)).values()
    found = timeline(policies, date(2024, 2, 29))
    assert states(found) == {
        "published": PASSED,
        "requests": PASSED,
        "mail-read": BEGUN,
        "agreed": None,
    }
