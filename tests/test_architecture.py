"""The layers of the Python package, as DESIGN and CONTRIBUTING draw them.

Every import counts: one inside a function too, and one under ``TYPE_CHECKING`` as well.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import policycheck

# Top to bottom. A module imports from its own layer and from those below it. "" is
# policycheck/__init__.py; every other name is a module or package directly under policycheck.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__main__", "cli", "commands"}),
    frozenset({"handbook", "report"}),
    frozenset({"arrow", "spark"}),
    frozenset({"asking", "batch", "changes", "checks", "flipping", "scaffold", "testing"}),
    frozenset({"proving"}),
    frozenset({"", "explaining"}),
    frozenset({"evaluation", "redacting"}),
    frozenset({"policies"}),
    frozenset({"compiled"}),
    frozenset({"lifting", "tabular"}),
    frozenset({"engine", "facts"}),
    frozenset({"plan", "source"}),
    frozenset({"terms"}),
    frozenset({"cache", "errors", "files", "model", "resources", "texts", "version", "words"})
    | frozenset({"quantities"}),
)

# Who may import what does not come with Python.
LIBRARIES: dict[str, frozenset[str]] = {
    "click": frozenset({"cli", "commands"}),
    "hypothesis": frozenset({"changes"}),
    "icalendar": frozenset({"report"}),
    "jinja2": frozenset({"handbook", "report"}),
    "jsonschema": frozenset({"facts", "policies", "tabular"}),
    "jsonschema_rs": frozenset({"tabular"}),
    "junitparser": frozenset({"report"}),
    "markupsafe": frozenset({"handbook", "report"}),
    "numpy": frozenset({"batch", "compiled", "flipping", "tabular"}),
    "openpyxl": frozenset({"facts", "report"}),
    "pyarrow": frozenset({"arrow", "batch", "compiled", "spark", "tabular"}),
    "pygments": frozenset({"source"}),
    "pyspark": frozenset({"spark"}),
    "python_calamine": frozenset({"tabular"}),
    "referencing": frozenset({"policies"}),
    "regopy": frozenset({"engine"}),
    "rich": frozenset({"report"}),
    "ruamel": frozenset({"asking", "changes", "facts", "policies", "report", "scaffold"}),
    "watchfiles": frozenset({"commands"}),
    "z3": frozenset({"flipping", "proving"}),
}

# Imports its public names when they are first used; it lists them under TYPE_CHECKING.
LAZY = "policycheck"

LINES = 400


def modules(package: Path) -> dict[str, Path]:
    """Every module under the package by its dotted name, the package's own name first in it."""
    found = {}
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imported(name: str, file: Path) -> Iterator[str]:
    """The dotted names that a module imports: ``package.module`` or ``package.module.member``."""
    here = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = [*here[: len(here) + 1 - level], *([module] if module else [])]
                start = ".".join(base) if level else str(module)
                yield from (f"{start}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[argument, *_],
            ):
                if name != LAZY:
                    yield dynamic(argument)


def dynamic(argument: ast.expr) -> str:
    """The module that ``import_module`` is called with; a name that nobody may import if it varies.

    Of ``f"policycheck.commands.{name}"`` it is the part that does not vary.
    """
    match argument:
        case ast.Constant(value=str(module)):
            return module
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            return start.rstrip(".")
    return ast.unparse(argument)


def target(name: str, known: dict[str, Path]) -> str:
    """The module that an imported name lies in: ``a.b.member`` is in ``a.b``."""
    while name not in known:
        name = name.rpartition(".")[0]
    return name


def part(module: str) -> str:
    """The name under the package that says which layer a module belongs to."""
    return ".".join(module.split(".")[1:2])


def layer(module: str) -> int:
    """The layer's place from the top; the first that has the module."""
    return next(place for place, names in enumerate(LAYERS) if part(module) in names)


