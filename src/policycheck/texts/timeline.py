"""The timeline: milestones and terms."""

from policycheck.model import Text

TEXTS = {
    "timeline.head": Text("Tijdlijn op {day}", "Timeline on {day}"),
    "timeline.known_at": Text("Tekst zoals bekend op {day}", "By the text of {day}"),
    "timeline.without_day": Text("de tekst noemt geen dag", "the text prints no day"),
    "timeline.changed": Text("gewijzigd op {day}", "changed on {day}"),
    "timeline.amended": Text("hierin: {title} ({day})", "in it: {title} ({day})"),
    "timeline.not_yet": Text("nog niet hierin: {title} ({day})", "not in it yet: {title} ({day})"),
    "timeline.calendar": Text("Zorginkoop: {policies}", "Care purchasing: {policies}"),
    "timeline.moments": Text("Mijlpalen", "Milestones"),
    "timeline.here": Text("peildatum {day}", "as of {day}"),
    "timeline.nothing": Text("Er komt niets meer.", "Nothing is to come."),
    "timeline.undated": Text("Zonder dag in de tekst", "Without a day in the text"),
    "timeline.terms": Text("Termijnen zonder eigen dag", "Terms without a day of their own"),
    "moment.exactly": Text("{moment}", "{moment}"),
    "moment.until": Text("uiterlijk {moment}", "by {moment}"),
    "moment.before": Text("vóór {moment}", "before {moment}"),
    "moment.from": Text("vanaf {moment}", "from {moment}"),
    "moment.last_day": Text("laatste dag {day}", "last day {day}"),
    "precision.month": Text("{month}", "{month}"),
    "precision.start_of_month": Text("begin {month}", "early {month}"),
    "precision.middle_of_month": Text("half {month}", "mid-{month}"),
    "precision.start_of_year": Text("begin {year}", "early {year}"),
    "precision.end_of_year": Text("eind {year}", "the end of {year}"),
    "state.passed": Text("voorbij", "passed"),
    "state.begun": Text("begonnen", "begun"),
    "state.going_on": Text("gaande", "going on"),
    "state.today": Text("vandaag", "today"),
    "state.upcoming": Text("komt nog", "to come"),
    "term.until": Text("binnen {length}, het eind telt mee", "within {length}, the end included"),
    "term.before": Text(
        "binnen {length}, het eind telt niet mee", "within {length}, the end not included"
    ),
    "term.less_than": Text("minder dan {length}", "less than {length}"),
    "term.at_least": Text("ten minste {length}", "at least {length}"),
    "term.from": Text("{length}, de eerste dag telt mee", "{length}, the first day included"),
    "term.exactly": Text("{length}", "{length}"),
    "term.none": Text("{length}", "{length}"),
    "channel.vecozo": Text("via VECOZO", "through VECOZO"),
    "channel.email": Text("per e-mail", "by e-mail"),
    "channel.website": Text("op de website van de verzekeraar", "on the insurer's website"),
    "channel.web_form": Text(
        "met het formulier op de website van de verzekeraar",
        "with the form on the insurer's website",
    ),
    "channel.care_finder": Text(
        "in de zorgzoeker van de verzekeraar", "in the insurer's care finder"
    ),
    "channel.letter": Text("per brief", "by letter"),
    "channel.in_writing": Text("schriftelijk", "in writing"),
    "channel.orally": Text("mondeling", "orally"),
    "channel.talks": Text("in gesprekken", "in talks"),
    "channel.dashboard": Text("in het dashboard van Vektis", "in the dashboard of Vektis"),
    "channel.expertise_centre": Text(
        "bij het Expertisecentrum Verduurzaming Zorg",
        "at the Expertise Centre for Sustainable Care (EVZ)",
    ),
    "list.and": Text(" en ", " and "),
}
