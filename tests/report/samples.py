"""Hand-built decisions and manifests, with one of everything that a report can show."""

from dataclasses import replace
from datetime import date
from typing import Any

from policycheck.facts.dictionary import FactDefinition, FactDictionary
from policycheck.model import (
    Actor,
    Combination,
    Condition,
    Deadline,
    DeadlineState,
    Decision,
    Fact,
    Language,
    Modality,
    Outcome,
    ReadingUse,
    Receipt,
    Source,
    Status,
    Text,
)
from policycheck.policies.laws import Comes, Independent, Law, Never
from policycheck.policies.manifest import (
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
from policycheck.report.naming import Naming
from policycheck.words import Words

NL, EN = Language.NL, Language.EN
POLICY = "test.care_2024"


def text(nl: str, en: str) -> Text:
    return Text(nl, en)


def fact(pointer: str, nl: str, en: str, type_: str, *examples: Any) -> FactDefinition:
    return FactDefinition(
        pointer, text(nl, en), text(f"{nl}: uitleg.", f"{en}: explained."), type_, (), examples
    )


DICTIONARY = FactDictionary(
    {
        definition.pointer: definition
        for definition in (
            fact("/provider", "De aanbieder", "The provider", "object", {"sector": "ggz"}),
            replace(
                fact("/provider/sector", "Soort zorg", "Sector", "enum", "ggz"),
                values=("ggz", "birth_care"),
            ),
            fact("/provider/sanctioned", "Op de sanctielijst", "Sanctioned", "bool", False),
            fact("/provider/agb", "AGB-code", "AGB code", "identifier", "01234567"),
            fact("/insurers/test/turnover", "Omzet", "Turnover", "amount", 50000),
            fact("/insurers/test/asked_on", "Aangevraagd op", "Asked on", "event_date"),
        )
    }
)


def source(number: int, *lines: int) -> Source:
    return Source("000_test", "Voorwaarden > Algemeen", lines, (f"alg-{number:02}",))


def condition(
    id_: str,
    status: Status,
    modality: Modality = Modality.MUST,
    number: int = 1,
    **more: Any,
) -> Condition:
    title = text(f"Voorwaarde {id_} geldt.", f"Condition {id_} holds.")
    return Condition(id_, status, modality, title, source(number, 180 + number), **more)


CONDITIONS = (
    condition("registered", Status.MET, number=1),
    condition(
        "not-sanctioned",
        Status.NOT_MET,
        number=2,
        facts=(Fact("/provider/sanctioned", True), Fact("/insurers/test/turnover", 1234.5)),
    ),
    condition(
        "in-time",
        Status.NOT_MET,
        Modality.IN_PRINCIPLE,
        3,
        facts=(Fact("/insurers/test/asked_on", "2023-09-01"),),
        due=date(2023, 8, 31),
    ),
    condition(
        "turnover",
        Status.UNKNOWN,
        number=4,
        missing=("/insurers/test/turnover", "/provider/unlisted"),
    ),
    condition("added-value", Status.UNKNOWN, Modality.JUDGEMENT, 5, missing=("/insurers/test/x",)),
    condition(
        "spread", Status.NOT_MET, Modality.WEIGHED, 6, facts=(Fact("/insurers/test/spread", False),)
    ),
    condition("admission", Status.OPEN, number=7),
    condition("plan", Status.NOT_MET, Modality.EXPECTATION, 8),
    condition("travel", Status.UNKNOWN, Modality.EXPECTATION, 9, missing=("/provider/travel",)),
    condition("thermometer", Status.UNKNOWN, Modality.EXPECTATION, 10, missing=("/provider/t",)),
    condition("reply", Status.NOT_MET, Modality.INSURER_DUTY, 11),
    condition(
        "code",
        Status.NOT_APPLICABLE,
        number=12,
        exempted_by=(text("Te klein voor de code.", "Too small for the code."),),
    ),
    condition("roadmap", Status.NOT_APPLICABLE, number=13, due=date(2024, 1, 1)),
)

READINGS = (
    ReadingUse(
        "years",
        text("Telt één jaar of tellen beide jaren?", "Does one year count, or do both?"),
        True,
        "one",
        {"one": text("Eén jaar.", "One year."), "both": text("Beide jaren.", "Both years.")},
        {"one": (Outcome.MET,), "both": (Outcome.NOT_MET, Outcome.REFER)},
        text("De tekst zegt en/of.", "The text says and/or."),
        ("alg-04",),
    ),
    ReadingUse(
        "version",
        text("Welke versie is dit?", "Which version is this?"),
        False,
        "only",
        {"only": text("De enige.", "The only one."), "old": text("De oude.", "The old one.")},
        {},
        text("Er is geen andere.", "There is no other."),
        ("alg-13",),
    ),
)

DEADLINES = (
    Deadline(
        "in-time",
        text("De aanvraag is binnen.", "The request is in."),
        date(2023, 8, 31),
        Actor.PROVIDER,
        DeadlineState.PASSED,
        ("alg-03",),
    ),
    Deadline(
        "elsewhere",
        text("De verzekeraar antwoordt.", "The insurer replies."),
        date(2023, 9, 28),
        Actor.INSURER,
        DeadlineState.UPCOMING,
        ("alg-11",),
    ),
)

DECISION = Decision(
    policy=POLICY,
    decision="eligibility",
    question=text("Mag deze aanbieder een contract?", "May this provider be contracted?"),
    as_of=date(2023, 9, 1),
    known_at=date(2023, 8, 15),
    outcome=Outcome.NOT_MET,
    meaning=text("Er komt geen contract.", "There will be no contract."),
    leaning=None,
    result={"form": "offer_letter", "until": "2024-12-31"},
    conditions={c.id: c for c in CONDITIONS},
    missing=("/insurers/test/turnover", "/provider/unlisted"),
    chosen_readings={"years": "one"},
    readings=READINGS,
    combinations=(
        Combination({"years": "one"}, Outcome.NOT_MET, None, {}),
        Combination({"years": "both"}, Outcome.REFER, Outcome.NOT_MET, {}),
    ),
    deadlines=DEADLINES,
    texts=(),
    receipt=Receipt("sha256:a", "sha256:b", "sha256:c", "regopy 1.5.2", "0.1.0"),
)


def decision(outcome: Outcome | None = None, *conditions: Condition, **more: Any) -> Decision:
    """A small decision with those conditions and nothing else."""
    bare = replace(
        DECISION,
        outcome=outcome,
        conditions={c.id: c for c in conditions},
        meaning=None,
        result={},
        missing=(),
        chosen_readings={},
        readings=(),
        combinations=(),
        deadlines=(),
    )
    return replace(bare, **more)


def rule(id_: str, nl: str, en: str, **more: Any) -> DecisionRule:
    return replace(
        DecisionRule(
            policy=POLICY,
            id=id_,
            title=text(nl, en),
            question=DECISION.question,
            asked_by=("/provider/sector", "/insurers/test/asked_on"),
            outcomes={
                Outcome.MET: text("Het mag.", "It may."),
                Outcome.NOT_MET: text("Nee.", "No."),
            },
            result={"properties": {"form": {"title": "The form", "x-title-nl": "De vorm"}}},
            result_facts=(),
            conditions={
                "turnover": ConditionRule(
                    "turnover",
                    Modality.MUST,
                    text("De omzet is genoeg.", "Turnover suffices."),
                    ("alg-04",),
                    "Voorwaarden",
                    (184, 185, 190),
                    ("/insurers/test/turnover",),
                    ("/insurers/test/departures/turnover/by",),
                    ("small",),
                    "years",
                    Actor.PROVIDER,
                )
            },
            exemptions={
                "small": Exemption(
                    "small",
                    text("Te klein.", "Too small."),
                    ("alg-12",),
                    ("/provider/sector",),
                    None,
                )
            },
            clauses=(),
        ),
        **more,
    )


CLAUSES = (
    Clause(
        "alg-04",
        "Voorwaarden",
        (184,),
        "0" * 16,
        text("De omzet is minstens 50.000 euro.", "Turnover is at least 50,000 euros."),
        ("eligibility/turnover",),
        None,
    ),
    Clause(
        "alg-20",
        "Innovatie",
        (200, 201),
        "1" * 16,
        text("Een ambitie.", "An ambition."),
        (),
        text("Er valt niets te beslissen.", "There is nothing to decide."),
    ),
)


def parameter(id_: str, unit: str, boundary: str, *versions: ParameterVersion) -> Parameter:
    title = text(f"Parameter {id_}.", f"Parameter {id_}.")
    return Parameter(id_, title, unit, boundary, "minstens", ("alg-04",), versions)


PARAMETERS = {
    p.id: p
    for p in (
        parameter("turnover", "euro", "at_least", ParameterVersion(50000, None)),
        parameter(
            "last-day",
            "date",
            "before",
            ParameterVersion("2023-09-01", None),
            ParameterVersion("2023-10-01", date(2023, 8, 2)),
        ),
        parameter("share", "percent", "less_than", ParameterVersion(12.5, None)),
        parameter("term", "years", "until", ParameterVersion(5, None)),
        parameter("years", "years_list", "none", ParameterVersion([2021, 2022], None)),
    )
}

LAWS = {
    law.id: law
    for law in (
        Law(
            "late-never-met",
            POLICY,
            "eligibility",
            text("Te laat voldoet nooit.", "Too late is never met."),
            ("alg-04", "alg-20"),
            {"years": "one"},
            (),
            Never((Comes((Outcome.MET,)),)),
            1,
        ),
        Law(
            "name-does-not-matter",
            POLICY,
            "attention",
            text("De naam doet er niet toe.", "The name does not matter."),
            (),
            {},
            (),
            Independent(("/provider/name",), "travel"),
            9,
        ),
    )
}

MANIFEST = PolicyManifest(
    id=POLICY,
    insurer="test",
    insurer_name="Test",
    title=text("Inkoopbeleid 2024", "Purchasing policy 2024"),
    sector="ggz",
    contract_year=2024,
    period=(date(2024, 1, 1), date(2024, 12, 31)),
    document="000_test",
    published=None,
    published_note=text("Het document heeft geen datum.", "The document has no date."),
    decisions={
        "eligibility": rule("eligibility", "Contract", "Contract"),
        "attention": rule(
            "attention", "Aandacht", "Attention", asked_by=(), outcomes={}, conditions={}
        ),
    },
    readings={
        "years": Reading(
            "years",
            ("alg-04",),
            READINGS[0].title,
            "one",
            READINGS[0].argument,
            {
                "one": ReadingValue("one", text("Eén jaar.", "One."), Standing.DEFENSIBLE),
                "sum": ReadingValue("sum", text("De som.", "The sum."), Standing.NOTED),
            },
        )
    },
    parameters=PARAMETERS,
    amendments={},
    changed={},
    scope=(),
    not_normative=(
        NotNormative("heading", (183, 186), "2" * 16),
        NotNormative("introduction", (187,), "3" * 16, text("Een groet.", "A greeting.")),
    ),
    milestones=(
        Milestone(
            "offers",
            text("De aanbiedingen gaan uit.", "The offers go out."),
            (Actor.INSURER, Actor.PROVIDER),
            ("alg-20",),
            precision=Precision.MONTH,
            channels=(Channel.VECOZO, Channel.EMAIL),
            day=date(2023, 9, 1),
            note=text("Daarna volgt een gesprek.", "A talk follows."),
        ),
        Milestone(
            "apply",
            text("De aanbieder meldt zich.", "The provider comes forward."),
            (Actor.PROVIDER,),
            ("alg-20",),
            boundary="before",
            parameter="last-day",
        ),
        Milestone(
            "agreed",
            text("Partijen spreken af.", "The parties agree."),
            (Actor.OTHER,),
            ("alg-20",),
        ),
    ),
    terms=(
        Term(
            "look-back",
            text("De jaren tellen.", "The years count."),
            (Actor.PROVIDER,),
            ("alg-04",),
            text("terug vanaf vandaag", "back from today"),
            parameter="term",
        ),
        Term(
            "reply",
            text("De verzekeraar antwoordt.", "The insurer replies."),
            (Actor.INSURER,),
            ("alg-20",),
            text("na de vraag", "after the question"),
            channels=(Channel.IN_WRITING,),
            length=Length(5, "working_days", "before"),
        ),
    ),
    clauses=CLAUSES,
    laws=LAWS,
)

MANIFESTS = {POLICY: MANIFEST}


def naming(language: Language) -> Naming:
    return Naming(Words(language), DICTIONARY)
