"""Facts followed through a compiled plan: what rules read, and what they conclude from absence."""

from policycheck.plan.facts.flow import Flow, Read
from policycheck.plan.facts.members import Member, members_of
from policycheck.plan.facts.values import ANY, Doubt, Entry, Path, Value

__all__ = ["ANY", "Doubt", "Entry", "Flow", "Member", "Path", "Read", "Value", "members_of"]
