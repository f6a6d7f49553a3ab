"""Laws of policies."""

from policycheck.model import Text

TEXTS = {
    "policy.laws": Text("Stellingen voor elk geval", "Laws for every case"),
    "law.never": Text("nooit", "never"),
    "law.always": Text("altijd", "always"),
    "law.exclusive": Text("hooguit één", "exclusive"),
    "law.exhaustive": Text("minstens één", "exhaustive"),
    "law.monotone": Text("monotoon", "monotone"),
    "law.independent": Text("onafhankelijk", "independent"),
    "law.decided": Text("beslist", "decided"),
    "law.constant": Text("constant", "constant"),
}
