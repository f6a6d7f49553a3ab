"""Which conditions a build server is told of, and in which words."""

from collections.abc import Iterator

from policycheck.explaining.deciding import deciding
from policycheck.model import Condition, Decision
from policycheck.report.naming import Naming


def reasons(decision: Decision) -> list[Condition]:
    """The conditions that decide an outcome, as the readings are that are used."""
    return [decision.conditions[id] for id in deciding(decision.outcome, decision.conditions)]


def reason_text(condition: Condition, naming: Naming) -> str:
    """A condition with its status, its citation and its facts, in one line."""
    words, source = naming.words, condition.source
    cited = naming.citation(source.section, source.lines, source.refs)
    status = words(f"status.{condition.status}")
    return "; ".join(
        [f"{words.title(condition.title)}: {status}", cited, *_facts(condition, naming)]
    )


def reading_texts(decision: Decision, naming: Naming) -> list[str]:
    """The questions of the readings on which an outcome turns."""
    return [naming.words.of(each.title) for each in decision.readings if each.decides]


def _facts(condition: Condition, naming: Naming) -> Iterator[str]:
    yield from (naming.known(fact) for fact in condition.facts)
    for path in condition.missing:
        yield naming.words("explain.missing", fact=naming.fact(path))
