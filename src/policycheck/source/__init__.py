"""The text of Rego modules: tokens with their positions, and the statements that they make up.

What the compiled plan no longer shows is looked for here, and what changes a module changes its
text. It needs no engine.
"""

from policycheck.source.brackets import Bracket, Shape, brackets_of, ends_value
from policycheck.source.statements import Statement, statements_of
from policycheck.source.tokens import Kind, Token, tokens_of

__all__ = [
    "Bracket",
    "Kind",
    "Shape",
    "Statement",
    "Token",
    "brackets_of",
    "ends_value",
    "statements_of",
    "tokens_of",
]
