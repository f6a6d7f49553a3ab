"""The checks of manifests, in the order in which they are listed."""

from policycheck.checks import manifests
from policycheck.checks.finding import Check, Severity
from policycheck.checks.manifests import problems
from policycheck.model import Text

MANIFEST_CHECKS: tuple[Check, ...] = (
    Check(
        "unreadable-file",
        Text("Een bestand dat er niet is of niet te lezen is", "A file that cannot be read"),
        manifests.unreadable_file,
    ),
    Check(
        "invalid-yaml",
        Text("YAML die geen YAML is", "YAML that does not parse"),
        problems("yaml"),
    ),
    Check(
        "manifest-schema",
        Text(
            "Een manifest dat niet bij zijn schema past", "A manifest that does not fit its schema"
        ),
        problems("manifest-schema"),
    ),
    Check(
        "missing-translation",
        Text("Een tekst in maar één taal", "A text in one language only"),
        manifests.missing_translation,
    ),
    Check(
        "same-translation",
        Text(
            "Een zin die in beide talen hetzelfde is",
            "A sentence that is the same in both languages",
        ),
        manifests.same_translation,
        Severity.WARNING,
    ),
    Check(
        "policy-identity",
        Text("Een beleid dat anders heet dan zijn map", "A policy named unlike its directory"),
        problems("policy-identity"),
    ),
    Check(
        "decision-without-rules",
        Text("Een besluit zonder Rego", "A decision without Rego"),
        problems("decision-without-rules"),
    ),
    Check(
        "stray-manifest",
        Text("Een manifest dat niemand leest", "A manifest that nothing reads"),
        manifests.stray_manifest,
    ),
    Check(
        "unknown-name",
        Text("Een naam die nergens heen leidt", "A name that leads nowhere"),
        problems("unknown-name"),
    ),
    Check(
        "duplicate-name",
        Text("Een naam die twee keer voorkomt", "A name that stands twice"),
        problems("duplicate-name"),
    ),
    Check(
        "line-order",
        Text("Regelnummers die niet oplopen", "Line numbers that do not go up"),
        problems("line-order"),
    ),
    Check(
        "reading-default",
        Text("Een lezing zonder goede standaard", "A reading without a sound default"),
        problems("reading-default"),
    ),
    Check(
        "unused-exemption",
        Text("Een vrijstelling van niets", "An exemption from nothing"),
        problems("unused-exemption"),
    ),
    Check(
        "outcome-titles",
        Text(
            "Uitkomsten zonder betekenis, of andersom",
            "Outcomes without a meaning, or the reverse",
        ),
        problems("outcome-titles"),
    ),
    Check(
        "parameter-versions",
        Text("Versies van een waarde die overlappen", "Versions of a value that overlap"),
        problems("parameter-versions"),
    ),
    Check(
        "hole-in-versions",
        Text("Een waarde die er nog niet is", "A value that is not there yet"),
        manifests.hole_in_versions,
    ),
    Check(
        "calendar",
        Text("Momenten en termijnen die niet kloppen", "Milestones and terms that do not fit"),
        problems("calendar"),
    ),
    Check(
        "law-comparison",
        Text(
            "Een stelling die vergelijkt wat niet te vergelijken is",
            "A law that compares what cannot be compared",
        ),
        problems("law-comparison"),
    ),
    Check(
        "idle-law",
        Text("Een stelling die niets kan zeggen", "A law that can say nothing"),
        problems("idle-law"),
    ),
)
