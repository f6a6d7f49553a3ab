"""Tests in Rego: that there are some, and that they run."""

from collections import Counter
from collections.abc import Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.scopes import spot
from policycheck.checks.subject import Subject
from policycheck.source import Kind

_PREFIXES = ("test_", "todo_test_")


def decision_without_test(subject: Subject) -> Iterator[Spot]:
    """Decisions, and modules of the library, without a test file that has a test in it."""
    tested = {
        module.file.removesuffix("_test.rego")
        for module in subject.modules
        if module.is_test and any(rule.name.startswith(_PREFIXES) for rule in module.rules)
    }
    decisions = subject.contents.get("policy", {}).get("decisions", ())
    for module in subject.rules:
        path = module.file.removesuffix(".rego")
        if path not in tested and (subject.is_library or module.stem in decisions):
            message = f"there is no test of it: write one named test_... in {module.stem}_test.rego"
            yield Spot(module.file, 1, 1, message)


def test_name(subject: Subject) -> Iterator[Spot]:
    """Rules in test files that neither run nor help, and tests in files that hold none."""
    for module in subject.modules:
        written = Counter(token.text for token in module.code if token.kind is Kind.NAME)
        heads = Counter(rule.name for rule in module.rules)
        for rule in module.rules:
            is_test = rule.name.startswith(_PREFIXES)
            if is_test and not module.is_test:
                message = f"{rule.name} does not run here: put it in {module.stem}_test.rego"
                yield spot(module, rule.statement.first, message)
            elif module.is_test and not is_test and written[rule.name] == heads[rule.name]:
                message = f"{rule.name} does not run and nothing uses it: call it test_{rule.name}"
                yield spot(module, rule.statement.first, message)
