"""What the JSON Schemas of the manifests cannot say: that the names in them fit together."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policycheck.model import DECIDING_MODALITIES, Modality
from policycheck.policies.calendar_checks import calendar_flaws
from policycheck.policies.citations import unknown_refs
from policycheck.policies.flaws import Flaw
from policycheck.policies.manifest import DecisionRule, PolicyManifest, Standing
from policycheck.policies.reasons import LINE_KINDS, REASONS


def flaws_of(policy: PolicyManifest, directory: Path) -> Iterator[Flaw]:
    """Every name in a policy's manifests that leads nowhere or stands twice."""
    yield from _identity(policy, directory)
    yield from _clauses(policy)
    yield from _lines(policy)
    yield from _readings(policy)
    yield from _parameters(policy)
    yield from calendar_flaws(policy)
    for rule in policy.decisions.values():
        yield from _decision(policy, rule)
    if policy.laws:
        # Imported here, as it takes the facts of cases, which most starts have no need of.
        from policycheck.policies.law_checks import law_flaws

        yield from law_flaws(policy)


def _identity(policy: PolicyManifest, directory: Path) -> Iterator[Flaw]:
    path = f"{directory.parent.name}.{directory.name}"
    if policy.id != path:
        message = f"the policy calls itself {policy.id} and lies in {path}: make them the same"
        yield Flaw("policy-identity", message, ("", "id"))
    if policy.id.partition(".")[0] != policy.insurer:
        message = f"the insurer {policy.insurer} is not the first part of {policy.id}"
        yield Flaw("policy-identity", message, ("", "insurer"))
    for decision in policy.decisions:
        if not (directory / f"{decision}.rego").is_file():
            message = f"the decision {decision} has no {decision}.rego beside its manifest"
            yield Flaw("decision-without-rules", message, ("decisions", decision))
    if policy.period[0] > policy.period[1]:
        yield Flaw("calendar", "the contract period ends before it begins", ("", "period"))


def _clauses(policy: PolicyManifest) -> Iterator[Flaw]:
    for id, times in Counter(clause.id for clause in policy.clauses).items():
        if times > 1:
            message = f"the clause {id} stands {times} times: each clause has one place"
            yield Flaw("duplicate-name", message, ("clauses", id))
    known = {
        f"{decision.id}/{condition}"
        for decision in policy.decisions.values()
        for condition in (*decision.conditions, *(["outcome"] if decision.outcomes else []))
    } | {f"*/{condition}" for rule in policy.decisions.values() for condition in rule.conditions}
    for clause in policy.clauses:
        where, about = f"the clause {clause.id}", ("clauses", clause.id)
        for name in clause.conditions:
            if name not in known:
                message = f"{where} is decided by {name}, which does not exist"
                yield Flaw("unknown-name", message, about)
        for amendment in filter(None, (clause.published, clause.withdrawn)):
            if amendment not in policy.amendments:
                message = f"{where} names {amendment}, which is no amendment"
                yield Flaw("unknown-name", message, about)
        if clause.reason is not None and clause.reason not in REASONS:
            message = f"{where} gives a reason that does not exist: {clause.reason}"
            yield Flaw("unknown-name", message, about)


def _lines(policy: PolicyManifest) -> Iterator[Flaw]:
    cited = [
        (f"the {noun} {each.id}", (kind, each.id), each.lines)
        for noun, kind, entries in (
            ("clause", "clauses", policy.clauses),
            ("amendment", "amendments", policy.amendments.values()),
        )
        for each in entries
    ]
    for group in policy.not_normative:
        where, about = f"the {group.kind} in not_normative.yaml", ("groups", group.kind)
        cited.append((where, about, group.lines))
        if group.kind not in LINE_KINDS:
            message = f"{where} is no kind of lines: the kinds are {', '.join(LINE_KINDS)}"
            yield Flaw("unknown-name", message, about)
    for where, about, lines in cited:
        if not lines or list(lines) != sorted(set(lines)):
            message = f"{where} cites lines that do not go up: write them as 3,5-7"
            yield Flaw("line-order", message, about)


def _readings(policy: PolicyManifest) -> Iterator[Flaw]:
    for reading in policy.readings.values():
        where, about = f"the reading {reading.id}", ("readings", reading.id)
        yield from unknown_refs(policy, where, reading.refs, about)
        default = reading.values.get(reading.default)
        if default is None:
            message = f"{where} has no value {reading.default}, its default"
            yield Flaw("reading-default", message, about)
        elif default.standing is not Standing.DEFENSIBLE:
            message = f"the default of the reading {reading.id} must be defensible"
            yield Flaw("reading-default", message, about)


def _parameters(policy: PolicyManifest) -> Iterator[Flaw]:
    for parameter in policy.parameters.values():
        where, about = f"the parameter {parameter.id}", ("parameters", parameter.id)
        yield from unknown_refs(policy, where, parameter.refs, about)
        published = [version.published for version in parameter.versions]
        if None in published[1:]:
            message = f"only the first version of the parameter {parameter.id} can lack a day"
            yield Flaw("parameter-versions", message, about)
        days = [day for day in published if day]
        if days != sorted(set(days)):
            message = f"the versions of {where} are not in order of publication"
            yield Flaw("parameter-versions", message, about)


def _decision(policy: PolicyManifest, rule: DecisionRule) -> Iterator[Flaw]:
    for condition in rule.conditions.values():
        name = f"{rule.id}/{condition.id}"
        where, about = f"the condition {name}", ("conditions", name)
        for exemption_id in condition.exempt_by:
            if exemption_id not in rule.exemptions:
                message = f"{where} is exempted by {exemption_id}, which does not exist"
                yield Flaw("unknown-name", message, about)
        yield from _reading(policy, where, condition.reading, about)
    used = {exemption for each in rule.conditions.values() for exemption in each.exempt_by}
    for exemption in rule.exemptions.values():
        name = f"{rule.id}/{exemption.id}"
        where, about = f"the exemption {name}", ("exemptions", name)
        if exemption.id not in used:
            yield Flaw("unused-exemption", f"{where} exempts from nothing", about)
        yield from _reading(policy, where, exemption.reading, about)
        yield from unknown_refs(policy, where, exemption.refs, about)
    deciding = {
        condition.id
        for condition in rule.conditions.values()
        if condition.modality in DECIDING_MODALITIES - {Modality.SCOPE}
    }
    if bool(deciding) != bool(rule.outcomes):
        message = f"the decision {rule.id} must say what its outcomes mean exactly when it has any"
        yield Flaw("outcome-titles", message, ("decisions", rule.id))


def _reading(
    policy: PolicyManifest, where: str, reading: str | None, about: tuple[str, str]
) -> Iterator[Flaw]:
    if reading is not None and reading not in policy.readings:
        message = f"{where} differs under {reading}, which is no reading of this policy"
        yield Flaw("unknown-name", message, about)
