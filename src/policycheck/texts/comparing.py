"""Two decisions side by side."""

from policycheck.model import Text

TEXTS = {
    "compare.condition": Text("Voorwaarde", "Condition"),
    "compare.conditions": Text("Wat verschilt", "What differs"),
    "compare.why": Text("Waardoor", "Why"),
    "compare.states": Text("eerst {before}; dan {after}", "first {before}; then {after}"),
    "compare.fact": Text("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "compare.not_known": Text("niet bekend", "not known"),
    "compare.text": Text("“{title}”, {what}", "“{title}”, {what}"),
    "compare.day": Text("een andere peildatum", "judged on another day"),
    "compare.absent": Text("niet gevraagd", "not asked"),
    "compare.only": Text("alleen {policy} vraagt dit", "only {policy} asks this"),
    "compare.as_of": Text("peildatum {as_of}", "judged on {as_of}"),
    "compare.known_at": Text("tekst zoals bekend op {known_at}", "by the text of {known_at}"),
    "compare.summary": Text("{count}; {differing}", "{count}; {differing}"),
    "compare.differing.one": Text("{n} verschilt", "{n} differs"),
    "compare.differing.many": Text("{n} verschillen", "{n} differ"),
}
