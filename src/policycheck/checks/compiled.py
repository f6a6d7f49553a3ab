"""What the engine says when it compiles the rules."""

from collections.abc import Callable, Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.subject import Subject
from policycheck.errors import EngineError

NAMED = {
    "engine_crash": "engine-abort",
    "engine_timeout": "engine-abort",
    "data_overlaps_package": "data-overlap",
    "unknown_function": "unknown-function",
}
"""The check that passes on an error of the engine, by its code; else ``does-not-compile``."""

ENGINE_CHECKS = frozenset({*NAMED.values(), "does-not-compile"})
"""The checks whose findings may follow from what another check tells better."""


def engine_error(check: str) -> Callable[[Subject], Iterator[Spot]]:
    """The check that passes on the errors of the engine that belong to it."""

    def find(subject: Subject) -> Iterator[Spot]:
        error = subject.compiled
        if isinstance(error, EngineError) and NAMED.get(error.code, "does-not-compile") == check:
            yield _spot(subject, error)

    return find


def _spot(subject: Subject, error: EngineError) -> Spot:
    # Without a file it is about all of them; the first stands for them.
    file = error.file or subject.rules[0].file
    return Spot(file, error.row or 1, error.column or 1, f"{error.message} [{error.code}]")
