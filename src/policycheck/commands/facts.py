"""``policycheck facts``: the fact dictionary."""

from pathlib import Path

import click

from policycheck.commands.common.options import output_options, rules_option
from policycheck.commands.common.output import Output
from policycheck.errors import ExitCode, UsageError
from policycheck.facts import FactDefinition, FactDictionary, load_schemas
from policycheck.policies import load_manifests
from policycheck.report.blocks import Block
from policycheck.report.facts_document import asking, facts_document
from policycheck.report.facts_table import fact_blocks, facts_blocks
from policycheck.report.naming import Naming

_EXAMPLES = """\b
Examples:
  policycheck facts
  policycheck facts provider.kvk_registered
  policycheck facts insurers.asr --lang nl
  policycheck facts /provider/kvk_registered --format json
"""


@click.command("facts", epilog=_EXAMPLES)
@click.argument("name", required=False)
@rules_option
@output_options
def command(name: str | None, rules: Path | None, output: Output) -> int:
    """Show the fact dictionary: every fact that a case can hold.

    With a NAME (provider.kvk_registered, /provider/kvk_registered, or the beginning of one):
    its meaning, type, allowed values, examples, and the conditions that ask for it.
    """
    dictionary = load_schemas().dictionary
    naming = Naming(output.words, dictionary)
    chosen = list(dictionary.values()) if name is None else _named(name, dictionary)

    def blocks() -> list[Block]:
        if name is None:
            return facts_blocks(chosen, naming)
        return fact_blocks(chosen, asking(load_manifests(rules).values()), naming)

    output.show(blocks, lambda: facts_document(chosen, asking(load_manifests(rules).values())))
    return ExitCode.DONE


def _named(name: str, dictionary: FactDictionary) -> list[FactDefinition]:
    """The fact of that name and those within it, else every fact whose name begins like it."""
    try:
        top = dictionary.find(name).pointer
    except UsageError:
        beginning = [fact for fact in dictionary.values() if fact.name.startswith(name)]
        if not beginning:
            raise
        return beginning
    return [f for f in dictionary.values() if f"{f.pointer}/".startswith(f"{top}/")]
