"""What came out of tests."""

from policycheck.model import Text

TEXTS = {
    "count.test.one": Text("{n} test", "{n} test"),
    "count.test.many": Text("{n} tests", "{n} tests"),
    "count.scenario.one": Text("{n} scenario", "{n} scenario"),
    "count.scenario.many": Text("{n} scenario's", "{n} scenarios"),
    "count.rego.one": Text("{n} Rego-test", "{n} Rego test"),
    "count.rego.many": Text("{n} Rego-tests", "{n} Rego tests"),
    "test.passed": Text("{n} goed", "{n} passed"),
    "test.failed": Text("{n} fout", "{n} failed"),
    "test.error": Text("{n} vastgelopen", "{n} errors"),
    "test.pending": Text("{n} wacht nog", "{n} pending"),
    "test.pending.mark": Text("wacht nog: {id}", "pending: {id}"),
    "test.tests": Text("Tests", "Tests"),
    "test.outcome": Text("Uitslag", "Outcome"),
    "test.seconds": Text("Seconden", "Seconds"),
    "test.expected": Text("verwacht", "expected"),
    "test.found": Text("gevonden", "found"),
    "test.nothing": Text("niets", "nothing"),
    "test.undefined": Text("niet gedefinieerd", "undefined"),
    "test.condition": Text("{id} is {status}: {title}", "{id} is {status}: {title}"),
    "test.missing": Text("ontbreekt: {fact}", "missing: {fact}"),
    "test.none": Text("geen tests", "no tests"),
}
