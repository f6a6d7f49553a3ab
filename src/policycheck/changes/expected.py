"""The flips that are expected: a file that is reviewed together with the change."""

import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from policycheck.changes.shifts import Shift
from policycheck.errors import Problem, RulesError
from policycheck.files import put
from policycheck.model import Decision
from policycheck.policies.schemas import problems_in

FILE = "expected_flips.yaml"

_HEAD = """\
# The decisions that a change of the rules flips, and why that is meant: reviewed with the change.
# policycheck impact --write-expected keeps it; write the reasons.
flips: []
"""


@dataclass(frozen=True)
class Expected:
    """A flip that is expected.

    Attributes:
        decision: Its full name.
        before: The answer by the earlier rules: outcome, leaning and result.
        after: The answer by the later rules.
        reason: Why it is meant; empty as long as nobody wrote it.
    """

    case: str
    decision: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same flip."""
        return (self.case, self.decision, _json(self.before), _json(self.after))


@dataclass(frozen=True)
class Verdict:
    """Flips against what was expected.

    Attributes:
        expected: Those that were expected, with their reasons.
        unexpected: Those that were not.
        missing: Those that were expected and did not happen.
        unexplained: Those that are listed without a reason.
    """

    expected: tuple[tuple[Shift, str], ...] = ()
    unexpected: tuple[Shift, ...] = ()
    missing: tuple[Expected, ...] = ()
    unexplained: tuple[Shift, ...] = ()

    @property
    def findings(self) -> bool:
        """Whether anything is not as expected."""
        return bool(self.unexpected or self.missing or self.unexplained)


def answer_document(decision: Decision) -> dict[str, Any]:
    """The answer of a decision: its outcome, and the leaning and result where it has them."""
    found: dict[str, Any] = {"outcome": decision.outcome and str(decision.outcome)}
    if decision.leaning:
        found["leaning"] = str(decision.leaning)
    if decision.result:
        found["result"] = dict(decision.result)
    return found


def expected_in(text: str, name: str) -> list[Expected]:
    """The flips in a file.

    Raises:
        RulesError: It is not YAML, or does not fit ``expected_flips.schema.json``.
    """
    try:
        content = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise RulesError([Problem("yaml", str(error.problem), name, line, column)]) from None
    except YAMLError as error:
        raise RulesError([Problem("yaml", str(error), name)]) from None
    if problems := problems_in(content, "expected_flips", name):
        raise RulesError(problems)
    return [
        Expected(
            each["case"], each["decision"], each["from"], each["to"], (each["reason"] or "").strip()
        )
        for each in content["flips"]
    ]


def judge(flips: Iterable[Shift], now: Sequence[Expected], then: Sequence[Expected]) -> Verdict:
    """Compare flips with those that are expected.

    Args:
        flips: What happened.
        now: What the file lists.
        then: What it listed at the earlier revision already: those flips came with a change
            before this one, and need not happen again.
    """
    listed = {each.key: each for each in now}
    landed = {each.key for each in then}
    happened = {_key(shift): shift for shift in flips}
    known = [(shift, listed[key]) for key, shift in happened.items() if key in listed]
    return Verdict(
        expected=tuple((shift, each.reason) for shift, each in known if each.reason),
        unexpected=tuple(shift for key, shift in happened.items() if key not in listed),
        missing=tuple(e for k, e in listed.items() if k not in happened and k not in landed),
        unexplained=tuple(shift for shift, each in known if not each.reason),
    )


def write_expected(
    path: Path, flips: Sequence[Shift], policies: Collection[str] | None = None
) -> None:
    """Make a file list exactly these flips; reasons and comments of those that stay are kept.

    Args:
        path: The file; made if it is not there.
        flips: What happened.
        policies: The policies that were compared; flips of others stay. By default all were.

    Raises:
        RulesError: What stands in the file is no list of flips.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    listed_now = expected_in(text, str(path))
    stay = {each.key for each in listed_now} & {_key(s) for s in flips}
    stay |= {each.key for each in listed_now if not of_policies(each, policies)}
    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(text)
    listed: CommentedSeq = content["flips"]
    for place in reversed(range(len(listed))):
        if _key_of(listed[place]) not in stay:
            del listed[place]
    listed.fa.set_block_style()
    for shift in flips:
        if _key(shift) not in stay:
            listed.append(_entry(shift))
    stream = io.StringIO()
    yaml.dump(content, stream)
    put(path, stream.getvalue().encode())


def of_policies(expected: Expected, policies: Collection[str] | None) -> bool:
    """Whether a flip is of one of these policies; ``None`` for any."""
    return policies is None or expected.decision.rpartition(".")[0] in policies


def _json(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, sort_keys=True, default=str)


def _key(shift: Shift) -> tuple[object, ...]:
    return Expected(
        shift.case, shift.name, answer_document(shift.before), answer_document(shift.after), ""
    ).key


def _key_of(entry: Mapping[str, Any]) -> tuple[object, ...]:
    before, after = (_plain(entry[side]) for side in ("from", "to"))
    return Expected(entry["case"], entry["decision"], before, after, "").key


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _entry(shift: Shift) -> CommentedMap:
    sides = {}
    for side, decision in (("from", shift.before), ("to", shift.after)):
        flow = CommentedMap(answer_document(decision))
        flow.fa.set_flow_style()
        sides[side] = flow
    return CommentedMap({"case": shift.case, "decision": shift.name, **sides, "reason": ""})
