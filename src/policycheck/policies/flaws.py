"""What is wrong with a manifest, and which of its entries it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policycheck.errors import Problem

Contents = Mapping[str, Mapping[str, Any]]
"""The contents of a policy's manifests, by the name of the file without ``.yaml``."""


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong.

    Attributes:
        code: A stable name of the kind, such as ``unknown-name``.
        about: The entry: where its kind stands in the files (``clauses``, ``parameters``,
            ``conditions`` ...), and its name; a member of the policy itself where that is empty. In
            laws the name can go on to a part of one: ``some-law/never/0``.
    """

    code: str
    message: str
    about: tuple[str, str] = ("", "")


def located(flaws: Iterable[Flaw], directory: Path, contents: Contents) -> list[Problem]:
    """The flaws as problems, each with the file and the JSON Pointer of its entry."""
    problems = []
    for flaw in flaws:
        name, pointer = _place(*flaw.about, contents)
        file = directory / f"{name}.yaml" if name else directory
        problems.append(Problem(flaw.code, flaw.message, str(file), pointer=pointer))
    return problems


def _place(kind: str, name: str, contents: Contents) -> tuple[str, str]:
    """The file and the pointer of an entry, the last where there are more."""
    found = ("", "")
    for file, pointer in _entries(kind, name, contents):
        found = (file, pointer)
    return found


def _entries(kind: str, name: str, contents: Contents) -> Iterator[tuple[str, str]]:
    if kind in ("parameters", "readings"):
        if name in contents.get(kind, {}):
            yield kind, f"/{name}"
    elif kind == "laws":
        yield kind, f"/{name}"
    elif kind == "groups":
        for place, group in enumerate(contents.get("not_normative", {}).get("groups", ())):
            if group["kind"] == name:
                yield "not_normative", f"/groups/{place}"
    elif kind == "decisions":
        yield (name, "/title") if name in contents else ("policy", "/decisions")
    elif kind == "":
        if name in contents.get("policy", {}):
            yield "policy", f"/{name}"
    else:
        yield from _nested(kind, name, contents)


def _nested(kind: str, name: str, contents: Contents) -> Iterator[tuple[str, str]]:
    """Entries of the policy and its decisions; a name with a stroke is in that decision."""
    decision, _, own = name.rpartition("/")
    for file, content in contents.items():
        if file in ("parameters", "readings", "not_normative", "laws"):
            continue
        # What every decision shares stands in policy.yaml.
        if decision and file not in (decision, "policy"):
            continue
        if kind in ("exemptions", "amendments"):
            if own in content.get(kind, {}):
                yield file, f"/{kind}/{own}"
        elif kind in ("milestones", "terms"):
            yield from ((file, f"/{kind}/{at}") for at in _at(content.get(kind, ()), own))
        else:
            yield from _clauses(kind, own, file, content)


def _clauses(
    kind: str, name: str, file: str, content: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for group in ("scope", "clauses"):
        clauses = content.get(group, ())
        if kind == "clauses":
            yield from ((file, f"/{group}/{at}") for at in _at(clauses, name))
            continue
        for place, clause in enumerate(clauses):
            for at in _at(clause.get("conditions", ()), name):
                yield file, f"/{group}/{place}/conditions/{at}"


def _at(entries: Sequence[Mapping[str, Any]], name: str) -> Iterator[int]:
    return (place for place, entry in enumerate(entries) if entry.get("id") == name)
