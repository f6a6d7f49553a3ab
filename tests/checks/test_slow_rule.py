"""``slow-rule`` finds what lifting refuses: as much, no more, and where its rule begins."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from made_up import replace
from policycheck.checks import CHECKS, Finding, Spot, Subject, check_subject, read_subject
from policycheck.facts import load_schemas
from policycheck.lifting import Lifted, Unliftable, lift
from policycheck.lifting.library import is_shipped
from policycheck.lifting.refusals import Refusal, refusals
from policycheck.resources import shipped

POLICY = "asr.ggz_2022"
FOLDER = "asr/ggz_2022"
SLOW_RULE = next(check for check in CHECKS if check.id == "slow-rule")


@dataclass(frozen=True)
class Change:
    """A rule said so that it cannot be lifted.

    Attributes:
        at: How the line begins in which the finding stands.
        says: What its message begins with, with a line itself in the place of its number.
    """

    file: str
    old: str
    new: str
    at: str
    says: str


CONDITION = Change(
    "authorisation.rego",
    'conditions["requested-beforehand"] if authorisation.requested_on < authorisation.start_on',
    'conditions["requested-beforehand"] if {\n'
    "\tsubstring(authorisation.requested_on, 0, -1) < authorisation.start_on\n}",
    'conditions["requested-beforehand"] if {',
    'conditions["requested-beforehand"] cannot be lifted: substring over facts is not followed'
    " (asr/ggz_2022/authorisation.rego: substring(authorisation.requested_on, 0, -1) <"
    " authorisation.start_on); batch asks regopy for it once for each combination of"
    " /as_of, /known_at, /insurers/asr/authorisation/requested_on,"
    " /insurers/asr/authorisation/start_on, and the compiled engine leaves the decision to regopy",
)
EXEMPTION = Change(
    "authorisation.rego",
    'exempt["referral-does-not-matter"] if division.contracted',
    'exempt["referral-does-not-matter"] if upper(authorisation.referral) == "GENERAL"',
    'exempt["referral-does-not-matter"] if upper',
    'exempt["referral-does-not-matter"] cannot be lifted: upper over facts is not followed',
)
READING = Change(
    "claims.rego",
    "invoice.submitted_on < last_day if",
    "substring(invoice.submitted_on, 0, -1) < last_day if",
    'readings["thirtieth-of-april"]["too-late"].conditions',
    'conditions["submitted-in-time"] under thirtieth-of-april/too-late cannot be lifted: substring',
)
HELPER = Change(
    "authorisation.rego",
    "long := authorisation.expected_minutes > parameters.minutes_over",
    "long := authorisation.expected_minutes / 2 > parameters.minutes_over",
    'exempt["practice-needs-none"]',
    'exempt["practice-needs-none"] cannot be lifted: div over facts is not followed'
    " (asr/ggz_2022/authorisation.rego: long := authorisation.expected_minutes / 2 >"
    " parameters.minutes_over);",
)
DUE = Change(
    "authorisation.rego",
    "dates.days_after(authorisation.start_on, -1)",
    "before(authorisation.start_on)\n\nbefore(day) := substring(day, 0, -1)",
    "before(day)",
    "no case of authorisation can be decided in columns: substring over facts is not followed"
    " (asr/ggz_2022/authorisation.rego: before(day) := substring(day, 0, -1)); batch and the"
    " compiled engine leave every case to regopy, one by one",
)
RESULT = Change(
    "reimbursement.rego",
    'result["basis"] := "agreed_tariff" if division.contracted',
    'result["basis"] := invoice if division.contracted',
    'result["basis"] := invoice',
    "no case of reimbursement can be decided in columns: an object of the case cannot be compared",
)
# The rule itself can be lifted, and what the library makes of it cannot.
NO_DAY = Change(
    "authorisation.rego",
    "dates.days_after(authorisation.start_on, -1)",
    "authorisation.referral",
    "decision := outcome.decide",
    "no case of authorisation can be decided in columns: a code cannot be put in order with a date",
)
SHARED = Change(
    "scope.rego",
    "",
    "\nnoted contains upper(input.provider.organisation)\n",
    "noted contains upper",
    "no case of ",
)
CHANGES = (CONDITION, EXEMPTION, READING, HELPER, DUE, RESULT, NO_DAY, SHARED)


@pytest.fixture
def rules(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "rego" / FOLDER, tmp_path / FOLDER)
    return tmp_path


def changed(rules: Path, changes: Sequence[Change]) -> Subject:
    for each in changes:
        file = rules / FOLDER / each.file
        if each.old:
            replace(file, each.old, each.new)
        else:
            file.write_text(file.read_text(encoding="utf-8") + each.new, encoding="utf-8")
    return read_subject(rules, POLICY)


def line(subject: Subject, spot: Spot | Finding) -> str:
    return subject.texts[spot.file].splitlines()[spot.line - 1]


def shown(subject: Subject, spot: Spot | Finding) -> str:
    """The message of a finding, with the lines that it names in the place of their numbers."""

    def named(place: re.Match[str]) -> str:
        if place["file"] not in subject.texts:
            return place[0]  # the shared library is not among the texts of a policy
        text = subject.texts[place["file"]].splitlines()[int(place["line"]) - 1]
        return f"{place['file']}: {text.strip()}"

    return re.sub(r"(?P<file>[\w/]+\.rego):(?P<line>\d+)", named, spot.message)


def refused(subject: Subject) -> list[Refusal]:
    assert subject.plan is not None
    return refusals(
        subject.plan,
        subject.data,
        subject.plan.entrypoints,
        load_schemas().schema,
        known_library=is_shipped(subject.compiled_texts),
    )


def lifted_or_not(subject: Subject, entrypoint: str) -> Lifted | str:
    assert subject.plan is not None
    try:
        return lift(subject.plan, subject.data, entrypoint, load_schemas().schema)
    except Unliftable as error:
        return str(error)


@pytest.mark.parametrize("change", CHANGES, ids=[each.at for each in CHANGES])
def test_it_stands_where_the_rule_begins_and_says_what_is_refused(
    change: Change, rules: Path
) -> None:
    subject = changed(rules, [change])
    found = list(SLOW_RULE.find(subject))
    (spot,) = (each for each in found if shown(subject, each).startswith(change.says))
    assert spot.file == f"{FOLDER}/{change.file}"
    assert line(subject, spot).startswith(change.at)
    assert line(subject, spot)[spot.column - 1] == change.at[0]


@pytest.mark.parametrize(
    "changes",
    [[], *([each] for each in CHANGES), [CONDITION, EXEMPTION, READING]],
    ids=["none", *(each.at for each in CHANGES), "several"],
)
def test_it_is_what_lifting_refuses(changes: list[Change], rules: Path) -> None:
    """Without the combinations of readings as much is found as with them."""
    subject = changed(rules, changes)
    assert subject.plan is not None
    found = refused(subject)
    by_decision: dict[str, set[str]] = {}
    for each in found:
        if each.slow is None:
            by_decision.setdefault("/".join(each.decision), set()).add(str(each.error))
    slow = {each.slow for each in found if each.slow}
    wanted = set()
    for entrypoint in subject.plan.entrypoints:
        decision = entrypoint.removesuffix("/decision")
        lifted = lifted_or_not(subject, entrypoint)
        if isinstance(lifted, str):
            assert lifted in by_decision.pop(decision)
        else:
            wanted |= set(lifted.slow.values())
    assert by_decision == {}
    # What a decision has that is refused as a whole, lifting does not come to.
    assert slow == wanted if all(each.slow for each in found) else slow >= wanted
    assert bool(found) == bool(changes)


def test_everything_that_is_refused_is_told(rules: Path) -> None:
    """Also in a decision that is refused as a whole, where lifting stops at the first."""
    subject = changed(rules, [CONDITION, EXEMPTION, DUE])
    twice = Change(
        "authorisation.rego",
        'result["authorisation"] := "required" if needed',
        'result["authorisation"] := upper(authorisation.start_on) if needed',
        "",
        "",
    )
    subject = changed(rules, [twice])
    assert [line(subject, spot).split(" ")[0] for spot in sorted(SLOW_RULE.find(subject))] == [
        'exempt["referral-does-not-matter"]',
        'conditions["requested-beforehand"]',
        "before(day)",
        'result["authorisation"]',
    ]


def test_what_several_decisions_share_is_told_once(rules: Path) -> None:
    subject = changed(rules, [SHARED])
    (spot,) = SLOW_RULE.find(subject)
    assert subject.manifest is not None
    names = ", ".join(subject.manifest.decisions)
    assert spot.message.startswith(f"no case of {names} can be decided in columns: upper over")


def test_a_comment_silences_it(rules: Path) -> None:
    comment = "# policycheck ignore=slow-rule: nobody decides many of these"
    quiet = Change("", CONDITION.at, f"{comment}\n{CONDITION.at}", "", "")
    subject = changed(rules, [CONDITION])
    (finding,) = check_subject(subject)
    assert (finding.check, str(finding.severity)) == ("slow-rule", "warning")
    file = rules / FOLDER / CONDITION.file
    replace(file, quiet.old, quiet.new)
    assert check_subject(read_subject(rules, POLICY)) == []
    replace(file, CONDITION.new, CONDITION.old)
    (finding,) = check_subject(read_subject(rules, POLICY))
    assert finding.check == "unused-ignore"
    assert finding.message == "slow-rule finds nothing here: remove the comment"


def test_a_library_of_its_own_is_followed(rules: Path) -> None:
    library = shutil.copytree(shipped("rego") / "policycheck", rules / "policycheck")
    assert list(SLOW_RULE.find(read_subject(rules, POLICY))) == []
    with (library / "outcome.rego").open("a", encoding="utf-8") as file:
        file.write("\n# Ours.\n")
    subject = read_subject(rules, POLICY)
    spots = list(SLOW_RULE.find(subject))
    whole = [spot for spot in spots if spot.message.startswith("no case of ")]
    assert whole
    assert all(spot.file.startswith(FOLDER) for spot in spots)
    assert any("policycheck/" in spot.message for spot in whole)


def test_rules_that_need_themselves_are_not_followed(rules: Path) -> None:
    with (rules / FOLDER / "claims.rego").open("a", encoding="utf-8") as file:
        file.write("\nround_and if round_about\n\nround_about if round_and\n")
        file.write('\nconditions["submitted-in-time"] if round_and\n')
    subject = changed(rules, [CONDITION])
    assert list(SLOW_RULE.find(subject)) == []
    assert "recursion" in {each.check for each in check_subject(subject)}


def test_rules_that_need_themselves_by_way_of_all_data_are_refused(rules: Path) -> None:
    replace(rules / FOLDER / "attention.rego", '"scope": scope.conditions', '"scope": data')
    subject = read_subject(rules, POLICY)
    (spot,) = SLOW_RULE.find(subject)
    assert line(subject, spot).startswith("decision := ")
    assert spot.message.startswith(
        "no case of attention can be decided in columns: it needs itself, or goes deeper than can"
        " be followed (asr/ggz_2022/attention.rego:"
    )


WITHOUT = """\
import sys
for each in ("numpy", "pyarrow"):
    sys.modules[each] = None
from policycheck.cli import main
sys.argv = ["policycheck", "check", sys.argv[1], "--format", "json"]
main()
"""


def test_it_needs_no_extra(rules: Path, root: Path, tmp_path: Path) -> None:
    changed(rules, [CONDITION])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(rules)],
        env={
            **os.environ,
            "PYTHONPATH": str(root / "src"),
            "POLICYCHECK_CACHE": str(tmp_path / "cache"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert '"check": "slow-rule"' in done.stdout
