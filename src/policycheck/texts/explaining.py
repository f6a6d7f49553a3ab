"""Why a decision is as it is: its sentence, its conditions, and boundaries in words."""

from policycheck.model import Text

TEXTS = {
    # The outcome in one sentence.
    "explain.none": Text(
        "Dit besluit heeft geen uitkomst: het noemt alleen aandachtspunten.",
        "This decision has no outcome: it names points of attention only.",
    ),
    "explain.met.one": Text(
        "Voldoet: aan de ene voorwaarde die meetelt is voldaan, of ze geldt hier niet.",
        "Met: the one condition that counts is met, or does not apply here.",
    ),
    "explain.met.many": Text(
        "Voldoet: aan elk van de {n} voorwaarden die meetellen is voldaan, of ze geldt hier niet.",
        "Met: each of the {n} conditions that count is met, or does not apply here.",
    ),
    "explain.not_met.this": Text(
        "Voldoet niet, want dit klopt niet: {name}.",
        "Not met, because this does not hold: {name}.",
    ),
    "explain.not_met.several": Text(
        "Voldoet niet, want aan {n} voorwaarden is niet voldaan.",
        "Not met, because {n} conditions are not met.",
    ),
    "explain.not_applicable.this": Text(
        "Niet van toepassing, want dit klopt niet: {name}.",
        "Not applicable, because this does not hold: {name}.",
    ),
    "explain.not_applicable.several": Text(
        "Niet van toepassing, want {n} dingen kloppen niet waar het beleid van uitgaat.",
        "Not applicable, because {n} things do not hold that the policy is about.",
    ),
    "explain.undetermined.one": Text(
        "Nog niet te zeggen: voor {n} voorwaarde ontbreken feiten.",
        "Cannot be said yet: facts are missing for {n} condition.",
    ),
    "explain.undetermined.many": Text(
        "Nog niet te zeggen: voor {n} voorwaarden ontbreken feiten.",
        "Cannot be said yet: facts are missing for {n} conditions.",
    ),
    "explain.undetermined.scope": Text(
        "Nog niet te zeggen: het is niet bekend of dit beleid over de aanbieder gaat.",
        "Cannot be said yet: it is not known whether the policy is about the provider.",
    ),
    "explain.undetermined.result": Text(
        "Nog niet te zeggen: aan de voorwaarden is voldaan, maar het resultaat vraagt nog feiten.",
        "Cannot be said yet: the conditions are met, and facts are missing for the result.",
    ),
    "explain.undetermined.reading": Text(
        "Nog niet te zeggen: bij één manier van lezen ontbreken feiten. {names}",
        "Cannot be said yet: under one way of reading the text, facts are missing. {names}",
    ),
    "explain.refer": Text(
        "Iemand moet dit beoordelen: {parts}.", "Somebody has to judge: {parts}."
    ),
    "explain.leaning": Text("Het neigt naar: {leaning}.", "It leans to: {leaning}."),
    "explain.part.in_principle.one": Text(
        "aan {n} regel waarvan de verzekeraar mag afwijken is niet voldaan",
        "{n} rule from which the insurer may depart is not met",
    ),
    "explain.part.in_principle.many": Text(
        "aan {n} regels waarvan de verzekeraar mag afwijken is niet voldaan",
        "{n} rules from which the insurer may depart are not met",
    ),
    "explain.part.weighed.one": Text(
        "{n} punt dat de verzekeraar weegt is negatief",
        "{n} point that the insurer weighs is negative",
    ),
    "explain.part.weighed.many": Text(
        "{n} punten die de verzekeraar weegt zijn negatief",
        "{n} points that the insurer weighs are negative",
    ),
    "explain.part.open.one": Text(
        "de tekst laat {n} voorwaarde open", "the text leaves {n} condition open"
    ),
    "explain.part.open.many": Text(
        "de tekst laat {n} voorwaarden open", "the text leaves {n} conditions open"
    ),
    "explain.part.awaited.one": Text(
        "de verzekeraar heeft {n} oordeel nog niet gegeven",
        "the insurer has not given {n} finding yet",
    ),
    "explain.part.awaited.many": Text(
        "de verzekeraar heeft {n} oordelen nog niet gegeven",
        "the insurer has not given {n} findings yet",
    ),
    "explain.part.reading": Text(
        "de tekst kan op meer dan één manier worden gelezen ({names})",
        "the text can be read in more than one way ({names})",
    ),
    # One condition.
    "explain.status.met": Text("Dit klopt.", "This holds."),
    "explain.status.not_met": Text("Dit klopt niet.", "This does not hold."),
    "explain.status.unknown": Text("Dit is nog niet bekend.", "This is not known yet."),
    "explain.status.open": Text(
        "De feiten zijn bekend, en de tekst beslist dit niet.",
        "The facts are known, and the text does not settle it.",
    ),
    "explain.status.not_applicable": Text("Dit geldt hier niet.", "This does not apply here."),
    "explain.effect.scope": Text(
        "Hieraan is te zien of het beleid over deze aanbieder en dit jaar gaat.",
        "This shows whether the policy is about this provider and year.",
    ),
    "explain.effect.must": Text("Het is een eis.", "It is a requirement."),
    "explain.effect.in_principle": Text(
        "Het geldt in beginsel: de verzekeraar mag ervan afwijken.",
        "It holds in principle: the insurer may depart from it.",
    ),
    "explain.effect.judgement": Text(
        "De verzekeraar oordeelt hierover, en dat oordeel beslist.",
        "The insurer judges this, and that finding decides.",
    ),
    "explain.effect.weighed": Text(
        "De verzekeraar weegt dit mee; het beslist niet alleen.",
        "The insurer weighs this; alone it does not decide.",
    ),
    "explain.effect.expectation": Text(
        "Het is een verwachting, en die verandert de uitkomst niet.",
        "It is an expectation, which does not change the outcome.",
    ),
    "explain.effect.insurer_duty": Text(
        "De verzekeraar moet dit doen; het telt nooit tegen de aanbieder.",
        "The insurer has to do this; it never counts against the provider.",
    ),
    # The parts of a tree.
    "explain.decides": Text("Wat de uitkomst beslist", "What decides the outcome"),
    "explain.others": Text("Wat haar niet beslist", "What does not decide it"),
    "explain.readings": Text("Hoe de tekst is gelezen", "How the text was read"),
    "explain.fact": Text("{fact} ({place})", "{fact} ({place})"),
    "explain.place": Text(
        "regel {line}, kolom {column} van het bestand", "line {line}, column {column} of the file"
    ),
    "explain.cell": Text("cel {cell}", "cell {cell}"),
    "explain.missing": Text("niet bekend: {fact}", "not known: {fact}"),
    "explain.for_result": Text("nodig voor het resultaat: {fact}", "needed for the result: {fact}"),
    "explain.required": Text("gevraagd: {title}: {value}", "required: {title}: {value}"),
    "explain.exemption.applies": Text("vrijgesteld: {title}", "exempt: {title}"),
    "explain.exemption.may_apply": Text(
        "kan nog vrijgesteld zijn: {title}; niet bekend: {facts}",
        "may still be exempt: {title}; not known: {facts}",
    ),
    "explain.exemption.does_not_apply": Text(
        "vrijstelling die niet geldt: {title}", "exemption that does not hold: {title}"
    ),
    "explain.exemption.not_needed": Text(
        "vrijstelling die niet nodig is: {title}", "exemption that is not needed: {title}"
    ),
    "explain.reading": Text("gelezen als: {value} ({question})", "read as: {value} ({question})"),
    "explain.reading.used": Text("gebruikt: {value}: {outcome}", "used: {value}: {outcome}"),
    "explain.reading.other": Text("anders: {value}: {outcome}", "otherwise: {value}: {outcome}"),
    "explain.reading.same": Text(
        "anders: {value}: hier hetzelfde", "otherwise: {value}: the same here"
    ),
    "explain.reading.changes": Text(
        "{outcome}, want dan is “{name}” {status}", "{outcome}, as “{name}” is then {status}"
    ),
    # A boundary, and what is just within it or just beyond.
    "bound.date.before": Text(
        "vóór {value}; {last} is de laatste dag", "before {value}; {last} is the last day"
    ),
    "bound.date.until": Text(
        "tot en met {value}; dat is de laatste dag",
        "up to and including {value}; that is the last day",
    ),
    "bound.date.from": Text(
        "vanaf {value}; dat is de eerste dag", "from {value}; that is the first day"
    ),
    "bound.date.exactly": Text("precies {value}; geen andere dag", "exactly {value}; no other day"),
    "bound.euro.at_least": Text(
        "ten minste {value}; {beside} is te weinig", "at least {value}; {beside} is too little"
    ),
    "bound.euro.less_than": Text(
        "minder dan {value}; {beside} is het hoogste bedrag",
        "less than {value}; {beside} is the highest amount",
    ),
    "bound.euro.more_than": Text(
        "meer dan {value}; {beside} is het laagste bedrag",
        "more than {value}; {beside} is the lowest amount",
    ),
    "bound.euro.until": Text(
        "tot en met {value}; {beside} is te veel",
        "up to and including {value}; {beside} is too much",
    ),
    "bound.at_least": Text(
        "ten minste {value}; precies {value} is genoeg",
        "at least {value}; exactly {value} is enough",
    ),
    "bound.less_than": Text(
        "minder dan {value}; precies {value} telt niet mee",
        "less than {value}; exactly {value} does not count",
    ),
    "bound.more_than": Text(
        "meer dan {value}; precies {value} is niet genoeg",
        "more than {value}; exactly {value} is not enough",
    ),
    "bound.until": Text(
        "tot en met {value}; precies {value} telt nog mee",
        "up to and including {value}; exactly {value} still counts",
    ),
    "bound.from": Text(
        "{value} terug; de eerste dag daarvan telt mee",
        "{value} back; the first day of them counts",
    ),
}
