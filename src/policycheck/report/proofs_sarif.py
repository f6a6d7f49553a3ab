"""The laws that do not hold, as SARIF 2.1.0 (OASIS), which code-review tools read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.proofs import Proof, Proved
from policycheck.report.check_result import seen_from_here
from policycheck.report.check_sarif import artifact, sarif_run
from policycheck.report.document import text_document
from policycheck.report.plain import plain

_PAGE = "docs/proofs.md"


def proofs_sarif(
    proved: Sequence[Proved], directory: Path, manifests: Mapping[str, PolicyManifest]
) -> dict[str, Any]:
    """One run: every law as a rule, and every one that does not hold as a result at its line."""
    proofs = [(each, proof) for each in proved for proof in each.proofs]
    places: dict[str, int] = {}
    rules: list[dict[str, Any]] = []
    for each, proof in proofs:
        if _id(each, proof) not in places:
            places[_id(each, proof)] = len(rules)
            rules.append(_rule(_id(each, proof), proof))
    results = [
        _result(proof, _id(each, proof), places, _spot(each, proof, directory, manifests))
        for each, proof in proofs
        if not proof.holds
    ]
    return sarif_run(rules, results)


def _id(proved: Proved, proof: Proof) -> str:
    return f"{proved.policy}/{proof.id}"


def _rule(id: str, proof: Proof) -> dict[str, Any]:
    return {
        "id": id,
        "shortDescription": {"text": proof.title.en},
        "fullDescription": {"text": proof.title.en},
        "helpUri": _PAGE,
        "defaultConfiguration": {"level": "error"},
        "properties": {"titles": text_document(proof.title)},
    }


def _spot(
    proved: Proved, proof: Proof, directory: Path, manifests: Mapping[str, PolicyManifest]
) -> tuple[str, int]:
    """Where the law stands; one that holds for any policy, where the decision does."""
    insurer, _, name = proved.policy.partition(".")
    law = manifests[proved.policy].laws.get(proof.id)
    file = "laws.yaml" if law else f"{proved.decision}.yaml"
    return f"{seen_from_here(directory)}/{insurer}/{name}/{file}", law.line if law else 1


def _result(
    proof: Proof, id: str, places: Mapping[str, int], spot: tuple[str, int]
) -> dict[str, Any]:
    file, line = spot
    text = f"{proof.title.en} {proof.subject}: {proof.verdict}."
    cases = [
        {**plain(each.case), "as_of": str(each.as_of), "known_at": str(each.known_at)}
        for each in proof.cases
    ]
    return {
        "ruleId": id,
        "ruleIndex": places[id],
        "level": "error",
        "message": {"text": f"{text} {proof.reason}".rstrip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact(file),
                    "region": {"startLine": line},
                }
            }
        ],
        "properties": {"cases": cases},
    }
