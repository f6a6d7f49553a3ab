"""A case as a workbook: its sheets, columns and explanation."""

from policycheck.model import Text

TEXTS = {
    "sheet.explanation": Text("Uitleg", "Explanation"),
    "sheet.case": Text("Geval", "Case"),
    "sheet.provider": Text("Zorgaanbieder", "Provider"),
    "sheet.insurers": Text("Verzekeraar", "Insurer"),
    "sheet.choices": Text("Keuzes", "Choices"),
    # The headings. Reading a workbook back goes by the last two.
    "sheet.subject": Text("Onderwerp", "Subject"),
    "sheet.title": Text("Feit", "Fact"),
    "sheet.question": Text("Vraag", "Question"),
    "sheet.allowed": Text("Wat u kunt invullen", "What you can fill in"),
    "sheet.unit": Text("Eenheid", "Unit"),
    "sheet.supplier": Text("Wie dit weet", "Who knows this"),
    "sheet.reason": Text("Waar dit voor nodig is", "What needs this"),
    "sheet.answer": Text("Antwoord", "Answer"),
    "sheet.name": Text("Naam in policycheck", "Name in policycheck"),
    "sheet.unit.euro": Text("euro", "euro"),
    "sheet.none": Text("geen", "none"),
    "sheet.plain_list": Text(
        "een of meer, met een puntkomma ertussen; is er niets: {none}",
        "one or more, with semicolons between them; if there is nothing: {none}",
    ),
    "sheet.list": Text(
        "vul het blad {sheet} in, met een regel voor elk; is er niets: {none}",
        "fill in the sheet {sheet}, with a row for each; if there is nothing: {none}",
    ),
    "sheet.more": Text("en nog {n}", "and {n} more"),
    "sheet.choose": Text("Kies een van de waarden.", "Choose one of the values."),
    "sheet.day": Text("Vul een datum in.", "Fill in a date."),
    "sheet.whole": Text("Vul een heel getal in.", "Fill in a whole number."),
    "sheet.number": Text("Vul een getal in.", "Fill in a number."),
    # The first sheet.
    "sheet.head": Text("Vragen over een geval", "Questions about a case"),
    "sheet.about": Text(
        "Met deze antwoorden wordt beoordeeld: {names}.",
        "With these answers this is judged: {names}.",
    ),
    "sheet.how": Text("Zo vult u dit in", "How to fill this in"),
    "sheet.how.answer": Text(
        "Vul alleen de gekleurde cellen in. De rest is beveiligd, zonder wachtwoord.",
        "Fill in the coloured cells only. The rest is protected, without a password.",
    ),
    "sheet.how.empty": Text(
        "Weet u iets niet, laat de cel dan leeg. Leeg betekent: niet bekend.",
        "If you do not know something, leave the cell empty. Empty means: not known.",
    ),
    "sheet.how.values": Text(
        "Schrijf waarden zelf in de cel: een formule wordt geweigerd.",
        "Write values themselves in a cell: a formula is refused.",
    ),
    "sheet.how.percent": Text(
        "Schrijf een getal zonder procentteken. Een cel met procenten wordt geweigerd, omdat niet"
        " zeker is of 35% als 35 of als 0,35 bedoeld is.",
        "Write a number without a per cent sign. A cell with per cents is refused, as it is not"
        " certain whether 35% is meant as 35 or as 0.35.",
    ),
    "sheet.how.day": Text(
        "Schrijf een datum als 31-12-2023 of 2023-12-31, zonder tijd.",
        "Write a date as 2023-12-31, without a time.",
    ),
    "sheet.how.lists": Text(
        "Bij een lijst van gegevens hoort een eigen blad, met een regel voor elk onderdeel. Is er"
        " niets, kies dan {none} bij de vraag zelf.",
        "A list of things has a sheet of its own, with a row for each of them. If there is"
        " nothing, choose {none} at the question itself.",
    ),
    "sheet.how.names": Text(
        "Verander de namen in de kolom of regel {name} niet: daarmee wordt het bestand gelezen.",
        "Do not change the names in the column or row {name}: the file is read by them.",
    ),
    "sheet.how.back": Text(
        "Daarna kan het bestand zo worden gelezen: policycheck eval {file}",
        "After that the file can be read as it is: policycheck eval {file}",
    ),
}
