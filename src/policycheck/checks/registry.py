"""Every check, in the order in which they are listed."""

from collections.abc import Iterator

from policycheck.checks import (
    absence,
    declared,
    facts,
    forms,
    functions,
    layout,
    literals,
    names,
    rego_tests,
    slow,
)
from policycheck.checks.compiled import engine_error
from policycheck.checks.finding import Check, Severity, Spot
from policycheck.checks.ignores import UNUSED, WITHOUT_ARGUMENT
from policycheck.checks.manifest_registry import MANIFEST_CHECKS
from policycheck.checks.subject import Subject
from policycheck.model import Text


def _nothing(_: Subject) -> Iterator[Spot]:
    """What is found while comments are matched with the findings of all other checks."""
    return iter(())


_FORMS = (
    Check(
        "assignment-with-equals",
        Text("= in een regel in plaats van := of ==", "= in a rule instead of := or =="),
        forms.assignment_with_equals,
    ),
    Check(
        "body-without-if",
        Text("Een regel met accolades en zonder if", "A rule with braces and without if"),
        forms.body_without_if,
    ),
    Check(
        "infix-head",
        Text(
            "Een comprehension die begint met een berekening",
            "A comprehension that begins with an expression of operators",
        ),
        forms.infix_head,
    ),
    Check(
        "some-with-key",
        Text(
            "some met twee variabelen waar maar één past",
            "some with two variables where only one fits",
        ),
        forms.some_with_key,
    ),
    Check(
        "every-on-one-line",
        Text("if every of not every", "if every or not every"),
        forms.every_on_one_line,
    ),
    Check(
        "nested-every",
        Text(
            "Een variabele van every in een lus daarbinnen",
            "A variable of every in a loop within it",
        ),
        forms.nested_every,
    ),
    Check(
        "unsafe-with",
        Text(
            "with dat de motor afbreekt of niets vervangt",
            "with that aborts the engine or replaces nothing",
        ),
        forms.unsafe_with,
    ),
    Check(
        "assigned-twice",
        Text("Een variabele die twee keer een waarde krijgt", "A variable that is assigned twice"),
        names.assigned_twice,
    ),
    Check(
        "dotted-head",
        Text(
            "Een regel die eindigt op de naam van een andere regel",
            "A rule that ends in the name of another rule",
        ),
        names.dotted_head,
    ),
)

_NAMES = (
    Check(
        "package-path",
        Text("Een package dat niet bij zijn pad past", "A package that does not match its path"),
        names.package_path,
    ),
    Check(
        "unknown-parameter",
        Text("Een parameter die niet bestaat", "A parameter that does not exist"),
        names.unknown_parameter,
    ),
    Check(
        "unlisted-function",
        Text(
            "Een functie die niet bestaat of niet mag",
            "A function that is not there or not allowed",
        ),
        functions.unlisted_function,
    ),
    Check(
        "wrong-arguments",
        Text("Te veel of te weinig argumenten", "Too many or too few arguments"),
        functions.wrong_arguments,
    ),
    Check(
        "impure-builtin",
        Text(
            "Een functie die de klok, het netwerk of toeval gebruikt",
            "A function that uses the clock, the network or chance",
        ),
        functions.impure_builtin,
    ),
    Check(
        "message-in-rule",
        Text("Een tekst die een regel samenstelt", "A text that a rule puts together"),
        functions.message_in_rule,
    ),
    Check(
        "bare-date",
        Text("Een datum in een regel", "A date in a rule"),
        literals.bare_date,
    ),
    Check(
        "bare-number",
        Text("Een getal van het beleid in een regel", "A number of the policy in a rule"),
        literals.bare_number,
    ),
)

