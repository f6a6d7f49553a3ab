"""A solver that fails: nothing is proved by that, and what was found stays."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import z3

import policycheck
from policycheck.model import Status
from policycheck.proving import general_completions
from policycheck.proving.asking import ask
from policycheck.proving.claims import prove
from policycheck.proving.general_completions import as_decided_as_can_be
from policycheck.proving.proofs import Verdict
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import subject_of

from .made_wrong import DECISION, POLICY, with_laws

# The solver gets no more memory than it has already, once there is a case to make plainer.
PLAINEST = """
import sys
import z3
import policycheck
from policycheck.model import Outcome
from policycheck.proving.minimise import plainest
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import subject_of
policies = policycheck.load(policies=["asr.ggz_2024"])
view = View(subject_of(policies, "asr.ggz_2024", "application"))
room = Room(view)
formula = view.decided.comes_to(Outcome.MET)
found = room.check(formula)
fits = [found.model.eval(each, model_completion=True) for each in (formula, *room.constraints())]
assert all(z3.is_true(each) for each in fits)
z3.set_param("memory_max_size", int(sys.argv[1]))
model = plainest(room, (formula,), found.model)
print("the same" if model is found.model else "plainer")
again = room.check(formula, z3.Not(view.decided.conflict))
print(again.answer, again.reason)
"""


def in_child(code: str, *arguments: str) -> tuple[int, Sequence[str]]:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


def test_without_memory_the_case_is_the_plainest_so_far() -> None:
    code, said = in_child(PLAINEST, "1")
    assert (code, said) == (0, ["the same", "not_decided out of memory"])


@pytest.fixture
def view(tmp_path: Path) -> View:
    return View(subject_of(policycheck.load(with_laws(tmp_path)), POLICY, DECISION))


def test_a_room_that_was_not_furnished_to_the_end_is_made_again(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With less said of the cases there would be more of them than there are."""
    room = Room(view)
    day = view.variables.value("/as_of")
    with monkeypatch.context() as failing:

        def add(*_: object) -> None:
            raise z3.Z3Exception(b"out of memory")

        failing.setattr(z3.Solver, "add", add)
        found = room.check(day < 0)
        assert (found.answer, found.reason) == (Answer.NOT_DECIDED, "out of memory")
    assert room.check(day < 0).answer is Answer.NONE


def test_ways_that_are_not_found_in_time_are_no_refutation(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver of the ways gets no time: no case is known to have fewer than two."""
    room = Room(view)
    (claim,) = (
        each for each in as_decided_as_can_be(view, room) if each.id.endswith(":request-in-time")
    )
    assert prove(claim).verdict is Verdict.PROVED
    unknown = view.decided.has("request-in-time", Status.UNKNOWN)
    assert room.check(unknown).answer is Answer.SOME

    def no_answer(solver: z3.Solver, *formulas: z3.BoolRef) -> tuple[z3.CheckSatResult, str]:
        answer = ask(solver, *formulas)
        return answer if len(formulas) < 2 else (z3.unknown, "timeout")

    monkeypatch.setattr(general_completions, "ask", no_answer)
    assert prove(claim).verdict is Verdict.NOT_DECIDED
