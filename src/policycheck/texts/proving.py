"""What holds for every case."""

from policycheck.model import Text

TEXTS = {
    "prove.law": Text("Stelling", "Law"),
    "prove.verdict": Text("Uitkomst", "Verdict"),
    "prove.seconds": Text("Seconden", "Seconds"),
    "prove.kept": Text("eerder", "earlier"),
    "prove.note": Text("{verdict} (ter informatie)", "{verdict} (for information)"),
    "prove.refs": Text("Onderdelen van het beleid: {refs}", "Clauses: {refs}"),
    "prove.vacuous": Text(
        "Er is geen enkel geval waar deze stelling over gaat: zij zegt dus niets.",
        "There is no case that this law is about, so it says nothing.",
    ),
    "prove.reason": Text("Reden: {reason}.", "Reason: {reason}."),
    "prove.case": Text("Een geval dat de stelling weerlegt:", "A case that breaks the law:"),
    "prove.case_of": Text("Geval {n}:", "Case {n}:"),
    "prove.days": Text(
        "beoordeeld op {as_of}, naar de tekst van {known_at}",
        "judged on {as_of}, by the text of {known_at}",
    ),
    "prove.no_facts": Text("geen enkel feit is bekend", "no fact is known"),
    "prove.comes_to": Text("uitkomst: {outcome}", "outcome: {outcome}"),
    "prove.no_answer": Text("geen antwoord: {error}", "no answer: {error}"),
    "prove.assumes": Text(
        "Voor elk geval dat in het schema past.", "For every case that fits the schema."
    ),
    "prove.assumes_days": Text(
        "Voor elk geval dat in het schema past, naar de tekst van {day} of later.",
        "For every case that fits the schema, by the text of {day} or later.",
    ),
    "prove.assumes_lists": Text(
        "Deze lijsten hebben hoogstens zoveel onderdelen: {lists}.",
        "These lists have at most so many items: {lists}.",
    ),
    "prove.assumes_slow": Text(
        "Deze voorwaarden zijn niet te volgen en mogen alles zijn: {names}.",
        "These conditions cannot be followed, and may come to anything: {names}.",
    ),
    "prove.total": Text(
        "{laws} stellingen: {counts}; {seconds} s rekenwerk",
        "{laws} laws: {counts}; {seconds} s of work",
    ),
    "verdict.proved": Text("bewezen", "proved"),
    "verdict.refuted": Text("weerlegd", "refuted"),
    "verdict.not_decided": Text("niet beslist", "not decided"),
    "verdict.vacuous": Text("gaat over niets", "about nothing"),
    "count.note.one": Text("{n} opmerking", "{n} note"),
    "count.note.many": Text("{n} opmerkingen", "{n} notes"),
    # Two states of the rules, two texts or two policies, compared in every case.
    "equivalence.proved": Text("Vergeleken in elk geval", "Compared in every case"),
    "equivalence.of": Text("{before} met {after}", "{before} with {after}"),
    "equivalence.says": Text("{name}: {verdict}", "{name}: {verdict}"),
    "equivalence.equivalent": Text(
        "in elk geval hetzelfde: bewezen", "the same in every case: proved"
    ),
    "equivalence.other_reasons": Text(
        "in elk geval hetzelfde antwoord, soms om andere redenen: bewezen",
        "the same answer in every case, in some for other reasons: proved",
    ),
    "equivalence.more_permissive": Text(
        "in sommige gevallen ruimer, in geen enkel geval strenger",
        "more permissive in some cases, stricter in none",
    ),
    "equivalence.stricter": Text(
        "in sommige gevallen strenger, in geen enkel geval ruimer",
        "stricter in some cases, more permissive in none",
    ),
    "equivalence.both": Text(
        "in sommige gevallen ruimer en in andere strenger",
        "more permissive in some cases, stricter in others",
    ),
    "equivalence.different": Text(
        "in sommige gevallen anders, in geen enkel geval ruimer of strenger",
        "different in some cases, more permissive or stricter in none",
    ),
    "equivalence.not_decided": Text("niet beslist", "not decided"),
    "equivalence.no_case": Text(
        "geen enkel geval hoort bij beide", "there is no case that both are about"
    ),
    "equivalence.outside": Text("buiten het hek {verdict}", "outside the fence {verdict}"),
    "equivalence.inside": Text("binnen het hek {verdict}", "inside the fence {verdict}"),
    "equivalence.undecided": Text(
        "Niet beslist of er een geval is: {way} ({reason}).",
        "Not decided whether there is a case: {way} ({reason}).",
    ),
    "equivalence.reason": Text("Niet beslist: {reason}.", "Not decided: {reason}."),
    "equivalence.found": Text("{way}: {before} → {after}", "{way}: {before} → {after}"),
    "equivalence.way.more_permissive": Text("ruimer", "more permissive"),
    "equivalence.way.stricter": Text("strenger", "stricter"),
    "equivalence.way.other_outcome": Text("andere uitkomst", "another outcome"),
    "equivalence.way.other_result": Text("ander resultaat", "another result"),
    "equivalence.way.other_reasons": Text("andere redenen", "other reasons"),
    "equivalence.in_case": Text(
        "in dit geval, beoordeeld op {as_of}, naar de tekst van {known_at}:",
        "in this case, judged on {as_of}, by the text of {known_at}:",
    ),
    "equivalence.in_case_of_texts": Text(
        "in dit geval, beoordeeld op {as_of}, naar de tekst van {before} en van {after}:",
        "in this case, judged on {as_of}, by the text of {before} and of {after}:",
    ),
    "equivalence.years": Text(
        "voor contractjaar {before} bij {one} en {after} bij {other}",
        "for contract year {before} at {one} and {after} at {other}",
    ),
    "equivalence.only": Text("alleen {name} heeft: {conditions}", "only {name} has: {conditions}"),
    "equivalence.same_rules": Text(
        "Geen andere regels, dus in elk geval hetzelfde: {names}",
        "The same rules, so the same in every case: {names}",
    ),
    # The laws that hold for any policy.
    # The laws that hold for any policy.
    "general_law.one-value": Text(
        "In geen geval geven twee regels verschillende waarden.",
        "In no case do two rules give different values.",
    ),
    "general_law.one-outcome": Text(
        "In elk geval is er precies één uitkomst.", "In every case there is exactly one outcome."
    ),
    "general_law.one-status": Text(
        "In elk geval heeft de voorwaarde precies één status.",
        "In every case the condition has exactly one status.",
    ),
    "general_law.final-outcome": Text(
        "Een eindoordeel met zijn resultaat blijft staan als er feiten bij komen.",
        "A final outcome and its result stay when facts are added.",
    ),
    "general_law.final-status": Text(
        "Voldaan en niet voldaan blijven staan als er feiten bij komen.",
        "Met and not met stay when facts are added.",
    ),
    "general_law.decided-by-its-facts": Text(
        "Zijn alle feiten van de voorwaarde bekend, dan is zij niet onbekend.",
        "Where all facts of the condition are known, it is not unknown.",
    ),
    "general_law.as-decided-as-can-be": Text(
        "Is de voorwaarde onbekend, dan kan zij met meer feiten nog verschillende kanten op.",
        "Where the condition is unknown, more facts can still settle it in different ways.",
    ),
    "general_law.no-dead-condition": Text(
        "De status van de voorwaarde komt in een geval voor.",
        "The status of the condition occurs in some case.",
    ),
    "general_law.not-implied": Text(
        "De voorwaarde volgt niet uit de andere.",
        "The condition does not follow from the others.",
    ),
    "general_law.reading-matters": Text(
        "De lezing maakt in een geval verschil.", "The reading makes a difference in some case."
    ),
    "general_law.parameter-matters": Text(
        "De parameter maakt in een geval verschil.",
        "The parameter makes a difference in some case.",
    ),
}
