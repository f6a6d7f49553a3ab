"""What differs between two states of the made-up policy, and between two shipped policies."""

from collections.abc import Callable
from pathlib import Path

import pytest

from made_up import made_up_rules, replace
from policycheck.changes.comparing import compare_policies, compare_states
from policycheck.changes.model import Aspect, Change, Item, Kind, PolicyDiff
from policycheck.changes.states import State, state_at
from policycheck.errors import EngineError, RulesError

POLICY = "acme.demo_2024"
Told = tuple[Item, Kind, str, str, tuple[Aspect, ...]]
Edit = Callable[[Path], None]


@pytest.fixture
def states(tmp_path: Path) -> tuple[State, State]:
    """The made-up policy twice; a test changes the second."""
    first, second = (made_up_rules(tmp_path / name) for name in ("before", "after"))
    return State("base", first), State("", second)


def told(change: Change) -> Told:
    aspects = tuple(each.aspect for each in change.differences)
    return change.item, change.kind, change.decision, change.side.id, aspects


def diff_of(states: tuple[State, State]) -> PolicyDiff | None:
    found = compare_states(*states).diffs
    return found[0] if found else None


def in_policy(name: str, old: str, new: str) -> Edit:
    return lambda rules: replace(rules / "acme/demo_2024" / name, old, new)


A = Aspect
CHANGES: list[tuple[str, Edit, list[Told]]] = [
    (
        "a value",
        in_policy("parameters.yaml", 'value: "2023-10-01"', 'value: "2023-11-01"'),
        [
            (Item.PARAMETER, Kind.CHANGED, "", "request_until", (A.VERSIONS,)),
            (Item.MILESTONE, Kind.CHANGED, "", "requests", (A.DAYS,)),
        ],
    ),
    (
        "a boundary with its word",
        in_policy(
            "parameters.yaml",
            "boundary: until\n  word: uiterlijk",
            "boundary: before\n  word: vóór",
        ),
        [
            (Item.PARAMETER, Kind.CHANGED, "", "request_until", (A.BOUNDARY, A.WORD)),
            (Item.MILESTONE, Kind.CHANGED, "", "requests", (A.DAYS,)),
        ],
    ),
    (
        "a rule",
        in_policy("application.rego", "received_on <= parameters", "received_on < parameters"),
        [(Item.CONDITION, Kind.CHANGED, "application", "request-in-time", (A.RULES,))],
    ),
    (
        "when something is due",
        in_policy(
            "application.rego",
            'due["request-in-time"] := parameters.request_until',
            'due["request-in-time"] := "2023-12-31"',
        ),
        [(Item.CONDITION, Kind.CHANGED, "application", "request-in-time", (A.RULES,))],
    ),
    (
        "a modality",
        in_policy("application.yaml", "modality: must", "modality: weighed"),
        [(Item.CONDITION, Kind.CHANGED, "application", "request-in-time", (A.MODALITY,))],
    ),
    (
        "the facts of a condition",
        in_policy(
            "application.yaml",
            "contract_request/received_on]",
            "contract_request/received_on, /contract_year]",
        ),
        [(Item.CONDITION, Kind.CHANGED, "application", "request-in-time", (A.FACTS,))],
    ),
    (
        "a title",
        in_policy(
            "application.yaml", "en: The request is in time.", "en: The request came in time."
        ),
        [
            (Item.CONDITION, Kind.TEXT, "application", "request-in-time", (A.TITLE,)),
            (Item.CLAUSE, Kind.TEXT, "application", "app-01", (A.TITLE,)),
        ],
    ),
    (
        "what asks a decision",
        in_policy(
            "application.yaml",
            "asked_by: [/insurers/asr/contract_request]",
            "asked_by: [/insurers/asr/contract_years]",
        ),
        [(Item.DECISION, Kind.CHANGED, "application", "application", (A.ASKED_BY,))],
    ),
    (
        "what an outcome means",
        in_policy("application.yaml", "en: Too late.", "en: Later than that."),
        [(Item.DECISION, Kind.TEXT, "application", "application", (A.OUTCOMES,))],
    ),
    (
        "the standing of a reading",
        in_policy("readings.yaml", "standing: noted", "standing: defensible"),
        [(Item.READING, Kind.CHANGED, "", "last-day", (A.VALUES,))],
    ),
    (
        "the argument of a reading",
        in_policy("readings.yaml", "en: By includes the day.", "en: By has the day in it."),
        [(Item.READING, Kind.TEXT, "", "last-day", (A.ARGUMENT,))],
    ),
    (
        "the length of a term",
        in_policy("policy.yaml", "length: {value: 2,", "length: {value: 3,"),
        [(Item.TERM, Kind.CHANGED, "", "reply", (A.LENGTH,))],
    ),
    (
        "who acts",
        in_policy("policy.yaml", "who: [insurer, other]", "who: [insurer]"),
        [(Item.MILESTONE, Kind.CHANGED, "", "letters-read", (A.WHO,))],
    ),
    (
        "why a clause decides nothing",
        in_policy(
            "policy.yaml", "information: {reason: invitation}", "information: {reason: content}"
        ),
        [(Item.CLAUSE, Kind.CHANGED, "", "inf-01", (A.REASON, A.INFORMATION))],
    ),
    (
        "where a clause stands",
        in_policy(
            "policy.yaml",
            '  - id: inf-01\n    section: Wie\n    lines: "2"',
            '  - id: inf-01\n    section: Wat\n    lines: "2"',
        ),
        [(Item.CLAUSE, Kind.CHANGED, "", "inf-01", (A.PLACE,))],
    ),
    (
        "the day of an amendment",
        in_policy(
            "policy.yaml",
            'published: "2023-08-02"\n    lines: "9"',
            'published: "2023-08-03"\n    lines: "9"',
        ),
        [
            (Item.AMENDMENT, Kind.CHANGED, "", "second-notice", (A.PUBLISHED,)),
            (Item.CONDITION, Kind.CHANGED, "application", "channel-of-old", (A.WITHDRAWN,)),
            (Item.CONDITION, Kind.CHANGED, "application", "channel-of-now", (A.PUBLISHED,)),
        ],
    ),
    (
        "the period",
        in_policy("policy.yaml", 'last: "2024-12-31"', 'last: "2025-12-31"'),
        [(Item.POLICY, Kind.CHANGED, "", POLICY, (A.PERIOD,))],
    ),
]


