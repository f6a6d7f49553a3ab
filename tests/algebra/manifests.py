"""A small manifest as the loader of policies would hand it to the rules."""

from datetime import date
from typing import Any

from policycheck.model import Actor, Modality, Text
from policycheck.policies.manifest import (
    ConditionRule,
    DecisionRule,
    Exemption,
    PolicyManifest,
    Reading,
    ReadingValue,
    Standing,
)
from policycheck.policies.rules import policy_data

from .models import Json

_TEXT = Text("", "")
_DAY = date(2024, 1, 1)


def manifest_data(manifest: Json) -> Any:
    """What `policycheck.outcome.decide` gets as a manifest."""
    policy = PolicyManifest(
        id="small.model",
        insurer="small",
        insurer_name="",
        title=_TEXT,
        sector="ggz",
        contract_year=2024,
        period=(_DAY, _DAY),
        document="",
        published=None,
        published_note=_TEXT,
        decisions={"d": _decision(manifest)},
        readings={id: _reading(id, each) for id, each in manifest["readings"].items()},
        parameters={},
        milestones=(),
        amendments={},
        changed={},
        scope=(),
        clauses=(),
        not_normative=(),
    )
    return policy_data(policy)["manifests"]["d"]


def _decision(manifest: Json) -> DecisionRule:
    return DecisionRule(
        policy="small.model",
        id="d",
        title=_TEXT,
        question=_TEXT,
        asked_by=(),
        outcomes={},
        result={
            "properties": {
                key: {"x-reading": reading}
                if (reading := _governing(manifest, "results", key))
                else {}
                for key in manifest["results"]
            }
        },
        result_facts=(),
        conditions={id: _condition(manifest, id) for id in manifest["modality"]},
        exemptions={
            id: Exemption(id, _TEXT, (), (), _governing(manifest, "exemptions", id))
            for id in manifest["exemptions"]
        },
        clauses=(),
    )


def _condition(manifest: Json, id: str) -> ConditionRule:
    published, withdrawn = manifest["periods"].get(id, (None, None))
    return ConditionRule(
        id=id,
        modality=Modality(manifest["modality"][id]),
        title=_TEXT,
        refs=(),
        section="",
        lines=(),
        facts=(),
        departure=(),
        exempt_by=tuple(key for key, freed in manifest["exemptions"].items() if id in freed),
        reading=_governing(manifest, "conditions", id),
        who=Actor.PROVIDER,
        published=date.fromisoformat(published) if published else None,
        withdrawn=date.fromisoformat(withdrawn) if withdrawn else None,
    )


def _reading(id: str, declared: Json) -> Reading:
    values = {
        value: ReadingValue(value, _TEXT, Standing.DEFENSIBLE) for value in declared["defensible"]
    }
    return Reading(id, (), _TEXT, declared["default"], _TEXT, values)


def _governing(manifest: Json, kind: str, id: str) -> str | None:
    names = [name for name, declared in manifest["readings"].items() if id in declared[kind]]
    return names[0] if names else None
