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
        "gevoelig: over fraude, integriteit, toezicht of eigenaren",
        "sensitive: about fraud, integrity, supervision or owners",
    ),
}
