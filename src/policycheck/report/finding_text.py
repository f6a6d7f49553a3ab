"""What is wrong between manifests and documents, in sentences."""

from policycheck.policies.sources import Finding
from policycheck.report.plain import line_ranges
from policycheck.words import Words


def finding_message(finding: Finding, words: Words) -> str:
    """What is wrong and what to do."""
    return words(f"finding.{finding.kind}", detail=finding.detail)


def finding_line(finding: Finding, words: Words) -> str:
    """The same, after where it is wrong."""
    what = finding_message(finding, words)
    lines = line_ranges(finding.lines)
    if finding.locator:
        place = words(f"place.{finding.locator.place}", name=finding.locator.name)
        return words("sources.at", place=place, lines=lines, what=what)
    return words("sources.lines", lines=lines, what=what) if lines else what
