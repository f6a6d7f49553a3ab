"""How long proofs take: of the shipped laws, of larger policies and of longer lists. Prints tables.

python3 dev.py proofs [--jobs 2] [--seconds 10] [--only shipped|sizes|lists]
                      [--json bench/results/proofs.json]

- shipped: everything that `policycheck prove` asks of the five policies, with nothing kept and with
  everything kept, and the slowest laws.
- sizes: made-up policies with 50, 200 and 1,000 conditions, each a threshold, a window or a set,
  with one law for each condition.
- lists: the laws that speak of the specialists at VGZ, with lists of 4, 8, 16 and 32 items.

What is not decided in time is named. It is no test: a busy machine makes every number larger.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from made_up_size import made_up
from start import machine

from policycheck import engine
from policycheck.evaluation import load
from policycheck.facts import load_schemas
from policycheck.lifting import lift
from policycheck.policies import load_manifests, rule_set
from policycheck.proving.claims import prove
from policycheck.proving.from_laws import claim_of
from policycheck.proving.proofs import Proof, Proved, Verdict
from policycheck.proving.room import Room, View
from policycheck.proving.run import Task, run_tasks
from policycheck.proving.subject import Subject
from policycheck.resources import shipped

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench/results/proofs.json"
SIZES = (50, 200, 1000)
SLOTS = (4, 8, 16, 32)
LISTS = ("vgz.msz_2024", "eligibility", "/provider/medical_specialist/specialists")
SLOWEST = 10


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes:
        seconds: By the clock, with everything: compiling, lifting and proving.
        work: Of the solver alone, over all processes.
        slowest: The law that took longest, with its seconds.
        undecided: The laws that were not decided in time.
        failed: Those that are refuted or about no case.
    """

    name: str
    laws: int
    proved: int
    seconds: float
    work: float
    slowest: str
    undecided: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def row(name: str, proofs: Sequence[Proof], seconds: float) -> Row:
    """What became of proofs, as one measurement."""
    slowest = max(proofs, key=lambda each: each.seconds, default=None)

    def names(*verdicts: Verdict) -> tuple[str, ...]:
        return tuple(
            f"{each.subject}: {each.id}"
            for each in proofs
            if each.verdict in verdicts and not each.note
        )

    return Row(
        name,
        laws=len(proofs),
        proved=sum(each.verdict is Verdict.PROVED for each in proofs),
        seconds=round(seconds, 2),
        work=round(sum(each.seconds for each in proofs), 2),
        slowest=f"{slowest.subject}: {slowest.id} {slowest.seconds:.2f} s" if slowest else "",
        undecided=names(Verdict.NOT_DECIDED),
        failed=names(Verdict.REFUTED, Verdict.VACUOUS),
    )


def proved_in(
    directory: Path | None, jobs: int, seconds: float, **wanted: Any
) -> tuple[list[Proved], float]:
    """Everything about all decisions of a rules directory, and how long it took."""
    start = time.perf_counter()
    manifests = load_manifests(directory or shipped("rego"))
    tasks = [
        Task(directory, policy.id, decision.id, seconds=seconds, **wanted)
        for policy in manifests.values()
        for decision in sorted(policy.decisions.values(), key=lambda each: -len(each.conditions))
    ]
    tasks.sort(key=lambda each: -len(manifests[each.policy].decisions[each.decision].conditions))
    return list(run_tasks(tasks, jobs)), time.perf_counter() - start


def of_shipped(jobs: int, seconds: float) -> tuple[list[Row], list[str]]:
    """The shipped laws, with nothing kept and with everything kept; and the slowest of them."""
    rows: list[Row] = []
    slowest: list[str] = []
    parts: Mapping[str, dict[str, bool]] = {
        "laws of the policies": {"general": False},
        "with the general laws": {},
    }
    for name, wanted in parts.items():
        with tempfile.TemporaryDirectory(prefix="policycheck-") as cache:
            os.environ["POLICYCHECK_CACHE"] = cache
            for state in ("cold", "warm"):
                found, taken = proved_in(None, jobs, seconds, **wanted)
                proofs = [proof for each in found for proof in each.proofs]
                rows.append(row(f"{name}, {state}", proofs, taken))
                if state == "cold":
                    hardest = sorted(proofs, key=lambda each: -each.seconds)[:SLOWEST]
                    slowest = [f"{p.subject}: {p.id} {p.seconds:.2f} s" for p in hardest]
        del os.environ["POLICYCHECK_CACHE"]
    return rows, slowest


