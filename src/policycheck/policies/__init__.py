"""Policies as their files tell them: manifests, readings, parameters, and the rules to run."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from policycheck.errors import Problem, RulesError, UsageError
from policycheck.model import PolicyText
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.reading import read_policy
from policycheck.policies.rules import LIBRARY, RuleSet, rule_set
from policycheck.policies.store import read_manifest
from policycheck.resources import shipped

__all__ = ["RuleSet", "insurer_name", "load_manifests", "policy_ids", "rule_set", "texts_of"]


def policy_ids(directory: Path) -> tuple[str, ...]:
    """The ids of the policies in a rules directory, in order.

    Raises:
        RulesError: It is no directory, or holds no policy.
    """
    if not directory.is_dir():
        raise RulesError([Problem("no-rules", "there is no such directory", str(directory))])
    ids = sorted(
        f"{file.parent.parent.name}.{file.parent.name}"
        for file in directory.glob("*/*/policy.yaml")
        if file.parent.parent.name != LIBRARY
    )
    if not ids:
        message = "holds no policy: expected <insurer>/<policy>/policy.yaml in it"
        raise RulesError([Problem("no-rules", message, str(directory))])
    return tuple(ids)


def load_manifests(
    directory: Path | None = None, policies: Sequence[str] | None = None
) -> Mapping[str, PolicyManifest]:
    """The manifests of the policies in a rules directory, by id; no Rego is compiled.

    Args:
        directory: The rules directory; by default the rules that come with policycheck.
        policies: The ids of the policies to load; by default all.

    Raises:
        UsageError: A policy that is asked for does not exist.
        RulesError: A manifest is not valid; every problem of every policy at once.
    """
    root = directory or shipped("rego")
    known = policy_ids(root)
    for id in policies or ():
        if id not in known:
            raise UsageError(f"there is no policy {id}: the policies are {', '.join(known)}")
    manifests: dict[str, PolicyManifest] = {}
    problems: list[Problem] = []
    for id in known if policies is None else dict.fromkeys(policies):
        try:
            manifests[id] = _load(root / id.replace(".", "/"))
        except RulesError as error:
            problems.extend(error.problems)
    if problems:
        raise RulesError(problems)
    return MappingProxyType(manifests)


def texts_of(directory: Path, policy: PolicyManifest) -> tuple[PolicyText, ...]:
    """The policies in a rules directory of the same insurer and sector of care, earliest first.

    Raises:
        RulesError: The ``policy.yaml`` of one of them is not valid.
    """
    found = []
    for id in policy_ids(directory):
        if id.partition(".")[0] == policy.insurer:
            content = read_manifest(directory / id.replace(".", "/") / "policy.yaml")
            if content["sector"] == policy.sector:
                years = (int(content["period"][each][:4]) for each in ("first", "last"))
                found.append(PolicyText(id, *years))
    return tuple(sorted(found, key=lambda text: (text.first_year, text.policy)))


def insurer_name(insurer: str, directory: Path) -> str | None:
    """How a policy in a rules directory, or else a shipped one, writes the name of an insurer.

    Returns:
        The name; ``None`` where there is no policy of that insurer with a valid ``policy.yaml``.
    """
    for root in (directory, shipped("rego")):
        for file in sorted(root.glob(f"{insurer}/*/policy.yaml")):
            with suppress(RulesError):
                return str(read_manifest(file)["insurer_name"])
    return None


def _load(directory: Path) -> PolicyManifest:
    files = read_policy(directory)
    if files.manifest is None or files.problems:
        raise RulesError(files.problems)
    return files.manifest
