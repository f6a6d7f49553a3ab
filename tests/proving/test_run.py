"""Runs of proofs: what is kept, limits of time and memory, and processes that end."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policycheck.compiled.lifter import Lifter
from policycheck.errors import ExitCode, PolicycheckError
from policycheck.facts import load_schemas
from policycheck.policies import load_manifests, rule_set
from policycheck.proving.kept import name_of
from policycheck.proving.proofs import Verdict
from policycheck.proving.run import Task, run_task, run_tasks
from policycheck.resources import shipped

from .made_wrong import DECISION, LAWS, POLICY, in_rules, proofs, with_laws, write_laws


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    return with_laws(tmp_path)


def kept(rules: Path) -> bool:
    """Whether all proofs are those of an earlier run."""
    found = {each.kept for each in proofs(rules, fresh=False).values()}
    assert len(found) == 1
    return found.pop()


def rule_changed(rules: Path) -> None:
    in_rules(rules, "input.contract_year == 2024", "2024 == input.contract_year")


def law_changed(rules: Path) -> None:
    write_laws(rules, {**LAWS, "another": LAWS["never-after-october"]})


def parameter_changed(rules: Path) -> None:
    in_rules(rules, '"2023-10-01"', '"2023-09-30"', "parameters.yaml")


def title_changed(rules: Path) -> None:
    in_rules(rules, "Is the request in time?", "Is it in time?", "application.yaml")


@pytest.mark.parametrize("change", [rule_changed, law_changed, parameter_changed, title_changed])
def test_what_was_proved_is_kept_until_something_changes(
    rules: Path, change: Callable[[Path], None]
) -> None:
    assert [kept(rules), kept(rules)] == [False, True]
    change(rules)
    assert [kept(rules), kept(rules)] == [False, True]


def test_the_schema_is_part_of_what_proofs_rest_on(rules: Path) -> None:
    manifest = load_manifests(rules, [POLICY])[POLICY]
    found = rule_set(rules, manifest)
    schemas = load_schemas()
    names = {
        name_of(
            Lifter(found, each).entry("proved", found.entrypoints[DECISION], None),
            manifest,
            list(manifest.laws.values()),
            general=True,
            wanted=(),
        )
        for each in (schemas, replace(schemas, digest="another"))
    }
    assert len(names) == 2


NAME = """
import sys
from pathlib import Path
from policycheck.policies import load_manifests
from policycheck.proving.kept import name_of
policy = load_manifests(Path(sys.argv[1]), ["acme.demo_2024"])["acme.demo_2024"]
print(name_of("", policy, list(policy.laws.values()), True, ()))
"""


def test_the_name_is_the_same_in_every_process(rules: Path) -> None:
    names = {
        subprocess.run(
            [sys.executable, "-c", NAME, str(rules)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(names) == 1


def test_what_does_not_hold_is_not_kept(rules: Path) -> None:
    in_rules(rules, "request.received_on <= parameters", "request.received_on < parameters")
    assert [kept(rules), kept(rules)] == [False, False]


def test_what_is_kept_and_broken_is_proved_again(rules: Path, tmp_path: Path) -> None:
    assert not kept(rules)
    files = list((tmp_path / "cache").glob("proofs-*"))
    assert files
    for file in files:
        content = json.loads(file.read_text(encoding="utf-8"))
        del content["proofs"][0]["verdict"]
        file.write_text(json.dumps(content), encoding="utf-8")
    assert [kept(rules), kept(rules)] == [False, True]


def test_no_time_left(rules: Path) -> None:
    found = proofs(rules, until=time.time() - 1)
    assert {(each.verdict, each.reason, each.holds) for each in found.values()} == {
        (Verdict.NOT_DECIDED, "there was no time left", False)
    }


def test_a_question_takes_no_longer_than_it_may() -> None:
    """Laws for which the solver has to search, with no time at all: none is refuted."""
    wanted = ("website-idle", "request-idle-with-contract-2023", "application-text-never-amended")
    task = Task(None, "asr.ggz_2024", "application", 1e-9, general=False, wanted=wanted, fresh=True)
    found = run_task(task)
    assert {each.id for each in found.proofs} == {*wanted}
    assert {each.verdict for each in found.proofs} <= {Verdict.NOT_DECIDED, Verdict.PROVED}
    undecided = [each for each in found.proofs if each.verdict is Verdict.NOT_DECIDED]
    assert undecided
    assert not found.holds
    assert {each.reason for each in undecided} <= {"timeout", "canceled"}


MEMORY = """
import sys
from policycheck.errors import PolicycheckError
from policycheck.proving import asking, run
asking._MEGABYTES = int(sys.argv[1])
wanted = ("website-idle",)
task = run.Task(None, "asr.ggz_2024", "application", general=False, wanted=wanted, fresh=True)
try:
    found = run.run_task(task)
except PolicycheckError as error:
    print("error:", error)
else:
    print(*sorted({str(each.verdict) for each in found.proofs}))
"""


@pytest.mark.parametrize("megabytes", ["16", "32"])
def test_a_solver_without_memory_proves_nothing(megabytes: str) -> None:
    """It says so, or it aborts the process, which whoever started that tells."""
    command = [sys.executable, "-c", MEMORY, megabytes]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        said = "error: the solver failed on asr.ggz_2024.application: "
        assert done.stdout.startswith((said, "not_decided")), done.stdout
    else:
        assert (done.returncode < 0, done.stdout) == (True, "")


def test_a_process_that_is_killed_is_an_error() -> None:
    decisions = list(load_manifests(shipped("rego"), ["vgz.msz_2024"])["vgz.msz_2024"].decisions)
    tasks = [Task(None, "vgz.msz_2024", each, general=False, fresh=True) for each in decisions]
    before = {each.pid for each in multiprocessing.active_children()}

    def kill() -> None:
        while True:
            for each in multiprocessing.active_children():
                if each.pid not in before and each.pid is not None:
                    os.kill(each.pid, signal.SIGKILL)
                    return
            time.sleep(0.05)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    with pytest.raises(PolicycheckError, match="the solver ended without an answer") as caught:
        list(run_tasks(tasks, 2))
    assert caught.value.exit_code is ExitCode.FAILED
    assert "--jobs 1" in str(caught.value)
