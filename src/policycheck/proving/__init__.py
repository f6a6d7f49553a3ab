"""Answers questions about all cases at once, with an SMT solver."""
