"""What an engine needs to decide: the Rego modules of a policy and the data that they read.

The same modules and data, as an OPA bundle, give the same decisions in an OPA server.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.resources import shipped

LIBRARY = "policycheck"
# Later than any day, for a clause that is not withdrawn.
_NEVER = "9999-12-31"


@dataclass(frozen=True)
class RuleSet:
    """The modules and data of one policy.

    Attributes:
        modules: Rego source per file, named by its path below the rules directory.
        data: The base data, one document.
        entrypoints: Per decision, the rule that decides it.
        digest: ``sha256:`` and the hash of modules and data.
    """

    modules: Mapping[str, str]
    data: Mapping[str, Any]
    entrypoints: Mapping[str, str]
    digest: str


def rule_set(directory: Path, policy: PolicyManifest) -> RuleSet:
    """The modules and data that decide a policy; Rego tests are left out.

    A rules directory without the shared library gets the one that comes with policycheck.
    """
    insurer, _, name = policy.id.partition(".")
    library = directory if (directory / LIBRARY).is_dir() else shipped("rego")
    modules = {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for root, folder in ((library, library / LIBRARY), (directory, directory / insurer / name))
        for file in sorted(folder.glob("*.rego"))
        if not file.name.endswith("_test.rego")
    }
    data = {insurer: {name: policy_data(policy)}}
    entrypoints = {each: f"{insurer}/{name}/{each}/decision" for each in policy.decisions}
    content = json.dumps([modules, data], sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return RuleSet(modules, data, entrypoints, f"sha256:{digest}")


def policy_data(policy: PolicyManifest) -> dict[str, Any]:
    """What the rules read of the manifests: the parameters, and what a decision consists of."""
    return {
        "parameters": {
            parameter.id: [
                # A version without a day holds from the beginning: "" comes before every day.
                {
                    "published": version.published.isoformat() if version.published else "",
                    "value": version.value,
                }
                for version in parameter.versions
            ]
            for parameter in policy.parameters.values()
        },
        "manifests": {rule.id: _manifest(policy, rule) for rule in policy.decisions.values()},
    }


def _manifest(policy: PolicyManifest, rule: DecisionRule) -> dict[str, Any]:
    results = rule.result.get("properties", {})
    readings = [
        *(condition.reading for condition in rule.conditions.values()),
        *(exemption.reading for exemption in rule.exemptions.values()),
        *(result.get("x-reading") for result in results.values()),
    ]
    return {
        "modality": {each.id: each.modality.value for each in rule.conditions.values()},
        "exemptions": {
            exemption: [each.id for each in rule.conditions.values() if exemption in each.exempt_by]
            for exemption in rule.exemptions
        },
        "results": list(results),
        "periods": {
            each.id: {
                "from": each.published.isoformat() if each.published else "",
                "until": each.withdrawn.isoformat() if each.withdrawn else _NEVER,
            }
            for each in rule.conditions.values()
            if each.published or each.withdrawn
        },
        "readings": {
            reading: {
                "default": policy.readings[reading].default,
                "defensible": list(policy.readings[reading].defensible),
                "conditions": [e.id for e in rule.conditions.values() if e.reading == reading],
                "exemptions": [e.id for e in rule.exemptions.values() if e.reading == reading],
                "results": [key for key, e in results.items() if e.get("x-reading") == reading],
            }
            for reading in dict.fromkeys(readings)
            if reading is not None
        },
    }
