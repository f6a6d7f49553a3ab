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
    "test.kept": Text("niets veranderd", "nothing changed"),
    "test.none": Text("geen tests", "no tests"),
    # What the tests have seen.
    "cover.title": Text("Dekking", "Coverage"),
    "cover.conditions": Text("Statussen", "Statuses"),
    "cover.comparisons": Text("Grenzen", "Boundaries"),
    "cover.lines": Text("Regels Rego", "Lines of Rego"),
    "cover.share": Text("Dekking", "Coverage"),
    "cover.of": Text("{seen} van {all}", "{seen} of {all}"),
    "cover.lacking": Text("Wat geen test laat zien", "What no test shows"),
    "cover.condition": Text(
        "{name} is nooit: {statuses} ({title})", "{name} is never: {statuses} ({title})"
    ),
    "cover.comparison": Text(
        "{place}: {operator} met {parameters}: {sides}",
        "{place}: {operator} with {parameters}: {sides}",
    ),
    "cover.holds": Text("nooit waar", "never true"),
    "cover.fails": Text("nooit onwaar", "never false"),
    "cover.equal": Text("nooit op de grens", "never at the boundary"),
    "cover.file": Text("{file}: regels {rows} nooit bereikt", "{file}: lines {rows} never reached"),
    "cover.unused": Text(
        "{subject}: met geen feit vergeleken: {names}",
        "{subject}: compared with no fact: {names}",
    ),
    "cover.total": Text("Dekking: {share}", "Coverage: {share}"),
    "cover.below": Text(
        "Dekking: {share}, minder dan {threshold}", "Coverage: {share}, less than {threshold}"
    ),
}
