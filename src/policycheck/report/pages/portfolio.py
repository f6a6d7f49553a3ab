"""Several cases as a page shows them: outcomes counted, and a row for each decision."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policycheck.model import Outcome, Text
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.answer_table import summary
from policycheck.report.decision_table import MARKS, outcome_word
from policycheck.report.document import Answer
from policycheck.report.pages.cases import ReceiptView, receipts_of
from policycheck.report.pages.decisions import OutcomeView
from policycheck.report.pages.rows import Row, RowMaker
from policycheck.report.pages.speaking import Speaking
from policycheck.report.plain import clean

STATIC = 100
"""So many rows are in the page as they are; a script makes the others of the data."""

MOST = 4
"""So many reasons stand in a row; the others follow with its details."""

_ORDER = (*Outcome, None)


@dataclass(frozen=True)
class OverviewRow:
    """How often a decision had each outcome, and how often it was made."""

    policy: str
    decision: str
    title: Text
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class PortfolioView:
    """Several cases in words.

    Attributes:
        says: All outcomes counted, in one line.
        outcomes: Those that occur, which are the columns of the overview.
        rows: Every decision.
        undecided: The files of which nothing was decided.
        more: A sentence on the rows that need a script; ``None`` where none does.
        receipts: What the decisions were made with; the hash of each case is in its row.
        redacted: Whether the content of sensitive facts is left out.
    """

    title: Text
    counted: Text
    says: Text
    outcomes: tuple[OutcomeView, ...]
    overview: tuple[OverviewRow, ...]
    rows: tuple[Row, ...]
    undecided: tuple[str, ...]
    more: Text | None
    receipts: tuple[ReceiptView, ...]
    redacted: bool

    @property
    def most(self) -> int:
        """How many reasons stand in a row."""
        return MOST

    @property
    def static(self) -> tuple[Row, ...]:
        """The rows that are in the page as they are."""
        return self.rows[:STATIC]

    @property
    def data(self) -> Mapping[str, Any]:
        """Every row for the script, each text once."""
        return _data(self)


def portfolio_view(
    answers: Sequence[Answer],
    policies: Mapping[str, PolicyManifest],
    speak: Speaking,
    redacted: bool = False,
) -> PortfolioView:
    """Several cases; of explanations, the sentence."""
    maker = RowMaker(policies, speak)
    rows = tuple(row for answer in answers for row in maker.rows(answer))
    decisions = [decision for answer in answers for decision in answer.decisions]
    outcomes = [o for o in _ORDER if any(each.outcome is o for each in decisions)]
    made = Counter((d.policy, d.decision, d.outcome) for d in decisions)
    names = dict.fromkeys((d.policy, d.decision) for d in decisions)
    shown = min(len(rows), STATIC)
    return PortfolioView(
        title=speak(lambda n: n.words("page.portfolio")),
        counted=speak(
            lambda n: ", ".join(
                (
                    n.words.count("count.case", len(answers)),
                    n.words.count("count.decision", len(decisions)),
                )
            )
        ),
        says=speak(lambda n: summary(decisions, n.words)),
        outcomes=tuple(_outcome(outcome, speak) for outcome in outcomes),
        overview=tuple(
            OverviewRow(
                policy,
                name,
                policies[policy].decisions[name].title,
                tuple(made[policy, name, outcome] for outcome in outcomes),
                sum(made[policy, name, outcome] for outcome in outcomes),
            )
            for policy, name in names
        ),
        rows=rows,
        undecided=tuple(answer.case for answer in answers if not answer.decisions),
        more=speak(lambda n: n.words("page.without_script", shown=shown, n=len(rows)))
        if shown < len(rows)
        else None,
        receipts=receipts_of(decisions, speak, ("rules", "schema", "engine", "policycheck")),
        redacted=redacted,
    )


def _outcome(outcome: Outcome | None, speak: Speaking) -> OutcomeView:
    words = speak(lambda n: outcome_word(outcome, n.words))
    return OutcomeView(str(outcome or "none"), MARKS[outcome][0].strip(), words)


def _data(view: PortfolioView) -> Mapping[str, Any]:
    texts: dict[Text, int] = {}
    conditions: dict[tuple[int, int], int] = {}

    def text(value: Text) -> int:
        return texts.setdefault(value, len(texts))

    def condition(title: Text, citation: Text) -> int:
        key = (text(title), text(citation))
        return conditions.setdefault(key, len(conditions))

    outcomes = {each.code: place for place, each in enumerate(view.outcomes)}
    rows = [
        [
            text(row.name),
            clean(row.file),
            row.identifiers,
            row.policy,
            row.decision,
            text(row.title),
            outcomes[row.outcome.code],
            text(row.outcome.words),
            [text(each) for each in row.why],
            [row.by[0], text(row.by[1]), text(row.by[2])] if row.by else 0,
            [
                [
                    each.standing,
                    condition(each.title, each.citation),
                    [text(line.said) for line in each.facts],
                ]
                for each in row.conditions
            ],
            row.case,
            *([text(row.sentence)] if row.sentence else []),
        ]
        for row in view.rows
    ]
    said = [_pair(each) for each in texts]
    return {
        "most": MOST,
        "outcomes": [[each.code, each.mark, _pair(each.words)] for each in view.outcomes],
        "texts": said,
        "conditions": list(conditions),
        "rows": rows,
    }


def _pair(text: Text) -> Any:
    nl, en = clean(text.nl), clean(text.en)
    return nl if nl == en else [nl, en]
