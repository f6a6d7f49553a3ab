"""Where everything in the handbook stands: the pages, below the folder of a language, and anchors.

These addresses are cited by others: they follow from ids alone, and so stay what they are.
"""

from posixpath import dirname, relpath

from policycheck.facts.problems import tokens

START = "index.html"
FACTS = "facts/index.html"


def policy_page(policy: str) -> str:
    """The page of a policy."""
    return f"policies/{policy}/index.html"


def clauses_page(policy: str) -> str:
    """The page that lists every clause of a policy's document."""
    return f"policies/{policy}/clauses.html"


def decision_page(policy: str, decision: str) -> str:
    """The page of a decision."""
    return f"policies/{policy}/decisions/{decision}.html"


def module_page(policy: str, file: str) -> str:
    """The page of a Rego module, by its path below the rules directory.

    A module of the shared library stands at each policy that rests on it: two policies can come
    with two libraries.
    """
    name = file.removesuffix(".rego")
    folder = policy.replace(".", "/")
    inside = name.removeprefix(f"{folder}/")
    return f"policies/{policy}/rules/{inside.replace('/', '.')}.html"


def fact_page(pointer: str) -> str:
    """The page of a fact, by its pointer in the dictionary; ``_`` stands for any item of a list."""
    return f"facts/{'.'.join('_' if step == '*' else step for step in tokens(pointer))}.html"


def anchor(kind: str, id: str) -> str:
    """The id of an element: ``clause-new-04``, ``condition-minimum-turnover``, ``line-12``."""
    return f"{kind}-{id}"


def link(here: str, page: str, to: str = "") -> str:
    """The relative address of a page, or of a place in it, for a link on the page ``here``."""
    address = "" if page == here and to else relpath(page, dirname(here) or ".")
    return f"{address}#{to}" if to else address
