"""Loads the engine's library as soon as it is imported.

A process that loads numpy or pyarrow before regopy is aborted by the first query: both bring a C++
runtime, and the one that comes first wins. Whoever imports one of those imports this before.
"""

from regopy import rego_shared

__all__ = ["rego_shared"]
