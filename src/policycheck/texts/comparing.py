"""Two decisions side by side."""

from policycheck.model import Text

TEXTS = {
    "compare.condition": Text("Voorwaarde", "Condition"),
    "compare.conditions": Text("Wat verschilt", "What differs"),
    "compare.why": Text("Waardoor", "Why"),
    "compare.states": Text("eerst {before}; dan {after}", "before {before}; after {after}"),
    "compare.fact": Text("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "compare.not_known": Text("niet bekend", "not known"),
    "compare.day": Text("een andere peildatum", "another day that is judged"),
    "compare.absent": Text("bestaat niet", "not there"),
    "compare.only": Text("alleen {policy} vraagt dit", "only {policy} asks this"),
    "compare.summary": Text(
        "{count}, waarvan met een verschil: {differing}",
        "{count}, of which differ: {differing}",
    ),
}
