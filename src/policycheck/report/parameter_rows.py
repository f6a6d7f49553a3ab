"""The dates, amounts, percentages and terms of a policy."""

from policycheck.policies.manifest import Parameter, ParameterVersion, PolicyManifest
from policycheck.quantities import quantity
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.words import Words


def parameter_rows(policy: PolicyManifest, naming: Naming) -> list[Block]:
    """Every parameter with its boundary, its values and the clauses that state it."""
    return [row for p in policy.parameters.values() for row in _parameter(p, naming)]


def _parameter(parameter: Parameter, naming: Naming) -> list[Block]:
    words = naming.words
    versions = "; ".join(version_words(v, parameter, words) for v in parameter.versions)
    note = f"{parameter.id} ({', '.join(parameter.refs)})"
    if parameter.word:
        note = f"{words('parameter.word', word=parameter.word)}; {note}"
    return [
        Line(f"{words.title(parameter.title)}: {versions}", Tone.PLAIN, ROW, "• "),
        Line(note, Tone.FAINT, NOTE),
    ]


def version_words(version: ParameterVersion, parameter: Parameter, words: Words) -> str:
    """A value with its boundary, and since when: ``before 1 October 2023, since 2 August 2023``."""
    value = quantity(version.value, parameter.unit, words)
    bounded = words(f"boundary.{parameter.boundary}", value=value)
    if version.published is None:
        return bounded
    return words("parameter.from", value=bounded, day=words.day(version.published))
