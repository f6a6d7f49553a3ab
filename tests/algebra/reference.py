"""The algebra of the design in plain Python: from its text, not from the Rego.

A question is what `data.policycheck.outcome.decide` gets: a manifest, and what the rules found.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]

DEPARTABLE = {"in_principle", "weighed"}
DECIDING = {"must", "in_principle", "judgement", "weighed"}


def decide(
    manifest: Json, found: Json, as_of: str, known_at: str, chosen: Mapping[str, str]
) -> Json:
    """The decision, with every combination of the readings that change something."""
    choices = list(_choices(manifest, found, chosen))
    withdrawn = _withdrawn(manifest, known_at)
    combinations = [_combination(manifest, found, as_of, withdrawn, each) for each in choices]
    first = combinations[0]
    return {
        **together(combinations),
        "statuses": first["statuses"],
        "due": found.get("due", {}),
        "exempt": first["exempt"],
        "noted": sorted(found.get("noted", ())),
        "withdrawn": sorted(withdrawn),
        "combinations": [
            {
                **{key: each[key] for key in ("outcome", "leaning") if key in each},
                "readings": choice,
                "result": known(each["result"]),
            }
            for choice, each in zip(choices, combinations, strict=True)
        ],
    }


def status(
    modality: str,
    value: object,
    exemptions: Iterable[bool | None],
    *,
    not_due: bool = False,
    departed: bool = False,
    withdrawn: bool = False,
) -> str:
    """The status of one condition; ``None`` is what is not known."""
    exemptions = list(exemptions)
    if withdrawn:
        return "not_applicable"
    if value is True or (departed and modality in DEPARTABLE):
        return "met"
    if not_due or True in exemptions:
        return "not_applicable"
    if value is None or None in exemptions:
        return "unknown"
    return "open" if value == "open" else "not_met"


def outcome(conditions: Iterable[tuple[str, str]], result: Mapping[str, Any]) -> Json:
    """What conditions, each a modality and a status, come to; nothing if none of them decides."""
    conditions = set(conditions)
    if not any(modality in DECIDING for modality, _ in conditions):
        return {}
    if ("scope", "not_met") in conditions:
        return {"outcome": "not_applicable"}
    if conditions & {("scope", "unknown"), ("scope", "open")}:
        return {"outcome": "undetermined"}
    if conditions & {("must", "not_met"), ("judgement", "not_met")}:
        return {"outcome": "not_met"}
    if conditions & {("must", "unknown"), ("in_principle", "unknown")}:
        return {"outcome": "undetermined"}
    if conditions & {("weighed", "not_met"), ("in_principle", "not_met")}:
        return {"outcome": "refer", "leaning": "not_met"}
    if any((modality, "open") in conditions for modality in DECIDING):
        return {"outcome": "refer"}
    if conditions & {("judgement", "unknown"), ("weighed", "unknown")}:
        return {"outcome": "refer", "leaning": "met"}
    if None in result.values():
        return {"outcome": "undetermined"}
    return {"outcome": "met"}


def together(combinations: list[Json]) -> Json:
    """The decision that all combinations make, the default one first."""
    if "outcome" not in combinations[0]:
        return {"result": {}}
    answers = [(each["outcome"], _result(each)) for each in combinations]
    first = combinations[0]
    if any(outcome == "undetermined" for outcome, _ in answers):
        return {"outcome": "undetermined", "result": {}}
    if any(answer != answers[0] for answer in answers):
        leaning = first.get("leaning") if first["outcome"] == "refer" else first["outcome"]
        decision = {"outcome": "refer", "result": known(first["result"]), "leaning": leaning}
    else:
        outcome, result = answers[0]
        decision = {"outcome": outcome, "result": result, "leaning": first.get("leaning")}
    return {key: value for key, value in decision.items() if value is not None}


def known(result: Mapping[str, Any]) -> Json:
    """The part of a result that is there."""
    return {key: value for key, value in result.items() if value is not None}


def _result(combination: Json) -> Json:
    return known(combination["result"]) if combination["outcome"] in ("met", "refer") else {}


def _choices(manifest: Json, found: Json, chosen: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Each combination of the values of the readings that matter, the default one first."""
    usual = _facts(manifest, found, {})
    options = {}
    for reading, declared in sorted(manifest["readings"].items()):
        values = [chosen[reading]] if reading in chosen else declared["defensible"]
        if any(_facts(manifest, found, {reading: value}) != usual for value in values):
            options[reading] = values
    # The first reading varies fastest.
    for values in itertools.product(*reversed(options.values())):
        yield dict(zip(options, reversed(values), strict=True))


def _facts(manifest: Json, found: Json, choice: Mapping[str, str]) -> Json:
    """The value of each condition, exemption and result key under a choice of readings."""
    scoped = {**found.get("scope", {}), **found.get("conditions", {})}
    facts: Json = {
        "conditions": {id: scoped.get(id) for id in manifest["modality"]},
        "exempt": {id: found.get("exempt", {}).get(id) for id in manifest["exemptions"]},
        "result": {id: found.get("result", {}).get(id) for id in manifest["results"]},
    }
    for reading, value in choice.items():
        declared = manifest["readings"][reading]
        if value == declared["default"]:
            continue
        other = found.get("readings", {}).get(reading, {}).get(value, {})
        for kind, governed in (
            ("conditions", "conditions"),
            ("exempt", "exemptions"),
            ("result", "results"),
        ):
            for id in declared[governed]:
                facts[kind][id] = other.get(kind, {}).get(id)
    return facts


def _withdrawn(manifest: Json, known_at: str) -> set[str]:
    """The conditions of which the clause is not in the text of that day."""
    return {
        id
        for id, (published, withdrawn) in manifest["periods"].items()
        if (published is not None and known_at < published)
        or (withdrawn is not None and known_at >= withdrawn)
    }


def _combination(
    manifest: Json, found: Json, as_of: str, withdrawn: set[str], choice: Mapping[str, str]
) -> Json:
    facts = _facts(manifest, found, choice)
    due = found.get("due", {})
    statuses = {
        id: status(
            modality,
            facts["conditions"][id],
            [facts["exempt"][e] for e, freed in manifest["exemptions"].items() if id in freed],
            not_due=id in due and as_of <= due[id],
            departed=id in found.get("departed", ()),
            withdrawn=id in withdrawn,
        )
        for id, modality in manifest["modality"].items()
    }
    return {
        **outcome(
            ((manifest["modality"][id], each) for id, each in statuses.items()), facts["result"]
        ),
        "statuses": statuses,
        "exempt": sorted(id for id, holds in facts["exempt"].items() if holds is True),
        "result": facts["result"],
    }
