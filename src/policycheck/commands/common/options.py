"""The options that several commands share."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from policycheck.commands.common.boundary import leave_content_out
from policycheck.commands.common.output import COMMON_FORMATS, Format, Output
from policycheck.model import Engine, Language
from policycheck.words import Words

Command = Callable[..., int]

REDACT = "POLICYCHECK_REDACT"
"""Switches ``--redact`` on for every command that has it."""


def day_option(name: str, help_: str) -> Callable[[Command], Command]:
    """An option whose value is a calendar day."""
    return click.option(name, metavar="YYYY-MM-DD", callback=_day, help=help_)


def policies_option(help_: str) -> Callable[[Command], Command]:
    """``-p``, as often as there are policies; the command gets them as ``wanted``."""
    return click.option("-p", "--policy", "wanted", multiple=True, metavar="POLICY", help=help_)


def decisions_option(help_: str) -> Callable[[Command], Command]:
    """``-d``, as often as there are decisions; the command gets them as ``decisions``."""
    return click.option(
        "-d", "--decision", "decisions", multiple=True, metavar="DECISION", help=help_
    )


def locale_language() -> str:
    """Dutch where the locale for messages says so, else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, map(os.environ.get, names)), "")
    return "nl" if locale.lower().startswith("nl") else "en"


cases_argument = click.argument(
    "cases", nargs=-1, required=True, metavar="CASE...", type=click.Path(allow_dash=True)
)

readings_option = click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="POLICY/READING=VALUE",
    help="Read an ambiguous place of the text this way; repeat for more.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Prove in so many processes.  [default: one for each processor]",
)

fresh_option = click.option("--fresh", is_flag=True, help="Prove again what was proved before.")

rules_option = click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Read the policies from this directory instead of the shipped ones.",
)

engine_option = click.option(
    "--engine",
    type=click.Choice([str(each) for each in Engine]),
    default=str(Engine.REGOPY),
    show_default=True,
    help="What decides: regopy interprets the rules; compiled makes Python of them, which takes "
    "seconds at the first time ever, and decides the same many times quicker.",
)


def _redacting(_: click.Context, __: click.Parameter, value: bool) -> bool:
    leave_content_out(value)
    return value


# Eager: what goes wrong with the other options is told by it already.
redact_option = click.option(
    "--redact",
    is_flag=True,
    is_eager=True,
    callback=_redacting,
    envvar=REDACT,
    show_envvar=True,
    help="Leave out the content of sensitive facts (fraud, integrity, sanctions, supervision, "
    "beneficial owners): only whether each is known is told, in messages too.",
)


def output_options(command: Command) -> Command:
    """Add ``--format``, ``--lang`` and ``--color``; the command gets them as one ``output``."""
    return output_options_with(COMMON_FORMATS, "A table to read, or a versioned document.")(command)


def output_options_with(
    formats: Iterable[Format],
    help_: str,
    lang_help: str = "The language of tables",
    to_file: bool = False,
) -> Callable[[Command], Command]:
    """The same for a command that writes other formats, or with ``-o`` to a file."""

    def add(command: Command) -> Command:
        added = _with_output(command, [str(each) for each in formats], help_, lang_help)
        return _file_option(added) if to_file else added

    return add


_TARGET = "result_file"
_file_option = click.option(
    "-o",
    "--output",
    _TARGET,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to this file, whole or not at all.  [default: standard output]",
)


def _with_output(command: Command, formats: list[str], help_: str, lang_help: str) -> Command:
    @click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=str(Format.TABLE),
        show_default=True,
        help=help_,
    )
    @click.option(
        "--lang",
        type=click.Choice([str(language) for language in Language]),
        default=locale_language,
        show_default="from the locale, else en",
        envvar="POLICYCHECK_LANG",
        show_envvar=True,
        help=f"{lang_help}; documents hold both.",
    )
    @click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour in tables; auto: on a terminal, unless NO_COLOR is set.",
    )
    @wraps(command)
    def with_output(*, format_: str, lang: str, color: str, **arguments: Any) -> int:
        target = arguments.pop(_TARGET, None)
        output = Output(Format(format_), Words(Language(lang)), color, target)
        return command(output=output, **arguments)

    return with_output


def days(
    context: click.Context, option: click.Parameter, value: tuple[str, str] | None
) -> tuple[date, ...] | None:
    """The calendar days that an option with several values has."""
    if not value:
        return None
    return tuple(day for each in value if (day := _day(context, option, each)))


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is not a day; write one as 2023-08-15")
    return day
