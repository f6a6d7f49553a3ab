"""What a decision yields beside its outcome: a contract form, a deadline, an amount."""

from collections.abc import Mapping
from typing import Any

from policycheck.model import Decision, Language
from policycheck.policies.manifest import DecisionRule
from policycheck.report.blocks import Block, Line, section
from policycheck.report.naming import Naming


def result_rows(decision: Decision, rule: DecisionRule, naming: Naming) -> list[Block]:
    """The section that names every member of the result, or nothing."""
    rows: list[Block] = [Line(text, indent=4) for text in result_lines(decision, rule, naming)]
    return section(naming.words("section.result"), rows)


def result_lines(decision: Decision, rule: DecisionRule, naming: Naming) -> list[str]:
    """Every member of the result of a decision with its title."""
    return result_words(decision.result, rule, naming)


def result_words(result: Mapping[str, Any], rule: DecisionRule, naming: Naming) -> list[str]:
    """Every member of a result with its title."""
    properties = rule.result.get("properties", {})
    return [
        f"{_title(key, properties.get(key, {}), naming)}: {text}"
        for key, value in result.items()
        for text in [_value(value, properties.get(key, {}), naming)]
    ]


def _title(key: str, schema: Mapping[str, Any], naming: Naming) -> str:
    """By the schema: ``x-title-nl`` in Dutch, ``title`` in English, else the key itself."""
    english = schema.get("title", key.replace("_", " "))
    if naming.words.language is Language.NL:
        return str(schema.get("x-title-nl", english))
    return str(english)


def _value(value: Any, schema: Mapping[str, Any], naming: Naming) -> str:
    """By the schema: ``x-values`` names the values of an ``enum``, ``x-type`` tells an amount."""
    title = schema.get("x-values", {}).get(value)
    if title is None:
        return naming.value(value, schema.get("x-type"))
    return f"{title[naming.words.language]} ({value})"
