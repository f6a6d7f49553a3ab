"""What a decision says: outcomes, statuses, readings, deadlines."""

from policycheck.model import Text

TEXTS = {
    # What a decision can be, and what its conditions are.
    "outcome.met": Text("voldoet", "met"),
    "outcome.not_met": Text("voldoet niet", "not met"),
    "outcome.refer": Text("handmatig beoordelen", "refer"),
    "outcome.undetermined": Text("onbekend", "undetermined"),
    "outcome.not_applicable": Text("niet van toepassing", "not applicable"),
    "outcome.none": Text("alleen ter aandacht", "for attention only"),
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
}
