"""What proofs are about."""

from policycheck.model import Text

TEXTS = {
    # The laws that hold for any policy.
    "law.one-value": Text(
        "In geen geval geven twee regels verschillende waarden.",
        "In no case do two rules give different values.",
    ),
    "law.one-outcome": Text(
        "In elk geval is er precies één uitkomst.", "In every case there is exactly one outcome."
    ),
    "law.one-status": Text(
        "In elk geval heeft de voorwaarde precies één status.",
        "In every case the condition has exactly one status.",
    ),
    "law.final-outcome": Text(
        "Een eindoordeel met zijn resultaat blijft staan als er feiten bij komen.",
        "A final outcome and its result stay when facts are added.",
    ),
    "law.final-status": Text(
        "Voldaan en niet voldaan blijven staan als er feiten bij komen.",
        "Met and not met stay when facts are added.",
    ),
    "law.decided-by-its-facts": Text(
        "Zijn alle feiten van de voorwaarde bekend, dan is zij niet onbekend.",
        "Where all facts of the condition are known, it is not unknown.",
    ),
    "law.as-decided-as-can-be": Text(
        "Is de voorwaarde onbekend, dan kan zij met meer feiten nog verschillende kanten op.",
        "Where the condition is unknown, more facts can still settle it in different ways.",
    ),
    "law.no-dead-condition": Text(
        "De status van de voorwaarde komt in een geval voor.",
        "The status of the condition occurs in some case.",
    ),
    "law.not-implied": Text(
        "De voorwaarde volgt niet uit de andere.",
        "The condition does not follow from the others.",
    ),
    "law.reading-matters": Text(
        "De lezing maakt in een geval verschil.", "The reading makes a difference in some case."
    ),
    "law.parameter-matters": Text(
        "De parameter maakt in een geval verschil.",
        "The parameter makes a difference in some case.",
    ),
}
