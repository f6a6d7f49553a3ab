"""``policycheck list``: the policies and their decisions."""

from pathlib import Path

import click

from policycheck.commands.common.options import output_options, rules_option
from policycheck.commands.common.output import Output
from policycheck.errors import ExitCode
from policycheck.policies import load_manifests
from policycheck.report.policy_document import policies_document
from policycheck.report.policy_table import policies_blocks

_EXAMPLES = """\b
Examples:
  policycheck list
  policycheck list --lang nl
  policycheck list --format json
"""


@click.command("list", epilog=_EXAMPLES)
@rules_option
@output_options
def command(rules: Path | None, output: Output) -> int:
    """List the policies and their decisions."""
    policies = load_manifests(rules).values()
    output.show(
        lambda: policies_blocks(policies, output.words),
        lambda: policies_document(policies),
    )
    return ExitCode.DONE
