"""Rules that make an answer of a fact that is not known, and rules that cannot be followed."""

from collections.abc import Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module, Rule
from policycheck.checks.reach import DECIDING, outermost, pointer_of
from policycheck.checks.subject import Subject
from policycheck.plan import Position, locals_read, locals_written, statements_in
from policycheck.plan.facts import Member, Path
from policycheck.plan.model import Scan


def answer_from_absence(subject: Subject) -> Iterator[Spot]:
    """A condition that has an answer while a fact is absent, and may lose it when it comes."""
    if subject.reach is None:
        return
    for module in subject.rules:
        for member in subject.reach.members.get(module.stem, ()):
            if member.rule in DECIDING:
                yield from _doubts(subject, module, member)


def unassigned_variable(subject: Subject) -> Iterator[Spot]:
    """A variable that is read and that nothing gives a value."""
    if subject.plan is None:
        return
    ours = {module.file for module in subject.rules}
    for function in subject.plan.functions.values():
        # In the order of the plan: the engine has been seen to give a variable its value only
        # after the comprehension that reads it.
        written = {0, 1, function.returns, *function.params}
        where = function.position
        for statement in statements_in(function.blocks):
            where = statement.position or where
            if isinstance(statement, Scan):
                written |= {statement.key, statement.value}
            if where and where.file in ours and set(locals_read(statement)) - written:
                message = (
                    "a variable is read here that has no value: is it misspelt, or a parameter in"
                    " the head of a comprehension?"
                )
                yield Spot(where.file, where.row, where.column, message)
                break  # what follows mostly follows from it
            written.update(locals_written(statement))


def recursion(subject: Subject) -> Iterator[Spot]:
    """A rule that needs itself, which OPA refuses."""
    if subject.reach and (error := subject.reach.recursion) and error.file:
        yield Spot(error.file, error.row or 1, error.column or 1, error.message)


def _doubts(subject: Subject, module: Module, member: Member) -> Iterator[Spot]:
    """One finding for each place that turns absence into an answer for this member."""
    places: dict[Position | None, set[Path]] = {}
    for doubt in member.entry.doubts:
        places.setdefault(_ours(subject, doubt.position), set()).add(doubt.path)
    if member.entry.value.moves:
        places.setdefault(None, set()).update(member.entry.value.moves)
    what = f'{member.rule}["{member.key}"]'
    if member.reading:
        what += f" under {'/'.join(member.reading)}"
    for position, paths in places.items():
        facts = ", ".join(sorted(map(pointer_of, outermost(paths))))
        message = (
            f"{what} has an answer without {facts}, and may lose it once that is known:"
            " show first that it is there"
        )
        place = position or _rule_place(module, member)
        yield Spot(place.file, place.row, place.column, message)


def _ours(subject: Subject, position: Position | None) -> Position | None:
    """A position, if it lies in a file of the policy and not in the library."""
    files = {module.file for module in subject.rules}
    return position if position and position.file in files else None


def _rule_place(module: Module, member: Member) -> Position:
    """Where the first rule of a member begins."""
    for rule in module.rules:
        if _is_of(rule, member):
            first = rule.statement.first
            return Position(module.file, first.row, first.column)
    return member.entry.position or Position(module.file, 1, 1)


def _is_of(rule: Rule, member: Member) -> bool:
    above = ("readings", *member.reading) if member.reading else ()
    return rule.path == (*above, member.rule, member.key) or (
        rule.path == (*above, member.rule)
        and any(member.key in each.text for each in rule.statement.tokens)
    )
