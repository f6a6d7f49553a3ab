"""``policycheck show``: what a policy or one of its decisions states."""

from pathlib import Path

import click

from policycheck.commands.common.names import known_policy, unknown
from policycheck.commands.common.options import output_options, rules_option
from policycheck.commands.common.output import Output
from policycheck.errors import ExitCode
from policycheck.facts import load_schemas
from policycheck.policies import load_manifests
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import Block
from policycheck.report.decision_rule_table import decision_rule_blocks
from policycheck.report.naming import Naming
from policycheck.report.policy_document import policy_document
from policycheck.report.policy_table import policy_blocks

_EXAMPLES = """\b
Examples:
  policycheck show asr.ggz_2024
  policycheck show asr.ggz_2024.eligibility --lang nl
  policycheck show asr.ggz_2024 --format yaml
"""


@click.command("show", epilog=_EXAMPLES)
@click.argument("name", metavar="POLICY[.DECISION]")
@rules_option
@output_options
def command(name: str, rules: Path | None, output: Output) -> int:
    """Show what a policy or one of its decisions states.

    A policy: its decisions, amounts, days, readings, laws, and every clause of its document with
    the condition that decides it. A decision: its question, outcomes, conditions and the facts
    they read, with citations.
    """
    policy, rule = _named(name, rules)

    def blocks() -> list[Block]:
        naming = Naming(output.words, load_schemas().dictionary)
        return decision_rule_blocks(policy, rule, naming) if rule else policy_blocks(policy, naming)

    output.show(blocks, lambda: policy_document(policy, rule))
    return ExitCode.DONE


def _named(name: str, rules: Path | None) -> tuple[PolicyManifest, DecisionRule | None]:
    """A policy, or a policy and one of its decisions: ``asr.ggz_2024.eligibility``."""
    owner, decision = name, ""
    if name.count(".") > 1:
        owner, _, decision = name.rpartition(".")
    policy = load_manifests(rules, [known_policy(owner, rules)])[owner]
    if not decision:
        return policy, None
    if decision not in policy.decisions:
        raise unknown(f"decision of {owner}", decision, policy.decisions)
    return policy, policy.decisions[decision]
