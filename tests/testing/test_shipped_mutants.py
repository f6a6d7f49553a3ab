"""What is listed as equivalent of the shipped rules is a mutant of them.

That no other one survives takes minutes: ``policycheck test --mutate`` says so.
"""

from pathlib import Path

import pytest

from policycheck.policies.selection import Selection, select
from policycheck.testing import read_suites
from policycheck.testing.mutation import survey
from policycheck.testing.mutation.equivalents import read_equivalents
from policycheck.testing.mutation.making import mutants_of


def subjects(root: Path) -> list[str]:
    return sorted(each.stem for each in (root / "fixtures/mutants").glob("*.yaml"))


def test_every_list_is_of_a_policy_or_of_the_library(root: Path) -> None:
    assert set(subjects(root)) <= {*select([], root / "rego").policies, "policycheck"}


@pytest.mark.parametrize("subject", subjects(Path(__file__).parents[2]))
def test_every_mutant_that_is_listed_exists(root: Path, subject: str) -> None:
    library = subject == "policycheck"
    selection = Selection(root / "rego", () if library else (subject,), library)
    (suite,) = read_suites(selection, None)
    known = {each.id for each in mutants_of(suite, root / "rego")}
    listed = read_equivalents(root / "fixtures", subject)
    assert listed.keys() <= known


def test_a_few_mutants_of_the_smallest_policy(root: Path) -> None:
    selection = Selection(root / "rego", ("asr.ggz_2022",), False)
    fixtures = root / "fixtures"
    suites = read_suites(selection, fixtures)
    found = survey(suites, selection, fixtures, sample=20, seed=4, jobs=2)
    assert len(found.fates) == 20
    assert [each.mutant.id for each in found.survivors] == []
