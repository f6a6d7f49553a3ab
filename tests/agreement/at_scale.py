"""Decides very many cases in every way, and compares: columns, Python for one case, OPA, regopy.

python3 dev.py agreement [-p POLICY] [-d DECISION] [--cases 100000] [--opa 5000] [--regopy 300]
                         [--seed 1] [--json FILE]

Of each decision so many cases are made (tests/generators/recombined.py), which follow from the
seed. In columns and by the Python that was made of the plan all are decided: what the rules answer
is compared whole (statuses, dates, outcome, leaning, result, every combination of readings), and so
are the rows of output with missing facts and deadlines. A sample goes to the real OPA, a smaller
one to regopy. One in ten cases is decided again with readings chosen: in every combination of those
that matter to the decision if these are at most four, else in four of them.

A difference is told with its case and both answers, and the exit code is 1.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import policycheck
from agreement.engines import Engines, both_engines
from agreement.many import Amounts, Comparison
from agreement.seen import HEADING, Seen, line, total
from generators.subjects import SUBJECTS
from properties.test_reach import NEVER


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py agreement",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usual = Amounts()
    parser.add_argument("-p", "--policy", action="append", help="one policy; may be repeated")
    parser.add_argument("-d", "--decision", action="append", help="one decision; may be repeated")
    parser.add_argument("--cases", type=int, default=usual.cases, help="of each decision")
    parser.add_argument("--opa", type=int, default=usual.opa, help="of these, with OPA; 0: none")
    parser.add_argument("--regopy", type=int, default=usual.regopy, help="of these, with regopy")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--json", type=Path, help="where the counts go")
    options = parser.parse_args()
    subjects = [
        (policy, decision)
        for policy, decision in SUBJECTS
        if policy in (options.policy or [policy]) and decision in (options.decision or [decision])
    ]
    if not subjects:
        parser.error("there is no such decision (policycheck list names them)")
    amounts = Amounts(options.cases, options.opa, options.regopy)
    every: list[Seen] = []
    engines: dict[str, Engines] = {}
    print(HEADING, flush=True)
    for policy, decision in subjects:
        if policy not in engines:
            loaded = policycheck.load(policies=[policy], engine="compiled")
            engines[policy] = both_engines(loaded, policy, _opa() if options.opa else None)
        seen = Comparison(engines[policy], decision, amounts, options.seed).run()
        every.append(seen)
        print(line(seen, NEVER.get(seen.name, {})), *seen.told, sep="\n", flush=True)
        if options.json:
            options.json.write_text(_document(every, options.seed), encoding="utf-8")
    print(total(every))
    return 1 if any(each.differing for each in every) else 0


def _opa() -> Any:
    try:
        from opa_bindings import OpaEngine
    except ImportError:
        sys.exit("dev.py agreement: the real OPA is not installed; --opa 0 does without")
    return OpaEngine


def _document(every: list[Seen], seed: str) -> str:
    """The counts as JSON, each decision on a line of its own."""
    counts = [json.dumps(each.as_json(NEVER.get(each.name, {}))) for each in every]
    lines = ",\n".join(counts)
    return f'{{"seed": {json.dumps(seed)}, "decisions": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    sys.exit(main())
