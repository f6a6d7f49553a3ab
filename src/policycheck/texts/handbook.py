"""The policy handbook."""

from policycheck.model import Text

TEXTS = {
    # Every page.
    "handbook.title": Text("Handboek inkoopbeleid", "Policy handbook"),
    "handbook.skip": Text("Naar de inhoud", "Skip to the content"),
    "handbook.pages": Text("Delen van het handboek", "Parts of the handbook"),
    "handbook.trail": Text("U bent hier", "You are here"),
    "handbook.other_language": Text("English", "Nederlands"),
    "handbook.search": Text("Zoeken", "Search"),
    "handbook.search_hint": Text(
        "Zoek op titel, bepaling, feit of bedrag", "Search titles, clauses, facts, amounts"
    ),
    "handbook.search_none": Text("Niets gevonden.", "Nothing found."),
    "handbook.search_found": Text("{n} gevonden", "{n} found"),
    "handbook.search_more": Text(
        "Alleen de eerste {n} staan hier: typ meer.", "Only the first {n} are here: type more."
    ),
    "handbook.on_this_page": Text("Op deze pagina", "On this page"),
    "handbook.made_of": Text("Waarvan deze pagina is gemaakt", "What this page was made of"),
    "handbook.version": Text("policycheck {version}", "policycheck {version}"),
    "handbook.rules": Text("Regels van {policy}: {digest}", "Rules of {policy}: {digest}"),
    "handbook.text": Text("Tekst van {policy}: {text}", "Text of {policy}: {text}"),
    "handbook.schema": Text("Feiten: {digest}", "Facts: {digest}"),
    "handbook.text_of": Text("zoals bekend op {day} (known_at)", "as known on {day} (known_at)"),
    "handbook.text_last": Text(
        "de laatste, gepubliceerd op {day} (known_at)",
        "the last one, published on {day} (known_at)",
    ),
    "handbook.text_undated": Text(
        "de laatste (known_at); het document noemt geen dag van publicatie",
        "the last one (known_at); the document prints no day of publication",
    ),
    "handbook.no_advice": Text(
        "Dit handboek leest gepubliceerd beleid. Het is geen juridisch advies, en geen uitkomst "
        "zegt dat iemand ergens recht op heeft.",
        "This handbook reads published policies. It is no legal advice, and no outcome says that "
        "somebody is entitled to something.",
    ),
    # The start page.
    "handbook.intro": Text(
        "Wat zorgverzekeraars in hun inkoopbeleid van een zorgaanbieder vragen: elke bepaling, de "
        "regel die haar toetst, en de feiten die daarvoor nodig zijn.",
        "What health insurers ask of a care provider in their purchasing policies: every clause, "
        "the rule that decides it, and the facts that it takes.",
    ),
    "handbook.policies": Text("Beleid", "Policies"),
    "handbook.insurer": Text("Verzekeraar", "Insurer"),
    "handbook.year": Text("Contractjaar", "Contract year"),
    "handbook.facts": Text("Feiten", "Facts"),
    "handbook.clauses": Text("Alle bepalingen", "All clauses"),
    # A policy.
    "handbook.id": Text("Naam", "Name"),
    "handbook.document": Text("Document", "Document"),
    "handbook.published": Text("Gepubliceerd", "Published"),
    "handbook.period": Text("Contractperiode", "Contract period"),
    "handbook.question": Text("Vraag", "Question"),
    "handbook.decision": Text("Besluit", "Decision"),
    "handbook.amendments": Text("Wijzigingen", "Amendments"),
    "handbook.moment": Text("Wanneer", "When"),
    "handbook.what": Text("Wat", "What"),
    "handbook.who": Text("Wie", "Who"),
    "handbook.source": Text("Bron", "Source"),
    "handbook.in_this_text": Text("geldt in deze tekst", "holds in this text"),
    "handbook.used_by": Text("Gebruikt door", "Used by"),
    "handbook.not_used": Text("Geen voorwaarde leest dit.", "No condition reads this."),
    "handbook.word": Text("Woord in de tekst", "Word in the text"),
    "handbook.answers": Text("Antwoorden", "Answers"),
    "handbook.touches": Text("Raakt", "Touches"),
    "handbook.rules_pages": Text("De regels in Rego", "The rules in Rego"),
    "handbook.library": Text("gedeelde bibliotheek", "shared library"),
    # A decision.
    "handbook.meaning": Text("Betekenis", "Meaning"),
    "handbook.outcome": Text("Uitkomst", "Outcome"),
    "handbook.no_outcome": Text(
        "Dit besluit heeft geen uitkomst: het noemt alleen aandachtspunten.",
        "This decision has no outcome: it only names points of attention.",
    ),
    "handbook.result": Text("Wat het besluit oplevert", "What the decision yields"),
    "handbook.result_facts": Text("Nodig voor het resultaat", "Needed for the result"),
    "handbook.in_the_list": Text("in de lijst", "in the list"),
    "handbook.clauses_rules": Text("Bepalingen en hun regels", "Clauses and their rules"),
    "handbook.facts_needed": Text("Feiten", "Facts"),
    "handbook.departure": Text(
        "De verzekeraar kan afwijken; dat staat in", "The insurer can depart; that stands in"
    ),
    "handbook.exempt_by": Text("Geldt niet bij", "Does not apply with"),
    "handbook.parameters_read": Text("Bedragen en dagen", "Amounts and days"),
    "handbook.reading": Text("Lezing", "Reading"),
    "handbook.laws": Text("Stellingen", "Laws"),
    "handbook.due_who": Text("Wie op tijd moet zijn", "Who has to be in time"),
    "handbook.rule": Text("De regel", "The rule"),
    "handbook.helpers.one": Text("{n} regel die deze gebruikt", "{n} rule that it uses"),
    "handbook.helpers.many": Text("{n} regels die deze gebruikt", "{n} rules that it uses"),
    "handbook.no_rule": Text(
        "Geen regel heeft deze voorwaarde bij naam.", "No rule has this condition by name."
    ),
    "handbook.decided_by": Text("Beslist door", "Decided by"),
    "handbook.whole_decision": Text("het besluit als geheel", "the decision as a whole"),
    "handbook.elsewhere": Text("Hier staat hetzelfde", "The same stands here"),
    "handbook.added": Text("Toegevoegd door: {title} ({day})", "Added by: {title} ({day})"),
    "handbook.withdrawn": Text("Vervallen door: {title} ({day})", "Withdrawn by: {title} ({day})"),
    "handbook.not_in_text": Text("staat niet in deze tekst", "is not in this text"),
    "handbook.examples": Text("Voorbeelden", "Examples"),
    "handbook.examples_intro": Text(
        "Elk voorbeeld is met deze regels beslist. De zinnen staan in de taal van hun schrijver.",
        "Each example was decided with these rules. The sentences are in the language of their "
        "author.",
    ),
    "handbook.example": Text("Voorbeeld", "Example"),
    "handbook.base": Text("Uitgangspunt", "Starts from"),
    "handbook.changes": Text("Daarin anders", "What differs"),
    "handbook.removed": Text("weggelaten", "left out"),
    "handbook.law_readings": Text("bij de lezing {readings}", "by the reading {readings}"),
    "handbook.kind": Text("Soort", "Kind"),
    # What a condition weighs.
    "handbook.modality.scope": Text(
        "Is hier niet aan voldaan, dan gaat het beleid niet over deze aanbieder of dit jaar.",
        "If it is not met, the policy is not about this provider or this year.",
    ),
    "handbook.modality.must": Text(
        "Is hier niet aan voldaan, dan is de uitkomst: voldoet niet.",
        "If it is not met, the outcome is: not met.",
    ),
    "handbook.modality.in_principle": Text(
        "De verzekeraar mag hiervan afwijken. Is hier niet aan voldaan, dan beoordeelt iemand het.",
        "The insurer may depart from it. If it is not met, somebody has to judge.",
    ),
    "handbook.modality.judgement": Text(
        "De verzekeraar oordeelt en legt dat vast. Een negatief oordeel beslist.",
        "The insurer judges and records it. A negative finding decides.",
    ),
    "handbook.modality.weighed": Text(
        "De verzekeraar weegt dit mee. Het beslist niet alleen.",
        "The insurer weighs it. It is not decisive alone.",
    ),
    "handbook.modality.expectation": Text(
        "Een aandachtspunt. Het verandert de uitkomst niet.",
        "A point of attention. It does not change the outcome.",
    ),
    "handbook.modality.insurer_duty": Text(
        "Dit moet de verzekeraar doen. Het telt nooit tegen de aanbieder.",
        "The insurer has to do this. It never counts against the provider.",
    ),
    # Clauses.
    "handbook.clauses_of": Text("Bepalingen van {policy}", "Clauses of {policy}"),
    "handbook.clauses_intro": Text(
        "Elke bepaling van het document, in de volgorde van de tekst, en waar zij is gebleven. "
        "Daaronder de regels waar geen bepaling in staat.",
        "Every clause of the document, in the order of the text, and where it went. Below them the "
        "lines that hold no clause.",
    ),
    "handbook.clause": Text("Bepaling", "Clause"),
    "handbook.says": Text("Wat er staat", "What it says"),
    "handbook.went": Text("Waar zij is gebleven", "Where it went"),
    "handbook.lines": Text("Regels", "Lines"),
    "handbook.at_lines": Text("r. {lines}", "l. {lines}"),
    "handbook.why": Text("Waarom", "Why"),
    "handbook.no_clause": Text("Regels zonder bepaling", "Lines without a clause"),
    # Facts.
    "handbook.facts_intro": Text(
        "Alles wat een geval kan bevatten. Een aanbieder beschrijft zich één keer; elk beleid "
        "leest daaruit wat het nodig heeft.",
        "All that a case can hold. A provider describes itself once; each policy reads of it what "
        "it needs.",
    ),
    "handbook.fact": Text("Feit", "Fact"),
    "handbook.unit": Text("Eenheid", "Unit"),
    "handbook.within": Text("Wat erin staat", "What is in it"),
    "handbook.supplier": Text("Wie het weet", "Who knows it"),
    "handbook.change": Text("Kan het veranderen", "Can it change"),
    "handbook.examples_of_fact": Text("Zo schrijft u het op", "How to write it"),
    "handbook.who_asks": Text("Wie dit vraagt", "Who asks this"),
    "handbook.nobody_asks": Text(
        "Geen beleid in dit handboek vraagt dit.", "No policy in this handbook asks this."
    ),
    "handbook.asks.condition": Text("voorwaarde", "condition"),
    "handbook.asks.scope": Text("voorwaarde van elk besluit", "condition of every decision"),
    "handbook.asks.exemption": Text("vrijstelling", "exemption"),
    "handbook.asks.result": Text("voor het resultaat", "for the result"),
    "handbook.asks.asked": Text(
        "toont dat het besluit wordt gevraagd", "shows that the decision is asked for"
    ),
    "handbook.asked_times.one": Text("{n} keer gevraagd", "asked {n} time"),
    "handbook.asked_times.many": Text("{n} keer gevraagd", "asked {n} times"),
    "handbook.type.bool": Text("ja of nee", "yes or no"),
    "handbook.type.integer": Text("geheel getal", "whole number"),
    "handbook.type.amount": Text("bedrag in euro's", "amount in euros"),
    "handbook.type.decimal": Text("getal", "number"),
    "handbook.type.date": Text("datum", "date"),
    "handbook.type.event_date": Text(
        "datum waarop iets gebeurde", "day on which something happened"
    ),
    "handbook.type.text": Text("tekst", "text"),
    "handbook.type.enum": Text("keuze", "choice"),
    "handbook.type.identifier": Text("nummer, als tekst", "number, as text"),
    "handbook.type.list": Text("lijst", "list"),
    "handbook.type.object": Text("groep van feiten", "group of facts"),
    "handbook.unit.count": Text("aantal", "number of"),
    "handbook.unit.days": Text("dagen", "days"),
    "handbook.unit.fte": Text("fte", "fte"),
    "handbook.unit.kilometres": Text("kilometer", "kilometres"),
    "handbook.unit.level": Text("niveau", "level"),
    "handbook.unit.mark": Text("rapportcijfer", "mark"),
    "handbook.unit.minutes": Text("minuten", "minutes"),
    "handbook.unit.year": Text("jaartal", "calendar year"),
    # Rego.
    "handbook.module_of": Text("Regels: {module}", "Rules: {module}"),
    "handbook.what_is.policy": Text("beleid", "policy"),
    "handbook.what_is.decision": Text("besluit", "decision"),
    "handbook.what_is.clause": Text("bepaling", "clause"),
    "handbook.what_is.condition": Text("voorwaarde", "condition"),
    "handbook.what_is.exemption": Text("vrijstelling", "exemption"),
    "handbook.what_is.parameter": Text("bedrag of dag", "amount or day"),
    "handbook.what_is.reading": Text("lezing", "reading"),
    "handbook.what_is.milestone": Text("mijlpaal", "milestone"),
    "handbook.what_is.term": Text("termijn", "term"),
    "handbook.what_is.law": Text("stelling", "law"),
    "handbook.what_is.fact": Text("feit", "fact"),
}
