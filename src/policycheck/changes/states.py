"""The rules as they stand in one place at one moment, loaded as far as is wanted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from policycheck.changes.revisions import rules_at
from policycheck.errors import EngineError, RulesError
from policycheck.evaluation import Policies, load
from policycheck.policies import load_manifests, policy_ids, rule_set
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.rules import RuleSet

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """A rules directory at a moment.

    Attributes:
        label: What to call it: ``main (3f2a9c1d04)``; empty for the work tree.
        directory: Where it lies on disk.
        shipped: Whether these are the rules that come with policycheck, which are known to
            compile.
    """

    label: str
    directory: Path
    shipped: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its policies.

        Raises:
            RulesError: It holds none.
        """
        return self.told(lambda: policy_ids(self.directory))

    def manifests(self, policies: Sequence[str] | None = None) -> Mapping[str, PolicyManifest]:
        """The manifests of policies; by default of all.

        Raises:
            RulesError: A manifest is not valid.
        """
        return self.told(lambda: load_manifests(self.directory, policies))

    def rules(self, manifest: PolicyManifest) -> RuleSet:
        """The modules and data of one of its policies."""
        return rule_set(self.directory, manifest)

    def load(self, policies: Sequence[str]) -> Policies:
        """Policies that can decide.

        Raises:
            RulesError: A manifest is not valid.
            EngineError: The Rego does not compile.
        """
        place = None if self.shipped else self.directory
        return self.told(lambda: load(place, policies=policies))

    def told(self, work: Callable[[], T]) -> T:
        """Do something with it; an error names the revision and no temporary directory."""
        if not self.label:
            return work()
        try:
            return work()
        except RulesError as error:
            old, new = str(self.directory), self.label
            problems = [replace(p, file=p.file.replace(old, new)) for p in error.problems]
            raise RulesError(problems) from None
        except EngineError as error:
            file = f"{self.label}: {error.file or 'the rules'}"
            raise EngineError(error.code, error.message, file, error.row, error.column) from None


@contextmanager
def state_at(revision: str | None, rules: Path, shipped: bool = False) -> Iterator[State]:
    """The rules at a revision, or in the work tree where there is none.

    Args:
        revision: The name of a commit; ``None`` for the files as they are on disk, whether or not
            they are committed or staged.
        rules: The rules directory in the work tree.
        shipped: Whether that is the one that comes with policycheck.

    Raises:
        UsageError: As for :func:`rules_at`.
        GitFailed: As for :func:`rules_at`.
    """
    if revision is None:
        yield State("", rules, shipped)
        return
    with rules_at(revision, rules) as found:
        yield State(found.label, found.directory)
