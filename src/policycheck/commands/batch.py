"""``policycheck batch``: decide a file of cases, by the million."""

from pathlib import Path
from typing import Any

import click

from policycheck.commands.common.options import (
    day_option,
    decisions_option,
    output_options,
    policies_option,
    readings_option,
    redact_option,
    rules_option,
)
from policycheck.commands.common.output import Output
from policycheck.errors import MissingExtra

_EXAMPLES = """\b
Examples:
  policycheck batch cases.ndjson -p asr.ggz_2024 -d eligibility -o decisions.parquet
  policycheck batch cases.csv -d asr.ggz_2024.claims -o claims.csv.gz --keep provider.kvk
  policycheck batch cases.ndjson -p asr.ggz_2024 -d claims -o out.parquet --resume
  policycheck batch cases.csv -p asr.ggz_2024 -d claims -o mailed.csv --redact
  policycheck batch - --from ndjson -d asr.ggz_2024.claims -o - --to csv --rejects no.ndjson
"""

_LIBRARIES = ("numpy", "pyarrow", "jsonschema_rs", "python_calamine")


def _share(_: click.Context, __: click.Parameter, value: str) -> float:
    """A share of rows: ``0.001``, or ``0.1%``."""
    try:
        share = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value!r} is not a share; write one as 0.1% or 0.001")
    return share


@click.command("batch", epilog=_EXAMPLES)
@click.argument("input", metavar="INPUT", type=click.Path(allow_dash=True))
@click.option(
    "--from",
    "from_",
    type=click.Choice(["ndjson", "json", "csv", "excel", "parquet", "arrow"]),
    help="The format of the input.  [default: by its name]",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A YAML file that says which column is which fact, and what holds for every row.",
)
@click.option("--separator", metavar="CHAR", help="In CSV, between cells.  [default: as it looks]")
@click.option(
    "--encoding", default="utf-8", show_default=True, metavar="NAME", help="The encoding of CSV."
)
@click.option(
    "--dutch", is_flag=True, help="In CSV and Excel, also 1234,56, 31-12-2023, ja and nee."
)
@click.option("--sheet", metavar="NAME", help="In Excel, this sheet.  [default: the first]")
@policies_option("Ask this policy; repeat for more.")
@decisions_option(
    "Make this decision, as POLICY.DECISION or by a name that every policy has; repeat for "
    "more.  [default: all of the policies]"
)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="OUTPUT",
    type=click.Path(allow_dash=True),
    help="Write the decisions here, in the format that the name ends with: .parquet, .arrow, "
    ".ndjson, .csv, the last two also .gz or .zst; - for standard output.",
)
@click.option(
    "--to",
    type=click.Choice(["parquet", "arrow", "ndjson", "csv"]),
    help="The format of the output.  [default: by its name]",
)
@day_option("--as-of", "Judge every row on this day.  [default: as the row says, else today]")
@day_option(
    "--known-at", "By the text published on this day.  [default: as the row says, else --as-of]"
)
@readings_option
@click.option(
    "--keep",
    multiple=True,
    metavar="FACT",
    help="Carry this fact along as a column, such as provider.kvk; repeat for more.",
)
@click.option(
    "--full", is_flag=True, help="With the document of each decision, as eval --format json has it."
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the rows that cannot be decided here, as NDJSON.  "
    "[default: OUTPUT with .rejects.ndjson for its ending]",
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the summary here too, as JSON.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many processes decide.  [default: one for each processor]",
)
@click.option(
    "--chunk-size",
    type=click.IntRange(min=1),
    metavar="ROWS",
    help="Decide so many rows at once; the output does not depend on it."
    "  [default: 8192; fewer with --full or many decisions]",
)
@click.option(
    "--sample",
    default="0.01%",
    show_default=True,
    metavar="SHARE",
    callback=_share,
    help="Decide this share of the rows again one by one, and stop at a difference; 0: none.",
)
@click.option("--resume", is_flag=True, help="Go on where a run with this OUTPUT was stopped.")
@click.option("--overwrite", is_flag=True, help="Replace what is there already.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@redact_option
@rules_option
@output_options
def command(output: Output, **options: Any) -> int:
    """Decide every row of a file of cases: one row of output per case and decision.

    INPUT is NDJSON, a JSON array, CSV, Excel, Parquet or Arrow; - is standard input. Each row is a
    case; a table has a column for each fact, named as in policycheck facts. A row that cannot be
    decided does not stop the run: it goes to the rejects file with its number and everything that
    is wrong with it. Rows read = rows decided + rows rejected; the summary says so.

    OUTPUT appears under its name when it is whole. A run that is stopped (Ctrl-C, a kill, a full
    disk) leaves what it has done in OUTPUT.part, in files that can be read, and --resume goes on
    after the last row in them. The output has the order of the input, and the same bytes for any
    number of processes and rows at once.

    Exit code 1 if rows were rejected, 3 if there was no row. It needs the extra "batch".
    """
    try:
        from policycheck.commands.common.batching import Wishes, run_batch
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _LIBRARIES:
            raise
        raise MissingExtra("policycheck batch", "batch") from None
    return run_batch(Wishes(**options), output)
