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
}
