"""The conversation at the terminal: one fact at a time, most useful first, each answer kept."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from policycheck.asking.answers import NoAnswer, value_of, values_of
from policycheck.asking.case_file import CaseFile
from policycheck.asking.model import Asking, OpenFact
from policycheck.asking.relevance import Asker, Question
from policycheck.commands.common.asking import write_whole
from policycheck.commands.common.boundary import tell
from policycheck.errors import InvalidCase
from policycheck.facts import Case, FactDefinition, case_from_mapping
from policycheck.facts.problems import tokens
from policycheck.report.asking_rows import fact_rows, kind_of
from policycheck.report.asking_rows import values_of as meanings_of
from policycheck.report.blocks import Block
from policycheck.report.layout import lay_out
from policycheck.report.naming import Naming

_WIDTH = 98
_STOP = "q"
_EXPLAIN = "?"
_MOST_ITEMS = 100


class _Stopped(Exception):
    """The user wants to stop."""


class _Skipped(Exception):
    """The user has no answer."""


@dataclass
class Interview:
    """A conversation about one case.

    Attributes:
        asker: Finds out what is to be asked.
        question: What is asked.
        naming: How things are called.
        file: What is filled in.
        target: Where that is written after each answer.
        resume: The options with which a later call asks the same.
    """

    asker: Asker
    question: Question
    naming: Naming
    case: Case
    file: CaseFile
    target: Path
    resume: str
    _skipped: set[str] = field(default_factory=set)

    def hold(self) -> Asking:
        """Ask until nothing is left to ask, or the user stops.

        Raises:
            click.Abort: The user interrupted it; what was answered is kept.
            KeyboardInterrupt: The same, while something was worked out.
        """
        words = self.naming.words
        tell(words("talk.start", file=self.target))
        asking = self.asker.ask(self.case, self.question)
        try:
            while fact := self._next(asking):
                with suppress(_Skipped):
                    asking = self._asked(fact, asking)
        except _Stopped:
            tell(self._saved())
        except (click.Abort, KeyboardInterrupt):
            tell(f"\n{self._saved()}")
            raise
        return asking

    def skipped(self, asking: Asking) -> int:
        """How many facts that matter were left out."""
        return sum(fact.pointer in self._skipped for fact in asking.facts)

    def _saved(self) -> str:
        return self.naming.words("talk.saved", file=self.target, options=self.resume)

    def _next(self, asking: Asking) -> OpenFact | None:
        return next((each for each in asking.facts if each.pointer not in self._skipped), None)

    def _asked(self, fact: OpenFact, asking: Asking) -> Asking:
        """Ask for one fact until there is an answer that fits."""
        left = self.naming.words.count("count.fact", len(asking.facts) - len(self._skipped))
        tell(f"\n{self.naming.words('talk.left', count=left)}")
        while True:
            try:
                value = self._value(fact, asking)
                return self._taken(fact, value)
            except _Skipped:
                self._skipped.add(fact.pointer)
                raise
            except NoAnswer as error:
                tell(self.naming.words(error.key))
            except InvalidCase as error:
                for problem in error.problems:
                    tell(problem.message)

    def _taken(self, fact: OpenFact, value: Any) -> Asking:
        """The answer checked against the schema and the other facts, and written."""
        changed = _with(self.case.value, fact.pointer, value)
        case = case_from_mapping(changed, name=str(self.target))
        asking = self.asker.ask(case, self.question)
        self.file.put(fact.pointer, value)
        write_whole(self.target, self.file.text().encode())
        self.case = case
        return asking

    def _value(self, fact: OpenFact, asking: Asking) -> Any:
        definition = fact.definition
        explain = list(fact_rows(1, fact, asking.as_of, self.naming))
        if definition.type == "object":
            tell(self.naming.words("talk.needed"))
            return self._members(fact.members, definition, explain, asking)
        if definition.type == "list":
            return self._list(fact, explain, asking)
        return self._answer(definition, explain, asking)

    def _list(self, fact: OpenFact, explain: list[Block], asking: Asking) -> list[Any]:
        words, definition = self.naming.words, fact.definition
        question = definition.question or definition.title
        item = self.naming.dictionary[f"{fact.pointer}/*"]
        if not fact.members:
            self._show_values(item)
            said = self._said(f"{words.of(question)} {words('talk.plain_list')}", explain)
            return values_of(said, item, words.language)
        said = self._said(f"{words.of(question)} {words('talk.how_many')}", explain)
        if not said.isdecimal() or int(said) > _MOST_ITEMS:
            raise NoAnswer("answer.integer")
        found = []
        for number in range(1, int(said) + 1):
            tell(f"{words('talk.item', n=number)}:")
            found.append(self._members(fact.members, item, explain, asking))
        return found

    def _members(
        self,
        members: Iterable[FactDefinition],
        above: FactDefinition,
        explain: list[Block],
        asking: Asking,
    ) -> dict[str, Any]:
        """The members of an object; one that is left out stays unknown."""
        found: dict[str, Any] = {}
        for member in members:
            steps = tokens(member.pointer.removeprefix(above.pointer))
            while True:
                try:
                    value = self._answer(member, explain, asking)
                except _Skipped:
                    break
                except NoAnswer as error:
                    tell(self.naming.words(error.key))
                    continue
                holder = found
                for step in steps[:-1]:
                    holder = holder.setdefault(step, {})
                holder[steps[-1]] = value
                break
        if not found:
            raise _Skipped
        return found

    def _answer(self, fact: FactDefinition, explain: list[Block], asking: Asking) -> Any:
        words = self.naming.words
        self._show_values(fact)
        kind = "" if fact.values else f" ({kind_of(fact, asking.as_of, words)})"
        question = words.of(fact.question or fact.title)
        return value_of(self._said(f"{question}{kind}", explain), fact, words.language)

    def _show_values(self, fact: FactDefinition) -> None:
        for number, each in enumerate(meanings_of(fact, self.naming.words), 1):
            tell(f"  {number}. {each}")

    def _said(self, question: str, explain: list[Block]) -> str:
        """What the user types.

        Raises:
            _Skipped: Nothing.
            _Stopped: That is enough.
        """
        while True:
            said = click.prompt(
                question, default="", show_default=False, prompt_suffix="\n> ", err=True
            ).strip()
            if said == _EXPLAIN:
                tell(lay_out(explain, _WIDTH, colour=False).rstrip("\n"))
                continue
            if not said:
                raise _Skipped
            if said.lower() == _STOP:
                raise _Stopped
            return str(said)


def _with(value: Mapping[str, Any], pointer: str, new: Any) -> dict[str, Any]:
    """The facts of a case with another one."""
    first, *rest = tokens(pointer)
    if not rest:
        return {**value, first: new}
    below = "/" + "/".join(each.replace("~", "~0").replace("/", "~1") for each in rest)
    return {**value, first: _with(value.get(first, {}), below, new)}
