"""One case under several policies: policies across, decisions down."""

from collections.abc import Mapping

from policycheck.model import DECIDING_MODALITIES, Decision, Outcome, Status
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.blocks import GAP, Block, Cell, Grid, Line, Rule, Tone, section
from policycheck.report.decision_table import MARKS, outcome_words
from policycheck.report.document import Answer
from policycheck.report.naming import Naming

_NOT_ASKED = "·"


def matrix_blocks(
    answer: Answer, policies: Mapping[str, PolicyManifest], naming: Naming, verbose: bool
) -> list[Block]:
    """The outcomes in a grid, and what fails below it."""
    words = naming.words
    columns = tuple(dict.fromkeys(each.policy for each in answer.decisions))
    asked = {(each.policy, each.decision): each for each in answer.decisions}
    rows = [
        (_title(name, columns, policies, naming), *cells)
        for name in _names(columns, policies)
        if any((policy, name) in asked for policy in columns)
        for cells in [[_cell(p, name, asked, policies, naming) for p in columns]]
    ]
    as_of = words("head.as_of", as_of=words.day(answer.decisions[0].as_of))
    blocks: list[Block] = [
        Line(answer.case, Tone.STRONG),
        Line(as_of, Tone.FAINT),
        GAP,
        Grid((words("matrix.decision"), *columns), tuple(rows), indent=2),
        Line(words("matrix.legend"), Tone.FAINT, indent=2),
        *section(words("section.fails"), _failing(answer, naming)),
    ]
    if not verbose:
        blocks += [GAP, Line(words("matrix.more"), Tone.FAINT, indent=2)]
    return [*blocks, GAP, Rule()]


def _names(columns: tuple[str, ...], policies: Mapping[str, PolicyManifest]) -> list[str]:
    """The decisions of all policies; each stands where the first policy that has it puts it."""
    return list(dict.fromkeys(name for policy in columns for name in policies[policy].decisions))


def _title(
    name: str, columns: tuple[str, ...], policies: Mapping[str, PolicyManifest], naming: Naming
) -> str:
    rules = (policies[policy].decisions.get(name) for policy in columns)
    rule = next(rule for rule in rules if rule)
    return f"{naming.words.title(rule.title)} ({name})"


def _cell(
    policy: str,
    name: str,
    asked: Mapping[tuple[str, str], Decision],
    policies: Mapping[str, PolicyManifest],
    naming: Naming,
) -> Cell:
    decision = asked.get((policy, name))
    if decision is None:
        return _NOT_ASKED if name in policies[policy].decisions else ""
    mark, tone = MARKS[decision.outcome]
    return Line(f"{mark}{outcome_words(decision, naming.words)}", tone)


def _failing(answer: Answer, naming: Naming) -> list[Block]:
    """Per decision that is not met, the conditions that refuse it."""
    blocks: list[Block] = []
    for decision in answer.decisions:
        if decision.outcome is not Outcome.NOT_MET:
            continue
        blocks.append(Line(f"{decision.policy}.{decision.decision}", indent=4))
        for each in decision.conditions.values():
            if each.status is Status.NOT_MET and each.modality in DECIDING_MODALITIES:
                source = each.source
                cited = naming.citation(source.section, source.lines, source.refs)
                text = f"{naming.words.title(each.title)}; {cited}"
                blocks.append(Line(text, Tone.BAD, indent=6, mark="✗ "))
    return blocks
