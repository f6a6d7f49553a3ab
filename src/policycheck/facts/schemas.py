"""Loads the schemas of a case and puts them together: no reference is left to resolve."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from policycheck.errors import Problem, RulesError
from policycheck.facts.dictionary import FactDictionary, dictionary_of
from policycheck.facts.problems import tokens
from policycheck.resources import shipped

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_ROOT = "case.schema.json"
_PARTS = ("provider.schema.json", "types.schema.json")
_FOLDERS = ("insurers", "provider")
DESCRIBING = frozenset(
    {"$id", "$schema", "title", "description", "examples", "x-title-nl", "x-description-nl"}
    | {"x-question", "x-question-nl", "x-supplied-by", "x-change", "x-unit", "x-values"}
    | {"x-sensitive"}
)
"""What describes a schema to people, and says nothing about the values that fit it."""


@dataclass(frozen=True)
class CaseSchemas:
    """The schemas of a case, ready for use.

    Attributes:
        digest: ``sha256:`` and the hash of the schemas' content; layout does not matter.
        dictionary: Every fact with its meaning.
        schema: The whole as one schema, references replaced by what they refer to.
    """

    digest: str
    dictionary: FactDictionary
    schema: Mapping[str, Any] = field(repr=False)

    @cached_property
    def validator(self) -> "Validator":
        """The validator of cases; made when first needed, as importing jsonschema takes long."""
        from policycheck.facts.keywords import case_validator

        return case_validator(_bare(self.schema))


def load_schemas(directory: Path | Traversable | None = None) -> CaseSchemas:
    """The schemas in a directory; by default those that come with policycheck.

    Raises:
        RulesError: A schema is absent, is not JSON, or refers to something that is not there.
    """
    return _shipped() if directory is None else _load(directory)


@cache
def _shipped() -> CaseSchemas:
    return _load(shipped("schemas"))


def _load(directory: Path | Traversable) -> CaseSchemas:
    files = {name: _read(file, name) for name, file in _files(directory)}
    by_id = {document["$id"]: document for document in files.values()}
    root = files[_ROOT]
    schema = _resolved(root, root["$id"], by_id)
    content = json.dumps(files, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.sha256(content.encode()).hexdigest()
    return CaseSchemas(f"sha256:{digest}", dictionary_of(schema), schema)


def _files(directory: Path | Traversable) -> Iterator[tuple[str, Path | Traversable]]:
    for name in (_ROOT, *_PARTS):
        yield name, directory / name
    for folder in _FOLDERS:
        if (directory / folder).is_dir():
            for file in sorted((directory / folder).iterdir(), key=lambda file: file.name):
                if file.name.endswith(".schema.json"):
                    yield f"{folder}/{file.name}", file


def _read(file: Path | Traversable, name: str) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RulesError([Problem("unreadable-schema", str(error), str(file))]) from None
    if not isinstance(document, dict) or not isinstance(document.get("$id"), str):
        sentence = f"{name} is no schema with an $id"
        raise RulesError([Problem("unreadable-schema", sentence, str(file))])
    return document


def _resolved(node: Any, base: str, by_id: Mapping[str, Any]) -> Any:
    """The schema with every ``$ref`` replaced; what stands beside a ``$ref`` goes first."""
    if isinstance(node, list):
        return [_resolved(item, base, by_id) for item in node]
    if not isinstance(node, dict):
        return node
    beside = {key: _resolved(value, base, by_id) for key, value in node.items() if key != "$ref"}
    if "$ref" not in node:
        return beside
    target, target_base = _target(node["$ref"], base, by_id)
    return {**_resolved(target, target_base, by_id), **beside}


def _target(reference: str, base: str, by_id: Mapping[str, Any]) -> tuple[Any, str]:
    url, pointer = urldefrag(urljoin(base, reference))
    target = by_id.get(url)
    for token in tokens(pointer):
        target = target.get(token) if isinstance(target, dict) else None
    if not isinstance(target, dict):
        sentence = f"the reference {reference} leads nowhere"
        raise RulesError([Problem("unknown-reference", sentence, base)])
    return target, url


def _bare(node: Any) -> Any:
    """The schema without what only people read, which validation would wade through."""
    if isinstance(node, list):
        return [_bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    bare = {key: _bare(value) for key, value in node.items() if key not in DESCRIBING}
    if isinstance(node.get("properties"), dict):
        bare["properties"] = {name: _bare(member) for name, member in node["properties"].items()}
    return bare
