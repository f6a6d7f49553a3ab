"""Every day and month that a document prints is on the timeline of its policy."""

import re
from pathlib import Path

import pytest

from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.milestones import Precision
from policycheck.policies.moments import When, days_of
from policycheck.words import Words

DOCUMENTS = Path(__file__).parents[3] / "shared" / "corpus" / "documents"
MANIFESTS = load_manifests()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
MONTH = f"({'|'.join(MONTHS.split())})"

# What only an example prints.
EXAMPLES = {("asr.ggz_2022", 5, 20)}

documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the documents are not beside this checkout"
)
policies = pytest.mark.parametrize("policy", MANIFESTS.values(), ids=list(MANIFESTS))


def text_of(policy: PolicyManifest) -> str:
    written = (DOCUMENTS / f"{policy.document}.txt").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"-\n\s*", "", written))


def shown(policy: PolicyManifest) -> list[When]:
    newest = max([policy.period[1], *(a.published for a in policy.amendments.values())])
    return [when for each in policy.milestones for when in days_of(each, policy, newest)]


def number(month: str) -> int:
    return MONTHS.split().index(month.lower()) + 1


@documents
@policies
def test_every_printed_day_is_on_the_timeline(policy: PolicyManifest) -> None:
    """The year is compared where the document prints it beside the day."""
    text = text_of(policy)
    printed = {
        (number(month), int(day), year)
        for day, month, year in re.findall(rf"\b(\d\d?) {MONTH}\b(?: (20\d\d))?", text, re.I)
    }
    printed |= {
        (int(month), int(day), year)
        for day, month, year in re.findall(r"\b(\d\d)-(\d\d)-(20\d\d)\b", text)
    }
    assert printed
    days = [when.printed for when in shown(policy) if when.precision is Precision.DAY]
    lacking = {
        (month, day, year)
        for month, day, year in printed
        if (policy.id, month, day) not in EXAMPLES
        if not any(
            (each.month, each.day) == (month, day) and year in ("", str(each.year)) for each in days
        )
    }
    assert lacking == set()


@documents
@policies
def test_every_printed_month_is_within_an_interval(policy: PolicyManifest) -> None:
    found = re.findall(rf"(\S+) {MONTH}\b", text_of(policy), re.I)
    printed = {number(month) for before, month in found if not before.isdigit()}
    intervals = [when for when in shown(policy) if when.precision is not Precision.DAY]
    covered = {
        month for when in intervals for month in range(when.first.month, when.last.month + 1)
    }
    assert printed <= covered


def test_the_months_are_those_of_the_catalogue() -> None:
    words = Words(Language.NL)
    when = next(iter(MANIFESTS.values())).period[0]
    assert [words.month(when.replace(month=n)).split()[0] for n in range(1, 13)] == MONTHS.split()
