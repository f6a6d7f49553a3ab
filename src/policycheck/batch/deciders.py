"""Which decider a run uses: the one place to change for a faster one."""

from policycheck.batch.admission import DoubtAll
from policycheck.batch.interfaces import Decider, Doubter
from policycheck.batch.one_by_one import OneByOne
from policycheck.batch.questions import Questions


def make_decider(questions: Questions) -> Decider:
    """What decides the rows, made anew in every worker process."""
    return OneByOne(questions)


def make_reference(questions: Questions) -> Decider:
    """What decides the sample a second time."""
    return OneByOne(questions)


def make_doubter() -> Doubter:
    """What says which rows may be invalid."""
    return DoubtAll()


DEFAULT_ROWS = 500
"""So many rows are read and decided at once, unless another number is chosen."""