def problems(package: Path) -> list[str]:
    """What the package does that its layers do not allow."""
    known = modules(package)
    placed = frozenset().union(*LAYERS)
    unplaced = [f"{name} belongs to no layer" for name in known if part(name) not in placed]
    bare = {name.rpartition(".")[0] for name in known} - {""} - set(known)
    if unplaced or bare:
        return unplaced + [f"{name} has no __init__.py" for name in sorted(bare)]
    found = []
    graph: dict[str, set[str]] = {}
    for name, file in known.items():
        graph[name] = set()
        for other in imported(name, file):
            top = other.split(".")[0]
            if top == package.name:
                below = target(other, known)
                graph[name].add(below)
                if layer(below) < layer(name):
                    found.append(f"{name} imports {below}, which is above it")
            elif top not in sys.stdlib_module_names and part(name) not in LIBRARIES.get(top, ()):
                found.append(f"{name} may not import {other}")
    return sorted(set(found)) + cycles(graph)


def cycles(graph: dict[str, set[str]]) -> list[str]:
    """One cycle of imports, if there is any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"a cycle of imports: {' <- '.join(error.args[1])}"]
    return []


@pytest.fixture
def package(root: Path) -> Path:
    return root / "src/policycheck"


def test_the_package_keeps_to_its_layers(package: Path) -> None:
    assert problems(package) == []


def test_nothing_in_the_tables_is_superfluous(package: Path) -> None:
    present = {part(name) for name in modules(package)}
    assert frozenset().union(*LAYERS) == present
    used = {
        (library.split(".")[0], part(name))
        for name, file in modules(package).items()
        for library in imported(name, file)
    }
    allowed = {(library, name) for library, names in LIBRARIES.items() for name in names}
    assert allowed <= used


def test_no_module_is_too_long(package: Path) -> None:
    lengths = {
        name: file.read_text(encoding="utf-8").count("\n")
        for name, file in modules(package).items()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES} == {}


def test_the_public_surface_is_documented() -> None:
    public = {name: getattr(policycheck, name) for name in policycheck.__all__}
    callables = {name: it for name, it in public.items() if callable(it)}
    bare = [name for name, it in callables.items() if not inspect.getdoc(it)]
    methods = [
        f"{name}.{method}"
        for name, it in callables.items()
        if inspect.isclass(it)
        for method, function in vars(it).items()
        if inspect.isfunction(function) and not method.startswith("_") and not function.__doc__
    ]
    assert bare + methods == []


FAKE = {
    "__init__.py": "from policycheck.evaluation import decide",
    "cli.py": "import click\nfrom policycheck import decide",
    "evaluation.py": "from policycheck import model",
    "engine/__init__.py": "import regopy",
    "engine/plan.py": "from . import regopy_adapter",
    "engine/regopy_adapter.py": "import json, regopy",
    "model.py": "from dataclasses import dataclass",
}


@pytest.mark.parametrize(
    ("file", "source", "expected"),
    [
        ("model.py", "from dataclasses import dataclass", []),
        (
            "model.py",
            "from policycheck.evaluation import decide",
            ["policycheck.model imports policycheck.evaluation, which is above it", "cycle"],
        ),
        (
            "evaluation.py",
            "def decide():\n    from policycheck.cli import main",
            ["policycheck.evaluation imports policycheck.cli, which is above it", "cycle"],
        ),
        (
            "engine/plan.py",
            "from .. import evaluation",
            ["policycheck.engine.plan imports policycheck.evaluation, which is above it"],
        ),
        (
            "engine/plan.py",
            "import importlib\nimportlib.import_module('policycheck.cli')",
            ["policycheck.engine.plan imports policycheck.cli, which is above it"],
        ),
        (
            "engine/plan.py",
            "import importlib\nimportlib.import_module(name)",
            ["policycheck.engine.plan may not import name"],
        ),
        ("engine/regopy_adapter.py", "from policycheck.engine.plan import Plan", ["cycle"]),
        ("model.py", "import regopy.node", ["policycheck.model may not import regopy.node"]),
        ("evaluation.py", "import click", ["policycheck.evaluation may not import click"]),
        ("engine/plan.py", "import numpy", ["policycheck.engine.plan may not import numpy"]),
        ("helpers.py", "", ["policycheck.helpers belongs to no layer"]),
        ("commands/list.py", "", ["policycheck.commands has no __init__.py"]),
    ],
)
def test_the_checker_finds_what_it_looks_for(
    tmp_path: Path, file: str, source: str, expected: list[str]
) -> None:
    package = tmp_path / "policycheck"
    for name, text in {**FAKE, file: source}.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    found = problems(package)
    assert [("cycle" if line.startswith("a cycle") else line) for line in found] == expected