_DECLARED = (
    Check(
        "undeclared-rule",
        Text("Een voorwaarde zonder bepaling", "A condition without a clause"),
        declared.undeclared_rule,
    ),
    Check(
        "missing-rule",
        Text("Een voorwaarde zonder regel", "A condition without a rule"),
        declared.missing_rule,
    ),
    Check(
        "undecided-clause",
        Text(
            "Een bepaling zonder voorwaarde en zonder reden",
            "A clause without a condition and without a reason",
        ),
        declared.undecided_clause,
    ),
    Check(
        "unused-reading",
        Text("Een lezing die geen regel volgt", "A reading that no rule follows"),
        declared.unused_reading,
    ),
)

_FACTS = (
    Check(
        "answer-from-absence",
        Text("Een antwoord uit een feit dat ontbreekt", "An answer from a fact that is missing"),
        absence.answer_from_absence,
        follows=True,
    ),
    Check(
        "unknown-fact",
        Text("Een feit dat niet bestaat", "A fact that does not exist"),
        facts.unknown_fact,
        follows=True,
    ),
    Check(
        "foreign-fact",
        Text("Een feit van een andere verzekeraar", "A fact of another insurer"),
        facts.foreign_fact,
        follows=True,
    ),
    Check(
        "undeclared-fact",
        Text("Een feit dat de bepaling niet noemt", "A fact that the clause does not name"),
        facts.undeclared_fact,
        follows=True,
    ),
    Check(
        "unread-fact",
        Text("Een genoemd feit dat geen regel leest", "A named fact that no rule reads"),
        facts.unread_fact,
        follows=True,
    ),
    Check(
        "unused-parameter",
        Text("Een parameter die geen regel leest", "A parameter that no rule reads"),
        facts.unused_parameter,
        follows=True,
    ),
    Check(
        "unassigned-variable",
        Text("Een variabele zonder waarde", "A variable without a value"),
        absence.unassigned_variable,
        follows=True,
    ),
    Check(
        "recursion",
        Text("Een regel die zichzelf nodig heeft", "A rule that needs itself"),
        absence.recursion,
        follows=True,
    ),
    Check(
        "slow-rule",
        Text(
            "Een regel die niet over veel gevallen tegelijk gaat",
            "A rule that cannot be worked out for many cases at once",
        ),
        slow.slow_rule,
        Severity.WARNING,
        follows=True,
    ),
)

_TESTS = (
    Check(
        "decision-without-test",
        Text("Een besluit zonder tests", "A decision without tests"),
        rego_tests.decision_without_test,
    ),
    Check(
        "test-name",
        Text("Een test die niet wordt uitgevoerd", "A test that does not run"),
        rego_tests.test_name,
    ),
)

_LAYOUT = (
    Check("layout", Text("De opmaak van Rego", "The layout of Rego"), layout.layout),
    Check(
        "rego-v1-import",
        Text("import rego.v1, precies één keer", "import rego.v1, exactly once"),
        layout.rego_v1_import,
    ),
)

_ENGINE = (
    Check(
        "data-overlap",
        Text("Gegevens op de plaats van een package", "Data in the place of a package"),
        engine_error("data-overlap"),
    ),
    Check(
        "unknown-function",
        Text("Een functie die er niet is", "A function that does not exist"),
        engine_error("unknown-function"),
    ),
    Check(
        "engine-abort",
        Text("Rego waarop de motor afbreekt", "Rego on which the engine aborts"),
        engine_error("engine-abort"),
    ),
    Check(
        "does-not-compile",
        Text("Rego die niet te compileren is", "Rego that does not compile"),
        engine_error("does-not-compile"),
    ),
)

_IGNORES = (
    Check(
        WITHOUT_ARGUMENT,
        Text("Een uitzondering zonder argument", "An exception without an argument"),
        _nothing,
    ),
    Check(UNUSED, Text("Een uitzondering op niets", "An exception to nothing"), _nothing),
)

CHECKS: tuple[Check, ...] = (
    *_FORMS,
    *_NAMES,
    *_DECLARED,
    *_FACTS,
    *MANIFEST_CHECKS,
    *_TESTS,
    *_LAYOUT,
    *_ENGINE,
    *_IGNORES,
)
