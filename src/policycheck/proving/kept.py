"""Proofs that are kept: what was proved is proved again as long as nothing changed under it."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import z3

from policycheck import cache
from policycheck.model import Text
from policycheck.policies.laws import Law
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.differences import (
    Equivalence,
    EquivalenceVerdict,
    Finding,
    Way,
    Where,
)
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
        *_this(),
        _of_policy(manifest),
        repr(laws),
        repr((general, sorted(wanted))),
    )
    return cache.entry("proofs", *rests_on)


def name_of_comparison(sides: Sequence[tuple[str, PolicyManifest]], question: str) -> str:
    """The name of what was proved of two decisions.

    Args:
        sides: Per decision the name under which it is kept, and the manifest of its policy.
        question: What else the answer rests on.
    """
    both = [part for name, manifest in sides for part in (name, _of_policy(manifest))]
    return cache.entry("equivalences", *both, *_this(), question)


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
    return {
        "policy": proved.policy,
        "decision": proved.decision,
        **_of_assumed(proved.assumed),
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


def _proved(content: Mapping[str, Any]) -> Proved:
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
    return Proved(content["policy"], content["decision"], proofs, _assumed(content))


def _of_assumed(assumed: Assumed) -> dict[str, Any]:
    published = assumed.published
    return {
        "published": published and published.isoformat(),
        "lists": dict(assumed.lists),
        "slow": list(assumed.slow),
    }


def _assumed(content: Mapping[str, Any]) -> Assumed:
    published = content["published"]
    day = published and date.fromisoformat(published)
    return Assumed(day, content["lists"], tuple(content["slow"]))


def read_equivalences(name: str) -> tuple[Equivalence, ...] | None:
    """What is kept under a name; ``None`` if there is nothing."""
    with contextlib.suppress(KeyError, TypeError, ValueError):
        if (content := cache.read(name)) is not None:
            return tuple(_equivalence(each) for each in content["answers"]) or None
    return None


def keep_equivalences(name: str, found: Sequence[Equivalence]) -> None:
    """Keep what was proved of two decisions if they are equivalent.

    If they are not, a case is shown, which is not kept.
    """
    if all(each.verdict is EquivalenceVerdict.EQUIVALENT for each in found):
        cache.keep(name, {"answers": [_of_equivalence(each) for each in found]})


def _of_equivalence(answer: Equivalence) -> dict[str, Any]:
    return {
        "before": answer.before,
        "after": answer.after,
        "where": answer.where,
        "findings": [{"way": each.way, "seconds": each.seconds} for each in answer.findings],
        "only_before": list(answer.only_before),
        "only_after": list(answer.only_after),
        "seconds": answer.seconds,
        **_of_assumed(answer.assumed),
    }


def _equivalence(content: Mapping[str, Any]) -> Equivalence:
    return Equivalence(
        content["before"],
        content["after"],
        Where(content["where"]),
        tuple(Finding(Way(e["way"]), seconds=e["seconds"]) for e in content["findings"]),
        tuple(content["only_before"]),
        tuple(content["only_after"]),
        assumed=_assumed(content),
        seconds=content["seconds"],
        kept=True,
    )


def _this() -> tuple[str, ...]:
    """What stands for what proves."""
    return cache.code(*_PACKAGES), z3.get_full_version()


def _of_policy(manifest: PolicyManifest) -> str:
    """What proofs read of a manifest that is not among the rules."""
    said = (manifest.id, manifest.contract_year, manifest.published, manifest.period)
    return repr((*said, manifest.scope, manifest.decisions, manifest.readings))
