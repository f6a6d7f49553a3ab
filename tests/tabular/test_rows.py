"""A quick yes is never given to a row that the validator with reasons refuses."""

import json
import random
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.generators import cases
from policycheck.errors import InvalidCase, RulesError
from policycheck.facts import CaseSchemas, case_from_json, load_schemas, read_case
from policycheck.tabular.validation.rows import RowValidator
from tabular.batches import SCHEMA
from tabular.edges import edges
from tabular.hostile import GOOD, HOSTILE, YEAR, changed

VALIDATOR = RowValidator(load_schemas())
NUMBER = r"(?<=[ \[])[0-9]+\.[0-9]+(?=[,\]}])"


def valid(text: str) -> bool:
    try:
        case_from_json(text, name="row")
    except InvalidCase:
        return False
    return True


def test_every_edge_gets_a_yes_or_is_invalid() -> None:
    texts = sorted({json.dumps(edge.case) for edge in edges()})
    said = {text: VALIDATOR.surely_valid(text) for text in texts}
    assert [text for text in texts if said[text] != valid(text)] == []
    assert 500 < sum(said.values()) < len(said) - 500


def read_by(reader: Callable[[], Any]) -> str:
    """What is read, or what is wrong, as a text."""
    try:
        return json.dumps(reader())
    except InvalidCase as error:
        return str(error.problems)


def check(text: str) -> bool:
    """Compare with the exact reader; whether there was a quick yes."""
    exact = read_by(lambda: case_from_json(text, name="row").value)
    assert read_by(lambda: VALIDATOR.case(text, "row")) == exact, text
    value = VALIDATOR.read(text)
    assert value is None or json.dumps(value) == exact, text
    return value is not None


def test_hostile_lines_are_read_or_refused_as_by_the_exact_reader() -> None:
    texts = [line.decode(errors="surrogateescape") for line in HOSTILE]
    said = {text for text in texts if check(text)}
    left = {text for text in texts if valid(text)} - said
    assert len(said) > 70
    # All that is valid and gets no quick yes: more decimals than any fact has, in a whole number.
    assert left == {
        YEAR % "2024.0000",
        YEAR % "20240000000000000000e-16",
        '{"insurers": {"asr": {"contract_years": [2023.0000, 2024.000]}}}',
    }


@pytest.mark.parametrize("seed", range(4))
def test_changed_lines_are_read_or_refused_as_by_the_exact_reader(seed: int) -> None:
    drawn = random.Random(seed)
    good = [line.decode() for line in drawn.choices(GOOD, k=100)]
    assert sum(map(check, good)) == len(good)
    assert sum(check(changed(line, drawn)) for line in good) < len(good)


@pytest.mark.parametrize("form", ["%s0", "%s00", "%se0", "%sE-1", "%s0e1", "-%s"])
def test_numbers_written_otherwise(form: str) -> None:
    texts = {json.dumps(edge.case) for edge in edges()}
    numbers = {re.sub(NUMBER, lambda found: form % found[0], text) for text in texts} - texts
    assert len(numbers) > 50
    assert sum(map(check, numbers)) > (0 if form == "-%s" else 10)


def test_what_is_read_is_what_the_exact_reader_reads(root: Path) -> None:
    files = sorted((root / "fixtures/cases").rglob("*.yaml"))
    texts = [json.dumps(dict(read_case(file).value)) for file in files]
    texts += [json.dumps(edge.case) for edge in edges() if edge.case]
    for text in texts:
        if (value := VALIDATOR.read(text)) is not None:
            assert json.dumps(value) == json.dumps(case_from_json(text, name="row").value)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("{}", True),
        ('{"as_of": null, "provider": null}', True),
        ('{"as_of": "2024-01-15T23:30:00Z", "contract_year": 2024.0}', True),
        ('{"insurers": {"asr": {"turnover": {"2024": 19.99, "2023": 20.0, "2022": 0.00}}}}', True),
        (' {"description": "e\\u0301"}\\n'.replace("\\n", "\n"), True),
        ('{"nonsense": null}', False),
        ('{"provider": {"nonsense": null}}', False),
        ('{"provider": {"sectors": [null]}}', False),
        ('{"provider": {"serious_errors": [{"on": null, "integrity_in_doubt": true}]}}', False),
        ('{"provider": {"serious_errors": [null]}}', False),
        ('{"provider": {"kvk_registered": 1}}', False),
        ('{"contract_year": true}', False),
        ('{"contract_year": "2024"}', False),
        ('{"contract_year": 2024.5}', False),
        ('{"contract_year": 2024, "contract_year": 2024}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": 1, "2024": 2}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": 19.990}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": 19.999}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": NaN}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": -Infinity}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": 1e-400}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": 99999999999999999999}}}}', False),
        ('{"insurers": {"asr": {"turnover": {"2024": ' + "9" * 5000 + "}}}}", False),
        ('{"description": "\\ud800"}', False),
        ('{"as_of": "2024-01-15T23:30:00"}', False),
        ('{"as_of": "1699-12-31T23:55:00Z"}', False),
        ('{"as_of": "2199-12-31T23:55:00Z"}', False),
        ('{"as_of": "2023-02-29"}', False),
        ("[]", False),
        ("null", False),
        ("", False),
        ('{"as_of": ', False),
        ("\ufeff{}", False),
        ('{"provider": ' * 65 + "{}" + "}" * 65, False),
        ("[" * 100_000, False),
        ('{"provider": {"sectors": [' + "0," * 20_000 + "0]}}", False),
    ],
)
def test_texts_that_one_might_mistake(text: str, yes: bool) -> None:
    assert VALIDATOR.surely_valid(text) is yes
    assert valid(text) is yes


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(cases(), st.data())
def test_a_yes_is_right_wherever_another_value_is_put(
    case: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(case)
    assert not VALIDATOR.surely_valid(text) or valid(text)
    places = list(holders(case))
    if places:
        holder, key = data.draw(st.sampled_from(places))
        holder[key] = data.draw(JSON)
        text = json.dumps(case)
        assert not VALIDATOR.surely_valid(text) or valid(text)


def holders(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value: what holds it, and under which key or index."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, member in steps:
        found.append((value, key))
        if isinstance(member, dict | list):
            found += holders(member)
    return found


@pytest.mark.parametrize(
    "change",
    [
        {"minProperties": 1},
        {"additionalProperties": True},
        {"allOf": [{"if": {}, "else": {}}]},
        {"dependentSchemas": {"as_of": {"minProperties": 2}}},
        {"dependentSchemas": {"as_of": {"properties": {"known_at": {"minimum": 2}}}}},
    ],
)
def test_a_schema_that_may_mean_more_is_an_error(change: dict[str, Any]) -> None:
    with pytest.raises(RulesError, match="is used in a way that is not known for rows"):
        RowValidator(schemas_of({**SCHEMA, **change}))


def test_an_unknown_format_is_an_error() -> None:
    schema = deepcopy(dict(SCHEMA))
    schema["properties"]["description"]["format"] = "email"
    with pytest.raises(RulesError, match="email is used in a way"):
        RowValidator(schemas_of(schema))


def schemas_of(schema: Any) -> CaseSchemas:
    return CaseSchemas("sha256:0", load_schemas().dictionary, schema)
