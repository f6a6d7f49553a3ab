"""Proofs that are kept: what was proved is proved again as long as nothing changed under it."""

import contextlib
from collections.abc import Sequence
from typing import Any

import z3

from policycheck import cache
from policycheck.model import Text
from policycheck.policies.laws import Law
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.claims import Proof, Verdict

_PACKAGES = ("proving", "policies")


def name_of(
    lifted: str,
    manifest: PolicyManifest,
    laws: Sequence[Law],
    general: bool,
    wanted: Sequence[str],
) -> str:
    """The name of the proofs about a decision.

    Args:
        lifted: The name under which the decision is kept; it changes with the rules, the schema
            and what lifts them.
        manifest: Of the policy.
        laws: What is proved.
        general: Whether the laws are asked that hold for any policy.
        wanted: Only those of these names.
    """
    rests_on = (
        lifted,
        cache.code(*_PACKAGES),
        z3.get_full_version(),
        repr((manifest.published, manifest.period, manifest.decisions, manifest.readings)),
        repr(laws),
        repr((general, sorted(wanted))),
    )
    return cache.entry("proofs", *rests_on)


def read_proofs(name: str) -> list[Proof] | None:
    """The proofs under a name; ``None`` if there are none."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None:
            return [_proof(each) for each in content["proofs"]]
    return None


def keep_proofs(name: str, proofs: Sequence[Proof]) -> None:
    """Keep proofs if all hold; one that does not is shown with its case, which is not kept."""
    if all(each.holds and not each.cases for each in proofs):
        cache.keep(name, {"proofs": [_content(each) for each in proofs]})


def _content(proof: Proof) -> dict[str, Any]:
    return {
        "id": proof.id,
        "subject": proof.subject,
        "title": [proof.title.nl, proof.title.en],
        "refs": list(proof.refs),
        "note": proof.note,
        "verdict": proof.verdict,
        "seconds": proof.seconds,
        "reason": proof.reason,
    }


def _proof(content: dict[str, Any]) -> Proof:
    return Proof(
        content["id"],
        content["subject"],
        Text(*content["title"]),
        tuple(content["refs"]),
        content["note"],
        Verdict(content["verdict"]),
        content["seconds"],
        reason=content["reason"],
        kept=True,
    )
