"""The schemas themselves: complete, correct, and meaning the same to any validator."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from policycheck.errors import RulesError
from policycheck.facts import case_from_mapping, load_schemas
from policycheck.facts.problems import tokens
from policycheck.resources import shipped

FILES = [
    "case.schema.json",
    "provider.schema.json",
    "types.schema.json",
    *sorted(
        f"{folder}/{file.name}"
        for folder in ("insurers", "provider")
        for file in (shipped("schemas") / folder).glob("*.schema.json")
    ),
]
MEMBERS_TOGETHER = (
    "supervision/*/",
    "serious_errors/*/",
    "specialists/*/",
    "submitted/*/",
    "departures",
)
TEXTS = ("title", "description", "x-title-nl", "x-description-nl")
DICTIONARY = load_schemas().dictionary


def read(name: str) -> Any:
    return json.loads((shipped("schemas") / name).read_text(encoding="utf-8"))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object, conditions aside."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for key, value in node.items():
            if key not in ("examples", "if", "then"):
                yield from objects(value)


@pytest.mark.parametrize("name", FILES)
def test_is_a_schema_of_draft_2020_12(name: str) -> None:
    schema = read(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://policycheck.example/schemas/{name}"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_every_object_refuses_unknown_keys(name: str) -> None:
    for schema in objects(read(name)):
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", FILES)
def test_every_list_is_bounded(name: str) -> None:
    def lists(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            if node.get("type") == "array":
                yield node
            for value in node.values():
                yield from lists(value)

    assert all(schema["maxItems"] <= 20 for schema in lists(read(name)))


@pytest.mark.parametrize("pointer", DICTIONARY)
def test_every_fact_says_what_it_means_in_both_languages(pointer: str) -> None:
    fact = DICTIONARY[pointer]
    for text in (fact.title.en, fact.title.nl, fact.description.en, fact.description.nl):
        assert text == text.strip()
        assert text
    assert fact.description.en != fact.description.nl
    assert fact.description.en.endswith(".")
    assert fact.description.nl.endswith(".")
    assert fact.examples


@pytest.mark.parametrize("pointer", DICTIONARY)
def test_every_example_is_valid(pointer: str) -> None:
    for example in DICTIONARY[pointer].examples:
        value = example
        for token in reversed(tokens(pointer)):
            value = [value] if token == "*" else {token: value}
        if any(part in pointer for part in MEMBERS_TOGETHER):
            continue  # the members need each other; the example of the whole is tested
        case_from_mapping(value)


@pytest.mark.parametrize("name", FILES)
def test_every_example_of_a_whole_is_valid(name: str) -> None:
    for example in read(name).get("examples", []):
        if name == "provider.schema.json":
            example = {"provider": example}
        folder, _, part = name.removesuffix(".schema.json").rpartition("/")
        if folder:
            example = {folder: {part: example}}
        case_from_mapping(example)


def test_every_list_says_what_an_empty_one_means() -> None:
    for fact in DICTIONARY.values():
        if fact.type == "list":
            assert "An empty list means: " in fact.description.en
            assert "Een lege lijst betekent: " in fact.description.nl


def test_findings_are_never_derived() -> None:
    for fact in DICTIONARY.values():
        if fact.pointer.startswith("/insurers/") and "/findings" in fact.pointer:
            assert fact.description.en.endswith("Recorded by the insurer, never derived.")
            assert fact.description.nl.endswith("Vastgelegd door de verzekeraar, nooit afgeleid.")


def test_another_validator_reads_the_same_from_the_files() -> None:
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in map(read, FILES)
    )
    plain = Draft202012Validator(
        read("case.schema.json"),
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    valid = {
        "as_of": "2023-08-15",
        "provider": {
            "agb": "06290123",
            "heightened_supervision": [
                {"from": "2021-03-01T00:00:00Z", "status": "lifted", "lifted_on": "2021-09-01"}
            ],
        },
        "insurers": {"asr": {"turnover": {"2021": 19.99}, "contract_years": [2022]}},
    }
    assert list(plain.iter_errors(valid)) == []
    case_from_mapping(valid)
    wrongs: tuple[dict[str, Any], ...] = (
        {"as_of": "2023-02-30"},
        {"as_of": "1699-01-01"},
        {"provider": {"agb": "6290123"}},
        {"provider": {"sectors": ["x"]}},
        {"provider": {"peer_support": {"level": 9}}},
        {"provider": {"heightened_supervision": [{"from": "2021-03-01", "status": "lifted"}]}},
        {"insurers": {"asr": {"turnover": {"2019": 1}}}},
        {"insurers": {"asr": {"contract_years": [2022, 2022]}}},
        {"insurers": {"nobody": {}}},
    )
    for wrong in wrongs:
        assert not plain.is_valid(wrong)


def test_the_digest_changes_with_the_content_and_not_with_the_layout(tmp_path: Path) -> None:
    copy = tmp_path / "schemas"
    shutil.copytree(shipped("schemas"), copy)
    assert load_schemas(copy).digest == load_schemas().digest
    file = copy / "case.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(schema), encoding="utf-8")
    assert load_schemas(copy).digest == load_schemas().digest
    schema["title"] = "Other"
    file.write_text(json.dumps(schema), encoding="utf-8")
    assert load_schemas(copy).digest != load_schemas().digest
    assert load_schemas().digest.startswith("sha256:")


def test_other_schemas_can_be_used(tmp_path: Path) -> None:
    copy = tmp_path / "schemas"
    shutil.copytree(shipped("schemas"), copy)
    file = copy / "types.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["$defs"]["year"]["minimum"] = 1900
    file.write_text(json.dumps(schema), encoding="utf-8")
    schemas = load_schemas(copy)
    assert case_from_mapping({"contract_year": 1950}, schemas=schemas).value == {
        "contract_year": 1950
    }


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("case.schema.json", None, "unreadable-schema"),
        ("types.schema.json", "{", "unreadable-schema"),
        ("provider.schema.json", "[]", "unreadable-schema"),
        ("types.schema.json", '{"$id": "x"}', "unknown-reference"),
    ],
)
def test_broken_schemas_are_an_error_of_the_rules(
    tmp_path: Path, name: str, content: str | None, code: str
) -> None:
    copy = tmp_path / "schemas"
    shutil.copytree(shipped("schemas"), copy)
    if content is None:
        (copy / name).unlink()
    else:
        (copy / name).write_text(content, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_schemas(copy)
    [problem] = caught.value.problems
    assert problem.code == code


def test_dates_leave_room_for_arithmetic_in_nanoseconds() -> None:
    from policycheck.facts.formats import FIRST_YEAR, LAST_YEAR

    epoch = date(1970, 1, 1)
    for year in (FIRST_YEAR - 20, LAST_YEAR + 20):
        nanoseconds = (date(year, 1, 1) - epoch).days * 86_400 * 10**9
        assert -(2**63) <= nanoseconds < 2**63
