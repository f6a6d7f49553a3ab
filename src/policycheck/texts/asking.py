"""Questions about facts: who answers them, and what can still change."""

from policycheck.model import Text

TEXTS = {
    "fact.question": Text("Vraag", "Question"),
    "fact.supplier.provider": Text("de zorgaanbieder weet dit", "the provider knows this"),
    "fact.supplier.insurer": Text("de verzekeraar weet dit", "the insurer knows this"),
    "fact.supplier.register": Text("dit staat in een register", "this stands in a register"),
    "fact.change.changeable": Text(
        "de zorgaanbieder kan dit nog veranderen", "the provider can still change this"
    ),
    "fact.change.historic": Text("dit ligt vast", "this is fixed"),
    "fact.change.insurer": Text("de verzekeraar gaat hierover", "this is up to the insurer"),
    "fact.sensitive": Text(
        "gevoelig: over fraude, integriteit, sancties, toezicht of eigenaren; met --redact staat "
        "er alleen of het bekend is",
        "sensitive: about fraud, integrity, sanctions, supervision or owners; with --redact only "
        "whether it is known is shown",
    ),
    # What is still to be asked about a case.
    "ask.some": Text("{count} kan dit nog veranderen", "{count} can still change this"),
    "ask.several": Text(
        "{count} kunnen dit nog veranderen, het nuttigste eerst",
        "{count} can still change this, most useful first",
    ),
    "ask.at_most": Text(
        "Dit zijn hoogstens de feiten die nog iets veranderen: dat is niet van elk feit bewezen.",
        "These are at most the facts that still change something: not each of them is proved to.",
    ),
    "ask.more": Text(
        "Voor een lijst die precies klopt: pip install 'policycheck[prove]'",
        "For a list that is exact: pip install 'policycheck[prove]'",
    ),
    "ask.final": Text(
        "Dit staat vast: geen enkel feit kan het nog veranderen.",
        "This is final: no fact can change it any more.",
    ),
    "ask.nothing": Text("Er is niets meer te vragen.", "There is nothing left to ask."),
    "ask.others": Text(
        "Ook niet bekend, maar dit verandert niets meer",
        "Not known either, but this changes nothing any more",
    ),
    "ask.others.hint": Text(
        "{count} niet bekend zonder dat het iets uitmaakt; --all toont ze",
        "{count} not known without making a difference; --all shows them",
    ),
    "ask.settles": Text(
        "kan alleen al de uitkomst vastleggen van {names}", "can alone settle {names}"
    ),
    "ask.result": Text("nodig voor het resultaat", "needed for the result"),
    "ask.together": Text("Dit hoort bij elkaar", "These belong together"),
    "ask.items": Text("Een lijst; van elk onderdeel", "A list; of each item"),
    "ask.type.bool": Text("ja of nee", "yes or no"),
    "ask.type.integer": Text("een heel getal", "a whole number"),
    "ask.type.amount": Text("een bedrag in euro's", "an amount in euros"),
    "ask.type.decimal": Text("een getal", "a number"),
    "ask.type.date": Text("een datum", "a date"),
    "ask.type.event_date": Text(
        "de datum waarop het is gebeurd, uiterlijk {day}",
        "the date on which it happened, {day} at the latest",
    ),
    "ask.type.text": Text("een tekst", "a text"),
    "ask.type.identifier": Text("een nummer", "a number"),
    "ask.type.enum": Text("een van", "one of"),
    "ask.type.list": Text("een lijst", "a list"),
    "ask.type.object": Text("gegevens die bij elkaar horen", "facts that belong together"),
    "ask.unit.count": Text("aantal", "number of them"),
    "ask.unit.days": Text("dagen", "days"),
    "ask.unit.fte": Text("fte", "fte"),
    "ask.unit.kilometres": Text("kilometers", "kilometres"),
    "ask.unit.level": Text("niveau", "level"),
    "ask.unit.mark": Text("cijfer", "mark"),
    "ask.unit.minutes": Text("minuten", "minutes"),
    "ask.unit.year": Text("jaar", "year"),
    # A case that is to be filled in.
    "blank.head": Text(
        "Een geval om in te vullen voor {names}.", "A case to fill in, for {names}."
    ),
    "blank.null": Text(
        "Vervang null door het antwoord. Wat u niet weet, laat u staan: null is niet bekend.",
        "Replace null by the answer. Leave what you do not know: null is not known.",
    ),
    "blank.commented": Text(
        "Haal bij regels met een sleutel achter het hekje dat hekje weg om ze te gebruiken.",
        "Where a key stands behind the hash sign, take that sign away to use the line.",
    ),
    "blank.as_of": Text(
        "De dag waarop het geval wordt beoordeeld; zonder is dat vandaag.",
        "The day on which the case is judged; without it that is today.",
    ),
    "blank.event": Text("de datum waarop het is gebeurd", "the date on which it happened"),
    "blank.example": Text("bijvoorbeeld {value}", "for example {value}"),
    "blank.none": Text("[] betekent: geen", "[] means: none"),
    # A mail with the questions.
    "mail.subject": Text("Vragen voor: {titles}", "Questions for: {titles}"),
    "mail.case": Text(
        "Het gaat om {case}, zoals het is op {day}.", "This is about {case}, as it is on {day}."
    ),
    "mail.about": Text(
        "Om dit te beoordelen is nog niet alles bekend. Wilt u deze vragen beantwoorden? Het"
        " nuttigste antwoord staat steeds vooraan. Weet u iets niet, sla die vraag dan over.",
        "Not everything is known yet to judge this. Would you answer these questions? The most"
        " useful answer comes first each time. If you do not know something, skip that question.",
    ),
    "mail.nothing": Text(
        "Er zijn geen vragen meer: geen enkel antwoord kan nog iets veranderen.",
        "There are no more questions: no answer can change anything any more.",
    ),
    "mail.for.provider": Text("Vragen aan de zorgaanbieder", "Questions to the provider"),
    "mail.for.insurer": Text("Wat de verzekeraar weet", "What the insurer knows"),
    "mail.for.register": Text("Wat in een register staat", "What stands in a register"),
    "mail.answer": Text("Antwoord", "Answer"),
    "mail.several": Text(
        "{kind}. Meer dan een mag, en geen ook.", "{kind}. Several are possible, and so is none."
    ),
    "mail.why": Text("Nodig voor", "Needed for"),
    "mail.name": Text("Naam in het bestand", "Name in the file"),
    "mail.answers": Text("Uw antwoorden", "Your answers"),
    "mail.where": Text(
        "Stuur uw antwoorden terug met het nummer van de vraag erbij. In het bestand staat elk"
        " antwoord onder de naam die bij de vraag staat.",
        "Send your answers back with the number of the question. In the file each answer stands"
        " under the name that is given with the question.",
    ),
    # The conversation at the terminal.
    "talk.start": Text(
        "Typ uw antwoord. Leeg: overslaan. ?: uitleg. q: stoppen. Elk antwoord wordt bewaard in"
        " {file}.",
        "Type your answer. Empty: skip. ?: explain. q: stop. Each answer is kept in {file}.",
    ),
    "talk.left": Text("nog {count}", "{count} left"),
    "talk.saved": Text(
        "Alles is bewaard in {file}. Verder gaan: policycheck ask {file} --in-place --interactive"
        " {options}",
        "Everything is kept in {file}. To go on: policycheck ask {file} --in-place --interactive"
        " {options}",
    ),
    "talk.skipped": Text(
        "Overgeslagen, en dit kan de uitkomst nog veranderen: {count}.",
        "Skipped, and this can still change the outcome: {count}.",
    ),
    "talk.how_many": Text("Hoeveel zijn het er? 0 is geen.", "How many are there? 0 is none."),
    "talk.item": Text("Nummer {n}", "Number {n}"),
    "talk.plain_list": Text(
        "Meer antwoorden met een komma ertussen; geen: 0.",
        "Several answers with a comma between them; none: 0.",
    ),
    "talk.needed": Text(
        "Dit hoort bij elkaar: zonder dit antwoord wordt niets ervan bewaard.",
        "These belong together: without this answer none of it is kept.",
    ),
    "answer.bool": Text("Antwoord met ja of nee.", "Answer with yes or no."),
    "answer.enum": Text(
        "Kies een van de waarden, of het nummer ervan.", "Choose one of the values, or its number."
    ),
    "answer.date": Text(
        "Schrijf een datum als 2023-08-31 of 31-8-2023.", "Write a date as 2023-08-31."
    ),
    "answer.integer": Text("Schrijf een heel getal.", "Write a whole number."),
    "answer.number": Text(
        "Schrijf een getal als 1234,56, zonder punten.",
        "Write a number as 1234.56, without commas.",
    ),
}
