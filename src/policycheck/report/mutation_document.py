"""What the tests or the laws say of mutants, as a document."""

from collections.abc import Sequence
from typing import Any

from policycheck.report.document import VERSION
from policycheck.testing.mutation import Fate, Operator, Stale, State, Survey


def mutation_document(survey: Survey) -> dict[str, Any]:
    """The document of ``schemas/output/mutants.schema.json``."""
    subjects = dict.fromkeys(each.mutant.subject for each in survey.fates)
    return {
        "version": VERSION,
        "by": str(survey.by),
        "among": survey.among,
        "seconds": round(survey.seconds, 3),
        "subjects": [_subject(each, survey.fates) for each in subjects],
        "mutants": [_fate(each) for each in survey.fates],
        "stale": [_stale(each) for each in survey.stale],
    }


def _subject(subject: str, fates: Sequence[Fate]) -> dict[str, Any]:
    own = [each for each in fates if each.mutant.subject == subject]
    by_operator = {
        str(operator): _counts(found)
        for operator in Operator
        if (found := [each for each in own if each.mutant.operator is operator])
    }
    return {"id": subject, **_counts(own), "operators": by_operator}


def _counts(fates: Sequence[Fate]) -> dict[str, int]:
    states = {str(state): sum(each.state is state for each in fates) for state in State}
    return {"mutants": len(fates), **states}


def _fate(fate: Fate) -> dict[str, Any]:
    mutant = fate.mutant
    return {
        "id": mutant.id,
        "subject": mutant.subject,
        "operator": str(mutant.operator),
        "file": mutant.file,
        "line": mutant.line,
        "column": mutant.column,
        "before": mutant.before,
        "after": mutant.after,
        "state": str(fate.state),
        "by": fate.by,
    }


def _stale(stale: Stale) -> dict[str, Any]:
    listed = stale.equivalent
    return {
        "id": listed.id,
        "file": listed.file.as_posix(),
        "line": listed.line,
        "killed_by": stale.by or None,
    }
