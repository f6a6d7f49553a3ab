"""What may leave the house: whether a sensitive fact is known, and never its content.

Sensitive are the facts about fraud, integrity, sanctions, supervision and beneficial owners; the
schemas mark them. A :class:`Redaction` makes of a decision, a case or a problem the same without
their content. Whatever is made of that view, in any format, cannot hold what the view lacks.
Statuses and outcomes stay as they are: they are what the reader is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, overload

from policycheck.errors import (
    LEFT_OUT,
    EngineError,
    InvalidCase,
    PolicycheckError,
    Problem,
    UsageError,
)
from policycheck.facts import FactDictionary, load_schemas
from policycheck.facts.problems import child, dotted, tokens
from policycheck.model import Comparison, Condition, Decision, Fact, Scope, Withheld

# Problems of a whole file whose sentence repeats nothing of it.
_OF_THE_FILE = frozenset(
    {
        "empty-file",
        "invalid-json",
        "invalid-workbook",
        "no-case",
        "more-problems",
        "not-a-mapping",
        "not-utf-8",
        "too-deep",
    }
    | {"several-documents", "too-large", "too-many-values", "unreadable-file", "yaml-version"}
)
_DAYS = frozenset({"date", "event_date"})
_POINTER = re.compile(r"\(at (/[^\s)]+)\)|(/provider/[\w/]+)")


@dataclass(frozen=True)
class Redaction:
    """Takes the content of sensitive facts away, or nothing.

    Attributes:
        dictionary: Which facts are sensitive.
        on: Whether anything is taken away; if not, everything stays as it is.
    """

    dictionary: FactDictionary
    on: bool = True
    _marked: frozenset[str] = field(init=False, repr=False, compare=False)
    _above: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know the sensitive facts, and everything that holds one."""
        marked = frozenset(fact.pointer for fact in self.dictionary.values() if fact.sensitive)
        object.__setattr__(self, "_marked", marked)
        above = frozenset(each for pointer in marked for each in _around(pointer))
        object.__setattr__(self, "_above", above - marked)

    def hides(self, pointer: str) -> bool:
        """Whether the content at a JSON Pointer into a case is kept back."""
        known = self._known(pointer)
        return self.on and any(each in self._marked for each in (*_around(known), known))

    def dated(self, pointers: Iterable[str]) -> bool:
        """Whether sensitive days are among these facts, or within them or what holds them."""
        read = {*pointers}
        return any(
            fact.type in _DAYS
            and not read.isdisjoint({fact.pointer, *_around(fact.pointer)} - {""})
            for fact in self.dictionary.values()
            if self.hides(fact.pointer)
        )

    def place(self, pointer: str) -> str:
        """A place in a case as it may be shown: of what lies in a sensitive list, the list."""
        steps = pointer.split("/")
        above = ("/".join(steps[:length]) for length in range(1, len(steps)))
        return next((each for each in above if self.hides(each)), pointer)

    def value(self, pointer: str, value: Any) -> Any:
        """A value of a case as it may be shown; of what is sensitive, ``Withheld.KNOWN``."""
        if self.hides(pointer):
            return Withheld.KNOWN
        if not self.on or self._known(pointer) not in self._above:
            return value
        if isinstance(value, Mapping):
            return {key: self.value(child(pointer, key), each) for key, each in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [self.value(child(pointer, place), each) for place, each in enumerate(value)]
        return value

    def case(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """All facts of a case, those that are sensitive without their content."""
        shown: Mapping[str, Any] = self.value("", value)
        return shown

    def decision(self, decision: Decision) -> Decision:
        """A decision without the content of sensitive facts.

        The hash of the case goes too: whoever knows the other facts could try which content of the
        sensitive ones it fits. Days that follow from a sensitive day go as well.
        """
        if not self.on:
            return decision
        conditions = {id: self.condition(each) for id, each in decision.conditions.items()}
        kept = {id for id, each in decision.conditions.items() if each.due == conditions[id].due}
        return replace(
            decision,
            conditions=MappingProxyType(conditions),
            deadlines=tuple(each for each in decision.deadlines if each.condition in kept),
            receipt=replace(decision.receipt, case=str(Withheld.CASE)),
        )

    def scope(self, scope: Scope) -> Scope:
        """The scope of a policy without the content of sensitive facts."""
        conditions = {id: self.condition(each) for id, each in scope.conditions.items()}
        return replace(scope, conditions=MappingProxyType(conditions)) if self.on else scope

    def comparison(self, comparison: Comparison) -> Comparison:
        """A comparison without the content of sensitive facts."""
        if not self.on:
            return comparison
        before, after = self.decision(comparison.before), self.decision(comparison.after)
        kept = {*before.deadlines, *after.deadlines, None}
        return Comparison(
            before,
            after,
            tuple((self._side(a), self._side(b)) for a, b in comparison.conditions),
            tuple(each for each in comparison.deadlines if kept.issuperset(each)),
        )

    def _side(self, condition: Condition | None) -> Condition | None:
        return condition and self.condition(condition)

    def problem(self, problem: Problem) -> Problem:
        """What is wrong with a case, without repeating anything that may be sensitive."""
        if not self.on or problem.code in _OF_THE_FILE:
            return problem
        pointer = self._known(problem.pointer)
        if self.hides(pointer):
            return replace(
                problem,
                message=f"the value does not fit {dotted(pointer)}; {LEFT_OUT}",
                # What follows was written by a stranger.
                pointer="/".join(problem.pointer.split("/")[: pointer.count("/") + 1]),
            )
        told = problem.code == "unknown-fact" or pointer not in self._above
        if told and not any(map(self.hides, _named(problem.message))):
            return problem
        where = dotted(problem.pointer)
        return replace(
            problem,
            message=f"{where or 'the text'} cannot be read as a fact; {LEFT_OUT}"
            if problem.code != "contradiction"
            else f"{where} contradicts a sensitive fact; {LEFT_OUT}",
        )

    def problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Everything that is wrong with a case, each as :meth:`problem` makes it."""
        return tuple(map(self.problem, problems))

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Let errors out of a block without the content of sensitive facts."""
        try:
            yield
        except PolicycheckError as error:
            shown = self.error(error)
            if shown is error:
                raise
            # Without the first error behind it, which a traceback would show.
            raise shown from None

    def told(self, error: Exception) -> str:
        """What an error says, without the content of sensitive facts."""
        return str(self.error(error) if isinstance(error, PolicycheckError) else error)

    def error(self, error: PolicycheckError) -> PolicycheckError:
        """An error without the content of sensitive facts; the same one if it repeats none."""
        if self.on and isinstance(error, InvalidCase):
            return InvalidCase(self.problems(error.problems))
        if not self.on or error.untold is None:
            return error
        if isinstance(error, EngineError):
            return EngineError(error.code, error.untold, error.file, error.row, error.column)
        if isinstance(error, UsageError):
            return UsageError(error.untold)
        return PolicycheckError(error.untold)

    def condition(self, condition: Condition) -> Condition:
        """A condition without the content of sensitive facts, and without days that follow."""
        if not self.on:
            return condition
        days = {
            each
            for fact in condition.facts
            if self.hides(fact.path) or self._known(fact.path) in self._above
            for each in days_in(fact.value)
        }
        facts = (Fact(each.path, self.value(each.path, each.value)) for each in condition.facts)
        due = None if days and condition.due else condition.due
        return replace(condition, facts=tuple(facts), due=due)

    def _known(self, pointer: str) -> str:
        """The pointer of the dictionary for one into a case, as far as there are such facts."""
        found = ""
        for step in tokens(pointer):
            above = self.dictionary.get(found) if found else None
            below = child(found, "*" if above is not None and above.type == "list" else step)
            if below not in self.dictionary:
                break
            found = below
        return found


@overload
def redact(told: Decision) -> Decision: ...
@overload
def redact(told: PolicycheckError) -> PolicycheckError: ...
def redact(told: Decision | PolicycheckError) -> Decision | PolicycheckError:
    """A decision, or an error, as it may leave the house: without what sensitive facts say.

    In the decision a sensitive fact has the value ``Withheld.KNOWN``, the hash of the case is
    withheld, and so is a day that may follow from a sensitive one. Statuses and outcomes stay.

    Args:
        told: A decision as it was made; or an error, such as :class:`InvalidCase`, whose sentence
            may repeat a case. It comes back of the same kind where its kind says something.
    """
    redaction = _shipped()
    return redaction.decision(told) if isinstance(told, Decision) else redaction.error(told)


@cache
def _shipped() -> Redaction:
    return Redaction(load_schemas().dictionary)


def _around(pointer: str) -> list[str]:
    """Everything that holds what stands at a pointer, the whole case first."""
    steps = pointer.split("/")
    return ["/".join(steps[:length]) for length in range(1, len(steps))]


def _named(message: str) -> list[str]:
    """The pointers that a sentence names."""
    return [one or other for one, other in _POINTER.findall(message)]


def days_in(value: Any) -> frozenset[date]:
    """Every day in a value of a case."""
    return frozenset(_days(value))


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _days(each)
    elif isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            yield date.fromisoformat(value)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _days(each)
