"""From a case, a policy and two dates to a decision."""

from policycheck.evaluation.comparison import compare
from policycheck.evaluation.policies import Policies, load

__all__ = ["Policies", "compare", "load"]
