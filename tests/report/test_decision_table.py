"""The table of decisions: every condition finds its section, in both languages and at any width."""

import itertools
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policycheck.model import Fact, Language, Modality, Outcome, Status
from policycheck.report.answer_table import answer_blocks, summary
from policycheck.report.document import Answer
from policycheck.report.layout import lay_out
from policycheck.words import Words
from report.samples import (
    DEADLINES,
    DECISION,
    EN,
    MANIFESTS,
    NL,
    condition,
    decision,
    naming,
)

EXPECTED = Path(__file__).parent / "expected"
WIDTHS = (40, 80, 120)


def table(
    *decisions: object, language: Language = EN, width: int = 80, verbose: bool = False
) -> str:
    answers = [Answer("case.yaml", (d,)) for d in decisions]  # type: ignore[arg-type]
    return lay_out(answer_blocks(answers, MANIFESTS, naming(language), verbose), width, False)


def section_of(out: str, heading: str) -> str:
    """The lines under a heading, up to the next blank line."""
    return out.split(f"  {heading}\n", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize(("language", "width"), [*itertools.product((NL, EN), WIDTHS)])
def test_a_decision_with_one_of_everything(language: Language, width: int) -> None:
    """Exact output; after a wanted change, run with POLICYCHECK_WRITE_EXPECTED=1 and read it."""
    out = table(DECISION, language=language, width=width)
    file = EXPECTED / f"decision.{language}.{width}.txt"
    if os.environ.get("POLICYCHECK_WRITE_EXPECTED"):
        file.write_text(out, encoding="utf-8")
    assert out == file.read_text(encoding="utf-8")
    assert all(len(line) <= width for line in out.split("\n"))


@pytest.mark.parametrize(("status", "modality"), [*itertools.product(Status, Modality)])
def test_every_condition_is_told(status: Status, modality: Modality) -> None:
    shown = table(decision(Outcome.MET, condition("this-one", status, modality)), verbose=True)
    assert shown.count("Condition this-one holds") == 1


SECTIONS = {
    "What fails": {
        (Status.NOT_MET, m)
        for m in (Modality.SCOPE, Modality.MUST, Modality.IN_PRINCIPLE, Modality.JUDGEMENT)
    },
    "What is missing": {
        (Status.UNKNOWN, m) for m in (Modality.SCOPE, Modality.MUST, Modality.IN_PRINCIPLE)
    },
    "What waits for the insurer": {
        (Status.UNKNOWN, Modality.JUDGEMENT),
        (Status.UNKNOWN, Modality.WEIGHED),
        (Status.NOT_MET, Modality.WEIGHED),
    },
    "What the text leaves open": {
        (Status.OPEN, m) for m in Modality if m not in ("expectation", "insurer_duty")
    },
    "Points of attention": {
        (s, m)
        for s in (Status.NOT_MET, Status.UNKNOWN, Status.OPEN)
        for m in (Modality.EXPECTATION, Modality.INSURER_DUTY)
    },
    "Not applicable": {(Status.NOT_APPLICABLE, m) for m in Modality},
}


@pytest.mark.parametrize(("status", "modality"), [*itertools.product(Status, Modality)])
def test_status_and_modality_choose_the_section(status: Status, modality: Modality) -> None:
    out = table(decision(Outcome.MET, condition("this-one", status, modality)))
    for heading, members in SECTIONS.items():
        assert (f"  {heading}\n" in out) == ((status, modality) in members)
    assert ("What is met: 1 condition" in out) == (status is Status.MET)


def test_a_policy_about_others_tells_only_its_scope() -> None:
    out = table(
        decision(
            Outcome.NOT_APPLICABLE,
            condition("sector", Status.NOT_MET, Modality.SCOPE),
            condition("year", Status.UNKNOWN, Modality.SCOPE),
            condition("registered", Status.NOT_MET, number=2),
            condition("turnover", Status.UNKNOWN, number=3, missing=("/provider/x",)),
            condition("roadmap", Status.NOT_APPLICABLE, number=4, due=date(2024, 1, 1)),
            deadlines=DEADLINES,
        )
    )
    assert "Condition sector holds [scope]" in section_of(out, "What fails")
    assert "registered" not in out
    assert "provider.x" not in out
    assert "Deadlines" not in out
    assert "Not judged further: 3 conditions." in out


def test_a_final_no_says_that_missing_facts_do_not_matter() -> None:
    unknown = condition("turnover", Status.UNKNOWN, missing=("/provider/x",))
    final = "The outcome is final: these facts do not change it."
    assert final in table(decision(Outcome.NOT_MET, unknown))
    assert final not in table(decision(Outcome.UNDETERMINED, unknown))


def test_facts_that_only_the_result_needs_are_missing_too() -> None:
    out = table(decision(Outcome.UNDETERMINED, missing=("/insurers/test/turnover",)))
    assert section_of(out, "What is missing") == (
        "    ? Needed for the result\n      • Turnover (insurers.test.turnover)"
    )


def test_many_unknown_expectations_are_counted_and_named_where_asked() -> None:
    expectations = [
        condition(f"e{n}", Status.UNKNOWN, Modality.EXPECTATION, n, missing=(f"/provider/{n}",))
        for n in range(6)
    ]
    short = table(decision(None, *expectations))
    assert "Not known yet: 6 expectations; --verbose names them all" in short
    long = table(decision(None, *expectations), verbose=True)
    assert all(f"Condition e{n} holds" in long for n in range(6))
    few = table(decision(None, *expectations[:2]))
    assert "Not known yet: Condition e0 holds; Condition e1 holds" in few


def test_a_condition_with_a_deadline_is_told_once() -> None:
    due = condition("in-time", Status.NOT_APPLICABLE, due=date(2023, 8, 31))
    assert "Not applicable" not in table(decision(Outcome.MET, due, deadlines=DEADLINES[:1]))
    out = table(decision(Outcome.MET, due))
    assert "- Condition in-time holds; not due yet: by 31 August 2023" in out


def test_noted_readings_name_the_one_in_use_and_all_where_asked() -> None:
    noted = decision(Outcome.MET, readings=DECISION.readings[1:])
    assert "The old one" not in table(noted)
    assert "The only one (only, default)" in table(noted)
    assert "The old one (old)" in table(noted, verbose=True)


def test_what_a_case_says_cannot_pose_as_ours() -> None:
    hostile = "\x1b[2J\n  ✓ Outcome: met\u202e[bold]"
    failing = condition("x", Status.NOT_MET, facts=(Fact("/provider/name", hostile),))
    out = table(decision(Outcome.NOT_MET, failing), width=200)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "provider.name: [2J   ✓ Outcome: met[bold]\n" in out
    named = lay_out(
        answer_blocks(
            [Answer(f"a{hostile}.yaml", (decision(Outcome.MET),))], MANIFESTS, naming(EN)
        ),
        200,
        False,
    )
    assert named.splitlines()[0] == "a[2J   ✓ Outcome: met[bold].yaml"


@pytest.mark.parametrize(
    ("outcome", "leaning", "nl", "en"),
    [
        (Outcome.MET, None, "voldoet", "met"),
        (Outcome.NOT_MET, None, "voldoet niet", "not met"),
        (
            Outcome.REFER,
            Outcome.NOT_MET,
            "handmatig beoordelen, neigt naar voldoet niet",
            "refer, leaning not met",
        ),
        (Outcome.UNDETERMINED, None, "onbekend", "undetermined"),
        (Outcome.NOT_APPLICABLE, None, "niet van toepassing", "not applicable"),
        (None, None, "alleen ter aandacht", "for attention only"),
    ],
)
def test_the_outcome_stands_first(
    outcome: Outcome | None, leaning: Outcome | None, nl: str, en: str
) -> None:
    decided = decision(outcome, leaning=leaning)
    assert table(decided, language=NL).splitlines()[5].endswith(f" Uitkomst: {nl}")
    assert table(decided).splitlines()[5].endswith(f" Outcome: {en}")


def test_the_last_line_counts_the_outcomes() -> None:
    outcomes = [Outcome.MET, Outcome.MET, Outcome.NOT_MET, Outcome.REFER, Outcome.UNDETERMINED]
    decisions = [decision(outcome) for outcome in outcomes]
    expected = "5 decisions: 2 met, 1 not met, 1 refer, 1 undetermined"
    assert summary(decisions, Words(EN)) == expected
    assert table(*decisions).splitlines()[-1] == expected
    assert summary([decision(None)], Words(NL)) == "1 besluit: 1 alleen ter aandacht"


def test_every_decision_names_its_case() -> None:
    out = table(decision(Outcome.MET), replace(decision(Outcome.MET), decision="attention"))
    assert out.count("case.yaml\n") == 2
    assert "test.care_2024.attention: Attention\n" in out
