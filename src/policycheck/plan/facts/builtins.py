"""In which direction the builtin functions pass on what can still move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from policycheck.plan.facts.values import NONE, Paths, Value, common, joined

Transfer = Callable[[Sequence[Value]], Value]


def result_of(name: str, arguments: Sequence[Value]) -> Value:
    """What a builtin makes of its arguments.

    Of one that is not known here, everything that moves an argument may move the result either way.
    """
    made = _TRANSFERS.get(name, _either_way)(arguments)
    return made.also(
        frozenset().union(*(each.reads for each in arguments)),
        frozenset().union(*(each.parameters for each in arguments)),
    )


def complete(one: Value, other: Value) -> Paths | None:
    """The facts that must be known for a count to be at its bound; ``None`` if it has none there.

    ``count(enough) == count(parameters.years)`` where ``enough`` holds keys of those years can only
    become true, and when it is, none of them is missing. So can ``count(required - done) == 0``
    where nothing is added to what is counted.
    """
    for counted, bound in ((one, other), (other, one)):
        if bound.size & counted.sizes and not counted.shrinks and not bound.moves:
            return counted.grows
        if bound.zero and counted.counts and not counted.grows:
            return counted.shrinks
    return None


def _either_way(arguments: Sequence[Value]) -> Value:
    moves: Paths = NONE.union(*(each.moves for each in arguments))
    return Value(grows=moves, shrinks=moves)


def _alike(arguments: Sequence[Value]) -> Value:
    """More in, more out: none of the numbers that rules multiply is negative."""
    return Value(
        grows=NONE.union(*(each.grows for each in arguments)),
        shrinks=NONE.union(*(each.shrinks for each in arguments)),
    )


def _collected(arguments: Sequence[Value]) -> Value:
    """A collection of what several collections hold."""
    return replace(
        joined([*arguments]), within=common(_within(each) for each in arguments), facts=NONE
    )


def _within(value: Value) -> Paths:
    # The keys of an object in the base data are its own keys.
    return value.within | value.data


def _difference(arguments: Sequence[Value]) -> Value:
    one, other = arguments
    return replace(
        one, facts=NONE, grows=one.grows | other.shrinks, shrinks=one.shrinks | other.grows
    )


def _count(arguments: Sequence[Value]) -> Value:
    (counted,) = arguments
    return Value(
        grows=counted.grows,
        shrinks=counted.shrinks,
        sizes=counted.within,
        size=counted.data,
        counts=True,
    )


def _larger(arguments: Sequence[Value]) -> Value:
    one, other = arguments
    return Value(grows=one.grows | other.shrinks, shrinks=one.shrinks | other.grows)


def _smaller(arguments: Sequence[Value]) -> Value:
    one, other = arguments
    return _larger((other, one))


def _equal(arguments: Sequence[Value]) -> Value:
    one, other = arguments
    grows = complete(one, other)
    return _either_way(arguments) if grows is None else Value(grows=grows)


def _different(arguments: Sequence[Value]) -> Value:
    equal = _equal(arguments)
    return Value(grows=equal.shrinks, shrinks=equal.grows)


def _member(arguments: Sequence[Value]) -> Value:
    *looked_up, collection = arguments
    moves = NONE.union(*(each.moves for each in looked_up))
    return Value(grows=collection.grows | moves, shrinks=collection.shrinks | moves)


def _shared(arguments: Sequence[Value]) -> Value:
    """What two sets both hold."""
    within = NONE.union(*(each.within for each in arguments))
    return replace(_collected(arguments), within=within)


def _fewest(arguments: Sequence[Value]) -> Value:
    (collection,) = arguments
    return Value(grows=collection.shrinks, shrinks=collection.grows)


def _keys(arguments: Sequence[Value]) -> Value:
    (held,) = arguments
    return replace(
        held,
        facts=NONE,
        data=NONE,
        collection="set",
        within=_within(held),
        items=Value(within=_within(held)),
    )


_TRANSFERS: Mapping[str, Transfer] = MappingProxyType(
    {
        "count": _count,
        "sum": _alike,
        "max": _alike,
        "min": _fewest,
        "plus": _alike,
        "mul": _alike,
        "round": _alike,
        "ceil": _alike,
        "floor": _alike,
        "minus": _difference,
        "gt": _larger,
        "gte": _larger,
        "lt": _smaller,
        "lte": _smaller,
        "equal": _equal,
        "neq": _different,
        "internal.member_2": _member,
        "internal.member_3": _member,
        "or": _collected,
        "and": _shared,
        "union": lambda arguments: arguments[0].items or _either_way(arguments),
        "array.concat": _collected,
        "object.union": _collected,
        "object.keys": _keys,
    }
)
