"""What a run over a file of cases says at its end."""

from policycheck.model import Text

TEXTS = {
    "count.process.one": Text("{n} proces", "{n} process"),
    "count.process.many": Text("{n} processen", "{n} processes"),
    "batch.failing": Text("Waaraan vaak niet is voldaan", "What often fails"),
    "batch.missing": Text("Wat vaak ontbreekt", "What is often missing"),
    "batch.more": Text("en nog {n}", "and {n} more"),
    "batch.rejects": Text("Waarom rijen niet zijn beoordeeld", "Why rows were not decided"),
    "batch.rows": Text(
        "{read} rijen gelezen = {decided} beoordeeld + {rejected} afgewezen",
        "{read} rows read = {decided} decided + {rejected} rejected",
    ),
    "batch.rejects_are": Text(
        "De afgewezen rijen staan in {file}", "The rejected rows are in {file}"
    ),
    "batch.sampled": Text(
        "{n} rijen een voor een nog eens beoordeeld: geen verschil",
        "{n} rows decided again one by one: no difference",
    ),
    "batch.one_by_one": Text(
        "{n} rijen een voor een beoordeeld", "{n} rows were decided one by one"
    ),
    "count.time.one": Text("{n} keer", "{n} time"),
    "count.time.many": Text("{n} keer", "{n} times"),
    "count.slow_condition.one": Text("{n} voorwaarde", "{n} condition"),
    "count.slow_condition.many": Text("{n} voorwaarden", "{n} conditions"),
    "batch.asked": Text(
        "Aan regopy is {times} gevraagd naar {conditions}",
        "regopy was asked {times} about {conditions}",
    ),
    "batch.resumed": Text(
        "{n} rijen waren al gedaan door een eerdere run", "{n} rows had been done by an earlier run"
    ),
    "batch.speed": Text(
        "{seconds} s, {rate} rijen per seconde, {workers}",
        "{seconds} s, {rate} rows per second, {workers}",
    ),
}
