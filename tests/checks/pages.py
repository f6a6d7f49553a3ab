"""The pages in docs/checks, and the made-up policy with what their examples say put into it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from made_up import made_up_rules
from policycheck.checks import Finding, check_subject, read_subject

POLICY = "acme.demo_2024"
PAGES = Path(__file__).parents[2] / "docs/checks"
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(?:rego|yaml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One block of a page: what goes into which file of the policy."""

    file: str
    text: str


def sections(page: Path) -> dict[str, list[Example]]:
    """The examples under each heading of a page."""
    return {
        name: [Example(*block) for block in _BLOCK.findall(text)]
        for name, text in _SECTION.findall(page.read_text(encoding="utf-8"))
    }


def findings(examples: list[Example], directory: Path) -> list[Finding]:
    """What the checks find in the made-up policy once the examples are in it."""
    rules = made_up_rules(directory)
    for example in examples:
        put(example, rules / POLICY.replace(".", "/"))
    return check_subject(read_subject(rules, POLICY))


def put(example: Example, policy: Path) -> None:
    """Put an example into a file of a policy.

    Rego that begins with a package is a whole file, and any other goes to the end of one. YAML is
    merged: members into mappings, entries into lists, where one with the same id is changed.
    """
    file = policy / example.file
    if example.file.endswith(".rego"):
        whole = example.text.startswith("package ")
        before = "" if whole else file.read_text(encoding="utf-8") + "\n"
        file.write_text(before + example.text, encoding="utf-8")
        return
    yaml = YAML(typ="safe", pure=True)
    try:
        content = yaml.load(example.text)
    except YAMLError:
        file.write_text(example.text, encoding="utf-8")
        return
    if file.is_file():
        content = merged(yaml.load(file.read_text(encoding="utf-8")), content)
    with file.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)


def merged(old: Any, new: Any) -> Any:
    """One value of YAML with another one put into it."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{k: merged(old[k], v) if k in old else v for k, v in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        known = {named(entry) for entry in old} - {None}
        changes = {named(entry): entry for entry in new if named(entry) in known}
        kept = [merged(e, changes[id]) if (id := named(e)) in changes else e for e in old]
        return kept + [e for e in new if named(e) not in changes]
    return new


def named(entry: Any) -> Any:
    """The id of an entry in a list, if it has one."""
    return entry.get("id") if isinstance(entry, dict) else None
