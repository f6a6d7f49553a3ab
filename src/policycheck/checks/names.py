"""Names in Rego: packages, parameters, and rules that get into each other's way."""

from collections.abc import Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.scopes import body_of, brackets_in, introduced, is_text, spot, without_every
from policycheck.checks.subject import Subject
from policycheck.source import Bracket, Kind, Shape, Token


def package_path(subject: Subject) -> Iterator[Spot]:
    """A package whose name is not the path of its file."""
    for module in subject.modules:
        wanted = module.file.removesuffix(".rego").replace("/", ".")
        if module.package is None:
            yield Spot(module.file, 1, 1, f"the module has no package: begin with package {wanted}")
        elif ".".join(module.package.path) != wanted:
            found = ".".join(module.package.path)
            message = f"the package {found} stands in {module.file}: call it {wanted}"
            yield spot(module, module.package.first, message)


def dotted_head(subject: Subject) -> Iterator[Spot]:
    """A head that ends in a point and the name of a rule: the engine takes it for recursion."""
    for module in subject.modules:
        for rule in module.rules:
            parts = rule.top.parts
            end = next((i for i, part in enumerate(parts) if is_text(part, ":=", "=", "if")), 0)
            last = parts[end - 1] if end >= 3 else None
            if not isinstance(last, Token) or not is_text(parts[end - 2], "."):
                continue
            if last.text in module.rule_names:
                message = (
                    f'{last.text} is a rule too: write ["{last.text}"] in the place of .{last.text}'
                )
                yield spot(module, last, message)


def assigned_twice(subject: Subject) -> Iterator[Spot]:
    """A variable that is assigned twice in one body, which OPA refuses."""
    for module in subject.modules:
        for bracket in brackets_in(module):
            if bracket.shape is not Shape.BODY and bracket.bar is None:
                continue
            seen: set[str] = set()
            for token in introduced(without_every(body_of(bracket))):
                if token.text in seen and token.text != "_":
                    message = f"{token.text} has a value already: compare with ==, or rename it"
                    yield spot(module, token, message)
                seen.add(token.text)


def unknown_parameter(subject: Subject) -> Iterator[Spot]:
    """``parameters.name`` where ``parameters.yaml`` has no such name."""
    known = subject.contents.get("parameters")
    if known is None:
        return
    for module in subject.rules:
        for bracket in brackets_in(module):
            for name in _parameters(bracket):
                text = name.text.strip('"`')
                if text not in known:
                    message = f"there is no parameter {text} in parameters.yaml"
                    yield spot(module, name, message)


def _parameters(bracket: Bracket) -> Iterator[Token]:
    parts = bracket.parts
    for place, part in enumerate(parts):
        if not is_text(part, "parameters"):
            continue
        after = parts[place + 1 : place + 3]
        if len(after) == 2 and is_text(after[0], ".") and isinstance(after[1], Token):
            yield after[1]
        elif after and isinstance(after[0], Bracket) and after[0].shape is Shape.INDEX:
            key = after[0].parts
            if len(key) == 1 and isinstance(key[0], Token) and key[0].kind is Kind.STRING:
                yield key[0]
