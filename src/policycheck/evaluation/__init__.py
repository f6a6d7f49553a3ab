"""From a case, a policy and two dates to a decision."""

from policycheck.evaluation.comparison import compare
from policycheck.evaluation.policies import Compiled, Policies, load

__all__ = ["Compiled", "Policies", "compare", "load"]
