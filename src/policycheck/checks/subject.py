"""Everything that a check needs to know of one policy, or of the shared library."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycheck.checks.module import Module
from policycheck.engine import compile_plan
from policycheck.errors import EngineError, Problem
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.positions import position_of, positions_in
from policycheck.policies.reading import PolicyFiles, read_policy
from policycheck.policies.rules import LIBRARY, policy_data
from policycheck.resources import shipped

if TYPE_CHECKING:
    from policycheck.checks.reach import Reach
    from policycheck.plan import Plan


@dataclass(frozen=True)
class Subject:
    """One policy, or the shared library: what its files say, read once.

    Attributes:
        id: The id of the policy; ``policycheck`` for the library.
        root: The rules directory.
        texts: The texts of its Rego and YAML files, by their path below the rules directory.
        library: The modules of the library that it rests on; empty for the library itself.
        files: Its manifests; ``None`` for the library.
        unreadable: What kept a file from being read, by its path.
    """

    id: str
    root: Path
    texts: Mapping[str, str]
    library: tuple[Module, ...]
    files: PolicyFiles | None
    unreadable: Mapping[str, str]

    @property
    def is_library(self) -> bool:
        """Whether it is the library, and so has no manifests."""
        return self.files is None

    @property
    def folder(self) -> str:
        """Its directory below the rules directory, with ``/``."""
        return self.id.replace(".", "/")

    @property
    def manifest(self) -> PolicyManifest | None:
        """What the manifests say, if they can be read as a whole."""
        return self.files.manifest if self.files else None

    @property
    def contents(self) -> Mapping[str, Mapping[str, Any]]:
        """The contents of the manifests that can be read, by file without ``.yaml``."""
        return self.files.contents if self.files else {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the manifests."""
        return self.files.problems if self.files else ()

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """Its Rego modules, tests included."""
        return tuple(
            Module(file, text) for file, text in self.texts.items() if file.endswith(".rego")
        )

    @cached_property
    def rules(self) -> tuple[Module, ...]:
        """Its Rego modules without the tests."""
        return tuple(module for module in self.modules if not module.is_test)

    @cached_property
    def plan(self) -> "Plan | None":
        """The compiled plan of its modules without tests; ``None`` if they do not compile."""
        return None if isinstance(self.compiled, EngineError) else self.compiled

    @cached_property
    def compiled(self) -> "Plan | EngineError | None":
        """The plan, or why there is none; ``None`` where a file cannot even be read.

        It takes a child process, and most of the time of a check.
        """
        if self.unreadable or not self.rules:
            return None
        try:
            return compile_plan(self.compiled_texts, self.data, self._entrypoints)
        except EngineError as error:
            return error

    @cached_property
    def reach(self) -> "Reach | None":
        """The facts behind its rules; ``None`` for the library, and if they do not compile."""
        from policycheck.checks.reach import reach_of

        if self.is_library or self.plan is None:
            return None
        return reach_of(self.plan, tuple(self.id.split(".")))

    def condition_places(self, decision: str) -> Mapping[str, tuple[str, str]]:
        """Per condition of a decision, the file and the pointer of its entry in a manifest."""
        places = {}
        for file, group in (("policy", "scope"), (decision, "clauses")):
            for at, clause in enumerate(self.contents.get(file, {}).get(group, ())):
                for place, condition in enumerate(clause.get("conditions", ())):
                    pointer = f"/{group}/{at}/conditions/{place}"
                    places[condition["id"]] = (f"{self.folder}/{file}.yaml", pointer)
        return places

    @property
    def compiled_texts(self) -> Mapping[str, str]:
        """The texts that are compiled, by file: its modules without tests, and the library's."""
        return {each.file: each.text for each in (*self.library, *self.rules)}

    @property
    def data(self) -> dict[str, Any]:
        """The base data of its rules; none where the manifests are not sound."""
        if self.manifest is None or self.problems:
            return {}
        insurer, _, name = self.id.partition(".")
        return {insurer: {name: policy_data(self.manifest)}}

    @property
    def _entrypoints(self) -> list[str]:
        if self.manifest is not None:
            return [f"{self.folder}/{decision}/decision" for decision in self.manifest.decisions]
        return [each.file.removesuffix(".rego") for each in self.rules]

    def position(self, file: str, pointer: str) -> tuple[int, int]:
        """Where a value stands in one of its YAML files, by JSON Pointer."""
        if file not in self._positions:
            self._positions[file] = positions_in(self.texts.get(file, ""))
        return position_of(pointer, self._positions[file])

    @cached_property
    def _positions(self) -> dict[str, Mapping[str, tuple[int, int]]]:
        return {}


def read_subject(root: Path, id: str) -> Subject:
    """Read the files of a policy, or of the library, in a rules directory."""
    directory = root / id.replace(".", "/")
    texts, unreadable = _texts(root, directory)
    if id == LIBRARY:
        return Subject(id, root, texts, (), None, unreadable)
    shared = root if (root / LIBRARY).is_dir() else shipped("rego")
    library, _ = _texts(shared, shared / LIBRARY)
    modules = (Module(file, text) for file, text in library.items() if file.endswith(".rego"))
    rules = tuple(module for module in modules if not module.is_test)
    return Subject(id, root, texts, rules, read_policy(directory), unreadable)


def _texts(root: Path, directory: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The texts in a directory by path, and why the others cannot be read."""
    texts: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for path in sorted(directory.iterdir()):
        if path.suffix not in (".rego", ".yaml"):
            continue
        file = path.relative_to(root).as_posix()
        try:
            texts[file] = path.read_bytes().decode("utf-8")
        except OSError as error:
            unreadable[file] = f"cannot be read: {error.strerror or error}"
        except UnicodeDecodeError:
            unreadable[file] = "is not UTF-8: save it as UTF-8"
    return texts, unreadable
