"""Reads cases from files: one class for each kind of input, and one way to open any of them."""

from policycheck.tabular.readers.opening import InputFormat, Reading, open_source
from policycheck.tabular.readers.source import BlockSize, Source

__all__ = ["BlockSize", "InputFormat", "Reading", "Source", "open_source"]
