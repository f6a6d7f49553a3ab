"""What was proved of two decisions in every case, as Markdown."""

from collections.abc import Iterator, Sequence

from policycheck.changes.proved import ProvedChange, conditions_in, shift_in
from policycheck.proving.differences import Finding
from policycheck.report.equivalence_rows import (
    example_lines,
    found_words,
    only_lines,
    same_words,
    undecided_lines,
    verdict_words,
)
from policycheck.report.markdown import text
from policycheck.report.naming import Naming
from policycheck.report.shift_words import citation_of, condition_words, reasons_of


def proofs_markdown(proved: Sequence[ProvedChange], same: Sequence[str], naming: Naming) -> str:
    """A heading with all decisions below it."""
    words = naming.words
    lines = [f"## {text(words('equivalence.proved'))}", ""]
    lines += [line for each in proved for line in proved_lines(each, naming)]
    if same or not proved:
        lines.append(f"- {text(same_words(same, words))}")
    return "\n".join([*lines, ""])


def proved_lines(proved: ProvedChange, naming: Naming) -> Iterator[str]:
    """A list: the verdict, each way in which the answer differs, why, and in which case."""
    words = naming.words
    for answer in proved.answers:
        yield f"- **{text(verdict_words(proved, answer, words))}**"
        for line in (*only_lines(answer, words), *undecided_lines(answer, words)):
            yield f"  - {text(line)}"
        for finding in answer.found:
            yield f"  - {text(found_words(proved, finding, naming))}"
            yield from (f"    - {text(line)}" for line in _why(proved, finding, naming))
            case, *facts = example_lines(finding, naming)
            yield f"    - {text(case)}"
            yield from (f"      - {text(line)}" for line in facts)


def _why(proved: ProvedChange, finding: Finding, naming: Naming) -> Iterator[str]:
    assert finding.example is not None
    for each in conditions_in(shift_in(proved, finding.example), finding.example):
        said = [condition_words(each, naming), citation_of(each.condition, naming)]
        yield "; ".join([*said, *reasons_of(each, naming)])
