"""How many mutants of the rules the laws alone notice. It prints a table.

python3 dev.py policycheck prove rego    first: mutants are tried on rules whose laws hold
.venv/bin/python bench/mutants.py [--policy ID]... [--sample N] [--seed N] [--jobs N]
                                  [--json bench/results/mutants-by-laws.json]

Per policy and operator: how many mutants were tried, and how many break a law of the policy or give
a case two values. The file also names every mutant that breaks none. A policy that is measured
takes the place of what the file says of it; the others stay. It is no test.
"""

import argparse
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from start import machine

from policycheck.policies.selection import Selection, select
from policycheck.testing import read_suites
from policycheck.testing.mutation import By, Operator, State, Survey, survey

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench/results/mutants-by-laws.json"
FIXTURES = ROOT / "fixtures"
_LIBRARY = "policycheck"


def measured(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """What became of the mutants of a policy, or of the shared library."""
    every = select([], None)
    meant = (
        Selection(every.directory, every.policies, True)
        if name == _LIBRARY
        else Selection(every.directory, (name,), False)
    )
    suites = [each for each in read_suites(meant, FIXTURES) if each.name == name]
    before = os.getloadavg()[0]
    found = survey(
        suites, meant, FIXTURES, sample=options.sample, seed=options.seed, jobs=options.jobs,
        by=By.LAWS,
    )  # fmt: skip
    return {
        "among": found.among,
        "seconds": round(found.seconds, 1),
        "load_before": round(before, 1),
        **counts(found, None),
        "operators": {
            str(each): counts(found, each)
            for each in Operator
            if any(fate.mutant.operator is each for fate in found.fates)
        },
        "laws": dict(
            Counter(fate.by for fate in found.fates if fate.state is State.KILLED).most_common()
        ),
        "survivors": [each.mutant.id for each in found.survivors],
        "undecided": {
            each.mutant.id: each.by for each in found.fates if each.state is State.NOT_DECIDED
        },
    }


def counts(found: Survey, operator: Operator | None) -> dict[str, int]:
    """How many were tried, and how they ended."""
    meant = [each for each in found.fates if operator in (None, each.mutant.operator)]
    states = {str(state): sum(each.state is state for each in meant) for state in State}
    return {"tried": len(meant), **states}


def table(policies: dict[str, Any]) -> str:
    """The share that the laws notice, by policy and by operator."""
    lines = [f"{'':30} {'tried':>7} {'killed':>7} {'share':>6} {'survived':>9} {'undecided':>10}"]
    total: dict[str, Counter[str]] = {}
    for name, found in policies.items():
        lines.append(_line(f"{name} ({found['seconds']:.0f} s)", found))
        for operator, counted in found["operators"].items():
            total.setdefault(operator, Counter()).update(counted)
    lines += ["", *(_line(operator, total[operator]) for operator in map(str, Operator)
                    if operator in total)]  # fmt: skip
    whole: Counter[str] = Counter()
    for counted in total.values():
        whole.update(counted)
    return "\n".join([*lines, _line("together", whole)])


def _line(name: str, found: dict[str, Any] | Counter[str]) -> str:
    says = found["tried"] - found["invalid"] - found["equivalent"]
    share = found["killed"] / says if says else 0
    return (
        f"{name:30} {found['tried']:7} {found['killed']:7} {share:6.0%}"
        f" {found['survived']:9} {found['not_decided']:10}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    every = (*select([], None).policies, _LIBRARY)
    parser.add_argument("--policy", action="append", choices=every, help="(default: all)")
    parser.add_argument("--sample", type=int, help="only so many of each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the numbers go")
    options = parser.parse_args()
    file: Path = options.json
    known = json.loads(file.read_text(encoding="utf-8"))["policies"] if file.exists() else {}
    for name in options.policy or every:
        known[name] = {"sample": options.sample, "seed": options.seed, **measured(name, options)}
        content = {"machine": machine(), "policies": known}
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written after each: all of them take long.
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(known))


if __name__ == "__main__":
    main()
