"""How the cost of a decision grows: with cases, conditions, readings, and items of lists."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engines import ENGINES, Task

ROWS = 65_536
POLICY, DECISION = "asr.ggz_2024", "eligibility"
OF_LISTS = ("vgz.msz_2024", "eligibility")
ONE_BY_ONE = ("OPA",)
SINGLES = 100
DIFFERENT = 500
STEPS = 5


@dataclass(frozen=True)
class Point:
    """One measurement.

    Attributes:
        by: What grows.
        name: Which decision.
        size: How much of it there is.
        engine: What decided.
        microseconds: For each case.
    """

    by: str
    name: str
    size: int
    engine: str
    microseconds: float


def growth(rounds: int) -> Iterator[Point]:
    """Every point; some take as long as lifting a decision does."""
    for rows in (1_000, 10_000, 100_000, 1_000_000):
        yield from _points("cases", rows, _task(POLICY, DECISION, rows), rounds, ("columns",))
    manifest = Task(POLICY, DECISION, 1, 1).policies.manifests[POLICY]
    for id, rule in manifest.decisions.items():
        yield from _points("conditions", len(rule.conditions), _task(POLICY, id), rounds)
    yield from _readings(rounds)
    for longest in (0, 1, 2, 4, 8, 16):
        task = _task(*OF_LISTS, longest=longest)
        yield from _points("items", longest, task, rounds)


def _task(policy: str, decision: str, rows: int = ROWS, **more: Any) -> Task:
    return Task(policy, decision, rows, SINGLES, different=DIFFERENT, **more)


def _readings(rounds: int) -> Iterator[Point]:
    """With more and more of the readings fixed to their default."""
    manifest = Task(POLICY, DECISION, 1, 1).policies.manifests[POLICY]
    open_ = [id for id, each in manifest.readings.items() if len(each.defensible) > 1]
    for fixed in range(0, len(open_) + 1, max(1, len(open_) // STEPS)):
        chosen = {id: manifest.readings[id].defensible[0] for id in open_[:fixed]}
        task = _task(POLICY, DECISION, readings=chosen)
        yield from _points("readings", len(open_) - fixed, task, rounds)


def _points(
    by: str, size: int, task: Task, rounds: int, engines: tuple[str, ...] = ("columns", *ONE_BY_ONE)
) -> Iterator[Point]:
    for engine in engines:
        decide = ENGINES[engine](task)
        decide()
        count = task.singles if engine in ONE_BY_ONE else task.rows
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            decide()
            taken.append((time.perf_counter() - start) / count * 1e6)
        yield Point(by, f"{task.policy}.{task.decision}", size, engine, statistics.median(taken))


def growth_table(points: list[dict[str, Any]]) -> str:
    """The points as aligned text."""
    lines = [f"{'grows':12}{'size':>10}  {'decision':40}{'engine':10}{'microseconds a case':>20}"]
    for point in points:
        lines.append(
            f"{point['by']:12}{point['size']:10,}  {point['name']:40}{point['engine']:10}"
            f"{point['microseconds']:20,.3f}"
        )
    return "\n".join(lines)
