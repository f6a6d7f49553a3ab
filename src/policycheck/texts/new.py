"""What was made to start from."""

from policycheck.model import Text

TEXTS = {
    "new.policy": Text(
        "Nieuw: beleid {policy}, met het besluit {decision}",
        "New: the policy {policy}, with the decision {decision}",
    ),
    "new.decision": Text(
        "Nieuw: het besluit {decision} van {policy}",
        "New: the decision {decision} of {policy}",
    ),
    "new.changed": Text("Aangevuld", "Added to"),
    "new.dry_run": Text(
        "Dit zou er komen; er is niets gemaakt.", "This would be; nothing was made."
    ),
    "new.next": Text("Verder", "Next"),
    "new.edit": Text(
        "Vervang de bedachte bepalingen; bovenaan elk bestand staat wat erin hoort.",
        "Replace the made-up clauses; the top of each file says what belongs in it.",
    ),
}
