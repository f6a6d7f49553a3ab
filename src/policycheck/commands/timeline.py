"""``policycheck timeline``: milestones and terms, in order."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from policycheck.commands.common.boundary import tell
from policycheck.commands.common.names import known_policy
from policycheck.commands.common.options import (
    day_option,
    output_options_with,
    policies_option,
    rules_option,
)
from policycheck.commands.common.output import (
    COMMON_FORMATS,
    Format,
    Output,
    write_lines_as_they_are,
)
from policycheck.errors import ExitCode, MissingExtra, PolicycheckError
from policycheck.evaluation.dates import today
from policycheck.evaluation.timeline import Timeline, timeline, upcoming, with_a_text
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.timeline_document import timeline_document
from policycheck.report.timeline_table import timeline_blocks
from policycheck.words import Words

_EXAMPLES = """\b
Examples:
  policycheck timeline -p asr.ggz_2024 --as-of 2023-09-15
  policycheck timeline --as-of 2023-09-15 --upcoming --lang nl
  policycheck timeline -p vgz.msz_2024 --known-at 2023-07-26 --format json
  policycheck timeline -p asr.ggz_2024 --format ical
"""


@click.command("timeline", epilog=_EXAMPLES)
@policies_option("Only this policy; repeat for more.  [default: all]")
@day_option("--as-of", "Judge on this day what has passed.  [default: today]")
@day_option("--known-at", "By the text published on this day.  [default: --as-of]")
@click.option(
    "--upcoming", "upcoming_only", is_flag=True, help="Leave out what has passed or begun."
)
@rules_option
@output_options_with(
    (*COMMON_FORMATS, Format.ICAL),
    "A table to read, a versioned document, or an iCalendar file.",
    "The language of tables and calendars",
)
def command(
    wanted: tuple[str, ...],
    as_of: date | None,
    known_at: date | None,
    upcoming_only: bool,
    rules: Path | None,
    output: Output,
) -> int:
    """List milestones and terms in order: who must do what, through which channel, and when.

    A moment that the text does not give to the day ("September", "mid-September") stays an
    interval: the beginning and the middle of a month are its days 1-10 and 11-20; the beginning
    and the end of a year its first and last quarter. Terms that run from something that happens
    stand last. The iCalendar file holds what has a day; it needs the extra "calendar".
    """
    policies = tuple(dict.fromkeys(known_policy(name, rules) for name in wanted)) or None
    day = as_of or today()
    manifests = load_manifests(rules, policies).values()
    found = timeline(manifests if policies else _known(manifests, known_at or day), day, known_at)
    shown = upcoming(found) if upcoming_only else found
    if output.format is Format.ICAL:
        write_lines_as_they_are(_calendar(shown, output.words))
    else:
        output.show(lambda: timeline_blocks(shown, output.words), lambda: timeline_document(shown))
    return ExitCode.DONE


def _known(manifests: Iterable[PolicyManifest], known_at: date) -> list[PolicyManifest]:
    """Those that had a text by then; if none had, all, so that the error says so."""
    listed = list(manifests)
    known = with_a_text(listed, known_at)
    if known:
        for policy in listed:
            if policy not in known:
                tell(f"policycheck: note: {policy.id} is left out: no text of it yet on {known_at}")
    return known or listed


def _calendar(shown: Timeline, words: Words) -> str:
    if not shown.moments:
        raise PolicycheckError("no moment is left, and a calendar file cannot be empty")
    try:
        from policycheck.report.timeline_calendar import calendar_text
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "icalendar":
            raise
        raise MissingExtra("the format ical", "calendar") from None
    return calendar_text(shown, words)
