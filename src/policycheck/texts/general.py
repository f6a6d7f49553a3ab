"""What several commands say: counts, facts and cases, values."""

from policycheck.model import Text

TEXTS = {
    # Counts.
    "count.decision.one": Text("{n} besluit", "{n} decision"),
    "count.decision.many": Text("{n} besluiten", "{n} decisions"),
    "count.condition.one": Text("{n} voorwaarde", "{n} condition"),
    "count.condition.many": Text("{n} voorwaarden", "{n} conditions"),
    "count.expectation.one": Text("{n} verwachting", "{n} expectation"),
    "count.expectation.many": Text("{n} verwachtingen", "{n} expectations"),
    "count.item.one": Text("{n} onderdeel", "{n} item"),
    "count.item.many": Text("{n} onderdelen", "{n} items"),
    "count.policy.one": Text("{n} beleidsdocument", "{n} policy"),
    "count.policy.many": Text("{n} beleidsdocumenten", "{n} policies"),
    "count.fact.one": Text("{n} feit", "{n} fact"),
    "count.fact.many": Text("{n} feiten", "{n} facts"),
    "count.clause.one": Text("{n} bepaling", "{n} clause"),
    "count.clause.many": Text("{n} bepalingen", "{n} clauses"),
    "count.line.one": Text("{n} regel met tekst", "{n} line with text"),
    "count.line.many": Text("{n} regels met tekst", "{n} lines with text"),
    "count.finding.one": Text("{n} bevinding", "{n} finding"),
    "count.finding.many": Text("{n} bevindingen", "{n} findings"),
    # Facts and cases.
    "fact.name": Text("Feit", "Fact"),
    "fact.type": Text("Soort", "Type"),
    "fact.title": Text("Titel", "Title"),
    "fact.values": Text("Waarden: {values}", "Values: {values}"),
    "fact.examples": Text("Voorbeelden: {values}", "Examples: {values}"),
    "fact.asked_by": Text("Gevraagd door", "Asked by"),
    "fact.not_asked": Text("Geen voorwaarde vraagt dit.", "No condition asks this."),
    "case.valid": Text("{file}: geldig", "{file}: valid"),
    # Values.
    "value.true": Text("ja", "yes"),
    "value.false": Text("nee", "no"),
    "value.none": Text("geen", "none"),
    "value.withheld": Text("bekend; de inhoud is weggelaten", "known; its content is left out"),
}
