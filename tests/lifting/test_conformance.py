"""OPA's own cases: each agrees when it is lifted, or is refused with a reason.

They lie beside the checkout, where they are; each is tried twice: with its data as it is, and with
its data as facts that might have been otherwise.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from generators.saying import say
from lifting.conformance import Untyped, compiled, tried

PARTS = 4
# Else a lifter that refuses everything would pass.
LEAST = {"with data as constants": 75, "with data as facts": 70}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_case_agrees_or_is_refused(
    root: Path, part: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root.parent / "shared" / "engine" / "opa-conformance-cases.json"
    if not file.is_file():
        pytest.skip("there is no ../shared/engine/opa-conformance-cases.json")
    cases = json.loads(file.read_text(encoding="utf-8"))[part::PARTS]
    counts: dict[str, Counter[str]] = {name: Counter() for name in LEAST}
    untried: Counter[str] = Counter()
    for case in cases:
        made = compiled(case)
        if isinstance(made, str):
            untried[made] += 1
            continue
        for name, counted in counts.items():
            try:
                state = tried(made, as_facts=name == "with data as facts")
            except Untyped:
                state = "no type for a value"
            except AssertionError as error:
                pytest.fail(f"{case['note']}, {name}: {error}")
            counted[state.partition(":")[0]] += 1
    for name, counted in counts.items():
        assert counted.total() + untried.total() == len(cases)
        assert counted["agrees"] >= LEAST[name]
        say(capsys, f"OPA's cases, part {part + 1}, {name}: {dict(counted)}")
    say(capsys, f"OPA's cases, part {part + 1}, not tried: {dict(untried)}")
