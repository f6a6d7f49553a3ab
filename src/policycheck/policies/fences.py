"""Fences: statements, as laws have them, that say in which cases a change is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from policycheck.errors import UsageError
from policycheck.policies.law_checks import law_flaws
from policycheck.policies.law_file import build_laws
from policycheck.policies.laws import AnyOf, Compared, Known, NotThat, Statement
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.schemas import problems_in

_ID = "fence"
_EXAMPLE = "'{fact: /insurers/asr/turnover/2022, less_than: 150000}'"


def statements_in(texts: Sequence[str], policy: PolicyManifest) -> tuple[Statement, ...]:
    """The statements of a fence, checked as those of a law are.

    Args:
        texts: Each a statement about facts, in YAML.
        policy: Whose parameters they can name.

    Raises:
        UsageError: One is no YAML or no statement, speaks of what a decision comes to, or names or
            compares what it cannot.
    """
    return tuple(_statement(text, policy) for text in texts)


def _statement(text: str, policy: PolicyManifest) -> Statement:
    title = {"nl": _ID, "en": _ID}
    law: dict[str, Any] = {"title": title, "decision": next(iter(policy.decisions))}
    content = {_ID: {**law, "never": [_content(text)]}}
    for problem in problems_in(content, "laws", ""):
        raise _refused(text, f"{problem.message} (write it as {_EXAMPLE})")
    laws = build_laws(policy.id, content, "")
    for flaw in law_flaws(replace(policy, laws=laws)):
        message = flaw.message.removeprefix(f"the law {_ID}").removeprefix(":").strip()
        raise _refused(text, message)
    (statement,) = laws[_ID].kind.statements  # type: ignore[union-attr]
    for each in _leaves(statement):
        if not isinstance(each, Compared | Known):
            raise _refused(text, "a fence speaks of facts, not of what a decision comes to")
    return statement


def _content(text: str) -> Any:
    try:
        return _with_days_as_text(YAML(typ="safe", pure=True).load(text))
    except YAMLError as error:
        mark = getattr(error, "problem", None) or "it cannot be read"
        raise _refused(text, f"it is no YAML: {mark} (write it as {_EXAMPLE})") from None


def _with_days_as_text(value: Any) -> Any:
    """A day needs no quotes, as in a case."""
    if isinstance(value, dict):
        return {key: _with_days_as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_days_as_text(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _refused(text: str, why: str) -> UsageError:
    return UsageError(f"--only-where {text}: {why}")


def _leaves(statement: Statement) -> Iterator[Statement]:
    match statement:
        case AnyOf(statements):
            for each in statements:
                yield from _leaves(each)
        case NotThat(other):
            yield from _leaves(other)
        case _:
            yield statement
