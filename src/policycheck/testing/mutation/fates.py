"""What became of a mutant."""

from dataclasses import dataclass
from enum import StrEnum

from policycheck.testing.mutation.mutants import Mutant


class By(StrEnum):
    """What is to notice a mutant: the scenarios and Rego tests, or the laws of the policies."""

    TESTS = "tests"
    LAWS = "laws"


class State(StrEnum):
    """How a mutant ended.

    A ``killed`` one is noticed by a test, or breaks a law; so is one that makes the engine abort or
    hang, which ``crashed`` counts apart. An ``invalid`` one does not compile and says nothing. An
    ``equivalent`` one survived and is listed as such. Of one that is ``not_decided`` no law is
    known to be broken, and one could not be proved or refuted in time.
    """

    KILLED = "killed"
    CRASHED = "crashed"
    INVALID = "invalid"
    EQUIVALENT = "equivalent"
    NOT_DECIDED = "not_decided"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Verdict:
    """What the tests or the laws say of a mutant.

    Attributes:
        by: The test that noticed it, the law that it breaks, what the compiler said, or why a law
            is not decided; empty where nothing did.
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
