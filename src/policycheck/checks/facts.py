"""The facts that rules look up: what the schema has, whose they are, and what clauses declare."""

from collections.abc import Iterable, Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.reach import Reach, covers, outermost, path_of, pointer_of
from policycheck.checks.subject import Subject
from policycheck.facts import load_schemas
from policycheck.facts.suggestions import close_names
from policycheck.plan.facts import ANY, Path, Read
from policycheck.policies.manifest import DecisionRule
from policycheck.source import Kind, Token

_RELATIONS = "insurers"
_SCOPE = "scope"


def unknown_fact(subject: Subject) -> Iterator[Spot]:
    """A look-up of something that the schema of cases does not have."""
    dictionary = load_schemas().dictionary
    for read in _reads(subject):
        if dictionary.at(pointer_of(read.path)) is not None:
            continue
        *above, last = read.path
        holder = dictionary.at(pointer_of(tuple(above)))
        known = [fact.key for fact in dictionary.members(pointer_of(tuple(above)))]
        if (above and holder is None) or last == ANY or not known:
            continue  # told where it first leaves the schema, or not a name that is written
        close = close_names(last, known)
        meant = f"; did you mean {close[0]}?" if close else ""
        message = f"cases have no fact {pointer_of(read.path)}{meant}"
        yield Spot(*_place(subject, read), message)


def foreign_fact(subject: Subject) -> Iterator[Spot]:
    """A look-up of what holds between the provider and another insurer."""
    if subject.manifest is None:
        return
    own = subject.manifest.insurer
    for read in _reads(subject):
        if len(read.path) == 2 and read.path[0] == _RELATIONS and read.path[1] != own:
            whose = "any insurer" if read.path[1] == ANY else read.path[1]
            message = (
                f"{subject.id} reads what holds with {whose}: a rule reads insurers.{own} only"
            )
            yield Spot(*_place(subject, read), message)


def undeclared_fact(subject: Subject) -> Iterator[Spot]:
    """A fact that a rule reads and that the manifest does not name for it."""
    for file, pointer, what, declared, read in _compared(subject):
        for fact in sorted(read):
            if not any(covers(each, fact) for each in declared):
                message = f"the rules of {what} read {pointer_of(fact)}: name it in its facts"
                yield Spot(file, *subject.position(file, pointer), message)


def unread_fact(subject: Subject) -> Iterator[Spot]:
    """A fact that the manifest names and that no rule reads for it."""
    for file, pointer, what, declared, read in _compared(subject):
        for fact in declared:
            if not any(covers(fact, each) for each in read):
                message = f"no rule of {what} reads {pointer_of(fact)}: leave it out of its facts"
                yield Spot(file, *subject.position(file, pointer), message)


def unused_parameter(subject: Subject) -> Iterator[Spot]:
    """A parameter that no rule reads, and on which no milestone depends."""
    policy, reach = subject.manifest, subject.reach
    if policy is None or reach is None or reach.recursion:
        return
    used = reach.parameters | {each.changed_after for each in policy.milestones}
    file = f"{subject.folder}/parameters.yaml"
    for name in policy.parameters:
        if name not in used:
            message = f"no rule reads the parameter {name}: use it, or make it a milestone"
            yield Spot(file, *subject.position(file, f"/{name}"), message)


def _reads(subject: Subject) -> Iterable[Read]:
    return subject.reach.reads if subject.reach else ()


def _place(subject: Subject, read: Read) -> tuple[str, int, int]:
    """Where a fact is looked up: the engine tells the row of some, and of others only the rule."""
    where = read.position
    module = next((each for each in subject.rules if where and each.file == where.file), None)
    if module is None or where is None:
        return (where.file, where.row, where.column) if where else (subject.rules[0].file, 1, 1)
    named = [each for each in module.code if _names(each, read.path[-1])]
    token = next((each for each in named if each.row >= where.row), named[-1] if named else None)
    return (where.file, token.row, token.column) if token else (where.file, where.row, where.column)


def _names(token: Token, key: str) -> bool:
    return token.text.strip('"`') == key and token.kind in (Kind.NAME, Kind.STRING, Kind.KEYWORD)


Compared = tuple[str, str, str, list[Path], frozenset[Path]]


def _compared(subject: Subject) -> Iterator[Compared]:
    """Per entry of a manifest: its place, its name, the facts it names and those read for it."""
    policy, reach = subject.manifest, subject.reach
    if policy is None or reach is None or reach.recursion or subject.problems:
        return
    for decision in policy.decisions.values():
        yield from _conditions(subject, reach, decision)
        yield from _exemptions(subject, reach, decision)
        yield from _result(subject, reach, decision)


def _conditions(subject: Subject, reach: Reach, decision: DecisionRule) -> Iterator[Compared]:
    modules = (decision.id, _SCOPE)
    for name, (file, pointer) in subject.condition_places(decision.id).items():
        rule = decision.conditions[name]
        if not any(reach.named(modules, ("conditions",), name)):
            continue  # it has no rule at all, which another check tells
        read = reach.facts(modules, ("conditions", "due"), name)
        for exemption in rule.exempt_by:
            read |= reach.facts(modules, ("exempt",), exemption)
        what = f"{decision.id}/{name}"
        yield file, f"{pointer}/facts", what, _declared(rule.facts), _outer(read)
        departed = reach.facts(modules, ("departed",), name)
        if rule.departure or departed:
            place = f"{pointer}/departure"
            yield file, place, f"the departure from {what}", _declared(rule.departure), departed


def _exemptions(subject: Subject, reach: Reach, decision: DecisionRule) -> Iterator[Compared]:
    file = f"{subject.folder}/{decision.id}.yaml"
    for exemption in decision.exemptions.values():
        read = reach.facts((decision.id,), ("exempt",), exemption.id)
        what = f"the exemption {decision.id}/{exemption.id}"
        pointer = f"/exemptions/{exemption.id}/facts"
        yield file, pointer, what, _declared(exemption.facts), read


def _result(subject: Subject, reach: Reach, decision: DecisionRule) -> Iterator[Compared]:
    # What a condition needs is asked for anyway: result_facts has the rest.
    asked = [path_of(fact) for each in decision.conditions.values() for fact in each.facts]
    keys = {each.key for each in reach.members.get(decision.id, ()) if each.rule == "result"}
    read: frozenset[Path] = frozenset()
    for key in keys:
        read |= reach.facts((decision.id,), ("result",), key)
    file = f"{subject.folder}/{decision.id}.yaml"
    declared = _declared(decision.result_facts)
    what = f"the result of {decision.id}"
    needed = {fact for fact in _outer(read) if not any(covers(each, fact) for each in asked)}
    yield file, "/result_facts", what, declared, frozenset(needed | set(declared) & read)


def _declared(pointers: Iterable[str]) -> list[Path]:
    return [path_of(each) for each in pointers]


def _outer(paths: Iterable[Path]) -> frozenset[Path]:
    return frozenset(outermost(paths))
