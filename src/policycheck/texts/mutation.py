"""What the tests say of mutants."""

from policycheck.model import Text

TEXTS = {
    "operator.boundary": Text("grens: < en <=, > en >=", "boundary: < and <=, > and >="),
    "operator.direction": Text("richting: < en >", "direction: < and >"),
    "operator.equality": Text("gelijkheid: == en !=", "equality: == and !="),
    "operator.constant": Text("waarde van een regel", "value of a rule"),
    "operator.negation": Text("ontkenning", "negation"),
    "operator.expression": Text("voorwaarde van een regel weg", "expression of a body left out"),
    "operator.rule": Text("regel weg", "rule left out"),
    "operator.branch": Text("else weg", "else left out"),
    "operator.member": Text("lid van een lijst weg", "member of a list left out"),
    "operator.arithmetic": Text("rekenteken", "arithmetic sign"),
    "operator.number": Text("getal in een regel", "number in a rule"),
    "operator.value": Text("parameter", "parameter"),
    "operator.publication": Text("dag van publicatie", "day of publication"),
    "operator.modality": Text("modaliteit", "modality"),
    "operator.exemption": Text("uitzondering weg", "exemption left out"),
    "operator.reading": Text("lezing", "reading"),
    "mutation.mutants": Text("Mutanten", "Mutants"),
    "mutation.killed": Text("Opgemerkt", "Killed"),
    "mutation.crashed": Text("Vastgelopen", "Crashed"),
    "mutation.invalid": Text("Ongeldig", "Invalid"),
    "mutation.equivalent": Text("Gelijkwaardig", "Equivalent"),
    "mutation.survived": Text("Onopgemerkt", "Survived"),
    "mutation.together": Text("samen", "together"),
    "mutation.no_such": Text("deze mutant is er niet (meer)", "there is no such mutant (any more)"),
    "mutation.noticed_tests": Text("een test merkt hem op: {by}", "a test notices it: {by}"),
    "mutation.noticed_laws": Text("hij breekt een wet: {by}", "it breaks a law: {by}"),
    "mutation.not_decided": Text("Niet beslist", "Not decided"),
    "mutation.stale": Text(
        "Staat op de lijst van gelijkwaardige mutanten:", "On the list of equivalent mutants:"
    ),
    "mutation.left_out": Text("(weggelaten)", "(left out)"),
    "mutation.sample": Text("{n} van {among}", "{n} of {among}"),
    "mutation.all": Text("alle {among}", "all {among}"),
    "mutation.total_tests": Text(
        "{tried} mutanten in {seconds} s: geen test merkt er {survived} op",
        "{tried} mutants in {seconds} s: no test notices {survived}",
    ),
    "mutation.total_laws": Text(
        "{tried} mutanten in {seconds} s: {survived} breken geen wet",
        "{tried} mutants in {seconds} s: {survived} break no law",
    ),
}
