"""Rules that cannot be lifted, so that the engine has to work out what they say of each case."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policycheck.checks.finding import Spot
from policycheck.checks.subject import Subject

if TYPE_CHECKING:
    from policycheck.lifting.refusals import Refusal
    from policycheck.lifting.slow import Slow
    from policycheck.plan import Position

_READING = "readings"


def slow_rule(subject: Subject) -> Iterator[Spot]:
    """A condition, an exemption or a whole decision that cannot be lifted."""
    # Imported here: policies that have not changed are not lifted.
    from policycheck.facts import load_schemas
    from policycheck.lifting.library import is_shipped
    from policycheck.lifting.refusals import refusals

    reach = subject.reach
    if subject.plan is None or subject.problems or reach is None or reach.recursion:
        return
    found = refusals(
        subject.plan,
        subject.data,
        subject.plan.entrypoints,
        load_schemas().schema,
        known_library=is_shipped(subject.compiled_texts),
    )
    for each in found:
        if each.slow:
            yield _condition(subject, each, each.slow)
    yield from _decisions(subject, [each for each in found if not each.slow])


def _condition(subject: Subject, refusal: "Refusal", slow: "Slow") -> Spot:
    """At the rule of the condition, which the way to what is refused begins with."""
    facts = ", ".join(slow.facts)
    return _spot(
        subject,
        refusal.places[::-1],
        f"{_named(slow)} cannot be lifted: {_why(refusal)}; batch asks regopy for it once for each"
        f" combination of {facts}, and the compiled engine leaves the decision to regopy",
    )


def _decisions(subject: Subject, refused: Iterable["Refusal"]) -> Iterator[Spot]:
    """One finding for each place that keeps decisions from being lifted."""
    by_reason: dict[str, list[Refusal]] = {}
    for each in refused:
        by_reason.setdefault(_why(each), []).append(each)
    for why, same in by_reason.items():
        names = ", ".join(dict.fromkeys(each.decision[-1] for each in same))
        yield _spot(
            subject,
            same[0].places,
            f"no case of {names} can be decided in columns: {why}; batch and the compiled engine"
            " leave every case to regopy, one by one",
        )


def _named(slow: "Slow") -> str:
    """A condition as its rule names it."""
    *above, rule = slow.path
    if _READING not in above:
        return f'{rule}["{slow.key}"]'
    return f'{rule}["{slow.key}"] under {"/".join(above[above.index(_READING) + 1 :])}'


def _why(refusal: "Refusal") -> str:
    """The reason, and where the statement stands that is refused."""
    where = refusal.error.position
    place = f" ({where.file}:{where.row})" if where else ""
    return f"{refusal.error.reason}{place}"


def _spot(subject: Subject, places: Iterable["Position"], message: str) -> Spot:
    """A finding where the first rule of the policy begins that one of the places lies in."""
    for place in places:
        for module in subject.rules:
            for rule in module.rules if module.file == place.file else ():
                first, last = rule.statement.first, rule.statement.tokens[-1]
                if first.row <= place.row <= last.row:
                    return Spot(module.file, first.row, first.column, message)
    return Spot(subject.rules[0].file, 1, 1, message)
