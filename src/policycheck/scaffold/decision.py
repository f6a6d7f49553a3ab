"""A new decision of a policy that is there: its rules, manifest, tests and scenarios."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from policycheck.errors import UsageError
from policycheck.model import Text
from policycheck.policies import load_manifests
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.sources import locators
from policycheck.scaffold.base_case import case_in_scope
from policycheck.scaffold.clause_ids import clause_ids
from policycheck.scaffold.files import Change, Draft, refuse_what_is_there
from policycheck.scaffold.manifest_edit import with_decision
from policycheck.scaffold.names import Name
from policycheck.scaffold.places import Places
from policycheck.scaffold.policy import decision_titled
from policycheck.scaffold.templates import filled, scalar, titled
from policycheck.source import statements_of, tokens_of

_NOTED = "\nnoted contains reading if some reading in scope.noted\n"


def draft_decision(name: Name, title_nl: str | None, title_en: str | None, places: Places) -> Draft:
    """The files of a new decision, and the manifest of its policy with its name.

    Raises:
        UsageError: The policy does not exist, has no scope of its own or no case in it, or
            something of that name is there.
        RulesError: The policy's manifests are not valid.
        EngineError: The policy's rules do not compile.
    """
    directory = places.policy(name.policy)
    if not (directory / "policy.yaml").is_file():
        raise UsageError(
            f"there is no policy {name.policy} in {places.rules}: correct the name, or make it "
            f"first, with policycheck new {name.policy}"
        )
    manifest = load_manifests(places.rules, [name.policy])[name.policy]
    if name.decision in manifest.decisions:
        raise UsageError(f"{name.policy} has a decision {name.decision}: choose another name")
    paths = _paths(name, places)
    # Before the policy is compiled, which takes a while.
    refuse_what_is_there(paths)
    scope = _scope(directory)
    case = case_in_scope(manifest, places)
    title = titled(title_nl, title_en, decision_titled(name.decision))
    values = _values(name, manifest, title) | {
        "entries": _entries(scope),
        "rules": _NOTED if "noted" in scope else "",
        "base": case.relative_to(places.fixtures).as_posix(),
    }
    files = {path: filled("decision", template, values) for path, template in paths.items()}
    return Draft(
        name=name,
        places=places,
        decision=name.decision,
        case=case,
        files=MappingProxyType(files),
        changed=MappingProxyType(dict([_with_name(directory / "policy.yaml", name.decision)])),
    )


def _paths(name: Name, places: Places) -> dict[Path, str]:
    """Each new file, and the template that it is made of."""
    rules = places.policy(name.policy)
    return {
        rules / f"{name.decision}.rego": "decision.rego",
        rules / f"{name.decision}.yaml": "decision.yaml",
        rules / f"{name.decision}_test.rego": "decision_test.rego",
        places.scenarios(name.policy) / f"{name.decision}.yaml": "scenarios.yaml",
    }


def _values(name: Name, manifest: PolicyManifest, title: Text) -> dict[str, object]:
    first, second = clause_ids(name.decision, 2, [clause.id for clause in manifest.clauses])
    # Lines that nothing cites yet: the made-up clauses claim none of another's.
    last = max((line for each in locators(manifest) for line in each.lines), default=0)
    return {
        "policy": name.policy,
        "decision": name.decision,
        "decision_title": title.en,
        "decision_title_nl": scalar(title.nl),
        "decision_title_en": scalar(title.en),
        "first": first,
        "second": second,
        "first_line": last + 1,
        "second_line": last + 2,
    }


def _scope(directory: Path) -> frozenset[str]:
    """The names of the rules in the ``scope.rego`` that the decisions of a policy share."""
    file = directory / "scope.rego"
    if not file.is_file():
        raise UsageError(
            f"there is no {file}: put the conditions of the scope into it, for all decisions"
        )
    statements = statements_of(tokens_of(file.read_text(encoding="utf-8")))
    return frozenset(each.name for each in statements if not each.keyword)


def _entries(scope: frozenset[str]) -> str:
    """What a decision hands on beside its scope and its conditions, one on a line."""

    def lines() -> Iterator[str]:
        if "readings" in scope:
            yield '\t"readings": scope.readings,\n'
        if "noted" in scope:
            yield '\t"noted": noted,\n'

    return "".join(lines())


def _with_name(file: Path, decision: str) -> tuple[Path, Change]:
    before = file.read_bytes()
    after = with_decision(before.decode("utf-8"), decision, str(file)).encode()
    return file, Change(before, after)
