"""The case on which the scenarios of a new decision rest."""

from contextlib import suppress
from pathlib import Path

from policycheck.errors import InvalidCase, UsageError
from policycheck.evaluation import load
from policycheck.facts import read_case
from policycheck.model import Status
from policycheck.policies.manifest import PolicyManifest
from policycheck.scaffold.places import Places

_SUFFIXES = (".yaml", ".yml", ".json")


def case_in_scope(manifest: PolicyManifest, places: Places) -> Path:
    """The first case of a policy that it is about, on a day of its own.

    Raises:
        UsageError: There is none.
        EngineError: The policy's rules do not compile.
    """
    folder = places.cases(manifest.id)
    files = sorted(each for each in folder.glob("*") if each.suffix in _SUFFIXES)
    if files:
        policies = load(places.rules, policies=[manifest.id])
        for file in files:
            with suppress(InvalidCase, UsageError):
                case = read_case(file)
                # Which also finds a day on which nothing can be decided.
                policies.input_document(manifest.id, case)
                scope = policies.scope(manifest.id, case)
                if "as_of" in case.value and scope.status is Status.MET:
                    return file
    raise UsageError(
        f"there is no case in {folder} that {manifest.id} is about, with a day (as_of), for the "
        "scenarios to rest on: add one, or say with --fixtures DIR where the cases are"
    )
