"""What would change a decision."""

from policycheck.model import Text

TEXTS = {
    "flip.one": Text("Eén feit anders geeft een andere uitkomst", "One other fact turns it"),
    "flip.two": Text(
        "Twee feiten samen anders geven een andere uitkomst", "Two other facts together turn it"
    ),
    "flip.to": Text("dan: {outcome}", "then: {outcome}"),
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
    "flip.from": Text("vanaf {low}", "from {low}"),
    "flip.up_to": Text("tot en met {high}", "up to and including {high}"),
    "flip.between": Text("van {low} tot en met {high}", "from {low} up to and including {high}"),
    "flip.deed": Text(
        "te doen op {day}, en op die dag beoordeeld", "to be done on {day}, and judged on that day"
    ),
    "flip.past": Text(
        "had toen moeten gebeuren; dat kan nu niet meer",
        "would have had to happen then; that is no longer possible",
    ),
    "flip.historic": Text("ligt vast; ter informatie", "this is fixed; for information"),
    "flip.insurer": Text("hier gaat de verzekeraar over", "this is up to the insurer"),
    "flip.until": Text(
        "Helpt uiterlijk op {day}; een dag later niet meer.",
        "Helps on {day} at the latest; a day later no more.",
    ),
    "flip.verified": Text(
        "Nagerekend: het gewijzigde geval is beslist op {day}.",
        "Verified: the changed case was decided on {day}.",
    ),
    "flip.more": Text(
        "En nog {count} manieren; --flip-most {all} toont ze allemaal.",
        "And {count} more ways; --flip-most {all} shows them all.",
    ),
    "flip.turned": Text(
        "De uitkomst is al zo: er is niets te veranderen.",
        "The outcome is that already: there is nothing to change.",
    ),
    "flip.attention": Text(
        "Dit besluit geeft alleen aandachtspunten.", "This decision gives points of attention only."
    ),
    "flip.no_single": Text(
        "Eén ander feit geeft niet: {outcomes}. Bekeken: {facts}, elk met alle waarden die het "
        "kan hebben.",
        "No other fact by itself leads to: {outcomes}. Looked at: {facts}, each with all values "
        "that it can have.",
    ),
    "flip.no_two": Text(
        "Twee andere feiten geven dat ook niet. Bekeken: {pairs}.",
        "Neither do two other facts. Looked at: {pairs}.",
    ),
    "flip.unsettled": Text(
        "Bij {pairs} is dat niet uitgezocht: het zijn te veel waarden.",
        "For {pairs} that was not settled: there are too many values.",
    ),
    "flip.unfit": Text(
        "{n} andere veranderingen zouden helpen, maar passen niet bij de andere feiten.",
        "{n} other changes would do, but do not fit the other facts.",
    ),
    "flip.none_left": Text(
        "De bewijzer bevestigt dat geen ander feit alleen dat geeft.",
        "The solver confirms that no other fact by itself does.",
    ),
    "flip.not_decided": Text(
        "De bewijzer kon dat niet in de tijd bevestigen.",
        "The solver could not confirm that in time.",
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
