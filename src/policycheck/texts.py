"""Every word that policycheck shows to its users, in Dutch and in English.

One catalogue, so that a command says the same thing everywhere and a missing translation is a
failing test. Error messages are not here: they are English only, and stay with their errors.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policycheck.model import Text

TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        # What a decision can be, and what its conditions are.
        "outcome.met": Text("voldoet", "met"),
        "outcome.not_met": Text("voldoet niet", "not met"),
        "outcome.refer": Text("handmatig beoordelen", "refer"),
        "outcome.undetermined": Text("onbekend", "undetermined"),
        "outcome.not_applicable": Text("niet van toepassing", "not applicable"),
        "outcome.none": Text("alleen aandachtspunten", "points of attention only"),
        "outcome.leaning": Text("{outcome}, neigt naar {leaning}", "{outcome}, leaning {leaning}"),
        "status.met": Text("voldaan", "met"),
        "status.not_met": Text("niet voldaan", "not met"),
        "status.unknown": Text("onbekend", "unknown"),
        "status.open": Text("open", "open"),
        "status.not_applicable": Text("niet van toepassing", "not applicable"),
        "modality.scope": Text("toepassingsgebied", "scope"),
        "modality.must": Text("eis", "requirement"),
        "modality.in_principle": Text("in beginsel", "in principle"),
        "modality.judgement": Text("oordeel van de verzekeraar", "insurer's finding"),
        "modality.weighed": Text("weegt mee", "weighed"),
        "modality.expectation": Text("verwachting", "expectation"),
        "modality.insurer_duty": Text("taak van de verzekeraar", "insurer's duty"),
        "actor.provider": Text("zorgaanbieder", "provider"),
        "actor.insurer": Text("zorgverzekeraar", "insurer"),
        "actor.other": Text("een ander", "somebody else"),
        # The head of a decision.
        "head.outcome": Text("Uitkomst: {outcome}", "Outcome: {outcome}"),
        "head.as_of": Text("Peildatum {as_of}", "Judged on {as_of}"),
        "head.known_at": Text("tekst zoals bekend op {known_at}", "by the text of {known_at}"),
        "head.chosen": Text("Gekozen lezing: {reading}", "Chosen reading: {reading}"),
        # The sections of a decision.
        "section.result": Text("Resultaat", "Result"),
        "section.fails": Text("Wat niet voldoet", "What fails"),
        "section.missing": Text("Wat ontbreekt", "What is missing"),
        "section.insurer": Text("Wat wacht op de verzekeraar", "What waits for the insurer"),
        "section.open": Text("Wat de tekst openlaat", "What the text leaves open"),
        "section.attention": Text("Aandachtspunten", "Points of attention"),
        "section.deadlines": Text("Termijnen", "Deadlines"),
        "section.not_applicable": Text("Niet van toepassing", "Not applicable"),
        "section.met": Text("Waaraan is voldaan", "What is met"),
        "section.noted": Text("Andere lezingen, ter informatie", "Other readings, for information"),
        "missing.result": Text("Nodig voor het resultaat", "Needed for the result"),
        "final": Text(
            "De uitkomst staat vast: deze feiten veranderen haar niet.",
            "The outcome is final: these facts do not change it.",
        ),
        "not_judged": Text("Niet verder beoordeeld: {count}.", "Not judged further: {count}."),
        "attention.unknown": Text("Nog niet bekend: {names}", "Not known yet: {names}"),
        "attention.many": Text(
            "{count}; --verbose noemt ze allemaal", "{count}; --verbose names them all"
        ),
        "insurer.asks": Text("nog niet vastgelegd", "not recorded yet"),
        "insurer.negative": Text(
            "negatief; weegt mee en beslist niet alleen",
            "negative; weighed, and not decisive alone",
        ),
        "withdrawn_by": Text("niet van kracht: {names}", "not in force: {names}"),
        "exempted_by": Text("vrijgesteld: {names}", "exempt: {names}"),
        "exempt_by": Text("vrijstelling: {names}", "exemption: {names}"),
        "departure": Text("afwijking vastleggen in: {names}", "departure recorded in: {names}"),
        "not_due": Text("nog niet aan de orde: uiterlijk {day}", "not due yet: by {day}"),
        "due": Text("uiterlijk {day}", "due by {day}"),
        # Several policies at once.
        "matrix.decision": Text("Besluit", "Decision"),
        "matrix.legend": Text(
            "· niet gevraagd met deze feiten; leeg: het beleid kent dit besluit niet",
            "· not asked by these facts; empty: the policy has no such decision",
        ),
        "matrix.more": Text(
            "Elk besluit voluit: met -v, of van één beleid met -p.",
            "Every decision in full: with -v, or of one policy with -p.",
        ),
        "scope.unknown": Text(
            "Nog niet bekend of dit beleid over de aanbieder gaat",
            "Not known yet whether the policy is about the provider",
        ),
        "scope.not_met": Text(
            "Gaat niet over deze aanbieder of dit contractjaar",
            "Not about this provider or contract year",
        ),
        "scope.failed": Text("niet voldaan: {names}", "not met: {names}"),
        "scope.texts": Text("er zijn teksten voor {years}", "there are texts for {years}"),
        # The same decision by two texts.
        "compare.conditions": Text("Wat verschilt", "What differs"),
        "compare.states": Text("eerst {before}; dan {after}", "before {before}; after {after}"),
        "compare.summary": Text(
            "{count}, waarvan met een verschil: {differing}",
            "{count}, of which differ: {differing}",
        ),
        # Readings.
        "reading.default": Text("standaard", "default"),
        "reading.defensible": Text("verdedigbaar", "defensible"),
        "reading.noted": Text("ter informatie", "noted"),
        "reading.or": Text(" of ", " or "),
        # Deadlines.
        "deadline.upcoming": Text("komt nog", "to come"),
        "deadline.today": Text("vandaag", "today"),
        "deadline.passed": Text("voorbij", "passed"),
        "deadline.done": Text("gedaan", "done"),
        # The timeline: milestones and terms.
        "timeline.head": Text("Tijdlijn op {day}", "Timeline on {day}"),
        "timeline.known_at": Text("Tekst zoals bekend op {day}", "By the text of {day}"),
        "timeline.without_day": Text("de tekst noemt geen dag", "the text prints no day"),
        "timeline.changed": Text("gewijzigd op {day}", "changed on {day}"),
        "timeline.amended": Text("hierin: {title} ({day})", "in it: {title} ({day})"),
        "timeline.not_yet": Text(
            "nog niet hierin: {title} ({day})", "not in it yet: {title} ({day})"
        ),
        "timeline.calendar": Text("Zorginkoop: {policies}", "Care purchasing: {policies}"),
        "timeline.moments": Text("Mijlpalen", "Milestones"),
        "timeline.here": Text("peildatum {day}", "as of {day}"),
        "timeline.nothing": Text("Er komt niets meer.", "Nothing is to come."),
        "timeline.undated": Text("Zonder dag in de tekst", "Without a day in the text"),
        "timeline.terms": Text("Termijnen zonder eigen dag", "Terms without a day of their own"),
        "moment.exactly": Text("{moment}", "{moment}"),
        "moment.until": Text("uiterlijk {moment}", "by {moment}"),
        "moment.before": Text("vóór {moment}", "before {moment}"),
        "moment.from": Text("vanaf {moment}", "from {moment}"),
        "moment.last_day": Text("laatste dag {day}", "last day {day}"),
        "precision.month": Text("{month}", "{month}"),
        "precision.start_of_month": Text("begin {month}", "early {month}"),
        "precision.middle_of_month": Text("half {month}", "mid-{month}"),
        "precision.start_of_year": Text("begin {year}", "early {year}"),
        "precision.end_of_year": Text("eind {year}", "the end of {year}"),
        "state.passed": Text("voorbij", "passed"),
        "state.begun": Text("begonnen", "begun"),
        "state.going_on": Text("gaande", "going on"),
        "state.today": Text("vandaag", "today"),
        "state.upcoming": Text("komt nog", "to come"),
        "term.until": Text(
            "binnen {length}, het eind telt mee", "within {length}, the end included"
        ),
        "term.before": Text(
            "binnen {length}, het eind telt niet mee", "within {length}, the end not included"
        ),
        "term.less_than": Text("minder dan {length}", "less than {length}"),
        "term.at_least": Text("ten minste {length}", "at least {length}"),
        "term.from": Text("{length}, de eerste dag telt mee", "{length}, the first day included"),
        "term.exactly": Text("{length}", "{length}"),
        "term.none": Text("{length}", "{length}"),
        "channel.vecozo": Text("via VECOZO", "through VECOZO"),
        "channel.email": Text("per e-mail", "by e-mail"),
        "channel.website": Text("op de website van de verzekeraar", "on the insurer's website"),
        "channel.web_form": Text(
            "met het formulier op de website van de verzekeraar",
            "with the form on the insurer's website",
        ),
        "channel.care_finder": Text(
            "in de zorgzoeker van de verzekeraar", "in the insurer's care finder"
        ),
        "channel.letter": Text("per brief", "by letter"),
        "channel.in_writing": Text("schriftelijk", "in writing"),
        "channel.orally": Text("mondeling", "orally"),
        "channel.talks": Text("in gesprekken", "in talks"),
        "channel.dashboard": Text("in het dashboard van Vektis", "in the dashboard of Vektis"),
        "channel.expertise_centre": Text(
            "bij het Expertisecentrum Verduurzaming Zorg",
            "at the Expertise Centre for Sustainable Care (EVZ)",
        ),
        "list.and": Text(" en ", " and "),
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
        # Sources: where the clauses and the lines of a document went.
        "sources.not_normative": Text("Niet normatief", "Not normative"),
        "sources.findings": Text("Wat niet klopt", "What is wrong"),
        "sources.clauses": Text(
            "{count}: {decided} beslist, {information} ter informatie, {missing} ontbrekend",
            "{count}: {decided} decided, {information} information, {missing} missing",
        ),
        "sources.document": Text(
            "{count}: {claimed} in een bepaling, {not_normative} niet normatief, "
            "{unclaimed} nergens genoemd; veranderd: {drifted}",
            "{count}: {claimed} claimed, {not_normative} not normative, {unclaimed} unclaimed; "
            "drifted: {drifted}",
        ),
        "place.clause": Text("bepaling {name}", "clause {name}"),
        "place.amendment": Text("wijziging {name}", "amendment {name}"),
        "place.not_normative": Text("not_normative.yaml, {name}", "not_normative.yaml, {name}"),
        "sources.at": Text("{place}, r. {lines}: {what}", "{place}, l. {lines}: {what}"),
        "sources.lines": Text("r. {lines}: {what}", "l. {lines}: {what}"),
        "finding.missing": Text(
            "Niets beslist deze bepaling, en er staat geen reden bij: geef haar conditions, "
            "decided_by of information.",
            "Nothing decides this clause, and no reason is given: give it conditions, "
            "decided_by or information.",
        ),
        "finding.overlap": Text(
            "Deze regels staan ook bij een bepaling, een wijziging of een andere groep: haal ze "
            "uit deze groep.",
            "A clause, an amendment or another group cites these lines too: take them out of "
            "this group.",
        ),
        "finding.no_document": Text(
            "Er is geen bestand {detail} in de map: zet de tekst van het document daarin.",
            "There is no file {detail} in the directory: put the text of the document in it.",
        ),
        "finding.too_large": Text(
            "Het bestand {detail} is groter dan 5 MB: zet er alleen de tekst van het document in.",
            "The file {detail} is larger than 5 MB: put only the text of the document in it.",
        ),
        "finding.not_utf8": Text(
            "Het bestand {detail} is geen UTF-8: bewaar de tekst als UTF-8.",
            "The file {detail} is not UTF-8: save the text as UTF-8.",
        ),
        "finding.unreadable": Text(
            "Het bestand {detail} kan niet worden gelezen: kijk naar de rechten.",
            "The file {detail} cannot be read: look at its permissions.",
        ),
        "finding.beyond_end": Text(
            "Het document heeft maar {detail} regels: zoek de tekst op en verbeter lines.",
            "The document has only {detail} lines: find the text and correct lines.",
        ),
        "finding.blank": Text(
            "Hier staat niets: zoek de tekst op en verbeter lines.",
            "There is nothing here: find the text and correct lines.",
        ),
        "finding.drifted": Text(
            "De tekst is niet meer wat hij was: lees hem, pas aan wat erop rust, en maak "
            "checksum {detail}.",
            "The text is not what it was: read it, adapt what rests on it, and make checksum "
            "{detail}.",
        ),
        "finding.unclaimed": Text(
            "Geen bepaling noemt deze regels: voeg ze bij een bepaling, of zet ze in "
            "not_normative.yaml.",
            "No clause claims these lines: add them to a clause, or list them in "
            "not_normative.yaml.",
        ),
        "finding.unargued": Text(
            "Hier staat {detail}: voeg de regel bij een bepaling, of geef hem een eigen groep "
            "met een argument.",
            "This says {detail}: add the line to a clause, or give it a group of its own with "
            "an argument.",
        ),
        "finding.sentences": Text(
            "Eén argument gaat over meer dan één zin: geef elke zin een eigen groep.",
            "One argument is about more than one sentence: give each sentence its own group.",
        ),
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
    }
)
