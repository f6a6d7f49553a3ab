"""What came out of one test."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from policycheck.model import Condition, Decision


class Kind(StrEnum):
    """What a test is written in."""

    SCENARIO = "scenario"
    REGO = "rego"


class State(StrEnum):
    """How a test ended; an ``error`` is a test whose rules failed while they ran."""

    PASSED = "passed"
    FAILED = "failed"
    PENDING = "pending"
    ERROR = "error"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was expected.

    Attributes:
        what: What was expected of it, such as ``outcome`` or ``statuses/trade-register``.
        expected: The value in the test.
        found: The value of the decision or of the rule; ``None`` where there is none.
    """

    what: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class Item:
    """What is known of a test before it runs.

    Attributes:
        id: Unique: ``asr.ggz_2024.claims: <sentence>`` for a scenario, and
            ``asr.ggz_2024.claims_test.test_it`` for a Rego test, with ``: <case>`` behind it where
            the test has cases.
        name: The sentence of a scenario; the name of a rule, or of its case.
        subject: The policy that it is about, or the name of the shared library.
        line: Where it begins in its file, counted from 1.
    """

    id: str
    kind: Kind
    name: str
    subject: str
    file: Path
    line: int


@dataclass(frozen=True)
class Result:
    """What came out of one test.

    Attributes:
        differences: What was expected and what was found, for a test that failed.
        conditions: The conditions that a failed scenario is about: those whose status differs, or
            else, where the outcome does, those that keep it from being met.
        message: What the engine said, for an error.
        seconds: How long it took.
        decision: What was decided, for a scenario.
        kept: Whether it was not run again, as nothing that it rests on changed since it passed.
    """

    item: Item
    state: State
    differences: tuple[Difference, ...] = ()
    conditions: tuple[Condition, ...] = ()
    message: str = ""
    seconds: float = 0.0
    decision: Decision | None = field(default=None, repr=False)
    kept: bool = False

    @property
    def good(self) -> bool:
        """Whether there is nothing to mend."""
        return self.state in (State.PASSED, State.PENDING)
