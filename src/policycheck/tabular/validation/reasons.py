"""Why a case is invalid, by the validator that gives reasons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from policycheck.errors import InvalidCase, Problem
from policycheck.facts import CaseSchemas, case_from_mapping
from policycheck.facts.contradictions import refuse_contradictions


def problems_of(
    case: Mapping[str, Any], as_of: date, *, schemas: CaseSchemas | None = None
) -> tuple[Problem, ...]:
    """Everything that is wrong with a case that is judged on a day; nothing if it is valid.

    Args:
        case: The facts, as for :func:`policycheck.facts.case_from_mapping`.
        as_of: The day on which the case is judged.
        schemas: The schemas to check against; by default those that come with policycheck.
    """
    try:
        refuse_contradictions(case_from_mapping(case, schemas=schemas), as_of)
    except InvalidCase as invalid:
        return invalid.problems
    return ()


def reasons(
    case: Mapping[str, Any], as_of: date, *, schemas: CaseSchemas | None = None
) -> tuple[Problem, ...]:
    """The problems of a case that :class:`ColumnValidator` calls invalid.

    Raises:
        RuntimeError: There are none: the two validators disagree, and neither answer counts.
    """
    problems = problems_of(case, as_of, schemas=schemas)
    if not problems:
        raise RuntimeError(
            "a case is invalid by its columns and valid by the schemas, so one of the two checks"
            " is wrong, and nothing that rests on them can be trusted"
        )
    return problems
