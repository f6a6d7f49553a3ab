"""The facts that are asked, as a JSON Schema of its own, so that a form can be made of them.

Whatever fits it can be put into the case, and what the schema of cases refuses of a fact, this does
too. It leaves less room: a date is a day without a time, and what is not known is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policycheck.asking.model import OpenFact, Questions, Reason
from policycheck.facts import FactDefinition
from policycheck.facts.dictionary import type_of
from policycheck.facts.problems import child
from policycheck.model import Language, Text
from policycheck.report.document import VERSION, text_document
from policycheck.report.naming import Naming
from policycheck.report.plain import plain

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = (
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "maxItems",
    "uniqueItems",
    "format",
)
_BETWEEN = ("required", "allOf", "dependentSchemas", "x-not-before")
_DAY = "^(1[7-9]|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_NO_CONTROL = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$"

Schema = Mapping[str, Any]


def asking_schema(questions: Questions, schema: Schema, naming: Naming) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) that stands alone.

    Args:
        questions: What is asked.
        schema: The schema of cases, without references.
        naming: How things are called; the language of the titles.
    """
    made = _Made(questions, naming)
    wanted = {fact.pointer: fact for fact in (*questions.facts, *questions.others)}
    return {
        "$schema": _DRAFT,
        "x-version": VERSION,
        "x-case": questions.case,
        "x-as-of": plain(questions.as_of),
        "x-decisions": list(questions.decisions),
        "x-exact": questions.exact,
        **made.around(schema, "", wanted),
    }


class _Made:
    def __init__(self, questions: Questions, naming: Naming) -> None:
        self._naming = naming
        self._as_of = plain(questions.as_of)
        self._order = {fact.pointer: n for n, fact in enumerate(questions.facts, 1)}

    def around(
        self, schema: Schema, pointer: str, wanted: Mapping[str, OpenFact]
    ) -> dict[str, Any]:
        """An object that holds facts which are asked: those, and nothing else."""
        properties: dict[str, Any] = {}
        for name, below in schema["properties"].items():
            path = child(pointer, name)
            if path in wanted:
                properties[name] = self._asked(below, wanted[path])
            elif any(each.startswith(f"{path}/") for each in wanted):
                properties[name] = self.around(below, path, wanted)
        rules = {
            key: schema[key]
            for key in _BETWEEN
            if key in schema and key != "required" and _names(schema[key]) <= properties.keys()
        }
        return {
            "type": "object",
            **self._called(Text(schema["x-title-nl"], schema["title"]), "title"),
            "properties": properties,
            "additionalProperties": False,
            **rules,
        }

    def _asked(self, schema: Schema, fact: OpenFact) -> dict[str, Any]:
        return {
            **self._fact(schema, fact.pointer),
            "x-order": self._order.get(fact.pointer),
            "x-settles": [each.decision for each in fact.reasons if each.settles],
            "x-clauses": [each for reason in fact.reasons for each in _clauses(reason)],
        }

    def _fact(self, schema: Schema, pointer: str) -> dict[str, Any]:
        """A fact with all that it consists of."""
        definition = self._naming.dictionary[pointer]
        kind = type_of(schema)
        found: dict[str, Any] = {"type": schema["type"], **self._meaning(definition)}
        if kind == "object":
            return {
                **found,
                "properties": {
                    name: self._fact(below, child(pointer, name))
                    for name, below in schema["properties"].items()
                },
                "additionalProperties": False,
                **{key: schema[key] for key in _BETWEEN if key in schema},
            }
        found |= {key: schema[key] for key in _BOUNDS if key in schema}
        if kind == "list":
            found["items"] = self._fact(schema["items"], child(pointer, "*"))
        elif kind == "enum":
            found |= self._choices(definition)
        elif kind in ("date", "event_date"):
            found |= {"format": "date", "pattern": _DAY}
            if kind == "event_date" and self._as_of:
                found["formatMaximum"] = self._as_of
        elif found.get("format") == "text":
            found["pattern"] = _NO_CONTROL
        return found

    def _choices(self, fact: FactDefinition) -> dict[str, Any]:
        """The values of an enum, each with what it means; generators of forms take one of two."""
        words, titles = self._naming.words, fact.value_titles
        chosen = [
            {"const": each, "title": words.title(titles[each]) if each in titles else each}
            for each in fact.values
        ]
        both = {each: text_document(title) for each, title in titles.items()}
        return {"enum": list(fact.values), "oneOf": chosen, "x-values": both}

    def _meaning(self, fact: FactDefinition) -> dict[str, Any]:
        found = {
            **self._called(fact.title, "title"),
            **self._called(fact.description, "description"),
        }
        if fact.question:
            found |= {
                **self._called(fact.question, "x-question"),
                "x-supplied-by": plain(fact.supplied_by),
                "x-change": plain(fact.change),
            }
        if fact.unit:
            found["x-unit"] = fact.unit
        return {**found, "x-path": fact.pointer, "x-type": fact.type, "x-sensitive": fact.sensitive}

    def _called(self, text: Text, key: str) -> dict[str, Any]:
        """A text in the language that is asked for, and in both."""
        prefix = key if key.startswith("x-") else f"x-{key}"
        both = {f"{prefix}-{language}": text[language] for language in Language}
        return {key: self._naming.words.of(text), **both}


def _clauses(reason: Reason) -> Iterator[dict[str, Any]]:
    for each in reason.conditions:
        yield {
            "decision": reason.decision,
            "condition": each.id,
            "title": text_document(each.title),
            "refs": list(each.refs),
            "section": each.section,
            "lines": list(each.lines),
        }


def _names(rule: Any) -> set[str]:
    """The members that a rule between them speaks of."""
    if isinstance(rule, list):
        return {name for each in rule for name in _names(each)}
    if not isinstance(rule, Mapping):
        return set()
    found: set[str] = set()
    for key, each in rule.items():
        if key in ("required", "properties"):
            found.update(each)
        elif key in ("if", "then"):
            found |= _names(each)
        elif isinstance(each, str):  # x-not-before
            found |= {key, each}
        else:  # dependentSchemas
            found |= {key} | _names(each)
    return found
