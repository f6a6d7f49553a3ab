"""Tests of the made-up policy acme.demo_2024, in a directory that a test may change."""

from dataclasses import dataclass
from pathlib import Path

from made_up import made_up_rules
from policycheck.policies.selection import select
from policycheck.testing import Result, Suite, read_suites, run

POLICY = "acme.demo_2024"
DIRECTORY = "acme/demo_2024"

HEAD = """\
policy: acme.demo_2024
decision: application
base:
  as_of: 2023-09-15
  contract_year: 2024
  insurers:
    asr:
      contract_request:
        received_on: 2023-08-20
        channel: contracts_mailbox
scenarios:
"""
IN_TIME = """\
  - name: A request in August is in time
    expect:
      outcome: met
"""
REGO = """\
package acme.demo_2024.application_test

import data.acme.demo_2024.application
import rego.v1

"""


@dataclass(frozen=True)
class Demo:
    """The rules and the fixtures of the made-up policy."""

    rules: Path
    fixtures: Path

    def scenarios(self, text: str, head: str = HEAD, name: str = "application.yaml") -> Path:
        file = self.fixtures / "scenarios" / POLICY / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(head + text, encoding="utf-8")
        return file

    def rego(self, text: str, head: str = REGO, name: str = "application_test.rego") -> Path:
        file = self.rules / DIRECTORY / name
        file.write_text(head + text, encoding="utf-8")
        return file

    @property
    def module(self) -> Path:
        return self.rules / DIRECTORY / "application.rego"

    def read(self) -> tuple[Suite, ...]:
        return read_suites(select([], self.rules), self.fixtures)

    def run(self, **options: object) -> tuple[Result, ...]:
        return run(select([], self.rules), self.fixtures, **options)  # type: ignore[arg-type]


def made_up_demo(directory: Path) -> Demo:
    fixtures = directory / "fixtures"
    fixtures.mkdir()
    rules = made_up_rules(directory)
    # Each test writes the tests that it needs.
    (rules / DIRECTORY / "application_test.rego").unlink()
    return Demo(rules, fixtures)