@pytest.mark.parametrize(
    ("edit", "expected"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_change_is_told_and_nothing_else(
    states: tuple[State, State], edit: Edit, expected: list[Told]
) -> None:
    edit(states[1].directory)
    diff = diff_of(states)
    assert diff is not None
    assert [told(change) for change in diff.changes] == expected


SAME = {
    "a comment": in_policy("application.rego", 'due["req', '# Then.\ndue["req'),
    "the layout": in_policy("application.rego", '\t"due": due,', '\t"due":    due,'),
    "a comment in a manifest": in_policy("readings.yaml", "last-day:", "# Why.\nlast-day:"),
}


@pytest.mark.parametrize("edit", SAME.values(), ids=SAME)
def test_what_means_the_same_is_no_difference(states: tuple[State, State], edit: Edit) -> None:
    edit(states[1].directory)
    diff = diff_of(states)
    assert diff is None or not diff.differs


def test_a_rule_that_is_called_counts_and_its_name_does_not(states: tuple[State, State]) -> None:
    module = "acme/demo_2024/application.rego"
    rule = "request.received_on <= parameters.request_until"
    for state, name in zip(states, ("in_time", "early_enough"), strict=True):
        replace(state.directory / module, rule, name)
        file = state.directory / module
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{name} := {rule}\n", encoding="utf-8")
    diff = diff_of(states)
    assert diff is not None
    assert not diff.changes
    replace(
        states[1].directory / module, f"early_enough := {rule}", f"early_enough := {rule} == true"
    )
    diff = diff_of(states)
    assert diff is not None
    assert [told(c)[3:] for c in diff.changes] == [("request-in-time", (A.RULES,))]


def test_a_condition_that_gets_another_name_is_told_so(states: tuple[State, State]) -> None:
    directory = states[1].directory / "acme/demo_2024"
    for name in ("application.rego", "application.yaml"):
        file = directory / name
        text = file.read_text(encoding="utf-8").replace("request-in-time", "on-time")
        file.write_text(text, encoding="utf-8")
    diff = diff_of(states)
    assert diff is not None
    change = next(c for c in diff.changes if c.item is Item.CONDITION)
    assert (change.kind, change.side.id) == (Kind.RENAMED, "on-time")
    assert change.before is not None
    assert change.before.id == "request-in-time"
    assert [c.item for c in diff.changes] == [Item.CONDITION, Item.CLAUSE]


def test_a_condition_of_which_the_name_and_the_title_change_is_known_by_its_rules(
    states: tuple[State, State],
) -> None:
    directory = states[1].directory / "acme/demo_2024"
    for name in ("application.rego", "application.yaml"):
        file = directory / name
        text = file.read_text(encoding="utf-8").replace("channel-of-now", "by-mail")
        file.write_text(
            text.replace("per mail., en: The request comes by", "digitaal., en: It comes by"),
            "utf-8",
        )
    diff = diff_of(states)
    assert diff is not None
    kinds = [(c.kind, c.side.id) for c in diff.changes if c.item is Item.CONDITION]
    assert kinds == [(Kind.RENAMED, "by-mail")]


def test_a_condition_that_comes_or_goes_with_its_clause(states: tuple[State, State]) -> None:
    directory = states[1].directory / "acme/demo_2024"
    manifest = (directory / "application.yaml").read_text(encoding="utf-8")
    start, end = manifest.index("  - id: app-02"), manifest.index("  - id: app-03")
    (directory / "application.yaml").write_text(manifest[:start] + manifest[end:], "utf-8")
    replace(
        directory / "application.rego",
        'conditions["channel-of-old"] := request.channel == "other"\n',
        "",
    )
    replace(directory / "policy.yaml", "refs: [app-02]", "refs: [app-03]")
    for first, second, kind in ((0, 1, Kind.REMOVED), (1, 0, Kind.ADDED)):
        diff = diff_of((states[first], states[second]))
        assert diff is not None
        assert [(c.item, c.kind, c.side.id) for c in diff.changes] == [
            (Item.CONDITION, kind, "channel-of-old"),
            (Item.MILESTONE, Kind.CHANGED, "letters-read"),
        ]


def test_a_parameter_names_the_conditions_that_read_it(states: tuple[State, State]) -> None:
    CHANGES[0][1](states[1].directory)
    diff = diff_of(states)
    assert diff is not None
    assert diff.changes[0].read_by == ("application/request-in-time",)


def test_a_policy_that_comes_or_goes(states: tuple[State, State]) -> None:
    other = states[1].directory / "acme/other_2024"
    (states[1].directory / "acme/demo_2024").rename(other)
    for name in ("policy.yaml", "application.rego"):
        text = (other / name).read_text(encoding="utf-8").replace("demo_2024", "other_2024")
        (other / name).write_text(text, encoding="utf-8")
    compared = compare_states(*states)
    assert (list(compared.removed), list(compared.added)) == ([POLICY], ["acme.other_2024"])
    assert all(diff.differs for diff in compared.diffs)
    both = compare_states(*states, wanted=["acme.other_2024"])
    assert (list(both.removed), list(both.added)) == ([], ["acme.other_2024"])


def test_what_is_wrong_at_the_revision_names_the_revision(states: tuple[State, State]) -> None:
    before, _ = states
    replace(before.directory / "acme/demo_2024/policy.yaml", "sector: ggz", "sector: [ggz]")
    with pytest.raises(RulesError) as raised:
        compare_states(*states)
    assert raised.value.problems[0].file == "base/acme/demo_2024/policy.yaml"


def test_rego_that_does_not_compile_names_the_revision(states: tuple[State, State]) -> None:
    before, _ = states
    replace(
        before.directory / "acme/demo_2024/application.rego", "received_on <=", "received_on <= <="
    )
    with pytest.raises(EngineError) as raised:
        compare_states(*states)
    assert raised.value.file == "base: acme/demo_2024/application.rego"
    assert raised.value.row


@pytest.fixture(scope="module")
def year_roll(root: Path) -> PolicyDiff:
    with state_at(None, root / "rego", shipped=True) as state:
        return compare_policies(state, "asr.ggz_2022", "asr.ggz_2024")


def test_a_year_roll_pairs_what_has_the_same_name(year_roll: PolicyDiff) -> None:
    changes = {(c.item, c.side.id): c for c in year_roll.changes}
    year = changes[Item.PARAMETER, "contract_year"]
    assert [(d.before[0].value, d.after[0].value) for d in year.differences[:1]] == [(2022, 2024)]
    assert year.before is not None
    assert year.after is not None
    assert year.before.source is not None
    assert year.after.source is not None
    assert year.before.source.document != year.after.source.document
    threshold = changes[Item.PARAMETER, "without_questionnaire_from"]
    assert (threshold.kind, threshold.read_by) == (
        Kind.ADDED,
        ("contract_form/one-form", "contract_form/questionnaire-completed"),
    )
    kinds = {
        c.kind for c in year_roll.changes if c.item is Item.DECISION and c.side.id == "eligibility"
    }
    assert kinds == {Kind.ADDED}


def test_lines_and_checksums_of_two_documents_are_not_compared(year_roll: PolicyDiff) -> None:
    aspects = {d.aspect for c in year_roll.changes for d in c.differences}
    assert not aspects & {A.CHECKSUM, A.REFS, A.DOCUMENT}


def test_a_policy_does_not_differ_from_itself(root: Path) -> None:
    with state_at(None, root / "rego", shipped=True) as state:
        assert not compare_policies(state, "asr.ggz_2022", "asr.ggz_2022").changes
