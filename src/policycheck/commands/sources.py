"""``policycheck sources``: where every clause and every line of the documents went."""

from pathlib import Path

import click

from policycheck.commands.common.names import known_policy
from policycheck.commands.common.options import output_options, policies_option, rules_option
from policycheck.commands.common.output import Output
from policycheck.errors import ExitCode
from policycheck.policies import load_manifests
from policycheck.policies.sources import account
from policycheck.report.sources_document import sources_document
from policycheck.report.sources_table import sources_blocks

_EXAMPLES = """\b
Examples:
  policycheck sources
  policycheck sources -p asr.ggz_2024 --lang nl
  policycheck sources --documents documents --quiet
  policycheck sources --format json
"""


@click.command("sources", epilog=_EXAMPLES)
@policies_option("Only this policy; repeat for more.  [default: all]")
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Compare with the source documents in this directory: UTF-8 text, one file per policy, "
    "named <document id>.txt.",
)
@click.option("-q", "--quiet", is_flag=True, help="In tables: only the counts and what is wrong.")
@rules_option
@output_options
def command(
    wanted: tuple[str, ...],
    documents: Path | None,
    quiet: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """Show where every clause and every line of the documents went.

    A clause is decided by conditions, or is information with a reason; it is missing when the
    manifests say neither. A clause that names a condition or a reason that does not exist is no
    finding: no command loads such rules.

    With --documents, the text of every cited line is compared with the checksum in the manifest,
    and every line that is not blank has to be claimed by a clause (or by the amendment that it
    announces) or listed in not_normative.yaml. A line with a date, an amount, a percentage or a
    modal verb is listed there with an argument of its own.

    Exit code 1 if anything is wrong: missing, drifted, unclaimed, without argument, listed twice.
    """
    ids = tuple(dict.fromkeys(known_policy(name, rules) for name in wanted)) or None
    accounts = [account(policy, documents) for policy in load_manifests(rules, ids).values()]
    output.show(
        lambda: sources_blocks(accounts, output.words, quiet),
        lambda: sources_document(accounts),
    )
    return ExitCode.FINDINGS if any(each.findings for each in accounts) else ExitCode.DONE
