"""``policycheck docs``: the policy handbook."""

from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.names import known_policy
from policycheck.commands.common.options import day_option, policies_option, rules_option
from policycheck.commands.common.output import write
from policycheck.errors import ExitCode
from policycheck.resources import shipped

_EXAMPLES = """\b
Examples:
  policycheck docs -o handbook
  policycheck docs -o handbook -p asr.ggz_2022
  policycheck docs -o handbook -p vgz.msz_2024 --known-at 2023-08-01
"""


@click.command("docs", epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the site to this directory: a new one, an empty one, or an earlier handbook, which "
    "is replaced.",
)
@policies_option("Only this policy; repeat for more.  [default: all]")
@day_option("--known-at", "Show the text published on this day.  [default: the last text]")
@click.option(
    "--fixtures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Take the examples from scenarios/<policy>/*.yaml in this directory.  "
    "[default: fixtures beside the rules directory]",
)
@rules_option
def command(
    folder: Path,
    wanted: tuple[str, ...],
    known_at: date | None,
    fixtures: Path | None,
    rules: Path | None,
) -> int:
    """Write the policy handbook: a static site of every policy, in Dutch and in English.

    It has a page for each policy (calendar, amounts and days with their versions, readings), for
    each decision (every clause beside the Rego that decides it, scenarios as examples), for each
    fact, and for each module of Rego, and a list of all clauses of each document. Open index.html
    from disk: it needs no server and no network, and neither does its search.

    The examples are decided while it is made; one that does not come out as its scenario says is an
    error. The site is written whole or not at all. A directory that policycheck docs did not make,
    or that holds other files, is refused. The same rules give the same files. The address of the
    first page is printed.
    """
    # Imported here, as no other command needs it.
    from policycheck import handbook

    handbook.check_folder(folder)
    ids = tuple(dict.fromkeys(known_policy(name, rules) for name in wanted)) or None
    book = handbook.read_book(rules, ids, fixtures or _beside(rules), known_at)
    handbook.put_folder(folder, handbook.site_files(book))
    write(f"{folder / 'index.html'}\n")
    return ExitCode.DONE


def _beside(rules: Path | None) -> Path | None:
    """The directory of fixtures beside the rules directory, if there is one."""
    found = (rules or shipped("rego")).resolve().parent / "fixtures"
    return found if found.is_dir() else None
