"""What would change a decision."""

from policycheck.model import Text

TEXTS = {
    "flip.one": Text(
        "Eén feit anders geeft een andere uitkomst", "One changed fact gives another outcome"
    ),
    "flip.two": Text(
        "Twee feiten samen anders geven een andere uitkomst",
        "Two changed facts together give another outcome",
    ),
    "flip.to": Text("dan: {outcome} (nagerekend op {day})", "then: {outcome} (verified on {day})"),
    "flip.fact": Text("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "flip.unknown": Text("niet bekend", "not known"),
    "flip.other": Text(
        "{fact}: dit zou anders moeten zijn", "{fact}: this would have to be different"
    ),
    "flip.other_new": Text(
        "{fact}: niet bekend; het moet bekend zijn, met een antwoord dat helpt",
        "{fact}: not known; it has to be known, with an answer that helps",
    ),
    "flip.other_value": Text("een andere waarde", "another value"),
    "flip.other_day": Text("een dag die hier niet staat", "a day that is not told here"),
    "flip.left_out": Text(
        "Welke waarde helpt, kan iets zeggen over een gevoelig feit. Die staat hier daarom niet.",
        "Which value helps may say something of a sensitive fact. It is left out for that reason.",
    ),
    "flip.from": Text("dat geldt vanaf {low}", "this holds from {low}"),
    "flip.up_to": Text("dat geldt tot en met {high}", "this holds up to and including {high}"),
    "flip.between": Text(
        "dat geldt van {low} tot en met {high}", "this holds from {low} up to and including {high}"
    ),
    "flip.deed": Text(
        "te doen op {day} en beoordeeld op die dag", "to be done on {day} and judged on that day"
    ),
    "flip.past": Text(
        "had toen moeten gebeuren; dat kan nu niet meer",
        "this should have happened then; that is no longer possible",
    ),
    "flip.historic": Text("ligt vast; ter informatie", "this is fixed; for information"),
    "flip.insurer": Text("hier gaat de verzekeraar over", "this is up to the insurer"),
    "flip.until": Text(
        "Helpt uiterlijk op {day}; een dag later niet meer.",
        "Helps until {day}; a day later it no longer does.",
    ),
    "flip.more": Text(
        "En nog {count} manieren; --flip-most {all} toont ze allemaal.",
        "And {count} more ways; --flip-most {all} shows them all.",
    ),
    "flip.turned": Text(
        "Dit is de uitkomst al: er hoeft niets te veranderen.",
        "This is the outcome already: nothing has to change.",
    ),
    "flip.attention": Text(
        "Dit besluit geeft alleen aandachtspunten.", "This decision gives points of attention only."
    ),
    "flip.no_single": Text(
        "Met één ander feit wordt de uitkomst niet: {outcomes}. Bekeken: {facts}, met alle "
        "waarden die mogelijk zijn.",
        "No single changed fact gives: {outcomes}. Looked at: {facts}, with all values that are "
        "possible.",
    ),
    "flip.no_two": Text(
        "Met twee andere feiten ook niet. Bekeken: {pairs}.",
        "Neither do two changed facts. Looked at: {pairs}.",
    ),
    "flip.unsettled": Text(
        "Bij {pairs} is dat niet uitgezocht: er zijn te veel waarden.",
        "For {pairs} this was not settled: there are too many values.",
    ),
    "flip.unfit": Text(
        "Veranderingen die zouden helpen, maar niet bij de andere feiten passen: {n}.",
        "Changes that would help, but do not fit the other facts: {n}.",
    ),
    "flip.none_left": Text(
        "Een tweede berekening, langs een andere weg, bevestigt dat één ander feit niet genoeg is.",
        "A second calculation, made in another way, confirms that no single fact is enough.",
    ),
    "flip.not_decided": Text(
        "Een tweede berekening, langs een andere weg, kon dat niet op tijd bevestigen.",
        "A second calculation, made in another way, could not confirm this in time.",
    ),
    "flip.or": Text(" of ", " or "),
    "flip.summary": Text(
        "{decisions} bekeken; {cases} nagerekend", "{decisions} looked at; {cases} verified"
    ),
    "flip.anyones": Text(
        "Alleen feiten die de aanbieder kan veranderen; --flip-any toont ook de andere.",
        "Only facts that the provider can change; --flip-any shows the others too.",
    ),
    "count.pair.one": Text("{n} paar feiten", "{n} pair of facts"),
    "count.pair.many": Text("{n} paren feiten", "{n} pairs of facts"),
}
