"""The real OPA takes what the pages prefer, and refuses what they say that it refuses."""

from pathlib import Path
from typing import Any

import pytest

from checks.pages import PAGES, POLICY, put, sections
from made_up import made_up_rules
from policycheck.checks import CHECKS, Subject, read_subject

IDS = [check.id for check in CHECKS]
# Where OPA takes the other form too, or sees no mistake, the reason is the engine or the policy.
REFUSED = {
    "body-without-if": "`if` keyword is required",
    "assigned-twice": "assigned above",
    "wrong-arguments": "has arity 2",
    "unknown-function": "undefined function",
    "does-not-compile": "rego_parse_error",
}


def with_examples(id: str, part: str, directory: Path) -> Subject:
    rules = made_up_rules(directory)
    for example in sections(PAGES / f"{id}.md")[part]:
        put(example, rules / POLICY.replace(".", "/"))
    return read_subject(rules, POLICY)


def compile_with(opa: Any, subject: Subject) -> None:
    with opa() as engine:
        for module in (*subject.library, *subject.modules):
            engine.add_policy(module.file, module.text)
        engine.eval_document("acme.demo_2024.application.parameters", {"known_at": "2024-01-01"})


@pytest.mark.parametrize("id", IDS)
def test_opa_takes_what_a_page_prefers(id: str, tmp_path: Path, opa: Any) -> None:
    from opa_bindings import OpaUndefinedError

    with pytest.raises(OpaUndefinedError):  # without data there are no parameters
        compile_with(opa, with_examples(id, "Prefer", tmp_path))


@pytest.mark.parametrize("id", REFUSED)
def test_opa_refuses_what_a_page_says_that_it_refuses(id: str, tmp_path: Path, opa: Any) -> None:
    from opa_bindings import OpaError, OpaUndefinedError

    with pytest.raises(OpaError) as caught:
        compile_with(opa, with_examples(id, "Avoid", tmp_path))
    assert not isinstance(caught.value, OpaUndefinedError)
    assert REFUSED[id] in str(caught.value)
