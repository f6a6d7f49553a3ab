"""What was found in a policy before, as long as neither its files nor the checks have changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from policycheck import cache
from policycheck.checks.finding import Finding, Severity
from policycheck.checks.subject import Subject


def kept_findings(subject: Subject) -> list[Finding] | None:
    """The findings that are kept for a policy or the library; ``None`` if it has changed."""
    content = cache.read(_name(subject))
    if content is None:
        return None
    return [
        Finding(**{**each, "severity": Severity(each["severity"])}) for each in content["findings"]
    ]


def keep_findings(subject: Subject, findings: Sequence[Finding]) -> None:
    """Keep the findings of a policy or the library."""
    cache.keep(_name(subject), {"findings": [asdict(each) for each in findings]})


def _name(subject: Subject) -> str:
    library = {module.file: module.text for module in subject.library}
    parts: Iterable[dict[str, str]] = (
        {"id": subject.id},
        dict(subject.texts),
        library,
        dict(subject.unreadable),
    )
    return cache.entry("findings", cache.code(), *_flat(parts))


def _flat(parts: Iterable[dict[str, str]]) -> Iterator[str]:
    for part in parts:
        yield str(len(part))
        for name in sorted(part):
            yield from (name, part[name])
