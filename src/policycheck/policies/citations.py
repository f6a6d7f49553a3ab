"""Citations: the clauses that something in a manifest rests on."""

from collections.abc import Iterable, Iterator

from policycheck.policies.flaws import Flaw
from policycheck.policies.manifest import PolicyManifest


def unknown_refs(
    policy: PolicyManifest, where: str, refs: Iterable[str], about: tuple[str, str]
) -> Iterator[Flaw]:
    """A flaw for every clause that is cited and that the policy does not have."""
    known = {clause.id for clause in policy.clauses}
    for ref in refs:
        if ref not in known:
            message = f"{where} cites {ref}, which is no clause of this policy"
            yield Flaw("unknown-name", message, about)
