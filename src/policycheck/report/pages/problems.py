"""What is wrong with cases, as a page shows it: nothing was decided, and what to correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from policycheck.errors import Problem
from policycheck.facts.problems import dotted
from policycheck.model import Text
from policycheck.report.pages.speaking import Speaking


@dataclass(frozen=True)
class ProblemView:
    """One thing that is wrong; its message is in English, as every error is."""

    place: Text
    fact: str
    message: str
    code: str


@dataclass(frozen=True)
class ProblemsView:
    """What is wrong, file by file.

    Attributes:
        files: Each with how many problems there are, and the problems.
        redacted: Whether the content of sensitive facts is left out.
    """

    title: Text
    counted: Text
    files: tuple[tuple[str, Text, tuple[ProblemView, ...]], ...]
    redacted: bool


def problems_view(
    problems: Sequence[Problem], speak: Speaking, redacted: bool = False
) -> ProblemsView:
    """The problems of one or more invalid cases."""
    files: dict[str, list[Problem]] = {}
    for each in problems:
        files.setdefault(each.file, []).append(each)
    several = len(files) > 1
    return ProblemsView(
        speak(lambda n: n.words("page.errors_many" if several else "page.errors")),
        _count(len(problems), speak),
        tuple(
            (file, _count(len(found), speak), tuple(_view(each, speak) for each in found))
            for file, found in files.items()
        ),
        redacted,
    )


def _count(number: int, speak: Speaking) -> Text:
    return speak(lambda n: n.words.count("count.problem", number))


def _view(problem: Problem, speak: Speaking) -> ProblemView:
    line, column = problem.line, problem.column
    if line is None:
        place = speak(lambda n: n.words("page.whole"))
    else:
        place = speak(lambda n: n.words("page.line", line=line, column=column))
    return ProblemView(place, dotted(problem.pointer), problem.message, problem.code)
