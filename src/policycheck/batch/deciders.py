"""Which decider a run uses: columns where every decision can be lifted, else one case at a time."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from policycheck.batch.columnar import Columnar, LiftedQuestion
from policycheck.batch.interfaces import Decider, Doubter
from policycheck.batch.one_by_one import OneByOne
from policycheck.batch.questions import Questions
from policycheck.compiled.lifter import Lifter
from policycheck.evaluation import load
from policycheck.facts import load_schemas
from policycheck.lifting import Unliftable
from policycheck.policies import load_manifests, rule_set
from policycheck.resources import shipped
from policycheck.tabular.readers import BlockSize
from policycheck.tabular.rows import Numbers
from policycheck.tabular.validation import column_validator


def make_decider(questions: Questions) -> Decider:
    """What decides the rows, made anew in every worker process."""
    if not questions.full:
        try:
            return Columnar(questions, lifted_questions(questions), _Single(questions))
        except Unliftable:
            pass
    policies = load(questions.rules, policies=questions.policies, engine="compiled")
    return OneByOne(questions, policies, reference=False)


def lifted_questions(questions: Questions) -> list[LiftedQuestion]:
    """The decisions that are asked for, lifted; what was lifted before is kept.

    Raises:
        Unliftable: One of them cannot be lifted.
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile.
    """
    root = Path(questions.rules) if questions.rules else shipped("rego")
    manifests = load_manifests(root, questions.policies)
    schemas = load_schemas()
    rules = {each.id: rule_set(root, each) for each in manifests.values()}
    lifters = {policy: Lifter(each, schemas) for policy, each in rules.items()}
    return [
        LiftedQuestion(
            manifests[policy],
            decision,
            lifters[policy].lifted(
                rules[policy].entrypoints[decision], questions.readings.get(policy)
            ),
            rules[policy],
            trusted=questions.rules is None,
        )
        for policy, decision in questions.decisions
    ]


class _Single:
    """The reference, made when the first case needs it: most runs have none."""

    reference = False

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self.one_by_one = 0
        self.asked: Mapping[str, int] = {}

    @cached_property
    def _decider(self) -> OneByOne:
        return OneByOne(self._questions)

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        """As :meth:`OneByOne.decide`."""
        self.one_by_one += len(numbers)
        return self._decider.decide(cases, numbers)


def make_reference(questions: Questions) -> Decider:
    """What decides the sample a second time."""
    return OneByOne(questions)


def make_doubter() -> Doubter:
    """What says which rows may be invalid."""
    return column_validator(load_schemas())


_ROWS = 8_192
_DOCUMENTS = 2_048
_BYTES_OF_A_ROW = 1_000


def block_size(rows: int | None, full: bool = False, decisions: int = 1) -> BlockSize:
    """How much is read and decided at once.

    Args:
        rows: About so many rows; ``None``: as many as suit the decider and fit in little memory.
        full: Whether each is decided one by one, for its document.
        decisions: How many decisions are made of each.
    """
    most = _DOCUMENTS if full else _ROWS
    rows = rows or max(most // 8, min(most, 2 * most // decisions))
    return BlockSize(rows, rows * _BYTES_OF_A_ROW)
