"""The same reports as Markdown, in one language: tables that sites and mail programs show."""

from collections.abc import Iterable, Sequence

from policycheck.model import Text
from policycheck.report.markdown import table, text
from policycheck.report.pages.cases import CaseView, ReceiptView
from policycheck.report.pages.conditions import ConditionView
from policycheck.report.pages.deadlines import TimelineView
from policycheck.report.pages.decisions import (
    DecisionView,
    OutcomeView,
    ReadingView,
    SectionView,
)
from policycheck.report.pages.explained import ExplainedView
from policycheck.report.pages.portfolio import MOST, PortfolioView
from policycheck.report.pages.problems import ProblemsView
from policycheck.report.pages.rows import Row
from policycheck.report.pages.speaking import FactLine
from policycheck.words import Words


def case_markdown(view: CaseView, words: Words) -> str:
    """The report of one case."""
    say = _Markdown(words)
    pairs = [(words("page.as_of"), say(view.as_of))]
    pairs += [(words.of(line.title), say(line.value)) for line in view.identifiers if line.value]
    pairs.append((words("page.file"), text(view.file)))
    lines = [f"# {say(view.name)}", "", *say.redacted(view.redacted), *say.pairs(pairs), ""]
    if view.matrix:
        lines += [f"## {words('page.all_policies')}", "", *say.matrix(view), ""]
    for each in view.decisions:
        lines += say.decision(each)
    if view.timeline:
        lines += [f"## {words('page.timeline')}", "", *say.deadlines(view.timeline), ""]
    lines += say.others(view)
    return _joined([*lines, *say.receipts(view.receipts)], words)


def portfolio_markdown(view: PortfolioView, words: Words) -> str:
    """The report of several cases: outcomes counted, and every decision."""
    say = _Markdown(words)
    heads = [words("page.decision"), *map(say.outcome, view.outcomes), words("page.total")]
    rows = [
        [f"{say(r.title)} ({text(f'{r.policy}.{r.decision}')})", *map(str, r.counts), str(r.total)]
        for r in view.overview
    ]
    lines = [f"# {say(view.title)}", "", *say.redacted(view.redacted)]
    lines += [say(view.counted), "", say(view.says), ""]
    lines += [f"## {words('page.overview')}", "", *table(heads, rows), ""]
    lines += [f"## {words('page.every_decision')}", "", *say.rows(view.rows), ""]
    if view.undecided:
        files = [f"- {text(file)}" for file in view.undecided]
        lines += [f"## {words('page.undecided')}", "", *files, ""]
    return _joined([*lines, *say.receipts(view.receipts)], words)


def problems_markdown(view: ProblemsView, words: Words) -> str:
    """The report of cases that are invalid."""
    say = _Markdown(words)
    lines = [f"# {say(view.title)}", "", *say.redacted(view.redacted)]
    lines += [f"✗ **{say(view.counted)}**", "", words("page.errors_say")]
    heads = [words(f"page.{key}") for key in ("place", "fact", "problem", "code")]
    for file, _, problems in view.files:
        rows = [
            [say(each.place), text(each.fact), text(each.message), text(each.code)]
            for each in problems
        ]
        lines += ["", f"## {text(file)}", "", *table(heads, rows)]
    return _joined([*lines, ""], words)


def _joined(lines: Sequence[str], words: Words) -> str:
    return "\n".join([*lines, "---", "", text(words("page.disclaimer")), ""])


