"""A new policy: its manifests, its scope, one decision with its tests, a case and scenarios."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from policycheck.errors import UsageError
from policycheck.facts import load_schemas
from policycheck.model import Text
from policycheck.policies import insurer_name
from policycheck.scaffold.clause_ids import clause_ids
from policycheck.scaffold.files import Draft
from policycheck.scaffold.names import Name, name_of
from policycheck.scaffold.places import Places
from policycheck.scaffold.templates import checked, filled, scalar, titled

FIRST_DECISION = "eligibility"
_OTHER = "other"
_YEAR = re.compile(r"_(20[0-9]{2})$")
# With the year before and the year after it, which the scenarios need, in what a case can hold.
_YEARS = range(2002, 2100)
_KNOWN_TITLES = {
    "eligibility": Text("Voorwaarden voor een contract", "Conditions for a contract"),
    "renewal": Text("Nieuw aanbod na een contract", "Offer after a contract"),
    "application": Text("Aanvraag van een contract", "Application for a contract"),
}


@dataclass(frozen=True)
class PolicyWishes:
    """What somebody wants of a new policy; ``None``: what goes without saying.

    Attributes:
        decision: Its first decision.
        title: In both languages.
        insurer_name: As people write it, such as ``a.s.r.``
        sector: A value of the fact ``provider.sectors``.
        year: The contract year; by default the one at the end of the policy's name.
    """

    decision: str = FIRST_DECISION
    title_nl: str | None = None
    title_en: str | None = None
    insurer_name: str | None = None
    sector: str | None = None
    year: int | None = None


def draft_policy(name: Name, wishes: PolicyWishes, places: Places) -> Draft:
    """The files of a new policy.

    Raises:
        UsageError: A wish cannot be fulfilled, or something of that name is there.
    """
    year = wishes.year or _year(name)
    if year not in _YEARS:
        raise UsageError(f"{year} is no contract year: choose one from {_YEARS[0]} to {_YEARS[-1]}")
    sectors = sectors_of_care()
    sector = wishes.sector or _sector(name, sectors)
    if sector not in sectors:
        raise UsageError(f"there is no sector {sector}: the sectors are {', '.join(sectors)}")
    decision = name_of(f"{name.policy}.{wishes.decision}").decision
    title = titled(
        wishes.title_nl,
        wishes.title_en,
        Text(f"Inkoopbeleid {year}", f"Purchasing policy {year}"),
    )
    decision_title = decision_titled(decision)
    first, second, third = clause_ids(decision, 3, ("sco-01", "inf-01"))
    values = {
        "policy": name.policy,
        "insurer": name.insurer,
        "insurer_name": scalar(_insurer_name(name, wishes, places)),
        "title": title.en,
        "title_nl": scalar(title.nl),
        "title_en": scalar(title.en),
        "sector": sector,
        "other_sector": next(each for each in sectors if each != sector),
        "decision": decision,
        "decision_title": decision_title.en,
        "decision_title_nl": scalar(decision_title.nl),
        "decision_title_en": scalar(decision_title.en),
        "first": first,
        "second": second,
        "third": third,
        "year": year,
        "previous_year": year - 1,
        "next_year": year + 1,
        "start": f"{year - 2}-03-01",
        "before_limit": f"{year - 2}-12-31",
        "limit": f"{year - 1}-01-01",
        "after_limit": f"{year - 1}-01-02",
    }
    rules = places.policy(name.policy)
    cases, scenarios = places.cases(name.policy), places.scenarios(name.policy)
    case = cases / "complete.yaml"
    from_template = {
        rules / "policy.yaml": "policy.yaml",
        rules / "parameters.yaml": "parameters.yaml",
        rules / "readings.yaml": "readings.yaml",
        rules / "not_normative.yaml": "not_normative.yaml",
        rules / "scope.rego": "scope.rego",
        rules / f"{decision}.rego": "decision.rego",
        rules / f"{decision}.yaml": "decision.yaml",
        rules / f"{decision}_test.rego": "decision_test.rego",
        case: "case.yaml",
        scenarios / f"{decision}.yaml": "scenarios.yaml",
    }
    files = {path: filled("policy", file, values) for path, file in from_template.items()}
    draft = Draft(
        name=name,
        places=places,
        decision=decision,
        case=case,
        files=MappingProxyType(files),
        changed=MappingProxyType({}),
        absent=(rules, cases, scenarios),
    )
    draft.check()
    return draft


def sectors_of_care() -> tuple[str, ...]:
    """The sectors that a case can name."""
    schema = load_schemas().schema
    sectors: list[str] = schema["properties"]["provider"]["properties"]["sectors"]["items"]["enum"]
    return tuple(sectors)


def decision_titled(decision: str) -> Text:
    """A title for a decision, to be changed by its author."""
    words = decision.replace("_", " ")
    return _KNOWN_TITLES.get(decision, Text(f"Besluit {words}", f"Decision {words}"))


def _year(name: Name) -> int:
    match = _YEAR.search(name.policy_name)
    if not match:
        raise UsageError(
            f"{name} does not say its contract year: end its name with it, such as "
            f"{name.insurer}.care_2026, or give --year"
        )
    return int(match[1])


def _sector(name: Name, sectors: tuple[str, ...]) -> str:
    """The sector that the policy is named for, else any other."""
    named = _YEAR.sub("", name.policy_name)
    return named if named in sectors else _OTHER


def _insurer_name(name: Name, wishes: PolicyWishes, places: Places) -> str:
    """As it was typed, as another policy of the insurer has it, or the id with a capital."""
    if wishes.insurer_name is not None:
        return checked(wishes.insurer_name, "--insurer-name")
    known = insurer_name(name.insurer, places.rules)
    return known or name.insurer.replace("_", " ").capitalize()
