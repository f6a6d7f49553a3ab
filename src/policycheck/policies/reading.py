"""Reads the manifests of one policy: everything that can be read, and everything that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policycheck.errors import Problem, RulesError
from policycheck.policies.build import build_policy
from policycheck.policies.checks import flaws_of
from policycheck.policies.flaws import located
from policycheck.policies.law_file import build_laws
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.store import read_manifest

OWN = ("policy", "parameters", "readings", "not_normative")
"""The manifests that every policy has, beside one for each decision."""

LAWS = "laws"
"""The manifest that a policy can do without."""


@dataclass(frozen=True)
class PolicyFiles:
    """The manifests of one policy.

    Attributes:
        contents: By the name of the file without ``.yaml``; only those that fit their schema.
        manifest: What they say together; ``None`` where one of them is missing or wrong.
        problems: Everything that is wrong with them.
    """

    contents: Mapping[str, Mapping[str, Any]]
    manifest: PolicyManifest | None
    problems: tuple[Problem, ...]


def read_policy(directory: Path) -> PolicyFiles:
    """Read the manifests in a policy's directory; it may be half written."""
    contents: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []

    def read(name: str) -> None:
        try:
            contents[name] = read_manifest(directory / f"{name}.yaml")
        except RulesError as error:
            problems.extend(error.problems)

    for name in OWN:
        read(name)
    if (directory / f"{LAWS}.yaml").exists():
        read(LAWS)
    decisions = list(contents["policy"]["decisions"]) if "policy" in contents else []
    for name in decisions:
        read(name)
    if problems:
        return PolicyFiles(contents, None, tuple(problems))
    policy, parameters, readings, not_normative = (contents[name] for name in OWN)
    rules = {name: contents[name] for name in decisions}
    try:
        manifest = build_policy(policy, parameters, readings, not_normative, rules)
        if LAWS in contents:
            text = (directory / f"{LAWS}.yaml").read_text(encoding="utf-8")
            laws = build_laws(manifest.id, contents[LAWS], text)
            manifest = replace(manifest, laws=laws)
    except RulesError as error:
        return PolicyFiles(contents, None, error.problems)
    found = located(flaws_of(manifest, directory), directory, contents)
    return PolicyFiles(contents, manifest, tuple(found))
