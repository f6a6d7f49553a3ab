"""No reading is without effect."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain

from policycheck.compiled.lifter import Lifter
from policycheck.lifting import Unliftable
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.proving.claims import Claim
from policycheck.proving.general_differences import differ
from policycheck.proving.general_laws import GeneralLaw, general_claim
from policycheck.proving.room import Answer, Found, Room, View
from policycheck.proving.subject import Subject, subject_of


def readings_of(policy: PolicyManifest, rule: DecisionRule) -> tuple[str, ...]:
    """The readings of a policy that a decision takes into account."""
    results = rule.result.get("properties", {}).values()
    used = chain(
        (each.reading for each in rule.conditions.values()),
        (each.reading for each in rule.exemptions.values()),
        (each.get("x-reading") for each in results),
    )
    return tuple(id for id in dict.fromkeys(used) if id and len(policy.readings[id].defensible) > 1)


def default_readings(policy: PolicyManifest, rule: DecisionRule) -> dict[str, str]:
    """For each of them the value that is used unless another is chosen."""
    return {id: policy.readings[id].default for id in readings_of(policy, rule)}


def reading_matters(subject: Subject, lifter: Lifter, room: Room) -> Iterator[Claim]:
    """Each value of a reading gives something else than the default value in some case.

    Args:
        subject: The decision, with no readings chosen.
        lifter: Of its policy.
        room: Of one case of that decision.
    """
    views = _Views(subject, lifter)
    defaults = default_readings(subject.policy, subject.rule)
    for id in defaults:
        reading = subject.policy.readings[id]
        for value in reading.defensible:
            if value == reading.default:
                continue
            choices = ((defaults, {**defaults, id: value}), ({id: reading.default}, {id: value}))
            yield general_claim(
                GeneralLaw.READING_MATTERS,
                (id, value),
                room,
                refs=reading.refs,
                possible=True,
                find=partial(_found, views, choices, room.seconds),
            )


class _Views:
    """One case under readings that are chosen, made when they are asked for."""

    def __init__(self, subject: Subject, lifter: Lifter) -> None:
        self._subject = subject
        self._lifter = lifter
        self._made: dict[tuple[tuple[str, str], ...], View] = {}

    def under(self, readings: Mapping[str, str]) -> View:
        key = tuple(sorted(readings.items()))
        if key not in self._made:
            of, rule = self._subject, self._subject.rule.id
            chosen = subject_of(of.policies, of.policy.id, rule, readings, self._lifter)
            same = next((each.variables for each in self._made.values()), None)
            self._made[key] = View(chosen, same)
        return self._made[key]


Choice = tuple[Mapping[str, str], Mapping[str, str]]


def _found(views: _Views, choices: tuple[Choice, ...], seconds: float) -> Found:
    """A case that is decided otherwise: other readings being the default ones, or any."""
    found = Found(Answer.NONE)
    for usual, chosen in choices:
        try:
            one, other = views.under(usual), views.under(chosen)
        except Unliftable as error:
            return Found(Answer.NOT_DECIDED, reason=f"it cannot be lifted: {error}")
        found = Room(one, other, seconds=seconds).check(differ(one.decided, other.decided))
        if found.answer is Answer.SOME:
            break
    return found
