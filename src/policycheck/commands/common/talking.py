"""Begins a conversation about a case, and ends it with where its decisions stand."""

from dataclasses import dataclass
from pathlib import Path

from policycheck.asking.case_file import opened
from policycheck.commands.common.asking import Wanted
from policycheck.commands.common.boundary import tell
from policycheck.commands.common.cases import read_cases
from policycheck.commands.common.interview import Interview
from policycheck.commands.common.output import Format, Output
from policycheck.errors import ExitCode, UsageError
from policycheck.facts import case_from_mapping
from policycheck.facts.case import WORKBOOKS
from policycheck.report.asking_document import asking_document
from policycheck.report.asking_table import ended_blocks
from policycheck.report.naming import Naming


@dataclass(frozen=True)
class Files:
    """Which case is filled in, and where.

    Attributes:
        case: The case to begin with, if any.
        target: Where it is written.
        in_place: Whether that is the case itself.
    """

    case: str | None
    target: Path | None
    in_place: bool

    def written(self) -> Path:
        """Where the case is written.

        Raises:
            UsageError: That is not said, or twice, or would overwrite something else.
        """
        if self.in_place == (self.target is not None):
            raise UsageError(
                "say where the answers are kept: -o FILE, or --in-place for the CASE itself"
            )
        if self.in_place:
            if self.case in (None, "-"):
                raise UsageError("--in-place needs a CASE that is a file")
            target = Path(str(self.case))
            if target.suffix.lower() in WORKBOOKS:
                raise UsageError("a workbook is not written to: use -o FILE.yaml for the answers")
            return target
        assert self.target is not None
        if self.target.suffix.lower() not in (".yaml", ".yml", ".json"):
            raise UsageError(f"a case is YAML or JSON: name it {self.target.stem}.yaml")
        if self.target.exists():
            raise UsageError(
                f"{self.target} is there already: to go on with it, name it as the CASE, with"
                " --in-place"
            )
        return self.target


def hold(wanted: Wanted, files: Files, naming: Naming, output: Output) -> int:
    """Ask at the terminal, and show where the decisions stand in the end.

    Raises:
        InvalidCase: The case is not valid.
        NothingEvaluated: Its facts ask for no decision, and none is named.
        UsageError: What is named does not exist, or where to write is not said.
    """
    target = files.written()
    if files.case is None:
        case = case_from_mapping({}, name=str(target))
        question = wanted.question_of(wanted.rules_asked())
        file = opened(None, target, case.value)
    else:
        if files.case == "-":
            raise UsageError("with --interactive standard input is for the answers: name a file")
        (case,) = read_cases((files.case,))
        question = wanted.question(case)
        file = opened(Path(files.case), target, case.value)
    talk = Interview(wanted.asker, question, naming, case, file, target, wanted.options(question))
    asking = talk.hold()
    if skipped := talk.skipped(asking):
        count = naming.words.count("count.fact", skipped)
        tell(f"\n{naming.words('talk.skipped', count=count)}")
    if output.format is Format.TABLE:
        tell("")
    output.show(
        lambda: ended_blocks(asking, naming.words), lambda: asking_document(asking, every=False)
    )
    return ExitCode.DONE
