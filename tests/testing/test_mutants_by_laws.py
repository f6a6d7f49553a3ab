"""Mutants that laws notice, that they do not, and that cannot be decided."""

from collections.abc import Mapping
from time import monotonic

from policycheck.evaluation import load
from policycheck.model import Language
from policycheck.policies.selection import select
from policycheck.proving.proofs import Verdict
from policycheck.proving.refuting import Refuter
from policycheck.proving.subject import Subject, subject_of
from policycheck.report.blocks import Grid, Line
from policycheck.report.mutation_table import mutation_blocks
from policycheck.testing.mutation import By, Fate, Mutant, Operator, State, Survey, survey
from policycheck.testing.mutation.mutants import Edit
from policycheck.testing.mutation.pool import verdicts
from policycheck.words import Words
from testing.demo import DIRECTORY, POLICY, Demo

LAST_DAY = """\
last-day:
  title: {nl: Een verzoek op 1 september is op tijd., en: A request on 1 September is in time.}
  decision: application
  when: [{fact: /insurers/asr/contract_request/received_on, is: '2023-09-01'}]
  always: [{condition: request-in-time, status: met}]
"""
AFTER = """\
after-the-last-day:
  title: {nl: Na de laatste dag is te laat., en: After the last day is too late.}
  decision: application
  never:
    - {fact: /insurers/asr/contract_request/received_on, after: {parameter: request_until}}
    - {condition: request-in-time, status: met}
"""


def laws(demo: Demo, text: str) -> None:
    (demo.rules / DIRECTORY / "laws.yaml").write_text(text, encoding="utf-8")


def surveyed(demo: Demo, pattern: str) -> Survey:
    selection = select([], demo.rules)
    return survey(demo.read(), selection, demo.fixtures, pattern=pattern, jobs=1, by=By.LAWS)


def fates(demo: Demo, pattern: str) -> dict[str, tuple[State, str]]:
    found = surveyed(demo, pattern)
    assert found.by is By.LAWS
    return {each.mutant.id.partition(": ")[2]: (each.state, each.by) for each in found.fates}


def test_a_law_notices_a_boundary_and_no_law_does_not(demo: Demo) -> None:
    pattern = "boundary: conditions\\[.request-in-time"
    laws(demo, AFTER)
    ((state, by),) = fates(demo, pattern).values()
    assert (state, by) == (State.SURVIVED, "")
    laws(demo, AFTER + LAST_DAY)
    ((state, by),) = fates(demo, pattern).values()
    assert (state, by) == (State.KILLED, "application: last-day")


def test_a_law_with_a_parameter_means_its_changed_value(demo: Demo) -> None:
    laws(demo, AFTER)
    value = "value: request_until/0/value: 2023-09-01"
    assert {state for state, _ in fates(demo, value).values()} == {State.SURVIVED}
    laws(demo, LAST_DAY)
    assert fates(demo, value) == {
        f"{value} -> 2023-08-31": (State.KILLED, "application: last-day"),
        f"{value} -> 2023-09-02": (State.SURVIVED, ""),
    }


def test_a_modality_counts(demo: Demo) -> None:
    laws(
        demo,
        "never-too-late:\n"
        "  title: {nl: Te laat is nooit goed., en: Too late is never met.}\n"
        "  decision: application\n"
        "  never: [{condition: request-in-time, status: not_met}, {outcome: [met, refer]}]\n",
    )
    found = fates(demo, "modality: request-in-time")
    assert (State.KILLED, "application: never-too-late") in found.values()


def test_two_values_for_one_thing_are_noticed(demo: Demo) -> None:
    demo.module.write_text(
        demo.module.read_text(encoding="utf-8")
        + '\nresult["form"] := "late" if request.received_on > parameters.request_until\n'
        + '\nresult["form"] := "soon" if request.received_on <= parameters.request_until\n',
        encoding="utf-8",
    )
    laws(demo, AFTER)
    module = demo.module.read_text(encoding="utf-8")
    demo.module.write_text(
        module.replace('\t"due": due,', '\t"due": due,\n\t"result": result,'), encoding="utf-8"
    )
    states = fates(demo, "boundary: .*result|boundary: request.received_on")
    assert (State.KILLED, "application: one-value") in states.values()


def test_what_does_not_compile_is_invalid(demo: Demo) -> None:
    laws(demo, AFTER)
    file = f"{DIRECTORY}/application.rego"
    broken = Mutant("x", Operator.RULE, POLICY, file, 1, 1, "package", "", Edit(0, 7, ""))
    told: list[State] = []
    (verdict,) = verdicts(
        [broken],
        select([], demo.rules),
        demo.fixtures,
        1,
        lambda each: told.append(each.state),
        By.LAWS,
    )
    assert verdict.state is State.INVALID
    assert verdict.by
    assert told == [State.INVALID]


def test_a_law_that_has_become_vacuous_is_noticed(demo: Demo) -> None:
    laws(
        demo,
        "late-is-not-met:\n"
        "  title: {nl: Te laat., en: Too late.}\n"
        "  decision: application\n"
        "  when: [{condition: request-in-time, status: not_met}]\n"
        "  never: [{outcome: met}]\n",
    )
    (suite,) = demo.read()
    assert suite.manifest is not None
    policies = load(demo.rules)
    law = tuple(suite.manifest.laws.values())

    def as_it_is(readings: Mapping[str, str]) -> Subject:
        return subject_of(policies, POLICY, "application", readings)

    module = demo.module.read_text(encoding="utf-8")
    demo.module.write_text(
        module.replace(
            "request.received_on <= parameters.request_until",
            "request.received_on == request.received_on",
        ),
        encoding="utf-8",
    )
    changed = load(demo.rules)

    def otherwise(readings: Mapping[str, str]) -> Subject:
        return subject_of(changed, POLICY, "application", readings)

    refuter = Refuter(law, as_it_is, 5.0)
    assert refuter.refuted(as_it_is, None, monotonic() + 60).verdict is Verdict.PROVED
    found = refuter.refuted(otherwise, None, monotonic() + 60)
    assert (found.verdict, found.law, found.fails) == (
        Verdict.VACUOUS,
        "late-is-not-met",
        True,
    )
    late = refuter.refuted(otherwise, None, monotonic() - 1)
    assert (late.verdict, late.fails) == (Verdict.NOT_DECIDED, False)


def test_what_is_not_decided_is_told_and_is_no_survivor(demo: Demo) -> None:
    file = f"{DIRECTORY}/application.rego"
    mutant = Mutant("m: rule: x", Operator.RULE, POLICY, file, 1, 1, "x", "", Edit(0, 1, ""))
    fate = Fate(mutant, State.NOT_DECIDED, "application: last-day: timeout")
    found = Survey((fate,), (), 1, 0.1, By.LAWS)
    assert (found.survivors, found.good) == ((), False)
    blocks = mutation_blocks(found, Words(Language.EN))
    lines = [each.text for each in blocks if isinstance(each, Line) and each.text]
    assert lines == [
        "m: rule: x",
        "Not decided: application: last-day: timeout",
        "all 1 mutants in 0.1 s: 0 break no law",
    ]
    (grid,) = (each for each in blocks if isinstance(each, Grid))
    assert "Not decided" in grid.heads
