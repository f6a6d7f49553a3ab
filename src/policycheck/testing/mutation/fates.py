"""What became of a mutant."""

from dataclasses import dataclass
from enum import StrEnum

from policycheck.testing.mutation.mutants import Mutant


class State(StrEnum):
    """How a mutant ended.

    A ``killed`` one is noticed by a test; so is one that makes the engine abort or hang, which
    ``crashed`` counts apart. An ``invalid`` one does not compile and says nothing. An
    ``equivalent`` one survived and is listed as such.
    """

    KILLED = "killed"
    CRASHED = "crashed"
    INVALID = "invalid"
    EQUIVALENT = "equivalent"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Verdict:
    """What the tests say of a mutant.

    Attributes:
        by: The test that noticed it, or what the compiler said; empty where nothing did.
    """

    state: State
    by: str = ""


@dataclass(frozen=True)
class Fate:
    """A mutant and what became of it.

    Attributes:
        by: As for :class:`Verdict`; for an equivalent mutant the argument.
    """

    mutant: Mutant
    state: State
    by: str = ""
