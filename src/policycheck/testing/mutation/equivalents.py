"""The list of mutants that no case can tell from the rules, each with the argument."""

from dataclasses import dataclass
from pathlib import Path

from policycheck.errors import RulesError
from policycheck.testing.scenario_file import read_scenario_file

FOLDER = "mutants"
_SCHEMA = "mutants"


@dataclass(frozen=True)
class Equivalent:
    """A mutant that is said to decide every case as the rules do.

    Attributes:
        id: The mutant's.
        argument: Why no case can tell the difference.
        line: Where it is listed, counted from 1.
    """

    id: str
    argument: str
    file: Path
    line: int


def read_equivalents(fixtures: Path | None, subject: str) -> dict[str, Equivalent]:
    """The mutants of a policy, or of the library, that are listed: ``mutants/<policy>.yaml``.

    Raises:
        RulesError: The file is wrong, or a mutant is listed twice.
    """
    path = fixtures / FOLDER / f"{subject}.yaml" if fixtures else None
    if path is None or not path.is_file():
        return {}
    file = read_scenario_file(path, _SCHEMA)
    found: dict[str, Equivalent] = {}
    problems = []
    for number, group in enumerate(file.value["equivalent"]):
        for place, id in enumerate(group["mutants"]):
            keys = ("equivalent", number, "mutants", place)
            if id in found:
                message = f"{id} is listed in line {found[id].line} too"
                problems.append(file.problem("repeated-mutant", message, *keys))
            found[id] = Equivalent(id, group["argument"], path, file.line(*keys))
    if problems:
        raise RulesError(problems)
    return found
