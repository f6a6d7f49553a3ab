"""The command line: its commands, each imported when it is called, and one error boundary."""

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

import click

from policycheck.commands.common.boundary import PIPE_CLOSED, guarded
from policycheck.errors import ExitCode
from policycheck.version import __version__

_COMMANDS = {
    "list": "The policies and their decisions.",
    "show": "What a policy or one decision states, with citations.",
    "eval": "Decide cases, and say why.",
    "ask": "The facts that can still change a decision, most useful first.",
    "compare": "Two decisions side by side, and why they differ.",
    "batch": "Decide a file of cases, by the million.",
    "validate": "Check cases against the schema, without deciding.",
    "timeline": "Milestones and terms: who must do what, and when.",
    "facts": "The fact dictionary: meaning, type, and who asks.",
    "docs": "The policy handbook: a site to read, print and sign off.",
    "sources": "Where every clause and line of the documents went.",
    "check": "What is wrong with rules, manifests and tests as they stand.",
    "test": "Run the scenarios and the Rego tests of rules.",
    "diff": "What differs between two policies, or two git revisions.",
    "impact": "Whose decision a change of the rules flips.",
    "prove": "What holds for every case, and the case where it does not.",
    "new": "Make a policy, or a decision of one, to start from.",
}

_EPILOG = """\b
Examples:
  policycheck list
  policycheck show asr.ggz_2024.eligibility
  policycheck eval case.yaml
  policycheck batch cases.ndjson -p asr.ggz_2024 -d eligibility -o decisions.parquet
  policycheck timeline --as-of 2023-09-15
  policycheck facts provider.kvk_registered
  policycheck docs -o handbook -p asr.ggz_2022
  policycheck sources --documents documents
  policycheck check asr.ggz_2024
  policycheck test asr.ggz_2024 --run claims:
  policycheck prove asr.ggz_2022

\b
Exit codes:
  0    done
  1    eval, compare --exit-code: a decision is not met, or differs; batch: rows were rejected;
       sources, check, test, impact, prove: something is wrong
  2    wrong usage, or an invalid case
  3    the rules are wrong, something unexpected, or nothing was evaluated or tested
  4    eval --exit-code: none is not met, and not all are met
  130  interrupted (143: by SIGTERM)
"""


class _Commands(click.Group):
    """The commands by name; naming them imports none, calling one imports that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"policycheck.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        named = not args[0].startswith("-") and not ctx.resilient_parsing
        if named and args[0] not in _COMMANDS:
            from policycheck.commands.common.names import unknown

            raise unknown("command", args[0], _COMMANDS, see="policycheck --help")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def main(self, *args: Any, **extra: Any) -> Any:
        extra |= {"prog_name": "policycheck", "standalone_mode": False}
        sys.exit(guarded(partial(_quietly, partial(super().main, *args, **extra))))


def _quietly(run: partial[int | None]) -> int | None:
    """Run click, which ends the process itself with 1 when it writes to a closed pipe."""
    try:
        return run()
    except SystemExit as end:
        return PIPE_CLOSED if end.code == 1 else ExitCode.DONE


@click.group(
    cls=_Commands,
    epilog=_EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="policycheck %(version)s")
@click.pass_context
def cli(context: click.Context) -> int:
    """Decide what Dutch health insurers' purchasing policies say about a care provider."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return ExitCode.USAGE
    return ExitCode.DONE


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the command's exit code."""
    cli.main(args=arguments)
