"""No parameter is without effect."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import z3

from policycheck import cache
from policycheck.compiled.kept import kept, lifted_from, refused
from policycheck.compiled.lifter import Lifter
from policycheck.lifting import Lifted, Unliftable, Varying, lift
from policycheck.proving.claims import Claim
from policycheck.proving.decision import DecisionFormulas
from policycheck.proving.general_differences import differ
from policycheck.proving.general_laws import GeneralLaw, general_claim
from policycheck.proving.general_readings import default_readings
from policycheck.proving.other_values import other_value
from policycheck.proving.parameters_read import parameters_read
from policycheck.proving.room import Answer, Found, Room, View
from policycheck.proving.subject import Subject


def parameter_matters(subject: Subject, lifter: Lifter, room: Room) -> Iterator[Claim]:
    """Some case is decided otherwise if a parameter that the rules read is a little more.

    Every version of a parameter counts by itself. Other readings than the default ones are only
    looked at where those find nothing.

    Args:
        subject: The decision, with no readings chosen.
        lifter: Of its policy.
        room: Of one case of that decision.
    """
    defaults = default_readings(subject.policy, subject.rule)
    singles = [
        {**defaults, id: value}
        for id, usual in defaults.items()
        for value in subject.policy.readings[id].defensible
        if value != usual
    ]
    chosen = [defaults, *singles, {}] if defaults else [{}]
    changed = [_Changed(subject, lifter, each) for each in chosen]
    for id in changed[0].read:
        parameter = subject.policy.parameters[id]
        for number, version in enumerate(parameter.versions):
            day = (version.published.isoformat(),) if version.published else ()
            yield general_claim(
                GeneralLaw.PARAMETER_MATTERS,
                (id, *day),
                room,
                refs=parameter.refs,
                possible=True,
                find=partial(_found, changed, _pointer(id, number), room.seconds),
            )


def _found(changed: list["_Changed"], pointer: str, seconds: float) -> Found:
    found = Found(Answer.NONE)
    for each in changed:
        try:
            found = each.room(seconds).check(each.differs(pointer))
        except Unliftable as error:
            return Found(Answer.NOT_DECIDED, reason=f"it cannot be lifted: {error}")
        if found.answer is Answer.SOME:
            break
    return found


def _pointer(parameter: str, version: int) -> str:
    """What stands among the facts for whether a version of a parameter is another."""
    return f"!parameter:{parameter}:{version}"


class _Changed:
    """A decision in which every version of every parameter can be another value.

    Args:
        subject: The decision.
        lifter: Of its policy.
        readings: The readings that are chosen.
    """

    def __init__(self, subject: Subject, lifter: Lifter, readings: Mapping[str, str]) -> None:
        self._subject = subject
        self._lifter = lifter
        self._readings = readings
        self._room: Room | None = None

    @property
    def read(self) -> list[str]:
        """The parameters that the rules of the decision read."""
        found: list[str] = self._content["read"]
        return found

    def room(self, seconds: float) -> Room:
        """Of one case."""
        if self._room is None:
            self._room = Room(self._usual, seconds=seconds)
        return self._room

    def differs(self, pointer: str) -> z3.BoolRef:
        """Where the decision is another one if a parameter is."""
        return differ(self._usual.decided, self._if(pointer))

    @cached_property
    def _usual(self) -> View:
        subject = replace(self._subject, lifted=self._lifted, readings=dict(self._readings))
        return View(subject, self._any.variables, self._if(None))

    def _if(self, pointer: str | None) -> DecisionFormulas:
        variables = self._any.variables
        pairs = [
            (formula, z3.BoolVal(each == pointer))
            for each in variables.pointers
            if each.startswith("!parameter:")
            for formula in (variables.known(each), variables.holds(each))
        ]
        return self._any.decided.replaced(variables, pairs)

    @cached_property
    def _any(self) -> View:
        return View(replace(self._subject, lifted=self._lifted))

    @cached_property
    def _lifted(self) -> Lifted:
        return lifted_from(self._content)

    @cached_property
    def _content(self) -> Mapping[str, Any]:
        """What is lifted, as it is kept, with the parameters that are read."""
        entrypoint = self._lifter.rules.entrypoints[self._subject.rule.id]
        name = cache.entry(
            "varied",
            self._lifter.entry("lifted", entrypoint, self._readings),
            cache.code("proving"),
        )
        if (content := cache.read(name)) is not None:
            return content
        read = sorted(
            parameters_read(
                self._lifter.plan,
                self._subject.policy.id,
                entrypoint,
                self._subject.policy.parameters,
                self._subject.policy.decisions,
            )
        )
        made = {**self._lift(entrypoint), "read": read} if read else {"read": read}
        cache.keep(name, made)
        return made

    def _lift(self, entrypoint: str) -> Mapping[str, Any]:
        try:
            found = lift(
                self._lifter.plan,
                self._data,
                entrypoint,
                self._lifter.schemas.schema,
                readings=self._readings,
                known_library=self._lifter.known_library,
            )
        except Unliftable as error:
            return refused(error)
        return kept(found)

    @property
    def _data(self) -> Mapping[str, Any]:
        """The base data, in which each parameter is what it is, or another value."""
        insurer, name = self._subject.policy.id.split(".")
        own = self._lifter.rules.data[insurer][name]
        varied = {
            id: [
                {
                    **version,
                    "value": Varying(
                        _pointer(id, number), version["value"], other_value(version["value"])
                    ),
                }
                for number, version in enumerate(versions)
            ]
            for id, versions in own["parameters"].items()
        }
        return {insurer: {name: {**own, "parameters": varied}}}
