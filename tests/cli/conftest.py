"""Runs the command line, in this process and in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from policycheck.cli import cli
from policycheck.model import Decision, Judgement, Scope, Status
from report.samples import MANIFESTS, POLICY

Run = Callable[..., Result]
Start = Callable[..., "subprocess.CompletedProcess[str]"]

ENVIRONMENT: Mapping[str, str | None] = {
    "LC_ALL": None,
    "LC_MESSAGES": None,
    "LANG": "C.UTF-8",
    "COLUMNS": "100",
    "NO_COLOR": None,
    "FORCE_COLOR": None,
    "POLICYCHECK_DEBUG": None,
    "POLICYCHECK_LANG": None,
    "POLICYCHECK_REDACT": None,
}


@pytest.fixture
def run() -> Run:
    """Run a command in this process: ``run("eval", "case.yaml", env={"LANG": "nl_NL"})``."""

    def invoke(*arguments: object, **options: Any) -> Result:
        env = {**ENVIRONMENT, **options.pop("env", {})}
        return CliRunner(env=env).invoke(cli, [str(a) for a in arguments], **options)

    return invoke


@pytest.fixture
def start(root: Path) -> Start:
    """Run a command in a process of its own."""

    def process(*arguments: object, **options: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "policycheck", *(str(a) for a in arguments)],
            env=environment(root, options.pop("env", {})),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            **options,
        )

    return process


def environment(root: Path, more: Mapping[str, str | None]) -> dict[str, str]:
    chosen = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(root / "src"), **more}
    return {name: value for name, value in chosen.items() if value is not None}


@pytest.fixture
def institution(root: Path) -> Path:
    """A real case: a new institution that asks for its first contract."""
    return root / "fixtures/cases/asr.ggz_2024/new-institution.yaml"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Write a case: ``write("a.json", {...})``, or its text."""

    def file(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return file


class FakePolicies:
    """Policies that answer what a test says, by the name of the case's file."""

    manifests = MANIFESTS

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, Decision]] = {}
        self.calls: list[dict[str, Any]] = []
        self.loaded: list[tuple[Any, Any]] = []
        self.engines: list[str] = []

    def answer(self, case: str, **decisions: Decision) -> None:
        """What a case asks and what is decided about it."""
        self.answers[case] = decisions

    def asked(self, policy: str, case: Any) -> Sequence[str]:
        assert policy == POLICY
        return tuple(self.answers.get(Path(case.name).name, {}))

    def decide(self, policy: str, decision: str, case: Any, **chosen: Any) -> Decision:
        self.calls.append({"policy": policy, "decision": decision, **chosen})
        return self.answers[Path(case.name).name][decision]

    def judge(self, case: Any, *, decisions: Any, **chosen: Any) -> tuple[Judgement, ...]:
        """The one policy is about every case."""
        fixed = {**chosen, "readings": chosen["readings"].get(POLICY)}
        wanted = self.asked(POLICY, case) if decisions is None else decisions[POLICY]
        made = (self.decide(POLICY, each, case, **fixed) for each in wanted)
        return (Judgement(Scope(POLICY, Status.MET, {}, (), ()), tuple(made)),)


@pytest.fixture
def policies(monkeypatch: pytest.MonkeyPatch) -> FakePolicies:
    """Fake policies in the place of the shipped ones, for ``eval``."""
    fake = FakePolicies()

    def load(
        directory: Path | None, *, policies: Sequence[str] | None, engine: str
    ) -> FakePolicies:
        fake.loaded.append((directory, policies))
        fake.engines.append(engine)
        return fake

    monkeypatch.setattr("policycheck.commands.common.deciding.load", load)
    monkeypatch.setattr("policycheck.commands.common.names.policy_ids", lambda _: (POLICY,))
    return fake
