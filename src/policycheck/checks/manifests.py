"""What is wrong with manifests: what reading them says, and what can be seen in them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from policycheck.checks.finding import Spot
from policycheck.checks.subject import Subject
from policycheck.errors import Problem
from policycheck.policies.manifest import Parameter, PolicyManifest
from policycheck.policies.reading import LAWS, OWN

_NAME_WORDS = 3


def problems(*codes: str) -> Callable[[Subject], Iterator[Spot]]:
    """The check that passes on what reading the manifests says under these codes."""

    def find(subject: Subject) -> Iterator[Spot]:
        for problem in subject.problems:
            if problem.code in codes:
                yield _spot(subject, problem)

    return find


def unreadable_file(subject: Subject) -> Iterator[Spot]:
    """Files that are not there, that cannot be read or that are not UTF-8."""
    yield from problems("unreadable")(subject)
    for file, reason in subject.unreadable.items():
        if file.endswith(".rego"):
            yield Spot(file, 1, 1, reason)


def stray_manifest(subject: Subject) -> Iterator[Spot]:
    """YAML files in the directory of a policy that are no manifest of it."""
    if "policy" not in subject.contents:
        return
    known = {*OWN, LAWS, *subject.contents["policy"]["decisions"]}
    for file in subject.texts:
        stem = file.rpartition("/")[2].removesuffix(".yaml")
        if file.endswith(".yaml") and stem not in known:
            message = f"nothing reads this file: name {stem} under decisions in policy.yaml"
            yield Spot(file, 1, 1, message)


def missing_translation(subject: Subject) -> Iterator[Spot]:
    """Texts that lack a language, or have nothing but space in one."""
    yield from problems("missing-translation")(subject)
    for file, pointer, text in _all_texts(subject):
        for language, written in text.items():
            if not written.strip():
                place = subject.position(file, f"{pointer}/{language}")
                yield Spot(file, *place, f"there is nothing in {language}: a text has nl and en")


def same_translation(subject: Subject) -> Iterator[Spot]:
    """Sentences that read the same in Dutch and in English."""
    for file, pointer, text in _all_texts(subject):
        same = text["nl"].strip().casefold() == text["en"].strip().casefold()
        # A name or a day can be the same.
        if same and len(text["nl"].split()) > _NAME_WORDS:
            message = f"the Dutch and the English are the same: {text['nl'][:60]}"
            yield Spot(file, *subject.position(file, f"{pointer}/en"), message)


def hole_in_versions(subject: Subject) -> Iterator[Spot]:
    """Parameters without a value on days on which a clause that states them is in force."""
    policy = subject.manifest
    if policy is None or subject.problems:
        return
    file = f"{subject.folder}/parameters.yaml"
    for parameter in policy.parameters.values():
        if message := _hole(policy, parameter):
            yield Spot(file, *subject.position(file, f"/{parameter.id}/versions"), message)


def _hole(policy: PolicyManifest, parameter: Parameter) -> str | None:
    first = parameter.versions[0].published
    if first is None:
        return None
    starts = [policy.changed.get(ref, (None, None))[0] for ref in parameter.refs]
    days = [start or policy.published for start in starts]
    if any(day is None or day < first for day in days):
        return (
            f"{parameter.id} has no value before {first}, and a clause that states it is older:"
            " give the first version an earlier day, or null"
        )
    return None


def _spot(subject: Subject, problem: Problem) -> Spot:
    path = Path(problem.file)
    try:
        file = path.relative_to(subject.root).as_posix()
    except ValueError:  # a policy that calls itself by its id
        file = f"{subject.folder}/policy.yaml"
    if not file.endswith(".yaml"):
        file = f"{subject.folder}/policy.yaml"
    if problem.line is not None:
        return Spot(file, problem.line, problem.column or 1, problem.message)
    pointer = f" ({problem.pointer})" if problem.code == "manifest-schema" else ""
    return Spot(file, *subject.position(file, problem.pointer), f"{problem.message}{pointer}")


def _all_texts(subject: Subject) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Every text of every manifest in both languages, with its file and pointer."""
    for name, content in subject.contents.items():
        for pointer, text in _texts(content, ""):
            yield f"{subject.folder}/{name}.yaml", pointer, text


def _texts(node: Any, pointer: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text in both languages, with its pointer."""
    if isinstance(node, Mapping):
        if node.keys() == {"nl", "en"} and all(isinstance(each, str) for each in node.values()):
            yield pointer, node
            return
        for key, value in node.items():
            yield from _texts(value, f"{pointer}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _texts(value, f"{pointer}/{place}")
