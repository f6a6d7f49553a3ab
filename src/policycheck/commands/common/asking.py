"""What a user wants to be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from policycheck.asking.blank import to_fill_in
from policycheck.asking.model import Asking, Questions, questions_of
from policycheck.asking.relevance import Asker, Question, solver_is_there
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.output import Format, Output, write
from policycheck.commands.common.questions import choose, nothing_decided, policies_needed
from policycheck.commands.common.readings import choose_readings
from policycheck.errors import MissingExtra, PolicycheckError, UsageError
from policycheck.evaluation import Policies, load
from policycheck.facts import Case
from policycheck.files import put
from policycheck.model import Withheld
from policycheck.policies.manifest import DecisionRule
from policycheck.redacting import Redaction
from policycheck.report.asking_blank import blank_text
from policycheck.report.asking_markdown import asking_markdown
from policycheck.report.asking_schema import asking_schema
from policycheck.report.json_format import json_text
from policycheck.report.naming import Naming


@dataclass(frozen=True)
class Wanted:
    """What a user wants to be asked, as the command line has it.

    Attributes:
        policies_named: The policies that were named.
        decisions: The decisions that were named.
        readings: The readings that were chosen.
        rules: The rules directory; ``None`` for the shipped one.
    """

    policies_named: tuple[str, ...]
    decisions: tuple[str, ...]
    as_of: date | None
    known_at: date | None
    readings: tuple[str, ...]
    rules: Path | None

    @cached_property
    def policies(self) -> Policies:
        """The policies that are asked about.

        Raises:
            UsageError: None is named, or one that does not exist.
        """
        needed = policies_needed(self.policies_named, self.decisions, self.rules)
        if needed is None:
            raise UsageError("name the policy that is to decide with -p (policycheck list)")
        return load(self.rules, policies=needed)

    @cached_property
    def asker(self) -> Asker:
        """What finds out what is to be asked."""
        return Asker(self.policies, self.exact)

    @cached_property
    def exact(self) -> bool:
        """Whether the solver is installed."""
        return solver_is_there()

    def ask(self, path: str) -> Asking:
        """What is to be asked about the case in a file.

        Raises:
            InvalidCase: It is not valid.
            NothingEvaluated: Its facts ask for no decision, and none is named.
            UsageError: What is named does not exist.
        """
        (case,) = read_cases((path,))
        return self.asker.ask(case, self.question(case))

    def questions(self, path: str | None, every: bool) -> Questions:
        """The facts that somebody is to be asked.

        Args:
            path: The file of the case; without one they are all that the decisions ask.
            every: Whether the facts are there too that change nothing any more.

        Raises:
            InvalidCase: It is not valid.
            NothingEvaluated: Its facts ask for no decision, and none is named.
            UsageError: What is named does not exist.
        """
        if path is not None:
            return questions_of(self.ask(path), every)
        rules = self.rules_asked()
        return Questions(None, None, rules, to_fill_in(rules, self.policies.schemas))

    def rules_asked(self) -> tuple[DecisionRule, ...]:
        """The decisions that were named, else every decision of the policies.

        Raises:
            UsageError: What is named does not exist.
        """
        manifests = self.policies.manifests
        named = choose(manifests, self.decisions) if self.decisions else None
        return tuple(
            rule
            for policy, manifest in manifests.items()
            for rule in manifest.decisions.values()
            if named is None or rule.id in named[policy]
        )

    def question(self, case: Case) -> Question:
        """What is asked about a case.

        Raises:
            NothingEvaluated: Its facts ask for no decision, and none is named.
            UsageError: What is named does not exist.
        """
        manifests = self.policies.manifests
        named = choose(manifests, self.decisions) if self.decisions else None
        questions = tuple(
            (policy, decision)
            for policy in manifests
            for decision in (self.policies.asked(policy, case) if named is None else named[policy])
        )
        if not questions:
            raise nothing_decided(manifests, ())
        return self._question(questions)

    def question_of(self, rules: Iterable[DecisionRule]) -> Question:
        """What is asked where the decisions are given."""
        return self._question(tuple((rule.policy, rule.id) for rule in rules))

    def options(self, question: Question) -> str:
        """The options with which a later call asks the same."""
        found = [f"-d {policy}.{decision}" for policy, decision in question.decisions]
        if self.as_of:
            found.append(f"--as-of {self.as_of}")
        if self.known_at:
            found.append(f"--known-at {self.known_at}")
        if self.rules:
            found.append(f"--rules {self.rules}")
        return " ".join([*found, *(f"--reading {each}" for each in self.readings)])

    def _question(self, decisions: tuple[tuple[str, str], ...]) -> Question:
        readings = choose_readings(self.readings, self.policies.manifests)
        return Question(decisions, self.as_of, self.known_at, readings)


def deliver(wanted: Wanted, path: str | None, every: bool, target: Path | None, to: Output) -> None:
    """Write the questions as a JSON Schema or as Markdown: to a file, or to standard output.

    Args:
        wanted: What the user wants to be asked.
        path: The file of the case, if there is one.
        every: Whether the facts are there too that change nothing any more.
        target: The file to write, if any.
        to: The format and the language.

    Raises:
        UsageError: What is named does not exist, or the file is the case.
        PolicycheckError: It cannot be written.
    """
    if target is not None and path is not None and target.resolve() == Path(path).resolve():
        raise UsageError(f"{target} is the CASE: choose another name for the questions")
    naming = Naming(to.words, wanted.policies.schemas.dictionary)
    questions = wanted.questions(path, every)
    if to.format is Format.MARKDOWN:
        content = asking_markdown(questions, naming)
    else:
        content = json_text(asking_schema(questions, wanted.policies.schemas.schema, naming))
    if target is None:
        write(content)
    else:
        write_whole(target, content.encode())


def write_blank(wanted: Wanted, target: Path | None, naming: Naming) -> None:
    """Write a blank to fill in; its name says what kind of file it is.

    Raises:
        MissingExtra: It is a workbook, and the extra ``excel`` is not installed.
        UsageError: No file is named, or it is there already, or its kind is not known.
        PolicycheckError: It cannot be written.
    """
    if target is None:
        raise UsageError("name a CASE, or with -o a file for a blank to fill in")
    if is_workbook(target):
        write_workbook(wanted, None, target, naming)
        return
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(
            f"a blank is YAML or a workbook: name it {target.stem}.yaml or {target.stem}.xlsx"
        )
    rules = wanted.rules_asked()
    facts = to_fill_in(rules, wanted.policies.schemas)
    names = [f"{rule.policy}.{rule.id}" for rule in rules]
    write_new(target, blank_text(names, facts, naming).encode())


def is_workbook(file: Path) -> bool:
    """Whether the name of a file is that of a workbook that can be written."""
    return file.suffix.lower() == ".xlsx"


def write_workbook(
    wanted: Wanted,
    case: Case | None,
    target: Path,
    naming: Naming,
    redaction: Redaction | None = None,
) -> None:
    """Write a workbook to fill in, with what is known of a case and may be shown.

    Raises:
        MissingExtra: The extra ``excel`` is not installed.
        UsageError: The file is there already, or what is named does not exist.
        PolicycheckError: It cannot be written.
    """
    try:
        from policycheck.report.workbook import workbook_bytes
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "openpyxl":
            raise
        raise MissingExtra("a workbook", "excel") from None
    rules = wanted.rules_asked()
    facts = to_fill_in(rules, wanted.policies.schemas)
    names = [f"{rule.policy}.{rule.id}" for rule in rules]
    known = {} if case is None else case.value
    if redaction is not None:
        known = _shown(redaction.case(known))
    write_new(target, workbook_bytes(names, facts, naming, known, target.name))


def _shown(known: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a case without those whose content is withheld."""
    return {
        key: _shown(each) if isinstance(each, Mapping) else each
        for key, each in known.items()
        if not isinstance(each, Withheld)
    }


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet: what somebody filled in is never overwritten.

    Raises:
        UsageError: There is a file of that name.
        PolicycheckError: It cannot be written.
    """
    if file.exists():
        raise UsageError(f"{file} is there already: choose another name, or remove it")
    write_whole(file, content)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole, or leave what is there.

    Raises:
        PolicycheckError: It cannot be written.
    """
    try:
        put(file, content)
    except OSError as error:
        raise PolicycheckError(f"{file} cannot be written: {error.strerror}") from error
