"""The whole answer of the rules for many cases at once, from columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policycheck.batch.days import days
from policycheck.batch.questions import Questions
from policycheck.compiled.columns import Columns, unpacked
from policycheck.compiled.extraction import extract, wanted
from policycheck.compiled.members import members_of, terms_of
from policycheck.lifting import Lifted
from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Day,
    Number,
    Object,
    Set,
    Value,
    constant_of,
)
from policycheck.plan.interpreter.values import in_order
from policycheck.terms import Term

Places = npt.NDArray[np.intp]

ABSENT = object()
BEYOND = "a list is too long to follow"
CONFLICT = "two rules give different values"


class AnswersInColumns:
    """A lifted decision, with all that the rules answer: what a decision document is made of.

    Args:
        lifted: The decision.
        questions: What is asked, for the days.
    """

    def __init__(self, lifted: Lifted, questions: Questions) -> None:
        self._lifted = lifted
        self._questions = questions
        asked = dict.fromkeys((lifted.conflict, *terms_of(lifted.answer)), ())
        self._columns = Columns(asked, lifted.guards)
        self._wanted = wanted(asked, (), lifted.slots)

    @property
    def readings(self) -> frozenset[str]:
        """The readings on which the decision may depend."""
        combinations = members_of(self._lifted.answer)["combinations"]
        return frozenset(
            str(reading)
            for _, atom in combinations.alternatives
            if isinstance(atom, Array)
            for _, item in atom.items
            if "readings" in (members := members_of(item))
            for reading in members_of(members["readings"])
        )

    def answers(self, cases: pa.RecordBatch) -> list[Any]:
        """What the rules answer for each case, or why they have no answer in columns."""
        found = extract(cases, self._wanted, *days(cases, self._questions))
        worked = _Worked(self._columns.run(found.facts), cases.num_rows)
        every = np.arange(cases.num_rows)
        answers = worked.value(self._lifted.answer, every)
        for place in np.flatnonzero(worked.mask(self._lifted.conflict)).tolist():
            answers[place] = CONFLICT
        beyond = unpacked(found.beyond, cases.num_rows).view(np.bool_)
        for place in np.flatnonzero(beyond).tolist():
            answers[place] = BEYOND
        return answers


class _Worked:
    """Reads values from what the terms came to."""

    def __init__(self, found: Mapping[Term, Any], count: int) -> None:
        self._found = found
        self._count = count

    def mask(self, term: Term) -> npt.NDArray[np.bool_]:
        """Where a term holds."""
        return unpacked(self._found[term], self._count).view(np.bool_)

    def value(self, value: Value, places: Places) -> list[Any]:
        """What a value is in those cases, ``ABSENT`` where it is undefined."""
        found: list[Any] = [ABSENT] * len(places)
        for condition, atom in value.alternatives:
            there = np.flatnonzero(self.mask(condition)[places])
            if len(there):
                items = self._atom(atom, places[there])
                for place, item in zip(there.tolist(), items, strict=True):
                    found[place] = item
        return found

    def _atom(self, atom: Atom, places: Places) -> Sequence[Any]:
        match atom:
            case Const(found) | Data(found):
                return [found] * len(places)
            case Bool(holds):
                truths: list[bool] = self.mask(holds)[places].tolist()
                return truths
            case Number(term, decimals):
                numbers = self._numbers(term, places)
                return [_decimal(each, decimals) for each in numbers] if decimals else numbers
            case Day(term):
                return [date.fromordinal(each).isoformat() for each in self._numbers(term, places)]
            case Code(term, values):
                return [values[each] for each in self._numbers(term, places)]
            case Object(members):
                return self._objects(members, places)
            case Array(items):
                return self._lists(items, places)
            case Set(constants, ()):
                keys = {constant_of(key): term for key, term in constants.items()}
                ordered = [(keys[key], key) for key in in_order(keys)]
                return self._lists(
                    [(term, Value(((term, Const(key)),), term)) for term, key in ordered], places
                )
        raise TypeError(f"a {type(atom).__name__} is in no answer")

    def _numbers(self, term: Term, places: Places) -> list[int]:
        numbers: list[int] = np.broadcast_to(self._found[term], self._count)[places].tolist()
        return numbers

    def _objects(self, members: Mapping[Any, Value], places: Places) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = [{} for _ in range(len(places))]
        for key, member in members.items():
            name = str(constant_of(key))
            for each, value in zip(made, self.value(member, places), strict=True):
                if value is not ABSENT:
                    each[name] = value
        return made

    def _lists(self, items: Sequence[tuple[Term, Value]], places: Places) -> list[list[Any]]:
        made: list[list[Any]] = [[] for _ in range(len(places))]
        for condition, item in items:
            there = np.flatnonzero(self.mask(condition)[places])
            values = self.value(item, places[there]) if len(there) else ()
            for place, value in zip(there.tolist(), values, strict=True):
                made[place].append(value)
        return made


def _decimal(number: int, decimals: int) -> int | float:
    exact = number / 10**decimals
    return int(exact) if exact.is_integer() else exact
