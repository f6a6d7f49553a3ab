"""The functions that rules call: those of their own, and the builtins that they may use."""

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module
from policycheck.checks.scopes import brackets_in, is_text, spot
from policycheck.checks.subject import Subject
from policycheck.engine import refusal
from policycheck.source import Bracket, Shape, Token

ALLOWED = frozenset(
    {
        "abs",
        "array.concat",
        "array.slice",
        "ceil",
        "count",
        "floor",
        "intersection",
        "max",
        "min",
        "numbers.range",
        "object.get",
        "object.keys",
        "object.remove",
        "object.union",
        "object.union_n",
        "product",
        "round",
        "set",
        "sort",
        "substring",
        "sum",
        "time.add_date",
        "time.date",
        "time.format",
        "time.parse_ns",
        "time.weekday",
        "union",
    }
)
"""The builtins on which the engine and OPA agree and that the rules need."""

MESSAGES = frozenset({"concat", "format_int", "json.marshal", "sprintf", "strings.render_template"})
"""The builtins that make a sentence."""


@dataclass(frozen=True)
class Call:
    """A call in the text of a module.

    Attributes:
        name: As it is written, with its points.
        arguments: How many.
        token: Where the name begins.
    """

    name: str
    arguments: int
    token: Token
    is_head: bool


def calls_in(module: Module) -> Iterator[Call]:
    """Every call in a module, and the heads of its functions."""
    for bracket in brackets_in(module):
        for place, part in enumerate(bracket.parts):
            if not isinstance(part, Bracket) or part.shape is not Shape.CALL:
                continue
            start = place - 1
            while start >= 2 and is_text(bracket.parts[start - 1], "."):
                start -= 2
            named = [each for each in bracket.parts[start:place] if isinstance(each, Token)]
            if len(named) == place - start and named:
                name = "".join(each.text for each in named)
                head = bracket.shape is Shape.STATEMENT and start == 0
                yield Call(name, _arguments(part), named[0], head)


def impure_builtin(subject: Subject) -> Iterator[Spot]:
    """Builtins that read the clock, the network or the environment, or print."""
    for module in subject.modules:
        for call in _builtins(module):
            if error := refusal(call.name):
                yield spot(module, call.token, error.message)


def message_in_rule(subject: Subject) -> Iterator[Spot]:
    """Builtins that make a sentence, which belongs in a manifest."""
    for module in subject.rules:
        for call in _builtins(module):
            if call.name in MESSAGES:
                message = f"{call.name} makes a text: texts stand in the manifest, in two languages"
                yield spot(module, call.token, message)


def unlisted_function(subject: Subject) -> Iterator[Spot]:
    """Calls of what is neither a function of these rules nor a builtin that they may use."""
    for module in subject.rules:
        for call in _builtins(module):
            if call.name not in ALLOWED | MESSAGES and not refusal(call.name):
                message = (
                    f"{call.name} is no function of this module and no builtin on the list:"
                    " import it, or use one of the list"
                )
                yield spot(module, call.token, message)


def wrong_arguments(subject: Subject) -> Iterator[Spot]:
    """Calls of a function of these rules with more or fewer arguments than it has."""
    arities = _arities((*subject.library, *subject.modules))
    for module in subject.modules:
        package = module.package.path if module.package else ()
        for call in calls_in(module):
            first, _, rest = call.name.partition(".")
            base = module.aliases.get(first, (*package, first))
            path = call.name if first == "data" else ".".join([*base, *([rest] if rest else [])])
            wanted = arities.get(path.removeprefix("data."), {call.arguments})
            if call.arguments not in wanted and not call.is_head:
                has = " or ".join(map(str, sorted(wanted)))
                message = f"{call.name} is called with {call.arguments} arguments and has {has}"
                yield spot(module, call.token, message)


def _arities(modules: tuple[Module, ...]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for module in modules:
        package = module.package.path if module.package else ()
        for call in calls_in(module):
            if call.is_head:
                found.setdefault(".".join([*package, call.name]), set()).add(call.arguments)
    return found


def _builtins(module: Module) -> Iterator[Call]:
    """The calls that are of no function of this module and of none that it imports."""
    known = module.rule_names | module.aliases.keys() | {"data", "input"}
    for call in calls_in(module):
        if call.name.partition(".")[0] not in known:
            yield call


def _arguments(call: Bracket) -> int:
    parts = call.parts
    # The last may have a comma behind it, as in a call on several lines.
    if parts and is_text(parts[-1], ","):
        parts = parts[:-1]
    return sum(is_text(part, ",") for part in parts) + 1 if parts else 0