class _Markdown:
    """Views in one language, escaped."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, value: Text) -> str:
        return text(self._words.of(value))

    def outcome(self, view: OutcomeView) -> str:
        return f"{text(view.mark)} **{self(view.words)}**"

    def redacted(self, redacted: bool) -> list[str]:
        return [f"*{text(self._words('page.redacted'))}*", ""] if redacted else []

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        return [f"- {text(name)}: {value}" for name, value in pairs]

    def matrix(self, view: CaseView) -> list[str]:
        rows = []
        for row in view.matrix:
            cells = [f"{self(row.title)} ({text(row.name)})"]
            for cell in row.cells:
                if isinstance(cell, tuple):
                    cells.append(self.outcome(cell[0]))
                else:
                    cells.append(self._words("page.not_asked") if cell is None else "")
            rows.append(cells)
        return table([self._words("page.decision"), *map(text, view.policies)], rows)

    def decision(self, view: DecisionView) -> list[str]:
        words = self._words
        lines = [
            f"## {self(view.title)} ({text(view.name)})",
            "",
            self(view.question),
            "",
            self.outcome(view.outcome),
            "",
            *([self(view.sentence), ""] if view.sentence else []),
        ]
        told = [*([view.meaning] if view.meaning else []), *view.result, view.days, *view.chosen]
        lines += [f"- {self(each)}" for each in told]
        counts = ", ".join(
            f"{view.ring.marks[standing]} {self(name)}: {count}"
            for standing, name, count in view.ring.counts
        )
        lines += [f"- {words('page.coverage')}: {counts}", ""]
        for section in view.sections:
            lines += self._section(section)
        return lines

    def _section(self, section: SectionView) -> list[str]:
        words = self._words
        count = f" ({section.count})" if section.count else ""
        lines = [f"### {self(section.title)}{count}", ""]
        for each in section.conditions:
            if each.explained:
                lines += self._explained(each, each.explained)
        if any(not each.explained for each in section.conditions):
            heads = [words(f"page.{key}") for key in ("state", "what", "facts", "citation")]
            lines += [*table(heads, map(self._condition, section.conditions)), ""]
        lines += [line for reading in section.readings for line in self._reading(reading)]
        lines += [f"- {self._fact(line)}" for line in section.facts]
        lines += [self(note) for note in section.notes]
        return [*lines, ""] if lines[-1] else lines

    def _condition(self, view: ConditionView) -> list[str]:
        words = self._words
        what = [f"**{self(view.title)}**", f"{self(view.modality)}", *map(self, view.notes)]
        for key, texts in (("readings", view.readings), ("exemptions", view.exemptions)):
            if texts:
                what.append(f"{words(f'page.{key}')}: {'; '.join(map(self, texts))}")
        facts = [self._fact(line) for line in view.facts]
        facts += [f"{words('page.missing')}: {self._fact(line)}" for line in view.missing]
        state = f"{text(view.mark)} {self(view.state)}"
        return [state, "<br>".join(what), "<br>".join(facts), self(view.citation)]

    def _explained(self, view: ConditionView, told: ExplainedView) -> list[str]:
        words = self._words
        kind = "; ".join(map(self, (view.modality, *view.notes)))
        lines = [f"- {text(view.mark)} **{self(view.title)}** ({self(view.state)})"]
        lines += [f"  - {self(view.citation)}; {kind}", f"  - {self(told.why)}"]
        lines += [f"  - {self._fact(line)}" for line in told.facts]
        lines += [f"  - {words('page.missing')}: {self._fact(line)}" for line in view.missing]
        for title, boundary in told.required:
            lines.append(f"  - {words('page.required')}: {self(title)}: **{self(boundary)}**")
        lines += [f"  - {self(each)}" for each in told.exemptions]
        for reading in told.readings:
            lines.append(f"  - {words('explain.readings')}: {self(reading.title)}")
            lines += [f"    - {self(value)}" for value in reading.values]
        return lines

    def _fact(self, line: FactLine) -> str:
        place = f" ({self(line.place)})" if line.place else ""
        return self(line.said) + place

    def _reading(self, view: ReadingView) -> list[str]:
        lines = [f"- **{self(view.title)}** {text(f'({view.id}; {view.refs})')}"]
        for value, leads in view.values:
            outcome = f", {self._words('page.leads_to')}: **{self(leads)}**" if leads.nl else ""
            lines.append(f"  - {self(value)}{outcome}")
        return [*lines, f"  - {self(view.argument)}"] if view.argument else lines

    def deadlines(self, view: TimelineView) -> list[str]:
        words = self._words
        heads = [words(f"page.{key}") for key in ("day", "state", "what", "who", "citation")]
        rows = [
            [
                self(each.day),
                f"{text(each.mark)} {self(each.words)}",
                self(each.title),
                self(each.who),
                self(each.citation),
            ]
            for each in view.deadlines
        ]
        return table(heads, rows)

    def others(self, view: CaseView) -> list[str]:
        if not view.unknown and not view.outside:
            return []
        words = self._words
        lines = [f"## {words('page.others')}", ""]
        for name, facts in view.unknown:
            told = "; ".join(map(self._fact, facts))
            lines.append(f"- {text(name)}: {words('page.missing')}: {told}")
        lines += [f"- {text(name)}: {self(why)}" for name, why in view.outside]
        return [*lines, ""]

    def rows(self, rows: Iterable[Row]) -> list[str]:
        words = self._words
        heads = [words(f"page.{key}") for key in ("provider", "decision", "outcome", "next", "why")]
        return table(
            heads,
            (
                [
                    f"{self(row.name)}<br>{text(row.file)}",
                    f"{self(row.title)} ({text(f'{row.policy}.{row.decision}')})",
                    self.outcome(row.outcome),
                    self(row.by[1]) if row.by else "",
                    "<br>".join(self._why(row)),
                ]
                for row in rows
            ),
        )

    def _why(self, row: Row) -> list[str]:
        reasons = [self(each) for each in row.why[:MOST]]
        if more := len(row.why) - len(reasons):
            reasons.append(f"{self._words('page.more_reasons')}: {more}")
        return [f"*{self(row.sentence)}*", *reasons] if row.sentence else reasons

    def receipts(self, views: Iterable[ReceiptView]) -> list[str]:
        words = self._words
        lines = [f"## {words('page.receipt')}", "", words("page.receipt_says"), ""]
        for view in views:
            lines.append(f"- {text(', '.join(view.decisions))}")
            lines += [f"  - {self(name)}: {text(value)}" for name, value in view.lines]
        return [*lines, ""]
