"""Which facts can still change what a decision comes to, for a case of which some are known."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

import z3

from policycheck.compiled.narrowing import Known
from policycheck.lifting import SLOTS, Lifted
from policycheck.model import FINAL_OUTCOMES, Outcome
from policycheck.proving.asking import ask
from policycheck.proving.cases import DAYS, Cases
from policycheck.proving.decision import DecisionFormulas
from policycheck.proving.formulas import Variables

_MILLISECONDS = 1000

KnownOf = Callable[[str], Known]


class Answer(StrEnum):
    """Whether something can be."""

    YES = "yes"
    NO = "no"
    NOT_DECIDED = "not_decided"
    """Not found out in time."""


class _Completion(Variables):
    """A case of which some facts are known, and the others may be anything.

    Args:
        name: Tells its variables from those of another one.
        known_of: What is known of the fact at a pointer.
    """

    def __init__(self, name: str, known_of: KnownOf) -> None:
        super().__init__(name)
        self._known_of = known_of

    def known(self, pointer: str) -> z3.BoolRef:
        """Whether a fact is known: a constant where that is certain."""
        if pointer not in self._known and (certain := self._certain(pointer)) is not None:
            self._known[pointer] = z3.BoolVal(certain)
        return super().known(pointer)

    def _value(self, pointer: str, make: Callable[[str], Any]) -> Any:
        value = None if pointer in self._values else self._known_of(pointer).values.get(pointer)
        if value is not None and not isinstance(value, str):
            self._values[pointer] = z3.BoolVal(value) if make is z3.Bool else z3.IntVal(value)
        return super()._value(pointer, make)

    def _certain(self, pointer: str) -> bool | None:
        return self._known_of(pointer).known.get(pointer)


class Completions:
    """Every way of completing a case, twice: so that two of them can be compared.

    Args:
        lifted: The decision, narrowed to what is open.
        schema: The case schema, without references.
        known_of: What is known of the fact at a pointer, whether the decision asks for it or not.
        tied: Facts that are known, and that others have to fit, whether it asks for them or not.
        owner: For a pointer to something open, the fact that it belongs to; ``None`` for what
            stands around facts and is known if one of them is.
        readers: For what is found out case by case, the facts that it rests on, by its pointer.
        open_facts: For each fact that may matter, the pointers that it has.
        seconds: How long one question may take.
    """

    def __init__(
        self,
        lifted: Lifted,
        schema: Mapping[str, Any],
        known_of: KnownOf,
        tied: Iterable[str],
        owner: Callable[[str], str | None],
        open_facts: Mapping[str, Collection[str]],
        seconds: float = 10.0,
    ) -> None:
        self._one = _Completion("", known_of)
        self._decided = DecisionFormulas(lifted, self._one)
        for pointers in open_facts.values():
            for pointer in pointers:
                self._one.known(pointer)
        for pointer in tied:
            self._one.known(pointer)
        self._two = _Completion("other ", known_of)
        self._two.texts = self._one.texts
        pairs = self._two.instead_of(self._one)
        other = self._decided.replaced(self._two, pairs)
        self._readers = {
            pointer: frozenset(filter(None, map(owner, each.facts)))
            for pointer, each in lifted.slow.items()
        }
        self._solver = z3.SimpleSolver()
        self._solver.set("timeout", max(1, int(seconds * _MILLISECONDS)))
        # Else the solver keeps the signal for itself, after its answer too.
        self._solver.set("ctrl_c", False)
        self._cases = tuple(Cases(schema, each, SLOTS) for each in (self._one, self._two))
        for cases, decided in zip(self._cases, (self._decided, other), strict=True):
            self._solver.add(*cases.formulas, z3.Not(decided.conflict))
        self._pointers: dict[str, list[str]] = {}
        self._bases: list[dict[str, z3.BoolRef]] = []
        self._same, self._absent = self._marked(owner)
        self._differ = self._marker("differ", _differ(self._decided, other))
        self._met = self._marker("met", self._decided.comes_to(Outcome.MET))
        final = [self._decided.comes_to(each) for each in FINAL_OUTCOMES]
        self._final = self._marker("final", z3.Or(*final))

    def found(self) -> tuple[Mapping[str, Any], ...]:
        """The two completions that the last question was answered yes with.

        Of texts that no rule asks for, and of what is not looked at, they say nothing.
        """
        model = self._solver.model()
        return tuple(each.case(model) for each in self._cases)

    def change(self) -> Answer:
        """Whether any two completions come to something else."""
        return self._ask([self._differ])

    def matters(self, fact: str, beside: Collection[str] = ()) -> Answer:
        """Whether two completions that differ in one fact only come to something else.

        Args:
            fact: The fact.
            beside: Facts that are read together with it: the answer is looked for there first.
        """
        apart = {fact, *(each for each, read in self._readers.items() if fact in read)}
        same = [marker for owner, marker in self._same.items() if owner not in apart]
        # Around a completion that is known nearly all is fixed, and the answer soon found.
        for around in (apart, {*apart, *beside}):
            for base in self._bases or self._first_bases():
                near = [marker for owner, marker in base.items() if owner not in around]
                if self._ask([*same, *near, self._differ]) is Answer.YES:
                    if around is not apart:
                        self._keep()
                    return Answer.YES
        return self._ask([*same, self._differ])

    def settles(self, fact: str) -> Answer:
        """Whether some value of a fact makes the outcome final while no other is known."""
        absent = [marker for owner, marker in self._absent.items() if owner != fact]
        return self._ask([*absent, self._final])

    def _first_bases(self) -> list[dict[str, z3.BoolRef]]:
        """Completions that meet what is asked: there every fact that is needed counts."""
        if self._ask([self._met]) is Answer.YES:
            self._keep()
        return self._bases

    def _keep(self) -> None:
        """Remember the completion that was found last."""
        model = self._solver.model()
        base = {}
        for fact, pointers in self._pointers.items():
            said = []
            for pointer in pointers:
                known, value = self._one.known(pointer), self._one.asked(pointer)
                for each in (known, *([] if value is None else [value])):
                    said.append(each == model.eval(each, model_completion=True))
            base[fact] = self._marker(f"base {len(self._bases)} {fact}", z3.And(*said))
        self._bases.append(base)

    def _marked(
        self, owner: Callable[[str], str | None]
    ) -> tuple[dict[str, z3.BoolRef], dict[str, z3.BoolRef]]:
        """For each fact that it is the same in both, and that it is absent in the first."""
        same: dict[str, list[z3.BoolRef]] = defaultdict(list)
        absent: dict[str, list[z3.BoolRef]] = defaultdict(list)
        for pointer in dict.fromkeys((*self._one.pointers, *self._two.pointers)):
            fact = owner(pointer) if pointer.startswith("/") else pointer
            if pointer in DAYS or fact is None:
                continue
            one, two = self._one, self._two
            same[fact].append(one.known(pointer) == two.known(pointer))
            if not z3.is_true(one.known(pointer)):
                absent[fact].append(z3.Not(one.known(pointer)))
            value, other = one.asked(pointer), two.asked(pointer)
            if value is not None and other is not None:
                same[fact].append(value == other)
            self._pointers.setdefault(fact, []).append(pointer)
        return (
            {fact: self._marker(f"same {fact}", z3.And(*each)) for fact, each in same.items()},
            {fact: self._marker(f"absent {fact}", z3.And(*each)) for fact, each in absent.items()},
        )

    def _marker(self, name: str, formula: z3.BoolRef) -> z3.BoolRef:
        marker = z3.Bool(f"? {name}")
        self._solver.add(z3.Implies(marker, formula))
        return marker

    def _ask(self, markers: list[z3.BoolRef]) -> Answer:
        answer, _ = ask(self._solver, *markers)
        if answer == z3.sat:
            return Answer.YES
        return Answer.NO if answer == z3.unsat else Answer.NOT_DECIDED


def _differ(one: DecisionFormulas, other: DecisionFormulas) -> z3.BoolRef:
    """Where two cases come to another outcome or result; without outcomes, to another status."""
    if one.outcomes or other.outcomes:
        return z3.Or(
            z3.Not(one.same_result(other)),
            *(
                z3.Xor(one.comes_to(each), other.comes_to(each))
                for each in dict.fromkeys((*one.outcomes, *other.outcomes))
            ),
        )
    return z3.Or(
        *(
            z3.Xor(formula, other.has(id, status))
            for id, statuses in one.statuses.items()
            for status, formula in statuses.items()
        )
    )
