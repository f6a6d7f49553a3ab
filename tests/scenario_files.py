"""Reads scenarios: a base case with changes, and what is expected of the decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from policycheck.facts import read_case

FIXTURES = Path(__file__).parent.parent / "fixtures"
_FILE_KEYS = {"policy", "decision", "base", "scenarios"}
_KEYS = {"name", "covers", "as_of", "known_at", "change", "choose", "expect"}
EXPECTATIONS = {
    "outcome",
    "leaning",
    "result",
    "statuses",
    "missing",
    "deadlines",
    "states",
    "readings",
    "noted",
}


@dataclass(frozen=True)
class Scenario:
    """One sentence about a decision that must be true."""

    file: str
    name: str
    policy: str
    decision: str
    case: Mapping[str, Any]
    readings: Mapping[str, str]
    expect: Mapping[str, Any]
    covers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.policy}.{self.decision}: {self.name}"


def scenarios() -> Iterator[Scenario]:
    for path in sorted((FIXTURES / "scenarios").rglob("*.yaml")):
        yield from _read(path)


def _read(path: Path) -> Iterator[Scenario]:
    content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    _only(content, _FILE_KEYS, path)
    base = read_case(FIXTURES / content["base"]).value
    for each in content["scenarios"]:
        where = f"{path.name}: {each.get('name')}"
        _only(each, _KEYS, where)
        _only(each["expect"], EXPECTATIONS, where)
        case = _changed(base, _plain(each.get("change", {})))
        for key in ("as_of", "known_at"):
            if key in each:
                case[key] = _plain(each[key])
        yield Scenario(
            file=path.relative_to(FIXTURES).as_posix(),
            name=each["name"],
            policy=content["policy"],
            decision=content["decision"],
            case=case,
            readings=each.get("choose", {}),
            expect=_plain(each["expect"]),
            covers=tuple(each.get("covers", ())),
        )


def _only(content: Mapping[str, Any], known: set[str], where: object) -> None:
    unknown = set(content) - known
    assert not unknown, f"{where}: unknown keys {sorted(unknown)}; known: {sorted(known)}"


def _changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The case with each change made; null takes a fact away."""
    case: dict[str, Any] = _copy(base)
    for pointer, value in changes.items():
        *parents, last = pointer.strip("/").split("/")
        place = case
        for key in parents:
            place = place.setdefault(key, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return case


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list | tuple) else value


def _plain(value: Any) -> Any:
    """YAML 1.2 has no dates; ruamel.yaml makes them all the same."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
