"""Proofs that are kept: what was proved is proved again as long as nothing changed under it."""

import contextlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import z3

from policycheck import cache
from policycheck.model import Text
from policycheck.policies.laws import Law
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.proofs import Assumed, Proof, Proved, Verdict

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


def read_proved(name: str) -> Proved | None:
    """What is kept under a name; ``None`` if there is nothing."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None:
            return _proved(content)
    return None


def keep_proved(name: str, proved: Proved) -> None:
    """Keep proofs if all laws hold.

    One that does not is shown with its case, which is not kept; and what was not decided in time
    may be with more of it.
    """
    undecided = any(each.verdict is Verdict.NOT_DECIDED for each in proved.proofs)
    if proved.holds and not undecided and not any(each.cases for each in proved.proofs):
        cache.keep(name, _content(proved))


def _content(proved: Proved) -> dict[str, Any]:
    published = proved.assumed.published
    return {
        "policy": proved.policy,
        "decision": proved.decision,
        "published": published and published.isoformat(),
        "lists": dict(proved.assumed.lists),
        "slow": list(proved.assumed.slow),
        "proofs": [
            {
                "id": each.id,
                "subject": each.subject,
                "title": [each.title.nl, each.title.en],
                "refs": list(each.refs),
                "note": each.note,
                "verdict": each.verdict,
                "seconds": each.seconds,
                "reason": each.reason,
            }
            for each in proved.proofs
        ],
    }


def _proved(content: dict[str, Any]) -> Proved:
    published = content["published"]
    proofs = tuple(
        Proof(
            each["id"],
            each["subject"],
            Text(*each["title"]),
            tuple(each["refs"]),
            each["note"],
            Verdict(each["verdict"]),
            each["seconds"],
            reason=each["reason"],
            kept=True,
        )
        for each in content["proofs"]
    )
    assumed = Assumed(
        published and date.fromisoformat(published), content["lists"], tuple(content["slow"])
    )
    return Proved(content["policy"], content["decision"], proofs, assumed)
