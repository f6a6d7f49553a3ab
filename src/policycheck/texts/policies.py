"""Policies as list and show tell them."""

from policycheck.model import Text

TEXTS = {
    # Policies: list and show.
    "policy.period": Text("{first} tot en met {last}", "{first} to {last}"),
    "policy.contract": Text("Contractjaar {year}: {period}", "Contract year {year}: {period}"),
    "policy.document": Text("Document {id}", "Document {id}"),
    "policy.published": Text("gepubliceerd op {day}", "published on {day}"),
    "policy.decisions": Text("Besluiten", "Decisions"),
    "policy.parameters": Text("Bedragen, dagen en termijnen", "Amounts, days and terms"),
    "policy.milestones": Text("Kalender", "Calendar"),
    "policy.readings": Text("Lezingen", "Readings"),
    "policy.clauses": Text("Bepalingen", "Clauses"),
    "policy.outcomes": Text("Uitkomsten", "Outcomes"),
    "policy.conditions": Text("Voorwaarden", "Conditions"),
    "policy.exemptions": Text("Vrijstellingen", "Exemptions"),
    "policy.asked_by": Text(
        "Wordt beantwoord zodra een van deze feiten bekend is",
        "Answered as soon as one of these facts is known",
    ),
    "clause.decided": Text("beslist door {names}", "decided by {names}"),
    "clause.information": Text("ter informatie: {why}", "information: {why}"),
    "clause.missing": Text(
        "ontbreekt: niets beslist dit, en er staat geen reden bij",
        "missing: nothing decides it, and no reason is given",
    ),
    "citation": Text("{section}, r. {lines} ({refs})", "{section}, l. {lines} ({refs})"),
    # Parameters.
    "boundary.before": Text("vóór {value}", "before {value}"),
    "boundary.until": Text("tot en met {value}", "up to and including {value}"),
    "boundary.at_least": Text("ten minste {value}", "at least {value}"),
    "boundary.less_than": Text("minder dan {value}", "less than {value}"),
    "boundary.more_than": Text("meer dan {value}", "more than {value}"),
    "boundary.from": Text("vanaf {value}", "from {value}"),
    "boundary.exactly": Text("precies {value}", "exactly {value}"),
    "boundary.none": Text("{value}", "{value}"),
    "parameter.word": Text("in de tekst: “{word}”", "in the text: “{word}”"),
    "parameter.from": Text("{value}, sinds {day}", "{value}, since {day}"),
    "unit.years.one": Text("{n} jaar", "{n} year"),
    "unit.years.many": Text("{n} jaar", "{n} years"),
    "unit.days.one": Text("{n} dag", "{n} day"),
    "unit.days.many": Text("{n} dagen", "{n} days"),
    "unit.working_days.one": Text("{n} werkdag", "{n} working day"),
    "unit.working_days.many": Text("{n} werkdagen", "{n} working days"),
    "unit.months.one": Text("{n} maand", "{n} month"),
    "unit.months.many": Text("{n} maanden", "{n} months"),
    "unit.minutes.one": Text("{n} minuut", "{n} minute"),
    "unit.minutes.many": Text("{n} minuten", "{n} minutes"),
    "unit.level": Text("niveau {n}", "level {n}"),
}
