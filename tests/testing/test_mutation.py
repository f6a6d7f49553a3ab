"""Mutants that tests notice, that they do not, and that crash."""

from pathlib import Path

import pytest

from made_up import replace
from policycheck.errors import RulesError
from policycheck.policies.selection import Selection, select
from policycheck.testing import read_suites
from policycheck.testing.mutation import Fate, Mutant, Operator, State, Survey, survey
from policycheck.testing.mutation.bench import Bench
from policycheck.testing.mutation.making import mutants_of
from policycheck.testing.mutation.mutants import Edit
from policycheck.testing.mutation.pool import verdicts
from testing.demo import DIRECTORY, IN_TIME, Demo

LAST_DAY = """\
  - name: A request on the last day is in time
    as_of: 2023-10-05
    change: {/insurers/asr/contract_request/received_on: 2023-10-01}
    expect: {outcome: met}
"""
BOUNDARY = "boundary: conditions\\[.request-in-time"


def surveyed(demo: Demo, pattern: str) -> Survey:
    selection = select([], demo.rules)
    return survey(demo.read(), selection, demo.fixtures, pattern=pattern, jobs=1)


def fate(demo: Demo, pattern: str) -> Fate:
    (found,) = surveyed(demo, pattern).fates
    return found


def test_a_gap_is_found_and_closes(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    found = surveyed(demo, BOUNDARY)
    (survivor,) = found.survivors
    assert (survivor.mutant.file, survivor.mutant.operator) == (
        f"{DIRECTORY}/application.rego",
        Operator.BOUNDARY,
    )
    assert not found.good
    demo.scenarios(IN_TIME + LAST_DAY)
    closed = fate(demo, BOUNDARY)
    assert closed.state is State.KILLED
    assert closed.by.endswith("A request on the last day is in time")


def test_a_rego_test_notices_what_no_scenario_does(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    demo.rego(
        "test_last_day if {\n"
        '\tapplication.conditions["request-in-time"] with input.insurers as '
        '{"asr": {"contract_request": {"received_on": "2023-10-01"}}}\n'
        '\t\twith input.known_at as "2023-09-15"\n}\n'
    )
    assert fate(demo, BOUNDARY).by == "acme.demo_2024.application_test.test_last_day"


def test_parameters_and_manifests_are_noticed_too(demo: Demo) -> None:
    demo.scenarios(IN_TIME + LAST_DAY)
    assert fate(demo, "2023-10-01 -> 2023-09-30").state is State.KILLED
    assert fate(demo, "2023-10-01 -> 2023-10-02").state is State.SURVIVED
    assert fate(demo, "contract-year/modality").state is State.SURVIVED
    assert fate(demo, "channel-of-old/modality").state is State.SURVIVED
    assert fate(demo, "channel-of-now/modality").state is State.SURVIVED


def test_rules_that_decide_by_themselves_are_asked_as_a_whole(demo: Demo) -> None:
    replace(demo.module, "decision := outcome.decide(", "decision := decided(")
    text = demo.module.read_text(encoding="utf-8")
    demo.module.write_text(
        text + "\ndecided(manifest, found) := outcome.decide(manifest, found)\n", encoding="utf-8"
    )
    demo.scenarios(IN_TIME + LAST_DAY)
    assert fate(demo, BOUNDARY).state is State.KILLED
    assert fate(demo, "2023-10-01 -> 2023-09-30").state is State.KILLED
    assert fate(demo, "channel-of-now/modality").state is State.SURVIVED


def own(demo: Demo, old: str, new: str) -> Mutant:
    """A mutant of our own making."""
    text = demo.module.read_text(encoding="utf-8")
    start = text.index(old)
    edit = Edit(start, start + len(old), new)
    file = f"{DIRECTORY}/application.rego"
    return Mutant("own", Operator.RULE, "acme.demo_2024", file, 1, 1, old, new, edit)


def test_what_does_not_compile_is_invalid(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    (suite,) = demo.read()
    verdict = Bench(suite).verdict(own(demo, 'due["request-in-time"] :=', "due[ :="))
    assert verdict.state is State.INVALID
    assert "application.rego" in verdict.by


def test_a_process_that_dies_has_noticed_and_the_next_goes_on(demo: Demo) -> None:
    demo.scenarios(IN_TIME + LAST_DAY)
    (suite,) = demo.read()
    harmless = [each for each in mutants_of(suite, demo.rules) if "boundary" in each.id]
    # The engine aborts the process on this form of "with".
    deadly = own(
        demo,
        ":= input.contract_year == 2024",
        'if later with input as {"a": 1}\n\nlater if input.a >= 1',
    )
    found = verdicts([deadly, *harmless], select([], demo.rules), demo.fixtures, 1, lambda _: None)
    assert [each.state for each in found] == [State.CRASHED, State.KILLED]


ID = (
    f'{DIRECTORY}/application.rego: boundary: conditions["request-in-time"] := '
    "request.received_on <= parameters.request_until -> "
    'conditions["request-in-time"] := '
    "request.received_on < parameters.request_until"
)


def listed(demo: Demo, *ids: str) -> Path:
    file = demo.fixtures / "mutants" / "acme.demo_2024.yaml"
    file.parent.mkdir(exist_ok=True)
    entries = "".join(f"      - '{id}'\n" for id in ids)
    argument = "Nothing tells the difference."
    file.write_text(f"equivalent:\n  - argument: {argument}\n    mutants:\n{entries}", "utf-8")
    return file


def test_what_is_listed_is_equivalent(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    listed(demo, ID)
    found = surveyed(demo, BOUNDARY)
    (each,) = found.fates
    assert (each.state, each.by) == (State.EQUIVALENT, "Nothing tells the difference.")
    assert found.good


def test_a_list_that_is_not_true_any_more_is_a_finding(demo: Demo) -> None:
    demo.scenarios(IN_TIME + LAST_DAY)
    file = listed(demo, ID, "gone.rego: rule: x")
    found = surveyed(demo, BOUNDARY)
    assert not found.good
    assert [(each.equivalent.id, each.equivalent.line, bool(each.by)) for each in found.stale] == [
        ("gone.rego: rule: x", 5, False),
        (ID, 4, True),
    ]
    assert {each.equivalent.file for each in found.stale} == {file}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("equivalent: []\n", "scenario-schema"),
        ("equivalents: []\n", "unknown-key"),
        ("equivalent:\n  - argument: too short\n    mutants: [a]\n", "scenario-schema"),
    ],
)
def test_a_wrong_list_says_so(demo: Demo, text: str, code: str) -> None:
    demo.scenarios(IN_TIME)
    listed(demo).write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as error:
        surveyed(demo, BOUNDARY)
    assert code in {each.code for each in error.value.problems}


def test_a_mutant_is_listed_once(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    file = listed(demo, ID)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + text.removeprefix("equivalent:\n"), encoding="utf-8")
    with pytest.raises(RulesError, match="is listed in line 4 too"):
        surveyed(demo, BOUNDARY)


def test_the_library_is_judged_by_the_policies_above_it(root: Path) -> None:
    alone = Selection(root / "rego", (), True)
    below = Selection(root / "rego", ("asr.ggz_2022",), True)
    suites = read_suites(alone, None)
    noticed = "text.rego: boundary: current"
    without, under = (
        survey(suites, each, root / "fixtures", pattern=noticed, jobs=1) for each in (alone, below)
    )
    assert [each.state for each in (*without.fates, *under.fates)] == [State.KILLED] * 2
