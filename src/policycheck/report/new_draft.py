"""What ``new`` made, as a document and as people read it."""

import shlex
from typing import Any

from policycheck.report.blocks import Block, Line, Tone, section
from policycheck.report.document import VERSION
from policycheck.scaffold import Draft
from policycheck.words import Words


def draft_document(draft: Draft, made: bool) -> dict[str, Any]:
    """The document of ``schemas/output/new.schema.json``."""
    return {
        "version": VERSION,
        "policy": draft.name.policy,
        "decision": draft.decision,
        "made": made,
        "files": [str(path) for path in draft.files],
        "changed": [str(path) for path in draft.changed],
        "next": list(next_commands(draft)),
    }


def draft_blocks(draft: Draft, made: bool, words: Words) -> list[Block]:
    """The paths, and what to do next."""
    names = {"policy": draft.name.policy, "decision": draft.decision}
    title = words("new.decision" if draft.name.decision else "new.policy", **names)
    return [
        Line(title, Tone.STRONG),
        *(Line(str(path), indent=2) for path in draft.files),
        *section(words("new.changed"), [Line(str(path), indent=2) for path in draft.changed]),
        *section(words("new.next"), _next(draft, words) if made else []),
        *([] if made else [Line(""), Line(words("new.dry_run"))]),
    ]


def _next(draft: Draft, words: Words) -> list[Block]:
    commands = (Line(command, indent=4) for command in next_commands(draft))
    return [Line(words("new.edit"), indent=4), *commands]


def next_commands(draft: Draft) -> tuple[str, ...]:
    """The commands that look at what was made, for the shell of the user."""
    rules, policy = draft.places.rules, draft.name.policy
    fixtures = ["--fixtures", draft.places.fixtures]
    # The only decision of a new policy need not be named.
    decision = ["-d", draft.decision] if draft.name.decision else []
    usual = draft.places.fixtures == rules.parent / "fixtures"
    return tuple(
        shlex.join(map(str, ["policycheck", *words]))
        for words in (
            ["check", draft.places.policy(policy)],
            ["test", draft.places.policy(policy), *([] if usual else fixtures)],
            ["eval", draft.case, "--rules", rules, "-p", policy, *decision],
        )
    )
