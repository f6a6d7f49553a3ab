"""The cases that a question is about, and a solver that knows which cases there are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from time import perf_counter

import z3

from policycheck.proving.asking import ask, said
from policycheck.proving.cases import DAYS, Cases
from policycheck.proving.decision import DecisionFormulas
from policycheck.proving.formulas import Variables
from policycheck.proving.subject import Subject

_MILLISECONDS = 1000


class Answer(StrEnum):
    """What the solver says of formulas: whether some cases fit them."""

    SOME = "some"
    NONE = "none"
    NOT_DECIDED = "not_decided"


@dataclass(frozen=True)
class Found:
    """An answer of the solver.

    Attributes:
        model: Stands for cases that fit; ``None`` unless some do.
        reason: Why it is not decided; empty otherwise.
        seconds: How long it took.
        fits: What the cases fit, where that was only found out on the way.
    """

    answer: Answer
    model: z3.ModelRef | None = None
    reason: str = ""
    seconds: float = 0.0
    fits: tuple[z3.BoolRef, ...] = ()


class View:
    """One case, and what a decision says of it.

    Args:
        subject: The decision.
        variables: Of the case; by default a case of its own.
        decided: What the decision says of it, if that was made already.

    Attributes:
        decided: What the decision comes to, as formulas.
    """

    def __init__(
        self,
        subject: Subject,
        variables: Variables | None = None,
        decided: DecisionFormulas | None = None,
    ) -> None:
        self.subject = subject
        self.variables = variables or Variables()
        self.decided = decided or DecisionFormulas(subject.lifted, self.variables)

    def of(self, variables: Variables) -> "View":
        """What the same decision says of another case."""
        pairs = variables.instead_of(self.variables)
        return View(self.subject, variables, self.decided.replaced(variables, pairs))


Between = Callable[["Room"], Iterable[z3.BoolRef]]


class Room:
    """The cases of a question.

    Args:
        views: One for each case; or several decisions about the same one.
        seconds: How long one question may take.
        between: What holds between the cases.
        conflicts: Whether those cases count too that have no answer, as two rules give different
            values.
    """

    def __init__(
        self,
        *views: View,
        seconds: float = 10.0,
        between: Between | None = None,
        conflicts: bool = False,
    ) -> None:
        self.views = views
        self._conflicts = conflicts
        self.seconds = seconds
        self._between = between
        self._about: object = None
        self._cases: dict[int, Cases] = {}
        self._solver = z3.SimpleSolver()
        self._asked = 0

    def check(self, *formulas: z3.BoolRef, seconds: float | None = None) -> Found:
        """Whether there are cases that fit all formulas.

        Args:
            formulas: What has to hold.
            seconds: How long that may take, if not as long as the room allows.
        """
        start = perf_counter()
        limit = self.seconds if seconds is None else seconds
        try:
            self._prepare()
            self._solver.set("timeout", max(1, int(limit * _MILLISECONDS)))
            self._asked += 1
            marker = z3.Bool(f"question {self._asked}")
            self._solver.add(z3.Implies(marker, z3.And(*formulas)))
        except z3.Z3Exception as error:
            # What was said of the cases may be said in part.
            self._about = None
            return Found(Answer.NOT_DECIDED, None, said(error), perf_counter() - start)
        answer, reason = ask(self._solver, marker)
        taken = perf_counter() - start
        if answer == z3.sat:
            return Found(Answer.SOME, self._solver.model(), seconds=taken)
        if answer == z3.unsat:
            return Found(Answer.NONE, seconds=taken)
        return Found(Answer.NOT_DECIDED, None, reason, taken)

    @cached_property
    def with_conflicts(self) -> "Room":
        """The same with the cases that have no answer, as two rules give different values."""
        return Room(*self.views, seconds=self.seconds, between=self._between, conflicts=True)

    @cached_property
    def _never_conflicts(self) -> bool:
        conflict = z3.Or(*(view.decided.conflict for view in self.views))
        return self.with_conflicts.check(conflict, seconds=self.seconds).answer is Answer.NONE

    def without_answer(self, premise: Sequence[z3.BoolRef]) -> Found:
        """Whether there are cases that fit a premise and have no answer."""
        if self._never_conflicts:
            return Found(Answer.NONE)
        conflict = z3.Or(*(view.decided.conflict for view in self.views))
        found = self.with_conflicts.check(*premise, conflict, seconds=self.seconds)
        return replace(found, fits=(*premise, conflict))

    def facts(self, view: View) -> Cases:
        """The case of a view, as far as anything was asked of it."""
        self._prepare()
        return self._cases[id(view.variables)]

    def constraints(self) -> list[z3.BoolRef]:
        """What holds of all cases that there are."""
        self._prepare()
        return list(self._solver_constraints)

    def known(self) -> list[z3.BoolRef]:
        """Whether each value of the cases is known; a fact that cases share, once."""
        found: dict[int, z3.BoolRef] = {}
        for view in self.views:
            for pointer in self.facts(view).leaves():
                known = view.variables.known(pointer)
                found[known.get_id()] = known
        return list(found.values())

    def _prepare(self) -> None:
        """Say which cases there are, whenever something was asked of another fact or text."""
        about = self._asked_of()
        if about == self._about:
            return
        self._cases = {}
        for view in self.views:
            schema = view.subject.policies.schemas.schema
            if id(view.variables) not in self._cases:
                cases = Cases(schema, view.variables, view.subject.slots)
                self._cases[id(view.variables)] = cases
        found = [each for cases in self._cases.values() for each in cases.formulas]
        for view in self.views:
            published = view.subject.policy.published
            if published:
                found.append(view.variables.value(DAYS[1]) >= published.toordinal())
            if not self._conflicts:
                found.append(z3.Not(view.decided.conflict))
        # What holds between the cases may ask of other facts again.
        self._about = self._asked_of()
        found += self._between(self) if self._between else []
        self._solver = z3.SimpleSolver()
        self._solver.add(*found)
        self._solver_constraints: Sequence[z3.BoolRef] = found

    def _asked_of(self) -> object:
        return tuple(
            (len(view.variables.pointers), sum(map(len, view.variables.texts.values())))
            for view in self.views
        )
