"""The file of expected flips: what it lists, and how it is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from policycheck.changes.expected import expected_in, judge, write_expected
from policycheck.changes.shifts import Shift
from policycheck.errors import RulesError
from policycheck.model import Outcome
from report.samples import decision

FIRST = """\
# Reviewed by the lawyers.
flips:
  # The threshold went down.
  - case: one.yaml
    decision: test.care_2024.eligibility
    from: {outcome: met}
    to: {result: {day: "2024-01-01"}, outcome: refer, leaning: met}  # as the text says
    reason: >
      The amount was
      printed wrongly.
  - case: gone.yaml
    decision: test.care_2024.eligibility
    from: {outcome: met}
    to: {outcome: not_met}
    reason: No longer.
"""


def shift(case: str) -> Shift:
    before = replace(decision(Outcome.MET), leaning=None, result={})
    after = replace(
        before, outcome=Outcome.REFER, leaning=Outcome.MET, result={"day": "2024-01-01"}
    )
    return Shift(case, before, after, ())


def test_flips_against_what_was_expected() -> None:
    now = expected_in(FIRST, "file")
    verdict = judge([shift("one.yaml"), shift("two.yaml")], now, [])
    assert [(s.case, reason) for s, reason in verdict.expected] == [
        ("one.yaml", "The amount was printed wrongly.")
    ]
    assert [s.case for s in verdict.unexpected] == ["two.yaml"]
    assert [e.case for e in verdict.missing] == ["gone.yaml"]
    assert verdict.findings


def test_what_was_listed_at_the_base_need_not_happen_again() -> None:
    now = expected_in(FIRST, "file")
    assert not judge([], now, now).findings
    assert not judge([shift("one.yaml")], now, now).findings
    assert [e.case for e in judge([], now, now[:1]).missing] == ["gone.yaml"]


def test_a_flip_to_another_answer_is_not_the_one_that_was_expected() -> None:
    now = expected_in(FIRST, "file")[:1]
    other = shift("one.yaml")
    verdict = judge([replace(other, after=replace(other.after, leaning=None))], now, [])
    assert (len(verdict.unexpected), len(verdict.missing)) == (1, 1)


def test_a_flip_without_a_reason_is_not_reviewed() -> None:
    now = expected_in(FIRST.replace("The amount was\n      printed wrongly.", ""), "file")[:1]
    verdict = judge([shift("one.yaml")], now, [])
    assert [s.case for s in verdict.unexplained] == ["one.yaml"]
    assert verdict.findings


def test_writing_keeps_comments_and_reasons_of_what_stays(tmp_path: Path) -> None:
    path = tmp_path / "expected_flips.yaml"
    path.write_text(FIRST, encoding="utf-8")
    write_expected(path, [shift("one.yaml"), shift("two.yaml")])
    text = path.read_text(encoding="utf-8")
    for kept in (
        "# Reviewed by",
        "# The threshold went down.",
        "# as the text says",
        "printed wrongly.",
    ):
        assert kept in text
    assert "gone.yaml" not in text
    one, two = expected_in(text, "file")
    assert (one.reason, two.reason) == ("The amount was printed wrongly.", "")
    assert two.after == {"outcome": "refer", "leaning": "met", "result": {"day": "2024-01-01"}}
    again = judge([shift("one.yaml"), shift("two.yaml")], [one, two], [])
    assert (len(again.expected), len(again.unexplained)) == (1, 1)
    write_expected(path, [shift("one.yaml"), shift("two.yaml")])
    assert path.read_text(encoding="utf-8") == text


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "expected_flips.yaml"
    write_expected(path, [shift("a\nb: c.yaml")])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# The decisions that a change of the rules flips")
    assert [e.case for e in expected_in(text, "file")] == ["a\nb: c.yaml"]
    write_expected(path, [])
    assert expected_in(path.read_text(encoding="utf-8"), "file") == []


@pytest.mark.parametrize(
    "text",
    [
        "flips: {}\n",
        "flip: []\n",
        "flips:\n  - case: a\n",
        FIRST.replace("reason: No longer.", "reason: 1"),
        FIRST.replace("outcome: not_met", "outcome: never"),
        "flips: [\n",
        "- a\n",
    ],
)
def test_a_file_that_is_no_list_of_flips_is_refused(text: str) -> None:
    with pytest.raises(RulesError) as raised:
        expected_in(text, "fixtures/expected_flips.yaml")
    assert raised.value.problems[0].file == "fixtures/expected_flips.yaml"
