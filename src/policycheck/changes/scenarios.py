"""A case that was found, kept as a scenario: what the rules decide about it now, as a sentence."""

import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, SequenceNode

from policycheck.changes.expected import answer_document
from policycheck.errors import UsageError
from policycheck.facts import read_case
from policycheck.facts.problems import child
from policycheck.files import put
from policycheck.model import Decision
from policycheck.testing.scenario_file import read_scenario_file

_SUFFIXES = (".yaml", ".yml")
_DAYS = ("as_of", "known_at")


@dataclass(frozen=True)
class FoundScenario:
    """A case to keep.

    Attributes:
        name: What is true, as a sentence.
        case: The facts; days in them do not count.
        as_of: The day that is judged.
        known_at: The day whose text applies.
        decision: What is decided of it, and so expected from now on.
        conditions: Those whose statuses are expected as well.
        readings: Those that were chosen.
    """

    name: str
    case: Mapping[str, Any]
    as_of: date
    known_at: date
    decision: Decision
    conditions: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)


def write_scenario(place: Path, found: FoundScenario) -> Path | None:
    """Add a scenario to a file, below those that are there; nothing else in its text changes.

    Args:
        place: A file of scenarios, made if it is not there; its directory is named as the policy.
            Or a directory of such files: then it is ``<decision>-found.yaml`` in it, in the
            directory of the policy.
        found: The case.

    Returns:
        The file; ``None`` where the scenario stands in it already.

    Raises:
        UsageError: The file is about another decision or policy, or cannot be added to.
        RulesError: It is there and is no file of scenarios.
        InvalidCase: Its base case cannot be read.
        OSError: It cannot be written.
    """
    policy, decision = found.decision.policy, found.decision.decision
    file = _file(place, policy, decision)
    names = _names_in(file.parent, decision)
    if not file.exists():
        document = scenario_document(found)
        (entry,) = document["scenarios"]
        entry["name"] = _unused(entry["name"], names)
        put(file, _dumped(document).encode())
        return file
    content = read_scenario_file(file).value
    if (content["policy"], content["decision"]) != (policy, decision):
        there = f"{content['policy']}.{content['decision']}"
        raise UsageError(
            f"{file} has scenarios of {there}: name another file for {policy}.{decision}, or a"
            " directory"
        )
    entry = _entry(found, _facts_of(content["base"], file))
    if any(_without_name(each) == _without_name(entry) for each in content["scenarios"]):
        return None
    entry["name"] = _unused(entry["name"], names)
    put(file, _added(file, content, entry).encode())
    return file


def scenario_document(found: FoundScenario) -> dict[str, Any]:
    """A file with one scenario: its base says only what the question is about."""
    base = _base(found.case)
    return {
        "policy": found.decision.policy,
        "decision": found.decision.decision,
        "base": base,
        "scenarios": [_entry(found, base)],
    }


def _file(place: Path, policy: str, decision: str) -> Path:
    if place.suffix not in _SUFFIXES:
        directory = place if place.name == policy else place / policy
        return directory / f"{decision}-found.yaml"
    if place.resolve().parent.name != policy:
        raise UsageError(
            f"a scenario of {policy} belongs into a directory of that name, as in"
            f" fixtures/scenarios/{policy}/{place.name}"
        )
    return place


def _base(case: Mapping[str, Any]) -> dict[str, Any]:
    base: dict[str, Any] = {}
    if "contract_year" in case:
        base["contract_year"] = case["contract_year"]
    sectors = case.get("provider", {}).get("sectors")
    if sectors:
        base["provider"] = {"sectors": list(sectors)}
    return base


def _facts_of(base: Any, file: Path) -> Mapping[str, Any]:
    """The facts that scenarios of a file change."""
    if isinstance(base, str):
        return read_case(file.resolve().parents[2] / base).value
    facts: Mapping[str, Any] = base
    return facts


def _entry(found: FoundScenario, base: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": found.name, "as_of": found.as_of.isoformat()}
    if found.known_at != found.as_of or "known_at" in base:
        entry["known_at"] = found.known_at.isoformat()
    case = {key: value for key, value in found.case.items() if key not in _DAYS}
    facts = {key: value for key, value in base.items() if key not in _DAYS}
    if change := dict(_changes(_plain(facts), _plain(case), "")):
        entry["change"] = change
    if found.readings:
        entry["choose"] = dict(found.readings)
    expect: dict[str, Any] = answer_document(found.decision)
    statuses = {
        id: str(found.decision.conditions[id].status)
        for id in found.conditions
        if id in found.decision.conditions
    }
    entry["expect"] = _plain({**expect, **({"statuses": statuses} if statuses else {})})
    return entry


def _changes(
    base: Mapping[str, Any], case: Mapping[str, Any], pointer: str
) -> Iterator[tuple[str, Any]]:
    """What makes the one case of the other, by JSON Pointer."""
    for key in base:
        if key not in case:
            yield child(pointer, key), None
    for key, value in case.items():
        below, old = child(pointer, key), base.get(key)
        if isinstance(value, Mapping) and value and (key not in base or isinstance(old, Mapping)):
            yield from _changes(old or {}, value, below)
        elif key not in base or old != value:
            yield below, value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _without_name(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "name"}


def _names_in(directory: Path, decision: str) -> set[str]:
    """The sentences about a decision that are there: no two can be the same."""
    files = [each for each in sorted(directory.glob("*")) if each.suffix in _SUFFIXES]
    contents = [read_scenario_file(each).value for each in files]
    return {
        scenario["name"]
        for content in contents
        if content["decision"] == decision
        for scenario in content["scenarios"]
    }


def _unused(name: str, used: set[str]) -> str:
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name} ({number})"
    return found


def _added(file: Path, content: Mapping[str, Any], entry: dict[str, Any]) -> str:
    """The text of a file with one scenario more, at its end."""
    text = file.read_text(encoding="utf-8")
    column = _column(text)
    if column is not None:
        lines = _dumped([entry], offset=0).splitlines()
        before = text if text.endswith("\n") else f"{text}\n"
        added = before + "".join(f"{' ' * column}{line}\n" for line in lines)
        if _safe(added) == {**content, "scenarios": [*content["scenarios"], entry]}:
            return added
    raise UsageError(f"{file} writes its scenarios in an unusual way: add them by hand")


def _column(text: str) -> int | None:
    """Where the items of the list begin, if it is the last thing in a file and in block style."""
    root = YAML(pure=True).compose(text)
    if not isinstance(root, MappingNode):
        return None
    key, scenarios = root.value[-1]
    if key.value != "scenarios" or not isinstance(scenarios, SequenceNode) or scenarios.flow_style:
        return None
    column: int = scenarios.start_mark.column
    return column


def _safe(text: str) -> Any:
    return _as_text(YAML(typ="safe", pure=True).load(text))


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _dumped(value: Any, offset: int = 2) -> str:
    yaml = YAML()
    yaml.width = sys.maxsize  # folding would leave blanks at the ends of lines
    yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
    # A fact that is taken away is null in every scenario that is there.
    yaml.representer.add_representer(
        type(None), lambda it, _: it.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    stream = io.StringIO()
    yaml.dump(_styled(value), stream)
    return stream.getvalue()


def _styled(value: Any) -> Any:
    """Lists of plain values on one line."""
    if isinstance(value, dict):
        return CommentedMap({key: _styled(each) for key, each in value.items()})
    if isinstance(value, list):
        found = CommentedSeq(_styled(each) for each in value)
        if not any(isinstance(each, dict | list) for each in value):
            found.fa.set_flow_style()
        return found
    return value
