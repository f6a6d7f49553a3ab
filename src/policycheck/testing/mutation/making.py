"""Every mutant of the rules that are under test."""

import random
from collections.abc import Sequence
from pathlib import Path

from policycheck.policies.rules import LIBRARY
from policycheck.testing.mutation.manifests import manifest_mutants
from policycheck.testing.mutation.modules import module_mutants
from policycheck.testing.mutation.mutants import Mutant, numbered
from policycheck.testing.mutation.parameters import parameter_mutants
from policycheck.testing.mutation.places import Places
from policycheck.testing.mutation.reach import Reach
from policycheck.testing.suites import Suite


def mutants_of(suite: Suite, directory: Path) -> tuple[Mutant, ...]:
    """The mutants of a policy, or of the library, by file.

    Args:
        suite: The policy or the library. What a policy shares with others is left out.
        directory: The rules directory.
    """
    own = {
        name: text
        for name, text in suite.rules.modules.items()
        if suite.manifest is None or not name.startswith(f"{LIBRARY}/")
    }
    found = [each for name, text in own.items() for each in module_mutants(suite.name, name, text)]
    policy = suite.manifest
    if policy is not None:
        insurer, _, name = policy.id.partition(".")
        data = suite.rules.data[insurer][name]
        places = Places(directory / insurer / name)
        read = Reach(own).names(own)
        found += parameter_mutants(policy.id, policy.parameters, data["parameters"], read, places)
        found += manifest_mutants(policy, data["manifests"], places)
    return numbered(found)


def sampled(mutants: Sequence[Mutant], number: int, seed: int) -> tuple[Mutant, ...]:
    """Some of the mutants, in their order; the same for the same seed."""
    if number >= len(mutants):
        return tuple(mutants)
    chosen = random.Random(seed).sample(range(len(mutants)), number)  # noqa: S311
    places = sorted(chosen)
    return tuple(mutants[place] for place in places)
