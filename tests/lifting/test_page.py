"""What the page on lifting shows is what its code prints."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from policycheck.resources import shipped

PAGE = (Path(__file__).parents[2] / "docs" / "lifting.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_block_prints_what_stands_below_it() -> None:
    assert len(BLOCKS) == PAGE.count("```python")
    names: dict[str, Any] = {}
    for code, shown in BLOCKS:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        assert printed.getvalue() == shown


def test_the_rule_is_the_shipped_one() -> None:
    (rule,) = re.findall(r"^```rego\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    file = shipped("rego") / "asr" / "ggz_2024" / "ceiling_increase.rego"
    assert rule in file.read_text(encoding="utf-8")
