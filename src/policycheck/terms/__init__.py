"""Terms: what a decision comes to, as one graph of truth values and whole numbers over the facts.

A term stands for a value in every case at once. Equal terms are made once, so that what conditions
share is worked out once; every back end (columns, Python source, formulas) reads the same graph.
"""

from policycheck.terms.graph import Graph, TooLarge
from policycheck.terms.model import Op, Term
from policycheck.terms.walk import as_lines, below, compared_facts, facts_of

__all__ = ["Graph", "Op", "Term", "TooLarge", "as_lines", "below", "compared_facts", "facts_of"]
