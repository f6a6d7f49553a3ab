"""Every decision of every policy that is shipped, as pytest parameters."""

from policycheck.policies import load_manifests
from policycheck.resources import shipped

SUBJECTS = [
    (policy.id, decision)
    for policy in load_manifests(shipped("rego")).values()
    for decision in policy.decisions
]
NAMES = [f"{policy}.{decision}" for policy, decision in SUBJECTS]
POLICIES = sorted({policy for policy, _ in SUBJECTS})
