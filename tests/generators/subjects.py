"""Every decision of every policy that is shipped, as pytest parameters."""

from policycheck.policies import load_manifests
from policycheck.resources import shipped

# The other policies are still being brought in: scenarios and the comparison with OPA hold for
# them, and the properties over generated cases are to follow.
COMPLETE = ["asr.ggz_2024"]
SUBJECTS = [
    (policy.id, decision)
    for policy in load_manifests(shipped("rego"), COMPLETE).values()
    for decision in policy.decisions
]
NAMES = [f"{policy}.{decision}" for policy, decision in SUBJECTS]
POLICIES = sorted({policy for policy, _ in SUBJECTS})
