"""How long policycheck takes to start, to load a policy and to decide. It prints a table.

.venv/bin/python bench/start.py [--repeat 11] [--json bench/results/start.json]

Everything is measured in one run, in turns, so that the ratios hold even where the times do not.
It is no test: a busy machine makes every number larger.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import policycheck

ROOT = Path(__file__).resolve().parents[1]
POLICY, DECISION = "asr.ggz_2024", "eligibility"
CASE = ROOT / "fixtures/cases" / POLICY / "new-institution.yaml"
AS_OF = date(2023, 8, 15)
# Three of the five policies are about it, and make seven decisions.
CASE_OF_THREE = ROOT / "fixtures/cases/caresq.categoraal_2024/epilepsy-centre-of-three-sectors.yaml"
RESULTS = ROOT / "bench/results/start.json"
LIBRARIES = ("regopy", "jsonschema", "click", "opa-golib-python-bindings")
CALLS = 50  # calls per measurement, for what takes milliseconds


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes:
        median: Milliseconds.
        spread: Milliseconds between the quickest and the slowest repetition.
        ratio: The median as a multiple of the row that is named in ``to``.
    """

    name: str
    median: float
    spread: float
    ratio: float | None = None
    to: str | None = None


def run(*arguments: str, cache: str | None = None) -> None:
    """Start Python anew; an error ends the benchmark."""
    environment = {**os.environ, **({"POLICYCHECK_CACHE": cache} if cache else {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else a checkout is compiled at every start
    subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def many(call: Callable[[], object]) -> Callable[[], None]:
    """The call, often enough for the clock."""

    def calls() -> None:
        for _ in range(CALLS):
            call()

    return calls


def measurements() -> dict[str, tuple[Callable[[], object], int, str | None]]:
    """What is measured, how many calls it makes, and the row that it is compared with."""
    everything = ("-m", "policycheck", "eval", str(CASE), "--as-of", AS_OF.isoformat())
    evaluate = (*everything, "-p", POLICY)
    policies, all_policies = policycheck.load(policies=[POLICY]), policycheck.load()
    compiled = policycheck.load(policies=[POLICY], engine="compiled")
    compiled.prepare(POLICY, DECISION)
    start_compiled = "import policycheck; policycheck.load(engine='compiled')"
    case, of_three = policycheck.read_case(CASE), policycheck.read_case(CASE_OF_THREE)

    def first_start() -> None:
        with tempfile.TemporaryDirectory() as cache:
            run(*evaluate, cache=cache)

    bare, opa = "python -c 'import regopy, jsonschema, click'", "the same decision in the real OPA"
    rows: dict[str, tuple[Callable[[], object], int, str | None]] = {
        "python -c pass": (lambda: run("-c", "pass"), 1, None),
        bare: (lambda: run("-c", "import regopy, jsonschema, click"), 1, None),
        "policycheck eval, one policy": (lambda: run(*evaluate), 1, bare),
        "policycheck eval, nothing cached": (first_start, 1, bare),
        "policycheck eval, all policies": (lambda: run(*everything), 1, bare),
        "start with all policies, compiled": (lambda: run("-c", start_compiled), 1, None),
        "load one policy": (lambda: policycheck.load(policies=[POLICY]), 1, None),
        "load all policies": (policycheck.load, 1, None),
        "load all policies, compiled": (lambda: policycheck.load(engine="compiled"), 1, None),
        "read one case": (many(lambda: policycheck.read_case(CASE)), CALLS, None),
        "one case under all policies": (lambda: all_policies.judge(of_three), 1, None),
    }
    decide = many(lambda: policies.decide(POLICY, DECISION, case, as_of=AS_OF))
    decide_compiled = many(lambda: compiled.decide(POLICY, DECISION, case, as_of=AS_OF))
    made: dict[str, Callable[[], None]] = {
        "one decision": decide,
        "one decision, compiled": decide_compiled,
        "its answer alone, compiled": many(answer_alone(compiled, case)),
    }
    in_opa = opa_decision(policies, case)
    if in_opa is None:
        return {**rows, **{name: (call, CALLS, None) for name, call in made.items()}}
    compared = {name: (call, CALLS, opa) for name, call in made.items()}
    return {**rows, opa: (many(in_opa), CALLS, None), **compared}


def answer_alone(policies: policycheck.Policies, case: policycheck.Case) -> Callable[[], object]:
    """What the rules answer, of the input document that OPA gets too, without the explanation."""
    document = policies.input_document(POLICY, case, as_of=AS_OF)
    program = policies.program(POLICY)
    entrypoint = policies.rules(POLICY).entrypoints[DECISION]
    return lambda: program.query(entrypoint, document)


def opa_decision(
    policies: policycheck.Policies, case: policycheck.Case
) -> Callable[[], object] | None:
    """The same decision, of the same input document, in the real OPA, where it is installed."""
    try:
        from opa_bindings import OpaEngine
    except ImportError:
        print("the real OPA is not installed: see requirements-opa.txt", file=sys.stderr)
        return None
    rules = policies.rules(POLICY)
    document = policies.input_document(POLICY, case, as_of=AS_OF)
    engine = OpaEngine()
    for name, source in rules.modules.items():
        engine.add_policy(name, source)
    engine.add_data(rules.data)
    path = rules.entrypoints[DECISION].replace("/", ".")
    here = policies.decide(POLICY, DECISION, case, as_of=AS_OF).outcome
    there = engine.eval_document(path, document)["outcome"]
    if here != there:
        raise SystemExit(f"no comparison: the outcome is {here}, and {there} in the real OPA")
    return lambda: engine.eval_document(path, document)


def measure(repeat: int) -> list[Row]:
    """Take every measurement in turns, after one turn that does not count."""
    todo = measurements()
    times: dict[str, list[float]] = {name: [] for name in todo}
    for turn in range(repeat + 1):
        for name, (call, calls, _) in todo.items():
            start = time.perf_counter()
            call()
            if turn:
                times[name].append((time.perf_counter() - start) * 1000 / calls)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return [
        Row(
            name,
            median=round(medians[name], 3),
            spread=round(max(times[name]) - min(times[name]), 3),
            ratio=round(medians[name] / medians[to], 2) if to else None,
            to=to,
        )
        for name, (_, _, to) in todo.items()
    ]


def machine() -> dict[str, str]:
    """What it was measured on."""
    versions = {}
    for library in LIBRARIES:
        try:
            versions[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            versions[library] = "not installed"
    return {
        "cpu": cpu(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **versions,
    }


def cpu() -> str:
    """The processor's name, as well as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    width = max(len(row.name) for row in rows)
    lines = [f"{'':{width}}  median ms  spread ms  ratio"]
    for row in rows:
        ratio = f"{row.ratio:5.2f} to {row.to}" if row.ratio is not None else ""
        lines.append(f"{row.name:{width}}  {row.median:9.2f}  {row.spread:9.2f}  {ratio}".rstrip())
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--repeat", type=int, default=11, help="repetitions (default: 11)")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the numbers go")
    options = parser.parse_args()
    described, rows = machine(), measure(max(1, options.repeat))
    for key, value in described.items():
        print(f"{key}: {value}")
    print(table(rows))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    result = {
        "machine": described,
        "repeat": options.repeat,
        "rows": [asdict(row) for row in rows],
    }
    options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
