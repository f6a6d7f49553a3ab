"""The text of Rego modules: tokens with their positions, and the statements that they make up.

What the compiled plan no longer shows is looked for here, and what changes a module changes its
text. It needs no engine.
"""

from policycheck.source.statements import Statement, statements_of
from policycheck.source.tokens import Kind, Token, tokens_of

__all__ = ["Kind", "Statement", "Token", "statements_of", "tokens_of"]
