"""Draws the results of ``bench/volume.py``."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot
from matplotlib.axes import Axes

_LABELS = {
    "cases": "cases at once",
    "conditions": "conditions of the decision",
    "readings": "open readings",
    "items": "items of a list, at most",
}


def plot(result: dict[str, Any], file: Path) -> None:
    """Draw the rates of the engines, and how the cost grows where that was measured."""
    growth = result.get("growth", [])
    grown = [by for by in _LABELS if any(point["by"] == by for point in growth)]
    figure, axes = pyplot.subplots(
        1 + len(grown), 1, figsize=(9, 4 + 3 * len(grown)), layout="constrained", squeeze=False
    )
    _rates(axes[0][0], result["rows"])
    for axis, by in zip(axes[1:, 0], grown, strict=True):
        _growth(axis, [point for point in growth if point["by"] == by], _LABELS[by])
    figure.savefig(file)
    pyplot.close(figure)


def _rates(axis: Axes, rows: list[dict[str, Any]]) -> None:
    measured = [row for row in rows if row["rate"]][::-1]
    names = [f"{row['decision']}: {row['engine']}" for row in measured]
    bars = axis.barh(names, [row["rate"] for row in measured], color="tab:blue")
    axis.bar_label(bars, [f"{row['rate']:,.0f}" for row in measured], padding=3, fontsize=7)
    axis.set_xscale("log")
    axis.set_xlabel("cases a second")
    axis.tick_params(axis="y", labelsize=7)
    axis.margins(x=0.15)


def _growth(axis: Axes, points: list[dict[str, Any]], label: str) -> None:
    for engine in dict.fromkeys(point["engine"] for point in points):
        found = sorted((p["size"], p["microseconds"]) for p in points if p["engine"] == engine)
        axis.plot([size for size, _ in found], [cost for _, cost in found], "o-", label=engine)
    axis.set_yscale("log")
    if max(point["size"] for point in points) > 1000:
        axis.set_xscale("log")
    axis.set_xlabel(label)
    axis.set_ylabel("microseconds a case")
    axis.legend()
