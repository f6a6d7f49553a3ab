"""One question to a solver, which may fail on it."""

from collections.abc import Iterator
from contextlib import contextmanager

import z3

from policycheck.errors import PolicycheckError

_MEGABYTES = 4096


def ask(solver: z3.Solver | z3.Optimize, *formulas: z3.BoolRef) -> tuple[z3.CheckSatResult, str]:
    """What a solver answers, and why it is unknown: where it fails nothing is known.

    Args:
        solver: What holds already.
        formulas: What has to hold besides.
    """
    try:
        # Else it takes Ctrl-C for itself, answers that it does not know, and all goes on.
        solver.set("ctrl_c", False)
        answer = solver.check(*formulas)
        return answer, solver.reason_unknown() if answer == z3.unknown else ""
    except z3.Z3Exception as error:
        return z3.unknown, said(error)


def said(error: z3.Z3Exception) -> str:
    """What a solver says of its failure."""
    value = getattr(error, "value", error)
    return value.decode() if isinstance(value, bytes) else str(value)


@contextmanager
def solving(name: str) -> Iterator[None]:
    """Let the solver work on a decision, with a limit to its memory.

    Raises:
        PolicycheckError: The solver failed elsewhere than on a question.
    """
    z3.set_param("memory_max_size", _MEGABYTES)
    try:
        yield
    except z3.Z3Exception as error:
        raise PolicycheckError(f"the solver failed on {name}: {said(error)}") from None
    except MemoryError:
        raise PolicycheckError(f"the solver failed on {name}: out of memory") from None
