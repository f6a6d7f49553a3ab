"""The engine's errors, read from the text in which it writes them.

regopy has no error values. A module that does not parse becomes an exception whose text is
a tree, a failed rule becomes a tree as the "result" of the query, and a string in a tree is
written behind its length in bytes::

    (rego-errorseq
      (error 6:0.rego|32|2
        (errormsg 16:this is unclosed)
        (errorast |32|2)))

Places are ``file|offset|length`` in bytes; errors of a running rule have none.
"""

import re
from collections.abc import Sequence

from policycheck.engine.sources import Module
from policycheck.errors import EngineError

FILE_NAME = "{}.rego"
"""The name by which the engine knows a module: its index."""

_ERROR = re.compile(rb"\n  \(error[ \n]")
_MESSAGE = re.compile(rb"\(errormsg (\d+):")
_PLACE = re.compile(rb"\d+:(\d+)\.rego\|(\d+)\|\d+")

# The engine gives these no code of their own.
_CODES = {
    "Function not found": "unknown_function",
    "Recursion detected": "recursion",
    "bundle verify": "wrong_arguments",
}


def is_error_tree(text: str) -> bool:
    """Whether the engine answered with an error in the place of a result."""
    return text.startswith(("(error", "(rego-errorseq"))


def read_error(text: str, code: str, modules: Sequence[Module] = ()) -> EngineError:
    """The first error of a tree; those after it mostly follow from it.

    Args:
        text: The tree, or whatever else the engine said.
        code: The code, where the engine gives none.
        modules: The compiled files, to turn an offset into a row and a column.
    """
    tree = text.encode(errors="replace")
    tree = _ERROR.split(tree, 2)[1] if _ERROR.search(tree) else tree
    found = _MESSAGE.search(tree)
    if found is None:
        return EngineError(code, text.strip() or "the engine failed without a message")
    message = tree[found.end() : found.end() + int(found[1])].decode(errors="replace")
    for beginning, known in _CODES.items():
        if message.startswith(beginning):
            code = known
    place = _PLACE.search(tree)
    if place is None or int(place[1]) >= len(modules):
        return EngineError(code, message)
    module = modules[int(place[1])]
    return EngineError(code, message, module.name, *module.position(int(place[2])))
