"""Runs every check over policies and the library."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from policycheck.checks.compiled import ENGINE_CHECKS
from policycheck.checks.finding import Check, Finding
from policycheck.checks.ignores import silenced
from policycheck.checks.kept import keep_findings, kept_findings
from policycheck.checks.registry import CHECKS
from policycheck.checks.subject import Subject, read_subject
from policycheck.errors import EngineError, Problem, RulesError
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection

# Each compiles in a process of its own; a thread only waits for it.
_AT_ONCE = 8
# What makes the engine abort, or fail without saying where.
_ABORTING = frozenset({"dotted-head", "unsafe-with", "wrong-arguments"})
# What mostly follows from something else, such as a form that the engine compiles wrongly, and is
# told by the check of that.
_FOLLOWING = {
    "recursion": frozenset({"dotted-head"}),
    "slow-rule": frozenset({"answer-from-absence", "unassigned-variable", "unlisted-function"}),
    "unassigned-variable": frozenset({"nested-every", "some-with-key"}),
}


def subjects_of(selection: Selection) -> list[Subject]:
    """The library, if it is selected, and the policies of a selection, read.

    Raises:
        RulesError: Nothing is selected.
    """
    ids = [*([LIBRARY] if selection.library else []), *selection.policies]
    if not ids:
        message = "holds no policy: expected <insurer>/<policy>/policy.yaml in it"
        raise RulesError([Problem("no-rules", message, str(selection.directory))])
    return [read_subject(selection.directory, id) for id in ids]


def run_checks(selection: Selection) -> list[Finding]:
    """Everything that is wrong with the policies, and the library, of a selection.

    Raises:
        RulesError: Nothing is selected.
    """
    return check_subjects(subjects_of(selection))


def check_subjects(subjects: Sequence[Subject]) -> list[Finding]:
    """Everything that is wrong with policies and the library, in the order of files and places.

    What is broken is a finding and no error, and the other checks go on as far as they can. A
    policy that has not changed since it was checked is not checked again.
    """
    found = {each.id: kept_findings(each) for each in subjects}
    changed = [each for each in subjects if found[each.id] is None]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        compiling = [pool.submit(getattr, each, "compiled") for each in changed]
        # Meanwhile the text is split here, which no thread does faster.
        for module in (module for each in changed for module in each.modules):
            _ = module.rules
        for each in compiling:
            each.result()
    for subject in changed:
        found[subject.id] = findings = check_subject(subject)
        keep_findings(subject, findings)
    # What is wrong with the library is told once, not for every policy that rests on it.
    return sorted({finding for findings in found.values() for finding in findings or ()})


def check_subject(subject: Subject) -> list[Finding]:
    """Everything that is wrong with one policy or the library, in the order of places."""
    findings = {found for check in CHECKS for found in _found(check, subject)}
    # One mistake is told once: a comment that silences a check silences none of its consequences.
    spoken = sorted(silenced(subject, sorted(findings), CHECKS))
    return _without_consequences(subject, spoken)


def _found(check: Check, subject: Subject) -> Iterator[Finding]:
    for spot in check.find(subject):
        yield Finding(spot.file, spot.line, spot.column, check.id, spot.message, check.severity)


def _without_consequences(subject: Subject, findings: list[Finding]) -> list[Finding]:
    """Without what the engine says of a line, or without a place, where another check says why."""
    found = {each.check for each in findings}
    findings = [each for each in findings if not found & _FOLLOWING.get(each.check, frozenset())]
    own = [each for each in findings if each.check not in ENGINE_CHECKS]
    lines = {(each.file, each.line) for each in own}
    explained = bool(_ABORTING & {each.check for each in own})
    vague = isinstance(subject.compiled, EngineError) and subject.compiled.row is None
    return [
        each
        for each in findings
        if each.check not in ENGINE_CHECKS
        or not ((each.file, each.line) in lines or (vague and explained))
    ]
