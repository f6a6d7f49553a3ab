"""The policies that are not about a case, or of which that is not known."""

from collections.abc import Iterable

from policycheck.model import PolicyText, Scope, Status
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone, section
from policycheck.report.condition_rows import lacking_rows
from policycheck.report.naming import Naming
from policycheck.words import Words


def other_policies(scopes: Iterable[Scope], naming: Naming) -> list[Block]:
    """Why each of the other policies was not judged; nothing where there are none."""
    scopes = list(scopes)
    words = naming.words
    unknown = [b for s in scopes if s.status is Status.UNKNOWN for b in _unknown(s, naming)]
    outside = [b for s in scopes if s.status is Status.NOT_MET for b in _outside(s, naming)]
    blocks = [
        *section(words("scope.unknown"), unknown),
        *section(words("scope.not_met"), outside),
    ]
    return [*blocks[1:], GAP, Rule()] if blocks else []


def texts_line(texts: Iterable[PolicyText], words: Words) -> str:
    """The years for which there is a text: ``there are texts for 2022 (asr.ggz_2022)``."""
    years = ", ".join(f"{_years(text)} ({text.policy})" for text in texts)
    return words("scope.texts", years=years)


def _years(text: PolicyText) -> str:
    first, last = text.first_year, text.last_year
    return str(first) if first == last else f"{first}-{last}"


def _unknown(scope: Scope, naming: Naming) -> list[Block]:
    return [Line(scope.policy, Tone.DOUBT, 4, "? "), *lacking_rows(scope.missing, naming)]


def _outside(scope: Scope, naming: Naming) -> list[Block]:
    failed = [c for c in scope.conditions.values() if c.status is Status.NOT_MET]
    names = "; ".join(naming.words.title(condition.title) for condition in failed)
    reasons = [naming.words("scope.failed", names=names)]
    if scope.texts:
        reasons.append(texts_line(scope.texts, naming.words))
    return [Line(f"{scope.policy}: {'; '.join(reasons)}", Tone.FAINT, 4, "- ")]
