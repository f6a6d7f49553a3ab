"""Why a decision is as it is: its sentence, its conditions, and boundaries in words."""

from policycheck.model import Text

TEXTS = {
    # The outcome in one sentence.
    "explain.none": Text(
        "Dit besluit heeft geen uitkomst: het noemt alleen aandachtspunten.",
        "This decision has no outcome: it names points of attention only.",
    ),
    "explain.met": Text("Voldoet: {parts}.", "Met: {parts}."),
    "explain.not_met.this": Text(
        "Voldoet niet, want dit klopt niet: “{name}”.",
        "Not met, because this does not hold: “{name}”.",
    ),
    "explain.not_met.several": Text(
        "Voldoet niet, want aan {n} voorwaarden is niet voldaan.",
        "Not met, because {n} conditions are not met.",
    ),
    "explain.not_applicable.this": Text(
        "Niet van toepassing, want dit klopt niet: “{name}”.",
        "Not applicable, because this does not hold: “{name}”.",
    ),
    "explain.not_applicable.several": Text(
        "Niet van toepassing, want {n} dingen kloppen niet waar het beleid over gaat.",
        "Not applicable, because {n} things that the policy is about do not hold.",
    ),
    "explain.undetermined.one": Text(
        "Nog niet te zeggen: voor {n} voorwaarde ontbreken feiten.",
        "Not decided yet: facts are missing for {n} condition.",
    ),
    "explain.undetermined.many": Text(
        "Nog niet te zeggen: voor {n} voorwaarden ontbreken feiten.",
        "Not decided yet: facts are missing for {n} conditions.",
    ),
    "explain.undetermined.scope": Text(
        "Nog niet te zeggen: het is niet bekend of dit beleid over de aanbieder gaat.",
        "Not decided yet: it is not known whether the policy is about the provider.",
    ),
    "explain.undetermined.result": Text(
        "Nog niet te zeggen: aan de voorwaarden is voldaan, maar voor het resultaat ontbreken "
        "feiten.",
        "Not decided yet: the conditions are met, but facts are missing for the result.",
    ),
    "explain.undetermined.reading": Text(
        "Nog niet te zeggen: bij één manier van lezen ontbreken feiten. {names}",
        "Not decided yet: under one way of reading the text, facts are missing. {names}",
    ),
    "explain.refer": Text(
        "Iemand moet dit beoordelen: {parts}.", "Somebody has to judge this: {parts}."
    ),
    "explain.leaning": Text("Het neigt naar: {leaning}.", "It leans towards: {leaning}."),
    "explain.part.met.one": Text("aan {n} voorwaarde is voldaan", "{n} condition is met"),
    "explain.part.met.many": Text("aan {n} voorwaarden is voldaan", "{n} conditions are met"),
    "explain.part.not_due.one": Text("{n} hoeft nu nog niet", "{n} is not due yet"),
    "explain.part.not_due.many": Text("{n} hoeven nu nog niet", "{n} are not due yet"),
    "explain.part.exempt.one": Text("{n} geldt hier niet", "{n} does not apply here"),
    "explain.part.exempt.many": Text("{n} gelden hier niet", "{n} do not apply here"),
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
        "{n} oordeel van de verzekeraar ontbreekt nog",
        "{n} finding of the insurer is still missing",
    ),
    "explain.part.awaited.many": Text(
        "{n} oordelen van de verzekeraar ontbreken nog",
        "{n} findings of the insurer are still missing",
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
        "De feiten zijn bekend, maar de tekst geeft geen antwoord.",
        "The facts are known, but the text gives no answer.",
    ),
    "explain.status.not_applicable": Text("Dit geldt hier niet.", "This does not apply here."),
    "explain.status.not_due": Text("Dit hoeft nu nog niet.", "This is not due yet."),
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
    "explain.others": Text("Wat de uitkomst niet beslist", "What does not decide the outcome"),
    "explain.readings": Text("Hoe de tekst is gelezen", "How the text was read"),
    "explain.fact": Text("{fact} ({place})", "{fact} ({place})"),
    "explain.place": Text("regel {line} van het bestand", "line {line} of the file"),
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
    "explain.exemption.required": Text(
        "voor die vrijstelling telt: {title}: {value}",
        "what counts for that exemption: {title}: {value}",
    ),
    "explain.exemption.not_needed": Text(
        "vrijstelling die niet nodig is: {title}", "exemption that is not needed: {title}"
    ),
    "explain.reading": Text("gelezen als: {value} ({question})", "read as: {value} ({question})"),
    "explain.reading.used": Text("zo gelezen: “{value}”. {gives}.", "read as: “{value}”. {gives}."),
    "explain.reading.other": Text(
        "anders gelezen: “{value}”. {gives}.", "read differently: “{value}”. {gives}."
    ),
    "explain.reading.same": Text("Dat verandert hier niets", "That changes nothing here"),
    "explain.reading.changes": Text(
        "Wat dan {status} is: {names}", "What is {status} then: {names}"
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
    "bound.count.at_least": Text(
        "ten minste {value}; {beside} is te weinig", "at least {value}; {beside} is too few"
    ),
    "bound.count.until": Text(
        "hoogstens {value}; {beside} is te veel", "at most {value}; {beside} is too many"
    ),
    "bound.level.at_least": Text(
        "ten minste {value}; {beside} is te laag", "at least {value}; {beside} is too low"
    ),
    "bound.term.until": Text(
        "hoogstens {value}; de laatste dag telt nog mee",
        "at most {value}; the last day still counts",
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
        "meer dan {value}; precies {value} telt nog niet",
        "more than {value}; exactly {value} does not count yet",
    ),
    "bound.until": Text(
        "hoogstens {value}; precies {value} mag nog",
        "at most {value}; exactly {value} is still allowed",
    ),
    "bound.from": Text(
        "{value} terug; de eerste dag daarvan telt mee",
        "{value} back; the first day of that time counts",
    ),
}
