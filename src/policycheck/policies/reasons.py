"""Why a clause decides nothing, and what unclaimed lines are: what a manifest can say of them."""

from collections.abc import Mapping
from types import MappingProxyType

from policycheck.model import Text

REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "aim": Text(
            "De verzekeraar zegt wat hij nastreeft; niemand moet hier iets voor doen.",
            "The insurer says what it strives for; nobody has to do anything for it.",
        ),
        "background": Text(
            "Achtergrond, zonder gevolg voor een aanbieder.",
            "Background, without effect on a provider.",
        ),
        "calendar": Text(
            "Een moment in de kalender; het staat bij de mijlpalen.",
            "A moment in the calendar; it is among the milestones.",
        ),
        "contact": Text(
            "Contact- of bedrijfsgegevens van de verzekeraar.",
            "Contact or company details of the insurer.",
        ),
        "content": Text(
            "Beschrijft wat er in het aanbod van de verzekeraar staat.",
            "Describes what the offer of the insurer contains.",
        ),
        "discretion": Text(
            "De verzekeraar houdt dit aan zichzelf, zonder maatstaf die te toetsen is.",
            "The insurer keeps this to itself, without a measure that can be tested.",
        ),
        "external": Text(
            "Verwijst naar een tekst van een ander, die hier niet is overgenomen.",
            "Refers to a text of somebody else, which is not taken over here.",
        ),
        "invitation": Text(
            "Een uitnodiging of aanbod; wie er niet op ingaat, verliest niets.",
            "An invitation or offer; who does not take it up loses nothing.",
        ),
        "no_formula": Text(
            "De tekst noemt de grondslag en geeft geen formule om mee te rekenen.",
            "The text names the basis and gives no formula to compute with.",
        ),
        "no_right": Text(
            "Geen voorwaarde: daarom staat in elke uitkomst dat er geen recht uit volgt.",
            "Not a condition: that is why each outcome says that no right follows from it.",
        ),
        "no_test": Text(
            "De tekst geeft een norm zonder iets om aan te toetsen.",
            "The text gives a norm without anything to test it by.",
        ),
        "reservation": Text(
            "De verzekeraar behoudt zich een recht voor.",
            "The insurer reserves a right.",
        ),
        "restated": Text(
            "Herhaalt een andere zin uit het document.",
            "Repeats another sentence of the document.",
        ),
        "route": Text(
            "Beschrijft langs welke weg de verzekeraar iets aanbiedt.",
            "Describes by which route the insurer offers something.",
        ),
    }
)

# What the lines are that no clause claims.
LINE_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "background": Text(
            "Achtergrond, zonder gevolg voor een aanbieder.",
            "Background, without effect on a provider.",
        ),
        "contact": Text(
            "Adres, telefoonnummer of website.",
            "An address, telephone number or website.",
        ),
        "contents": Text(
            "Een regel van de inhoudsopgave.",
            "A line of the table of contents.",
        ),
        "cover": Text(
            "Omslag, leus, merk of ondertekening.",
            "Cover, slogan, brand or signature.",
        ),
        "footnote": Text(
            "Een voetnoot met een vindplaats.",
            "A footnote that names a source.",
        ),
        "heading": Text(
            "Een kop; wat geldt, staat in de bepalingen eronder.",
            "A heading; what holds stands in the clauses below it.",
        ),
        "insurer": Text(
            "Vertelt over de verzekeraar of zijn producten.",
            "Tells about the insurer or its products.",
        ),
        "introduction": Text(
            "Leidt een onderwerp in; wat geldt, staat in de bepalingen erna.",
            "Introduces a subject; what holds stands in the clauses after it.",
        ),
        "layout": Text(
            "Overblijfsel van de opmaak: een paginanummer, los teken of verwijzing.",
            "A remnant of the page: a page number, stray mark or link.",
        ),
        "table_head": Text(
            "De kop van een tabel.",
            "The head of a table.",
        ),
    }
)
