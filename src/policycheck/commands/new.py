"""``policycheck new``: a policy, or a decision of one, to start from."""

from pathlib import Path
from typing import Any

import click

from policycheck.commands.common.options import output_options
from policycheck.commands.common.output import Output
from policycheck.errors import ExitCode, UsageError
from policycheck.report.new_draft import draft_blocks, draft_document
from policycheck.scaffold import (
    Draft,
    Name,
    Places,
    PolicyWishes,
    draft_decision,
    draft_policy,
    name_of,
    publish,
)

_EXAMPLES = """\b
Examples:
  policycheck new acme.care_2026
  policycheck new acme.care_2026.renewal
  policycheck new acme.ggz_2026 -d application --insurer-name Acme --dry-run
"""

_DIRECTORY = click.Path(file_okay=False, path_type=Path)


@click.command("new", epilog=_EXAMPLES)
@click.argument("name", metavar="POLICY[.DECISION]")
@click.option(
    "--rules",
    type=_DIRECTORY,
    metavar="DIR",
    help="Write into this rules directory.  [default: rego, where there is one here]",
)
@click.option(
    "--fixtures",
    type=_DIRECTORY,
    metavar="DIR",
    help="Where cases and scenarios lie.  [default: fixtures, beside the rules directory]",
)
@click.option("--title-nl", metavar="TEXT", help="The title of what is made, in Dutch.")
@click.option("--title-en", metavar="TEXT", help="The title of what is made, in English.")
@click.option(
    "-d",
    "--decision",
    metavar="NAME",
    help="The first decision of a new policy.  [default: eligibility]",
)
@click.option(
    "--sector",
    metavar="SECTOR",
    help="The sector of care of a new policy, as provider.sectors names it.  "
    "[default: the one in its name, else other]",
)
@click.option(
    "--insurer-name", metavar="TEXT", help="The insurer of a new policy, as it is written."
)
@click.option(
    "--year",
    type=int,
    metavar="YYYY",
    help="The contract year of a new policy.  [default: the one at the end of its name]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be made, and make nothing.")
@output_options
def command(
    name: str,
    rules: Path | None,
    fixtures: Path | None,
    title_nl: str | None,
    title_en: str | None,
    dry_run: bool,
    output: Output,
    **of_policy: Any,
) -> int:
    """Make a policy, or a decision of a policy that is there, to start from.

    A policy (acme.care_2026) gets its manifests, a scope, one decision with a boundary, Rego tests,
    a case and scenarios. A decision (acme.care_2026.renewal) gets its three files and scenarios,
    and its name is added to policy.yaml, where nothing else changes.

    What is made is valid as it stands and passes check and test; its clauses are made up, and the
    top of each file says what to change. Nothing is written over, and all of it appears or nothing.
    """
    named = name_of(name)
    places = Places.chosen(rules, fixtures)
    draft = _draft(named, title_nl, title_en, of_policy, places)
    if not dry_run:
        publish(draft)
    output.show(
        lambda: draft_blocks(draft, not dry_run, output.words),
        lambda: draft_document(draft, not dry_run),
    )
    return ExitCode.DONE


def _draft(
    name: Name,
    title_nl: str | None,
    title_en: str | None,
    of_policy: dict[str, Any],
    places: Places,
) -> Draft:
    given = {option: value for option, value in of_policy.items() if value is not None}
    if not name.decision:
        return draft_policy(
            name, PolicyWishes(title_nl=title_nl, title_en=title_en, **given), places
        )
    if given:
        option = next(iter(given)).replace("_", "-")
        raise UsageError(f"--{option} is for a new policy, and {name} is a decision")
    return draft_decision(name, title_nl, title_en, places)
