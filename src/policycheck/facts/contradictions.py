"""Facts that cannot hold together. They are refused: any answer would rest on a false fact."""

from collections.abc import Iterator
from datetime import date

from policycheck.errors import InvalidCase, Problem
from policycheck.facts.case import Case, events_after


def refuse_contradictions(case: Case, as_of: date) -> None:
    """Refuse a case with facts that contradict each other or the day that is judged.

    Raises:
        InvalidCase: Names every contradiction with both places.
    """
    problems = [*_future_events(case, as_of), *_turnover_before_start(case)]
    if problems:
        raise InvalidCase(problems)


def _problem(case: Case, pointer: str, message: str) -> Problem:
    line, column = case.position(pointer) or (None, None)
    return Problem("contradiction", message, case.name, line, column, pointer, case.cell(pointer))


def _future_events(case: Case, as_of: date) -> Iterator[Problem]:
    for pointer, day in events_after(case.value, as_of):
        yield _problem(
            case,
            pointer,
            f"{day} lies after {as_of}, the day on which the case is judged: what has not happened"
            " yet is no fact; leave it out or judge the case on a later day",
        )


def _turnover_before_start(case: Case) -> Iterator[Problem]:
    started = case.value.get("provider", {}).get("started_on")
    for insurer, relation in case.value.get("insurers", {}).items():
        for year, amount in relation.get("turnover", {}).items():
            if started and amount > 0 and started > f"{year}-12-31":
                yield _problem(
                    case,
                    f"/insurers/{insurer}/turnover/{year}",
                    f"there is turnover in {year}, and /provider/started_on says {started}:"
                    " correct one of the two",
                )
