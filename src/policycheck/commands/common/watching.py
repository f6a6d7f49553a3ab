"""Does something again whenever files change."""

from collections.abc import Callable, Sequence
from pathlib import Path

from policycheck.commands.common.boundary import guarded, tell
from policycheck.errors import ExitCode, MissingExtra

_WAIT = 200  # milliseconds between two looks
_SUFFIXES = (".rego", ".yaml", ".yml", ".json")


def whenever_changed(places: Sequence[Path], work: Callable[[], int]) -> int:
    """Do the work now, and again after each change of a file of rules or cases; until Ctrl-C.

    What goes wrong is told, and waits for the next change.

    Returns:
        130, as the user ends it.

    Raises:
        MissingExtra: watchfiles is not installed.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "watchfiles":
            raise
        raise MissingExtra("--watch", "author") from None
    names = ", ".join(str(place) for place in places)
    changes = watch(
        *places,
        watch_filter=lambda _, path: path.endswith(_SUFFIXES),
        rust_timeout=_WAIT,
        yield_on_timeout=True,
    )
    # The first turn is a timeout: nothing changed yet, and nothing that does is missed from here.
    for number, changed in enumerate(changes):
        if number and not changed:
            continue
        for path in sorted({path for _, path in changed}):
            tell(f"policycheck: changed: {path}")
        if guarded(work) == ExitCode.INTERRUPTED:
            break
        tell(f"policycheck: waiting for a change in {names} (Ctrl-C ends)")
    return ExitCode.INTERRUPTED
