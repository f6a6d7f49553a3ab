"""What the JSON Schemas of the manifests cannot say: that the names in them fit together."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policycheck.errors import Problem
from policycheck.model import DECIDING_MODALITIES, Modality
from policycheck.policies.calendar_checks import calendar_problems
from policycheck.policies.citations import unknown_refs
from policycheck.policies.manifest import DecisionRule, PolicyManifest, Standing
from policycheck.policies.reasons import LINE_KINDS, REASONS


def problems_of(policy: PolicyManifest, directory: Path) -> list[Problem]:
    """Every name in a policy's manifests that leads nowhere or stands twice."""
    file = str(directory)
    return [
        Problem("manifest", message, file)
        for message in (
            *_identity(policy, directory),
            *_clauses(policy),
            *_lines(policy),
            *_readings(policy),
            *_parameters(policy),
            *calendar_problems(policy),
            *(problem for rule in policy.decisions.values() for problem in _decision(policy, rule)),
        )
    ]


def _identity(policy: PolicyManifest, directory: Path) -> Iterator[str]:
    path = f"{directory.parent.name}.{directory.name}"
    if policy.id != path:
        yield f"the policy calls itself {policy.id} and lies in {path}: make them the same"
    if policy.id.partition(".")[0] != policy.insurer:
        yield f"the insurer {policy.insurer} is not the first part of {policy.id}"
    for decision in policy.decisions:
        if not (directory / f"{decision}.rego").is_file():
            yield f"the decision {decision} has no {decision}.rego beside its manifest"
    if policy.period[0] > policy.period[1]:
        yield "the contract period ends before it begins"


def _clauses(policy: PolicyManifest) -> Iterator[str]:
    for id, times in Counter(clause.id for clause in policy.clauses).items():
        if times > 1:
            yield f"the clause {id} stands {times} times: each clause has one place"
    known = {
        f"{decision.id}/{condition}"
        for decision in policy.decisions.values()
        for condition in (*decision.conditions, *(["outcome"] if decision.outcomes else []))
    } | {f"*/{condition}" for rule in policy.decisions.values() for condition in rule.conditions}
    for clause in policy.clauses:
        for name in clause.conditions:
            if name not in known:
                yield f"the clause {clause.id} is decided by {name}, which does not exist"
        for amendment in filter(None, (clause.published, clause.withdrawn)):
            if amendment not in policy.amendments:
                yield f"the clause {clause.id} names {amendment}, which is no amendment"
        if clause.reason is not None and clause.reason not in REASONS:
            yield f"the clause {clause.id} gives a reason that does not exist: {clause.reason}"


def _lines(policy: PolicyManifest) -> Iterator[str]:
    cited = [(f"the clause {clause.id}", clause.lines) for clause in policy.clauses]
    cited += [(f"the amendment {each.id}", each.lines) for each in policy.amendments.values()]
    for group in policy.not_normative:
        where = f"the {group.kind} in not_normative.yaml"
        cited.append((where, group.lines))
        if group.kind not in LINE_KINDS:
            yield f"{where} is no kind of lines: the kinds are {', '.join(LINE_KINDS)}"
    for where, lines in cited:
        if not lines or list(lines) != sorted(set(lines)):
            yield f"{where} cites lines that do not go up: write them as 3,5-7"


def _readings(policy: PolicyManifest) -> Iterator[str]:
    for reading in policy.readings.values():
        yield from unknown_refs(policy, f"the reading {reading.id}", reading.refs)
        default = reading.values.get(reading.default)
        if default is None:
            yield f"the reading {reading.id} has no value {reading.default}, its default"
        elif default.standing is not Standing.DEFENSIBLE:
            yield f"the default of the reading {reading.id} must be defensible"


def _parameters(policy: PolicyManifest) -> Iterator[str]:
    for parameter in policy.parameters.values():
        yield from unknown_refs(policy, f"the parameter {parameter.id}", parameter.refs)
        published = [version.published for version in parameter.versions]
        if None in published[1:]:
            yield f"only the first version of the parameter {parameter.id} can lack a day"
        days = [day for day in published if day]
        if days != sorted(set(days)):
            yield f"the versions of the parameter {parameter.id} are not in order of publication"


def _decision(policy: PolicyManifest, rule: DecisionRule) -> Iterator[str]:
    for condition in rule.conditions.values():
        where = f"the condition {rule.id}/{condition.id}"
        for name in condition.exempt_by:
            if name not in rule.exemptions:
                yield f"{where} is exempted by {name}, which does not exist"
        yield from _reading(policy, where, condition.reading)
    used = {exemption for each in rule.conditions.values() for exemption in each.exempt_by}
    for exemption in rule.exemptions.values():
        where = f"the exemption {rule.id}/{exemption.id}"
        if exemption.id not in used:
            yield f"{where} exempts from nothing"
        yield from _reading(policy, where, exemption.reading)
        yield from unknown_refs(policy, where, exemption.refs)
    deciding = {
        condition.id
        for condition in rule.conditions.values()
        if condition.modality in DECIDING_MODALITIES - {Modality.SCOPE}
    }
    if bool(deciding) != bool(rule.outcomes):
        yield f"the decision {rule.id} must say what its outcomes mean exactly when it has any"


def _reading(policy: PolicyManifest, where: str, reading: str | None) -> Iterator[str]:
    if reading is not None and reading not in policy.readings:
        yield f"{where} differs under {reading}, which is no reading of this policy"
