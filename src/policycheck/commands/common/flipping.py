"""``eval --flip``: what would change a decision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from types import ModuleType
from typing import Any

import click

from policycheck.commands.common.deciding import Asked
from policycheck.commands.common.output import Output
from policycheck.errors import MissingExtra, UsageError
from policycheck.evaluation import Policies
from policycheck.facts import Case
from policycheck.flipping import Flips, Wish
from policycheck.flipping.withholding import withheld
from policycheck.model import FINAL_OUTCOMES, Outcome
from policycheck.report.document import Answer
from policycheck.report.flip_document import Turned, flips_document
from policycheck.report.flip_table import flip_blocks
from policycheck.report.naming import Naming

_TWO = 2


@dataclass(frozen=True)
class FlipOptions:
    """What a user wants to know of changes.

    Attributes:
        outcome: The outcome to get to; ``None``: what would help.
        facts: How many facts may change.
        anyones: Whether facts count too that the provider cannot change.
        most: How many changes are shown of each decision.
    """

    outcome: Outcome | None
    facts: int | None
    anyones: bool
    most: int

    def outcomes(self, present: Outcome | None) -> tuple[Outcome, ...]:
        """The outcomes to get to: the one that was named, or met and what is final."""
        if self.outcome is not None:
            return (self.outcome,)
        if present in FINAL_OUTCOMES:
            return (Outcome.MET,)
        return (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)


def flip_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add ``--flip`` and what goes with it; the command gets ``flip``, ``None`` without it."""

    @click.option(
        "--flip",
        "flip_",
        is_flag=False,
        flag_value="",
        metavar="[OUTCOME]",
        help="Show the smallest changes of facts that turn the outcome, after the cases: to met, "
        "and of what is not settled to what is final; or to this outcome.",
    )
    @click.option(
        "--flip-facts",
        type=click.IntRange(1, _TWO),
        help="With --flip: change one fact, or also two.  "
        "[default: two where no single one leads to met]",
    )
    @click.option(
        "--flip-any",
        is_flag=True,
        help="With --flip: also change what the provider cannot change, and say so.",
    )
    @click.option(
        "--flip-most",
        type=click.IntRange(min=1),
        metavar="N",
        help="With --flip: show so many changes of each decision.  [default: 20]",
    )
    @wraps(command)
    def with_flip(
        *,
        flip_: str | None,
        flip_facts: int | None,
        flip_any: bool,
        flip_most: int | None,
        **arguments: Any,
    ) -> int:
        if flip_ is None and (flip_facts or flip_any or flip_most):
            raise UsageError("--flip-facts, --flip-any and --flip-most say how to: add --flip")
        flip = None
        if flip_ is not None:
            flip = FlipOptions(_outcome(flip_), flip_facts, flip_any, flip_most or 20)
        return command(flip=flip, **arguments)

    return with_flip


def flipped(asked: Asked, case: Case, options: FlipOptions) -> tuple[Answer, list[Turned]]:
    """What is decided about a case, and what would change each decision.

    Raises:
        MissingExtra: What decides in columns is not installed.
    """
    finding = _finding()
    answer = asked.answer(case)
    found: list[Turned] = []
    for made in answer.decisions:
        wish = Wish(options.outcomes(made.outcome), options.facts, options.anyones)
        flips: Flips = finding.find_flips(
            asked.policies,
            made.policy,
            made.decision,
            case,
            wish,
            as_of=asked.as_of,
            known_at=asked.known_at,
            readings=asked.readings.get(made.policy),
        )
        solver = _solver()
        if solver is not None:
            flips = solver.confirmed(
                asked.policies,
                case,
                flips,
                follows=asked.known_at is None and "known_at" not in case.value,
                readings=asked.readings.get(made.policy),
            )
        found.append(Turned(case.name, withheld(flips, asked.redaction), options.most))
    return answer, found


def show_flips(
    turned: Sequence[Turned], policies: Policies, naming: Naming, output: Output, redacted: bool
) -> None:
    """Write what would change decisions."""
    output.show(
        lambda: flip_blocks(turned, policies.manifests, naming),
        lambda: flips_document(turned, redacted),
    )


def _outcome(name: str) -> Outcome | None:
    if not name:
        return None
    try:
        return Outcome(name.replace("-", "_"))
    except ValueError:
        known = ", ".join(Outcome)
        raise UsageError(
            f"--flip {name!r} is no outcome: write the cases before --flip, and after it one of"
            f" {known}, or nothing"
        ) from None


def _finding() -> ModuleType:
    try:
        from policycheck.flipping import finding
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "numpy":
            raise
        raise MissingExtra("policycheck eval --flip", "batch") from None
    return finding


def _solver() -> ModuleType | None:
    """What confirms that nothing was missed, where it is installed."""
    try:
        from policycheck.flipping import confirming
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        return None
    return confirming
