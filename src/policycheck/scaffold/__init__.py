"""New policies and decisions, from templates: what would be made, and the making of it."""

from policycheck.scaffold.decision import draft_decision
from policycheck.scaffold.files import Draft, publish
from policycheck.scaffold.names import Name, name_of
from policycheck.scaffold.places import Places
from policycheck.scaffold.policy import PolicyWishes, draft_policy

__all__ = [
    "Draft",
    "Name",
    "Places",
    "PolicyWishes",
    "draft_decision",
    "draft_policy",
    "name_of",
    "publish",
]