def of_size(conditions: int, jobs: int, seconds: float) -> Iterator[Row]:
    """A made-up policy of so many conditions: its own laws, and those that hold for any policy."""
    with tempfile.TemporaryDirectory(prefix="policycheck-") as directory:
        rules = made_up(Path(directory), conditions)
        for name, wanted in {
            "one law per condition": {"general": False},
            "general laws": {"laws": False},
        }.items():
            os.environ["POLICYCHECK_CACHE"] = str(Path(directory, "cache"))
            found, taken = proved_in(rules, jobs, seconds, fresh=True, **wanted)
            del os.environ["POLICYCHECK_CACHE"]
            proofs = [proof for each in found for proof in each.proofs]
            if proofs:
                yield row(f"{conditions} conditions, {name}", proofs, taken)


def of_lists(slots: int, seconds: float) -> Row:
    """The laws that speak of a list, where it has at most so many items."""
    policy, decision, pointer = LISTS
    start = time.perf_counter()
    policies, schemas = load(policies=[policy]), load_schemas()
    manifest = policies.manifests[policy]
    rules = rule_set(shipped("rego"), manifest)
    plan = engine.compile_plan(rules.modules, rules.data, tuple(rules.entrypoints.values()))
    laws = [
        each
        for each in manifest.laws.values()
        if each.decision == decision and pointer in repr(each)
    ]
    proofs = []
    for law in laws:
        lifted = lift(
            plan,
            rules.data,
            rules.entrypoints[decision],
            schemas.schema,
            readings=law.readings,
            slots=slots,
        )
        subject = Subject(
            policies, manifest, manifest.decisions[decision], lifted, law.readings, slots
        )
        proofs.append(prove(claim_of(law, Room(View(subject), seconds=seconds))))
    return row(f"{slots} items", proofs, time.perf_counter() - start)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text, and what was not decided below them."""
    width = max(len(each.name) for each in rows)
    lines = [f"{'':{width}}  {'laws':>5} {'proved':>6} {'seconds':>8} {'work s':>7}  slowest law"]
    for each in rows:
        lines.append(
            f"{each.name:{width}}  {each.laws:5} {each.proved:6} {each.seconds:8.2f}"
            f" {each.work:7.2f}  {each.slowest}"
        )
        lines += [f"{'':{width}}  not decided: {law}" for law in each.undecided]
        lines += [f"{'':{width}}  does not hold: {law}" for law in each.failed]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--seconds", type=float, default=10.0, help="per question (default: 10)")
    parser.add_argument("--only", choices=("shipped", "sizes", "lists"), help="(default: all)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="conditions")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the numbers go")
    options = parser.parse_args()
    file: Path = options.json
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    load_before = os.getloadavg()[0]
    for key, value in machine().items():
        print(f"{key}: {value}")
    print(f"load before: {load_before:.1f}\n")
    measured: dict[str, list[Row]] = {}
    if options.only in (None, "shipped"):
        measured["shipped"], known["slowest"] = of_shipped(options.jobs, options.seconds)
    if options.only in (None, "sizes"):
        measured["sizes"] = [
            each
            for size in options.sizes
            for each in of_size(size, options.jobs, options.seconds)
        ]  # fmt: skip
    if options.only in (None, "lists"):
        measured["lists"] = [of_lists(each, options.seconds) for each in SLOTS]
    for name, rows in measured.items():
        print(f"{name}\n{table(rows)}\n")
        known[name] = {
            "jobs": options.jobs,
            "seconds_per_question": options.seconds,
            "load_before": round(load_before, 1),
            "rows": [asdict(each) for each in rows],
        }
    content = {"machine": machine(), **{key: known[key] for key in known if key != "machine"}}
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
