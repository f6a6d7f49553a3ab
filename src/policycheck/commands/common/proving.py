"""What needs the solver, where it is installed."""

from types import ModuleType

from policycheck.errors import MissingExtra


def proofs_module(what: str) -> ModuleType:
    """The module that compares every case.

    Args:
        what: What the user asked for, to be named where it is missing.

    Raises:
        MissingExtra: The solver is not installed.
    """
    try:
        from policycheck.changes import proofs
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        raise MissingExtra(what, "prove") from None
    return proofs
