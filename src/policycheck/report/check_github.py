"""What checks found, as workflow commands of GitHub, which show it in a pull request."""

from policycheck.checks import Finding
from policycheck.report.check_result import BY_ID, CheckResult
from policycheck.report.plain import clean
from policycheck.words import Words

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_text(result: CheckResult, words: Words) -> str:
    """A line for each finding: ``::error file=...,line=...,col=...,title=...::message``."""
    return "".join(f"{_command(each, words)}\n" for each in result.findings)


def _command(finding: Finding, words: Words) -> str:
    title = words.title(BY_ID[finding.check].title)
    properties = {
        "file": finding.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": clean(title),
    }
    written = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    message = f"{clean(finding.message)} [{finding.check}]".translate(_MESSAGE)
    return f"::{finding.severity} {written}::{message}"
