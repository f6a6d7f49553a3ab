"""Which builtin functions a rule may not call.

A decision follows from the facts and the two dates alone, so that it can be replayed.
"""

from policycheck.errors import EngineError

_IMPURE = {
    "http.": "it reaches the network",
    "io.": "it reads the clock",
    "net.": "it reaches the network",
    "opa.": "it reads the environment",
    "rand.": "it is not deterministic",
    "uuid.": "it is not deterministic",
    "time.now_ns": "it reads the clock",
    # The engine writes to the process's standard output, whatever its log level.
    "print": "it writes to standard output",
    "internal.print": "it writes to standard output",
}


def refusal(name: str) -> EngineError | None:
    """The error for a builtin that rules may not call; ``None`` for one that they may."""
    for prefix, reason in _IMPURE.items():
        if name == prefix or (prefix.endswith(".") and name.startswith(prefix)):
            shown = name.removeprefix("internal.")
            return EngineError("forbidden_builtin", f"a rule may not call {shown}: {reason}")
    return None
