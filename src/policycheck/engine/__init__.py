"""Compiles Rego and answers queries. Nothing else in policycheck knows regopy.

regopy compiles Rego to OPA's intermediate representation and runs it. Used as its own
documentation shows, it loses rules, mixes up threads, prints, and aborts the process;
this package is the way of using it that does none of that.
"""

from policycheck.engine.native import load_engine, version
from policycheck.engine.program import Program, compile_plan, compile_rules
from policycheck.engine.purity import refusal

__all__ = ["ENGINE", "Program", "compile_plan", "compile_rules", "load_engine", "refusal"]

ENGINE: str
"""The engine's name and version, such as ``regopy 1.5.2``; it goes into every receipt."""


def __getattr__(name: str) -> str:
    if name == "ENGINE":
        # Asked of the module, not of its distribution: reading metadata takes as long as
        # loading the engine itself.
        globals()["ENGINE"] = engine = f"regopy {version()}"
        return engine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
