"""A slip of the pen in a shipped rule is found, where it stands."""

import shutil
from pathlib import Path

import pytest

from made_up import replace
from policycheck.checks import check_subject, read_subject
from policycheck.resources import shipped

# The file, what it says, what it says with the slip, and what is found in which of its lines.
SLIPS = [
    (
        "eligibility.rego",
        'conditions["no-serious-error"] := count(recent_errors) == 0 if provider.serious_errors',
        'conditions["no-serious-error"] := count(recent_errors) == 0',
        {("answer-from-absence", "count(recent_errors)")},
    ),
    (
        "eligibility.rego",
        'conditions["ubo-not-sanctioned"] := provider.ubo_sanctioned == false',
        'conditions["ubo-not-sanctioned"] if not provider.ubo_sanctioned',
        {("answer-from-absence", "not provider.ubo_sanctioned")},
    ),
    (
        "eligibility.rego",
        'conditions["minimum-turnover"] if count(enough) > 0',
        'conditions["minimum-turnover"] := count(enough) > 0',
        {("answer-from-absence", "count(enough) > 0")},
    ),
    (
        "eligibility.rego",
        'conditions["trade-register"] := provider.kvk_registered',
        'conditions["trade-register"] := provider.kvk_registerd',
        {("unknown-fact", "kvk_registerd"), ("undeclared-fact", ""), ("unread-fact", "")},
    ),
    (
        "eligibility.rego",
        'conditions["ubo-known"] := relation.ubo_known',
        'conditions["ubo-known"] := input.insurers.vgz.ubo_known',
        {
            ("foreign-fact", "insurers.vgz"),
            ("unknown-fact", "insurers.vgz"),
            ("undeclared-fact", ""),
            ("unread-fact", ""),
        },
    ),
    (
        "eligibility.rego",
        "some year in object.keys(turnover)])",
        "some year in object.keys(turnver)])",
        {("unassigned-variable", "turnver")},
    ),
    (
        "eligibility.rego",
        'conditions["ubo-not-sanctioned"] :=',
        "of_years(a, b) := [a[year] | some year in object.keys(b)]\n\n"
        'conditions["ubo-not-sanctioned"] :=',
        {("unassigned-variable", "of_years")},
    ),
    (
        "application.rego",
        "parameters := text.parameters",
        "params := text.parameters",
        {("unassigned-variable", "parameters."), ("unused-parameter", "")},
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"), SLIPS, ids=[new for _, _, new, _ in SLIPS]
)
def test_a_slip_is_found(
    tmp_path: Path, file: str, old: str, new: str, expected: set[tuple[str, str]]
) -> None:
    rules = Path(shutil.copytree(shipped("rego"), tmp_path / "rego"))
    slipped = rules / "asr/ggz_2024" / file
    replace(slipped, old, new)
    found = check_subject(read_subject(rules, "asr.ggz_2024"))
    assert {each.check for each in found} == {check for check, _ in expected}
    lines = slipped.read_text(encoding="utf-8").splitlines()
    for check, text in expected:
        places = [each for each in found if each.check == check]
        assert text == "" or any(text in lines[each.line - 1] for each in places), places
