"""A case that was found, as files that can be kept."""

from typing import Any

from policycheck.changes import scenarios
from policycheck.changes.expected import answer_document
from policycheck.changes.findings import Found, Searched
from policycheck.changes.proved import ProvedChange, scenario_of
from policycheck.proving.differences import Finding
from policycheck.report.plain import plain
from policycheck.report.yaml_format import yaml_text


def scenario_document(searched: Searched, found: Found, fixtures: bool) -> dict[str, Any]:
    """What was found as a file of scenarios, with what the later rules answer.

    Args:
        searched: For which decision was searched.
        found: What was found.
        fixtures: Whether the cases of the portfolio are those that scenarios name as their base;
            if not, the whole case stands in it.
    """
    by_file = fixtures and found.base is not None
    decision = found.shift.after
    scenario: dict[str, Any] = {"name": "Found by search"}
    changes = dict(found.changes) if by_file else {}
    changes.pop("/as_of", None)
    scenario["as_of"] = decision.as_of.isoformat()
    if changes.get("/known_at") is not None:
        scenario["known_at"] = changes.pop("/known_at")
    if changes:
        scenario["change"] = plain(changes)
    scenario["expect"] = plain(answer_document(decision))
    return {
        "policy": searched.policy,
        "decision": searched.decision,
        "base": f"cases/{found.base}" if by_file else plain(found.case),
        "scenarios": [scenario],
    }


def scenario_text(searched: Searched, found: Found, fixtures: bool) -> str:
    """The same in YAML."""
    return yaml_text(scenario_document(searched, found, fixtures))


def proved_scenario_text(proved: ProvedChange, finding: Finding, earlier: str) -> str:
    """A case that was found by a proof, as a file of scenarios in YAML."""
    found = scenario_of(proved, finding, earlier)
    return yaml_text(plain(scenarios.scenario_document(found)))


def proved_case_text(finding: Finding) -> str:
    """The same as a case in YAML, with its days."""
    assert finding.example is not None
    found = finding.example.after
    days = {"as_of": found.as_of.isoformat()}
    if found.known_at != found.as_of:
        days["known_at"] = found.known_at.isoformat()
    return yaml_text({**days, **plain(found.case)})


def case_text(found: Found) -> str:
    """The smallest case in YAML."""
    return yaml_text(plain(found.case))
