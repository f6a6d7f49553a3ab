"""What docs/laws.md and docs/proofs.md say of proofs is what is proved."""

import re
import shutil
from pathlib import Path

import policycheck.proving
from policycheck.proving.general_laws import GeneralLaw
from policycheck.proving.proofs import Verdict
from policycheck.proving.run import Task, run_task
from policycheck.resources import shipped

DOCS = Path(__file__).parents[2] / "docs"
POLICY = "asr.ggz_2024"
LAWS = re.findall(r"^```yaml\n(.*?)^```$", (DOCS / "laws.md").read_text(), re.MULTILINE | re.DOTALL)
PAGE = (DOCS / "proofs.md").read_text(encoding="utf-8")


def test_the_laws_of_the_page_are_proved(tmp_path: Path) -> None:
    rules = shutil.copytree(shipped("rego"), tmp_path / "rego")
    (rules / "asr/ggz_2024/laws.yaml").write_text("".join(LAWS), encoding="utf-8")
    proved: dict[str, Verdict] = {}
    for decision in dict.fromkeys(re.findall(r"^  decision: (\w+)$", "".join(LAWS), re.MULTILINE)):
        found = run_task(Task(rules, POLICY, decision, general=False))
        proved |= {proof.id: proof.verdict for proof in found.proofs}
    assert proved == dict.fromkeys(re.findall(r"^([\w-]+):", "".join(LAWS), re.M), Verdict.PROVED)


def test_every_answer_is_explained() -> None:
    rows = re.findall(r"^\| (proved|refuted|not decided|about nothing) \|", PAGE, re.MULTILINE)
    assert len(rows) == len(Verdict)


def test_every_module_is_explained() -> None:
    table = PAGE[PAGE.index("| module in `proving/` |") :]
    package = Path(str(policycheck.proving.__file__)).parent
    modules = {file.name for file in package.glob("*.py")} - {"__init__.py", "proofs.py"}
    named = set(re.findall(r"`(\w+\.py)`", table))
    assert named <= modules
    helping = {"mentioned.py", "other_values.py", "parameters_read.py"}  # for general laws
    assert {each for each in modules - named if not each.startswith("general_")} == helping


def test_every_general_law_is_explained() -> None:
    table = PAGE[PAGE.index("| law | what it says |") : PAGE.index("## When the rules change")]
    assert re.findall(r"`([a-z-]+)`", table) == [each.value for each in GeneralLaw]
