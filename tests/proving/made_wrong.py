"""The made-up policy with laws of its own, and with rules that were made wrong on purpose."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from made_up import made_up_rules, replace
from policycheck.proving.proofs import Proof, Proved
from policycheck.proving.run import Task, run_task

POLICY, DECISION = "acme.demo_2024", "application"
RECEIVED = "/insurers/asr/contract_request/received_on"
CHANNEL = "/insurers/asr/contract_request/channel"
TITLE = {"nl": "Een wet van de test.", "en": "A law of the test."}
IN_TIME = {"condition": "request-in-time", "status": "met"}

# Until its last day has passed, a request that is missing is not applicable yet.
# The parameter request_until is 1 September, and 1 October by the text of 2 August 2023.
LAWS: Mapping[str, Mapping[str, Any]] = {
    "late-is-never-in-time": {
        "never": [{"fact": RECEIVED, "after": {"parameter": "request_until"}}, IN_TIME]
    },
    "on-the-day-is-in-time": {
        "when": [{"fact": RECEIVED, "is": {"parameter": "request_until"}}],
        "always": [IN_TIME],
    },
    "never-after-october": {"never": [{"fact": RECEIVED, "after": "2023-10-01"}, IN_TIME]},
    "missing-is-unknown": {
        "when": [{"fact": RECEIVED, "known": False}],
        "always": [{"condition": "request-in-time", "status": ["unknown", "not_applicable"]}],
    },
    "an-earlier-request-never-hurts": {
        "monotone": {"fact": RECEIVED, "direction": "down", "of": {"condition": "request-in-time"}}
    },
    "one-status": {
        "exclusive": [
            {"condition": "request-in-time", "status": each} for each in ("met", "not_met")
        ]
    },
    "some-status": {
        "exhaustive": [
            {"condition": "request-in-time", "status": ["met", "not_met"]},
            {"condition": "request-in-time", "status": ["unknown", "not_applicable"]},
        ]
    },
    "the-channel-is-idle": {
        "independent": {"facts": [CHANNEL], "of": {"condition": "request-in-time"}}
    },
    "the-day-suffices": {"decided": {"facts": [RECEIVED], "of": {"condition": "request-in-time"}}},
    "the-text-of-august": {
        "constant": {
            "day": "known_at",
            "from": "2023-08-02",
            "until": "2024-12-31",
            "of": {"condition": "request-in-time"},
        }
    },
}


def with_laws(directory: Path, laws: Mapping[str, Mapping[str, Any]] = LAWS) -> Path:
    """A rules directory with the made-up policy and these laws."""
    rules = made_up_rules(directory)
    write_laws(rules, laws)
    return rules


def write_laws(rules: Path, laws: Mapping[str, Mapping[str, Any]]) -> None:
    """Give the made-up policy other laws."""
    whole = {id: {"title": TITLE, "decision": DECISION, **law} for id, law in laws.items()}
    with (rules / "acme/demo_2024/laws.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(whole, file)


def in_rules(rules: Path, old: str, new: str, file: str = "application.rego") -> None:
    """Change one place of the made-up policy."""
    replace(rules / "acme/demo_2024" / file, old, new)


def proved(rules: Path, **asked: Any) -> Proved:
    """What becomes of the laws of the made-up policy."""
    return run_task(Task(rules, POLICY, DECISION, **{"general": False, "fresh": True, **asked}))


def proofs(rules: Path, **asked: Any) -> Mapping[str, Proof]:
    """The same by the id of the law."""
    return {each.id: each for each in proved(rules, **asked).proofs}
