"""Names that a user typed and that do not exist."""

from collections.abc import Iterable
from pathlib import Path

from policycheck.errors import UsageError
from policycheck.facts.problems import quoted
from policycheck.facts.suggestions import close_names
from policycheck.policies import policy_ids
from policycheck.resources import shipped

_MOST_LISTED = 16


def unknown(kind: str, name: str, known: Iterable[str], see: str = "") -> UsageError:
    """The error for a name that is not known: the nearest one, and all of them if they are few.

    Args:
        kind: What the name should have named, such as ``policy``.
        name: What the user typed.
        known: Every name that there is.
        see: The command that lists them, for when they are many.
    """
    names = sorted(known)
    sentence = f"there is no {kind} {quoted(name)}"
    near = _near(name, names)
    if near:
        sentence += f"; did you mean {near[0]}?"
    if len(names) <= _MOST_LISTED:
        sentence += f" (known: {', '.join(names) or 'none'})"
    elif see:
        sentence += f" ({see} lists them)"
    return UsageError(sentence)


def _near(name: str, names: list[str]) -> list[str]:
    # close_names writes every dash as an underscore before it compares.
    originals = {n.lower().replace("-", "_"): n for n in names}
    return [originals[near] for near in close_names(name, list(originals))]


def known_policy(name: str, rules: Path | None) -> str:
    """The name, if there is a policy of that name.

    Raises:
        UsageError: There is none.
    """
    ids = policy_ids(rules or shipped("rego"))
    if name not in ids:
        raise unknown("policy", name, ids)
    return name
