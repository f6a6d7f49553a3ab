"""From the content of manifests to the frozen values that the rest works with."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from policycheck.errors import Problem, RulesError
from policycheck.model import Actor, Modality, Outcome, Text
from policycheck.policies.manifest import (
    Amendment,
    Clause,
    ConditionRule,
    DecisionRule,
    Exemption,
    NotNormative,
    Parameter,
    ParameterVersion,
    PolicyManifest,
    Reading,
    ReadingValue,
    Standing,
)
from policycheck.policies.milestones import Channel, Length, Milestone, Precision, Term
from policycheck.policies.reasons import REASONS

Content = Mapping[str, Any]

# The schema of the result of a decision that yields nothing beside its outcome.
_NO_RESULT = {"type": "object", "properties": {}, "additionalProperties": False}


def build_policy(
    policy: Content,
    parameters: Content,
    readings: Content,
    not_normative: Content,
    decisions: Mapping[str, Content],
) -> PolicyManifest:
    """The manifest of one policy, from the content of its files (which fit their schemas).

    Raises:
        RulesError: A publication names a parameter that holds no day.
    """
    policy = _with_days(policy, parameters)
    restated = _restated(policy, decisions)
    rules = {
        name: _decision(policy, name, content, restated) for name, content in decisions.items()
    }
    amendments = {id: _amendment(id, each) for id, each in policy.get("amendments", {}).items()}
    own = [_clause(clause, "*") for clause in (*policy["scope"], *policy["clauses"])]
    clauses = [*own, *(clause for rule in rules.values() for clause in rule.clauses)]
    return PolicyManifest(
        id=policy["id"],
        insurer=policy["insurer"],
        insurer_name=policy["insurer_name"],
        title=_text(policy["title"]),
        sector=policy["sector"],
        contract_year=policy["contract_year"],
        period=(_day(policy["period"]["first"]), _day(policy["period"]["last"])),
        document=policy["document"]["id"],
        published=_published(policy["document"]),
        published_note=_text(policy["document"]["note"]),
        decisions=MappingProxyType(rules),
        readings=MappingProxyType({id: _reading(id, each) for id, each in readings.items()}),
        parameters=MappingProxyType({id: _parameter(id, each) for id, each in parameters.items()}),
        milestones=tuple(_milestone(each, policy, parameters) for each in policy["milestones"]),
        amendments=MappingProxyType(amendments),
        changed=MappingProxyType(
            {
                clause.id: _period(clause, amendments)
                for clause in clauses
                if clause.published or clause.withdrawn
            }
        ),
        scope=tuple(
            each["id"] for clause in policy["scope"] for each in clause.get("conditions", ())
        ),
        clauses=tuple(sorted(clauses, key=lambda clause: clause.lines)),
        not_normative=tuple(_not_normative(each) for each in not_normative["groups"]),
        terms=tuple(_term(each) for each in policy.get("terms", ())),
    )


def lines_of(written: str) -> tuple[int, ...]:
    """The line numbers in ``3,5-7``: 3, 5, 6 and 7."""
    lines: list[int] = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        lines.extend(range(int(first), int(last or first) + 1))
    return tuple(lines)


def _decision(
    policy: Content, name: str, content: Content, restated: Mapping[str, tuple[str, ...]]
) -> DecisionRule:
    owners = [*policy["scope"], *content["clauses"]]
    conditions = {
        each["id"]: _condition(
            policy, clause, each, content, restated.get(f"{name}/{each['id']}", ())
        )
        for clause in owners
        for each in clause.get("conditions", ())
    }
    exemptions = {
        id: Exemption(
            id, _text(each["title"]), tuple(each["refs"]), tuple(each["facts"]), each.get("reading")
        )
        for id, each in content.get("exemptions", {}).items()
    }
    outcomes = {Outcome(key): _text(each) for key, each in content.get("outcomes", {}).items()}
    return DecisionRule(
        policy=policy["id"],
        id=name,
        title=_text(content["title"]),
        question=_text(content["question"]),
        asked_by=tuple(content["asked_by"]),
        outcomes=MappingProxyType(outcomes),
        result=MappingProxyType(content.get("result", _NO_RESULT)),
        result_facts=tuple(content.get("result_facts", ())),
        conditions=MappingProxyType(conditions),
        exemptions=MappingProxyType(exemptions),
        clauses=tuple(_clause(clause, name) for clause in content["clauses"]),
    )


def _condition(
    policy: Content, clause: Content, content: Content, decision: Content, restated: tuple[str, ...]
) -> ConditionRule:
    exempt_by = tuple(content.get("exempt_by", ()))
    exemptions = decision.get("exemptions", {})
    facts = [
        *content["facts"],
        *(fact for id in exempt_by if id in exemptions for fact in exemptions[id]["facts"]),
    ]
    return ConditionRule(
        id=content["id"],
        modality=Modality(content["modality"]),
        title=_text(content.get("title", clause["title"])),
        refs=(clause["id"], *restated),
        section=clause["section"],
        lines=lines_of(clause["lines"]),
        facts=tuple(dict.fromkeys(facts)),
        departure=tuple(content.get("departure", ())),
        exempt_by=exempt_by,
        reading=content.get("reading"),
        who=Actor(content.get("who", "provider")),
        **_changed(policy, clause),
    )


def _changed(policy: Content, clause: Content) -> dict[str, Any]:
    """When the clause was added or withdrawn, and by which amendment."""
    changes: dict[str, Any] = {}
    for change in ("published", "withdrawn"):
        amendment = policy.get("amendments", {}).get(clause.get(change))
        if amendment:
            changes[change] = _day(amendment["published"])
            changes["amendment"] = _text(amendment["title"])
    return changes


def _restated(policy: Content, decisions: Mapping[str, Content]) -> dict[str, tuple[str, ...]]:
    """Per ``decision/condition``, the clauses that say the same in other places."""
    found: dict[str, list[str]] = {}
    for content in (policy, *decisions.values()):
        for clause in content["clauses"]:
            for name in clause.get("decided_by", ()):
                found.setdefault(name, []).append(clause["id"])
    return {name: tuple(refs) for name, refs in found.items()}


def _period(clause: Clause, amendments: Mapping[str, Amendment]) -> tuple[date | None, date | None]:
    def day(id: str | None) -> date | None:
        # An amendment that does not exist is told when the names are checked.
        amendment = amendments.get(id) if id else None
        return amendment.published if amendment else None

    return day(clause.published), day(clause.withdrawn)


def _clause(content: Content, decision: str) -> Clause:
    information = content.get("information")
    return Clause(
        id=content["id"],
        section=content["section"],
        lines=lines_of(content["lines"]),
        checksum=content["checksum"],
        title=_text(content["title"]),
        conditions=tuple(_deciding(content, decision)),
        information=_why(information) if information else None,
        reason=information["reason"] if information else None,
        published=content.get("published"),
        withdrawn=content.get("withdrawn"),
    )


def _deciding(content: Content, decision: str) -> Iterable[str]:
    for condition in content.get("conditions", ()):
        yield f"{decision}/{condition['id']}"
    for name in content.get("decided_by", ()):
        yield name if "/" in name else f"{decision}/{name}"


def _why(information: Content) -> Text:
    reason = REASONS.get(information["reason"])
    argument = information.get("argument")
    texts = [each for each in (reason, _text(argument) if argument else None) if each]
    return Text(" ".join(each.nl for each in texts), " ".join(each.en for each in texts))


def _reading(id: str, content: Content) -> Reading:
    values = {
        value: ReadingValue(value, _text(each["title"]), Standing(each["standing"]))
        for value, each in content["values"].items()
    }
    default = content["default"]
    ordered = dict(sorted(values.items(), key=lambda item: item[0] != default))
    return Reading(
        id=id,
        refs=tuple(content["refs"]),
        title=_text(content["title"]),
        default=default,
        argument=_text(content["argument"]),
        values=MappingProxyType(ordered),
    )


def _parameter(id: str, content: Content) -> Parameter:
    return Parameter(
        id=id,
        title=_text(content["title"]),
        unit=content["unit"],
        boundary=content["boundary"],
        word=content["word"],
        refs=tuple(content["refs"]),
        versions=tuple(
            ParameterVersion(each["value"], _published(each)) for each in content["versions"]
        ),
    )


def _amendment(id: str, content: Content) -> Amendment:
    return Amendment(
        id=id,
        title=_text(content["title"]),
        published=_day(content["published"]),
        lines=lines_of(content["lines"]),
        checksum=content["checksum"],
    )


def _not_normative(content: Content) -> NotNormative:
    argument = content.get("argument")
    return NotNormative(
        kind=content["kind"],
        lines=lines_of(content["lines"]),
        checksum=content["checksum"],
        argument=_text(argument) if argument else None,
    )


def _milestone(content: Content, policy: Content, parameters: Content) -> Milestone:
    parameter = content.get("parameter")
    boundary = parameters.get(parameter or "", {}).get("boundary", "exactly")
    month, day = content.get("month"), content.get("day")
    if day == "published":
        day = _first_published(content, policy)
    return Milestone(
        id=content["id"],
        title=_text(content["title"]),
        who=tuple(Actor(each) for each in content["who"]),
        refs=tuple(content["refs"]),
        boundary=content.get("boundary", boundary),
        precision=Precision(content.get("precision", "month" if month else "day")),
        channels=tuple(Channel(each) for each in content.get("channels", ())),
        parameter=parameter,
        day=_day(f"{month}-01") if month else day and _day(day),
        until=_day(f"{content['until_month']}-01") if "until_month" in content else None,
        changed_after=content.get("changed_after"),
        note=_text(content["note"]) if "note" in content else None,
    )


def _first_published(milestone: Content, policy: Content) -> str:
    published: str | None = policy["document"]["published"]
    if published is None:
        message = (
            f"the milestone {milestone['id']} takes its day from the publication, which has none:"
            " write day: null"
        )
        raise RulesError([Problem("calendar", message, policy["id"])])
    return published


def _term(content: Content) -> Term:
    return Term(
        id=content["id"],
        title=_text(content["title"]),
        who=tuple(Actor(each) for each in content["who"]),
        refs=tuple(content["refs"]),
        since=_text(content["since"]),
        channels=tuple(Channel(each) for each in content.get("channels", ())),
        parameter=content.get("parameter"),
        length=Length(**content["length"]) if "length" in content else None,
    )


def _with_days(policy: Content, parameters: Content) -> Content:
    """The policy with the days of its publications, where these name the parameter that has one."""

    def with_day(content: Content) -> Content:
        named = content["published"]
        if not isinstance(named, Mapping):
            return content
        name = named["parameter"]
        try:
            day = _day(parameters[name]["versions"][0]["value"])
        except (KeyError, TypeError, ValueError):
            message = f"a publication names {name}, which is no parameter with a day"
            raise RulesError([Problem("unknown-name", message, policy["id"])]) from None
        return {**content, "published": day.isoformat()}

    amendments = {id: with_day(each) for id, each in policy.get("amendments", {}).items()}
    return {**policy, "document": with_day(policy["document"]), "amendments": amendments}


def _text(content: Content) -> Text:
    return Text(content["nl"], content["en"])


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _published(content: Content) -> date | None:
    return _day(content["published"]) if content["published"] else None
