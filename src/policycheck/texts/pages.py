"""What reports to mail and print say: headings, the switch of languages, tables to search."""

from policycheck.model import Text

TEXTS = {
    # How a condition stands.
    "standing.met": Text("voldaan", "met"),
    "standing.not_met": Text("niet voldaan", "not met"),
    "standing.unknown": Text("onbekend", "unknown"),
    "standing.waiting": Text("wacht op de verzekeraar", "waits for the insurer"),
    "standing.open": Text("de tekst laat het open", "left open by the text"),
    "standing.exempt": Text("niet van toepassing", "not applicable"),
    # Every page.
    "page.report": Text("Beslisrapport", "Decision report"),
    "page.skip": Text("Naar de inhoud", "Skip to the content"),
    "page.language": Text("Taal", "Language"),
    "page.print": Text("Afdrukken", "Print"),
    "page.open_all": Text("Alles openklappen", "Open everything"),
    "page.close_all": Text("Alles dichtklappen", "Close everything"),
    "page.file": Text("Bestand", "File"),
    "page.as_of": Text("Peildatum", "Judged on"),
    "page.disclaimer": Text(
        "policycheck leest gepubliceerd inkoopbeleid. Dit is geen juridisch advies, en geen"
        " uitkomst zegt dat iemand ergens recht op heeft.",
        "policycheck reads published purchasing policies. This is no legal advice, and no outcome"
        " says that somebody is entitled to something.",
    ),
    "page.redacted": Text(
        "Van gevoelige feiten staat hier alleen of ze bekend zijn, en niet wat erin staat.",
        "Of sensitive facts this says only whether they are known, and not what they say.",
    ),
    # One case.
    "page.decisions": Text("Besluiten", "Decisions"),
    "page.all_policies": Text("Alle inkoopbeleid naast elkaar", "All policies side by side"),
    "page.not_asked": Text("niet gevraagd", "not asked"),
    "page.no_such": Text("bestaat niet in dit beleid", "the policy has no such decision"),
    "page.others": Text("Ander inkoopbeleid", "Other policies"),
    "page.coverage": Text("Stand van de voorwaarden", "How the conditions stand"),
    "page.besides": Text(
        "Daarnaast: {others} die niet meebeslissen; {exempt} niet van toepassing.",
        "Besides: {others} that do not decide; {exempt} not applicable.",
    ),
    "page.decides": Text("leidt tot deze uitkomst", "leads to this outcome"),
    "page.required": Text("Wat is gevraagd", "What was required"),
    "page.citation": Text("Vindplaats", "Citation"),
    "page.facts": Text("Feiten", "Facts"),
    "page.missing": Text("Nog niet bekend", "Not known yet"),
    "page.exemptions": Text("Mogelijke vrijstellingen", "Possible exemptions"),
    "page.readings": Text("Onduidelijk in de tekst", "Unclear in the text"),
    "page.kind": Text("Soort", "Kind"),
    "page.leads_to": Text("leidt tot", "leads to"),
    "page.not_judged": Text("Niet verder beoordeeld", "Not judged further"),
    "page.timeline": Text("Termijnen op een rij", "Deadlines in a row"),
    "page.timeline_drawing": Text(
        "Tijdlijn: de peildatum is {today}. {counts}. De tabel hieronder noemt elke termijn met"
        " zijn nummer.",
        "Timeline: judged on {today}. {counts}. The table below names each deadline by its number.",
    ),
    "page.today": Text("peildatum", "judged"),
    "page.number": Text("Nr.", "No."),
    "page.day": Text("Uiterlijk", "By"),
    "page.what": Text("Wat", "What"),
    "page.who": Text("Wie", "Who"),
    "page.state": Text("Stand", "State"),
    "page.receipt": Text("Waarmee dit is beslist", "What this was decided with"),
    "page.receipt_says": Text(
        "Met deze kenmerken en het bestand van het geval is elk besluit te herhalen.",
        "With these marks and the file of the case every decision can be repeated.",
    ),
    "receipt.rules": Text("Regels", "Rules"),
    "receipt.schema": Text("Feitenschema", "Schema of facts"),
    "receipt.case": Text("Geval", "Case"),
    "receipt.engine": Text("Rekenkern", "Engine"),
    "receipt.policycheck": Text("policycheck", "policycheck"),
    # Several cases.
    "page.portfolio": Text("Portefeuille", "Portfolio"),
    "page.overview": Text("Uitkomsten per besluit", "Outcomes by decision"),
    "page.every_decision": Text("Alle besluiten", "Every decision"),
    "page.provider": Text("Zorgaanbieder", "Provider"),
    "page.decision": Text("Besluit", "Decision"),
    "page.outcome": Text("Uitkomst", "Outcome"),
    "page.why": Text("Waarom", "Why"),
    "page.more_reasons": Text("andere redenen", "other reasons"),
    "page.next": Text("Eerste termijn", "Next deadline"),
    "page.total": Text("Totaal", "Total"),
    "page.search": Text("Zoek in naam, bestand en reden", "Search name, file and reason"),
    "page.policy": Text("Inkoopbeleid", "Policy"),
    "page.all": Text("alle", "all"),
    "page.clear": Text("Wis filters", "Clear filters"),
    "page.details": Text("Toelichting", "Details"),
    "page.shown": Text("{first} tot {last} van {n}", "{first} to {last} of {n}"),
    "page.none_shown": Text("Geen besluit past bij dit filter.", "No decision fits this filter."),
    "page.previous": Text("Vorige", "Previous"),
    "page.following": Text("Volgende", "Next"),
    "page.filters": Text("Filters", "Filters"),
    "page.without_script": Text(
        "Hier staan de eerste {shown} van {n} besluiten. Voor de andere, en om te zoeken, moet"
        " JavaScript aan staan.",
        "These are the first {shown} of {n} decisions. For the others, and to search, JavaScript"
        " has to be on.",
    ),
    "page.undecided": Text("Zonder besluit", "Without a decision"),
    # Invalid cases.
    "page.errors": Text("Dit geval kan niet worden beoordeeld", "This case cannot be judged"),
    "page.errors_many": Text(
        "Deze gevallen kunnen niet worden beoordeeld", "These cases cannot be judged"
    ),
    "page.errors_say": Text(
        "Er is niets beslist. Verbeter wat hieronder staat en probeer het opnieuw.",
        "Nothing was decided. Correct what is listed below and try again.",
    ),
    "page.place": Text("Plaats", "Place"),
    "page.fact": Text("Feit", "Fact"),
    "page.problem": Text("Wat er mis is (in het Engels)", "What is wrong"),
    "page.code": Text("Code", "Code"),
    "page.line": Text("regel {line}, kolom {column}", "line {line}, column {column}"),
    "page.whole": Text("het hele bestand", "the whole file"),
    "count.problem.one": Text("{n} fout", "{n} problem"),
    "count.problem.many": Text("{n} fouten", "{n} problems"),
}
