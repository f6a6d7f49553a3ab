"""Policies as a process needs them that proves one thing after another about their decisions."""

from functools import lru_cache
from pathlib import Path

from policycheck.compiled.lifter import Lifter
from policycheck.evaluation import Policies, load
from policycheck.policies import load_manifests, rule_set
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.rules import RuleSet
from policycheck.resources import shipped


def read(directory: Path | None, policy: str) -> tuple[PolicyManifest, RuleSet]:
    """What the files of a policy say now.

    Args:
        directory: The rules directory; ``None`` for the rules that come with policycheck.
        policy: The policy's id.

    Raises:
        RulesError: A manifest is not valid.
    """
    root = directory or shipped("rego")
    manifest = load_manifests(root, [policy])[policy]
    return manifest, rule_set(root, manifest)


def loaded(
    directory: Path | None, manifest: PolicyManifest, rules: RuleSet
) -> tuple[Policies, Lifter]:
    """The policy as it was read, compiled once for all its decisions.

    Raises:
        EngineError: The rules do not compile.
    """
    return _loaded(directory, manifest.id, rules.digest, repr(manifest))


@lru_cache(maxsize=4)
def _loaded(directory: Path | None, policy: str, *_: str) -> tuple[Policies, Lifter]:
    policies = load(directory, policies=[policy])
    return policies, Lifter(policies.rules(policy), policies.schemas)
