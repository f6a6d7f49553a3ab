"""Where the clauses and the lines of a document went."""

from policycheck.model import Text

TEXTS = {
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
        "The text is not what it was: read it, adapt what rests on it, and make checksum {detail}.",
    ),
    "finding.unclaimed": Text(
        "Geen bepaling noemt deze regels: voeg ze bij een bepaling, of zet ze in "
        "not_normative.yaml.",
        "No clause claims these lines: add them to a clause, or list them in not_normative.yaml.",
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
}
