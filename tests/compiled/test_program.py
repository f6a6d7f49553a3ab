"""What answers for one case: what it leaves to the other engine, keeps, and trusts."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

import policycheck
from made_up import made_up_rules
from made_up import replace as change
from policycheck import cache
from policycheck.compiled.lifter import Lifter
from policycheck.compiled.program import CompiledProgram
from policycheck.engine import compile_rules
from policycheck.errors import EngineError, UsageError
from policycheck.facts import CaseSchemas, load_schemas
from policycheck.policies import load_manifests, rule_set
from policycheck.resources import shipped

ENTRYPOINT = "a/p"
HEADER = "package a\n\nimport rego.v1\n\n"


@dataclass(frozen=True)
class Small:
    """One module of Rego."""

    body: str
    data: Mapping[str, Any] = field(default_factory=dict)
    entrypoints: Mapping[str, str] = field(default_factory=lambda: {"p": ENTRYPOINT})

    @property
    def modules(self) -> Mapping[str, str]:
        return {"a.rego": HEADER + self.body + "\n"}

    @property
    def digest(self) -> str:
        return json.dumps([self.body, self.data])


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def compiled(body: str, schemas: CaseSchemas | None = None) -> CompiledProgram:
    return CompiledProgram(Lifter(Small(body), schemas or load_schemas()), trusted=True)


def regopy(body: str) -> Callable[[str, Mapping[str, Any]], Any]:
    return compile_rules(Small(body).modules, {}, [ENTRYPOINT], trusted=True).query


def outcome(query: Callable[[str, Mapping[str, Any]], Any], case: Mapping[str, Any]) -> Any:
    """The answer as text, or everything that the error says."""
    try:
        return json.dumps(query(ENTRYPOINT, case))
    except EngineError as error:
        return vars(error)


def provider(**facts: Any) -> dict[str, Any]:
    return {"provider": facts}


CONFLICT = (
    "p := 1 if input.provider.kvk_registered\n\np := 2 if input.provider.sound_administration"
)


@pytest.mark.parametrize(
    ("case", "left"),
    [
        (provider(kvk_registered=True), {}),
        (provider(sound_administration=True), {}),
        (provider(kvk_registered=True, sound_administration=True), {"conflict": 1}),
        (provider(kvk_registered=False), {"undefined": 1}),
        ({}, {"undefined": 1}),
    ],
)
def test_an_error_is_the_other_engines_own(case: dict[str, Any], left: dict[str, int]) -> None:
    program = compiled(CONFLICT)
    assert outcome(program.query, case) == outcome(regopy(CONFLICT), case)
    assert program.left == left


def test_a_conflict_has_its_code() -> None:
    with pytest.raises(EngineError) as found:
        compiled(CONFLICT).query(
            ENTRYPOINT, provider(kvk_registered=True, sound_administration=True)
        )
    assert found.value.code == "eval_conflict_error"


def test_what_cannot_be_lifted_is_left_to_the_other_engine() -> None:
    body = 'p := sprintf("%s!", [input.provider.name])'
    program = compiled(body)
    assert program.query(ENTRYPOINT, provider(name="x")) == "x!"
    assert not program.prepare(ENTRYPOINT)
    assert program.query(ENTRYPOINT, provider(name="y")) == "y!"
    assert program.left == {"unliftable": 2}


def test_that_it_cannot_be_lifted_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    body = 'p := sprintf("%s!", [input.provider.name])'
    assert not compiled(body).prepare(ENTRYPOINT)
    monkeypatch.delattr(Lifter, "lifted")
    assert not compiled(body).prepare(ENTRYPOINT)


def test_a_case_out_of_bounds_is_left_to_the_other_engine() -> None:
    schema = json.loads(json.dumps(load_schemas().schema))
    schema["properties"]["provider"]["properties"]["serious_errors"]["maxItems"] = 99
    schemas = replace(load_schemas(), schema=schema, digest="another")
    body = "p := count([1 | some each in input.provider.serious_errors; each.integrity_in_doubt])"
    program = compiled(body, schemas)
    for count in (0, 1, 32):
        errors = [{"integrity_in_doubt": True}] * count
        assert program.query(ENTRYPOINT, provider(serious_errors=errors)) == count
    assert program.left == {}
    errors = [{"integrity_in_doubt": True}] * 33
    assert program.query(ENTRYPOINT, provider(serious_errors=errors)) == 33
    assert program.left == {"out_of_bounds": 1}


@pytest.mark.parametrize("day", ["tomorrow", 3, ["2024-01-01"]])
def test_a_document_that_does_not_fit_the_schema_is_no_guess(day: Any) -> None:
    body = "p := [input.provider.started_on < input.as_of, max([input.as_of, input.known_at])]"
    program = compiled(body)
    case = {**provider(started_on=day), "as_of": "2024-01-01", "known_at": "2024-01-01"}
    assert outcome(program.query, case) == outcome(regopy(body), case)


def test_readings_are_prepared_or_left_to_the_other_engine() -> None:
    body = 'p := input.readings.one == "x" if input.provider.kvk_registered'
    program = compiled(body)
    case = {**provider(kvk_registered=True), "readings": {"one": "x"}}
    assert program.query(ENTRYPOINT, case) is True
    assert program.left == {"readings": 1}
    assert program.prepare(ENTRYPOINT, {"one": "x"})
    assert program.query(ENTRYPOINT, case) is True
    assert program.left == {"readings": 1}
    # Others are others.
    assert program.query(ENTRYPOINT, {**case, "readings": {"one": "y"}}) is False
    assert program.left == {"readings": 2}


def test_an_entrypoint_that_is_not_there_is_an_error() -> None:
    program = compiled("p := 1")
    for ask in (lambda: program.query("a/q", {}), lambda: program.prepare("a/q")):
        with pytest.raises(EngineError) as found:
            ask()
        assert found.value.code == "unknown_entrypoint"


def test_several_threads_may_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    body = 'p := {"n": input.contract_year, "k": input.provider.kvk_registered}'
    written = []
    write = CompiledProgram._written

    def noted(program: CompiledProgram, *given: Any) -> Any:
        written.append(given)
        return write(program, *given)

    monkeypatch.setattr(CompiledProgram, "_written", noted)
    program = compiled(body)
    cases = [
        {"contract_year": 2000 + n % 90, **provider(kvk_registered=n % 2 == 0)} for n in range(800)
    ]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda case: program.query(ENTRYPOINT, case), cases))
    expected = [
        {"k": case["provider"]["kvk_registered"], "n": case["contract_year"]} for case in cases
    ]
    assert answers == expected
    assert len(written) == 1


def test_what_is_left_does_not_wait_for_what_is_being_lifted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = compiled("p := input.contract_year")
    lifting, go_on = Event(), Event()
    write = CompiledProgram._written

    def slow(program: CompiledProgram, *given: Any) -> Any:
        lifting.set()
        assert go_on.wait(30)
        return write(program, *given)

    monkeypatch.setattr(CompiledProgram, "_written", slow)
    case = {"contract_year": 2024}
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(program.query, ENTRYPOINT, case)
        assert lifting.wait(30)
        assert program.query(ENTRYPOINT, {**case, "readings": {"one": "x"}}) == 2024
        assert not first.done()
        go_on.set()
        assert first.result() == 2024
    assert program.left == {"readings": 1}


# ## What is kept


def test_what_was_made_is_kept(monkeypatch: pytest.MonkeyPatch, directory: Path) -> None:
    assert compiled("p := 1").query(ENTRYPOINT, {}) == 1
    assert sorted(file.name.partition("-")[0] for file in directory.iterdir()) == [
        "lifted",
        "python",
    ]
    monkeypatch.delattr(Lifter, "lifted")
    assert compiled("p := 1").query(ENTRYPOINT, {}) == 1
    with pytest.raises(AttributeError):
        compiled("p := 2").query(ENTRYPOINT, {})


def test_a_lifted_decision_is_kept_for_every_back_end(monkeypatch: pytest.MonkeyPatch) -> None:
    Lifter(Small("p := 1"), load_schemas()).lifted(ENTRYPOINT)
    monkeypatch.setattr("policycheck.engine.compile_plan", None)
    assert compiled("p := 1").query(ENTRYPOINT, {}) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: {**content, "code": content.get("code", "")[:-8]},
        lambda content: {**content, "sha256": "0" * 64},
        lambda content: {**content, "code": 1},
        lambda _: {},
        lambda _: {"terms": []},
    ],
)
def test_what_is_kept_and_spoiled_is_made_again(
    spoil: Callable[[Any], Any], directory: Path
) -> None:
    assert compiled("p := 1").query(ENTRYPOINT, {}) == 1
    for file in directory.iterdir():
        cache.write(file, spoil(cache.read(file.name)))
    again = compiled("p := 1")
    assert again.query(ENTRYPOINT, {}) == 1
    assert again.left == {}


def test_what_is_kept_is_for_these_rules_schemas_and_readings_only() -> None:
    schemas = load_schemas()
    lifters = [
        Lifter(Small("p := 1"), schemas),
        Lifter(Small("p := 2"), schemas),
        Lifter(Small("p := 1"), replace(schemas, digest="another")),
    ]
    names = {each.entry("python", ENTRYPOINT, None) for each in lifters}
    names.add(lifters[0].entry("python", ENTRYPOINT, {"one": "x"}))
    names.add(lifters[0].entry("python", "a/q", None))
    names.add(lifters[0].entry("lifted", ENTRYPOINT, None))
    assert len(names) == 6
    assert lifters[0].entry("python", ENTRYPOINT, {}) in names


START = """\
import sys
import policycheck
policies = policycheck.load(engine="compiled", policies=["asr.ggz_2022"])
print(policies.decide("asr.ggz_2022", "attention", {"as_of": "2022-02-01"}).receipt.engine)
print(*(each for each in ("regopy", "policycheck.lifting", "policycheck.plan", "numpy")
        if each in sys.modules))
"""


def test_a_start_that_finds_everything_loads_no_engine(root: Path) -> None:
    """Not even what lifts is imported; the first start needs that, and no engine either."""
    said = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", START],
            env={**os.environ, "PYTHONPATH": str(root / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout.splitlines())
    assert said == [
        ["regopy 1.5.2", "policycheck.lifting policycheck.plan"],
        ["regopy 1.5.2", ""],
    ]


# ## Whose library it is


def lifter(directory: Path, policy: str) -> Lifter:
    return Lifter(rule_set(directory, load_manifests(directory)[policy]), load_schemas())


def test_the_shipped_library_is_known() -> None:
    for policy in load_manifests():
        assert lifter(shipped("rego"), policy).known_library


def test_a_library_that_was_changed_is_followed(tmp_path: Path) -> None:
    import shutil

    rules = Path(shutil.copytree(shipped("rego"), tmp_path / "rego"))
    assert lifter(rules, "asr.ggz_2024").known_library
    change(
        rules / "policycheck/dates.rego", "# The calendar year of a day.", "# The year of a day."
    )
    assert not lifter(rules, "asr.ggz_2024").known_library


@pytest.mark.parametrize(
    "text",
    [
        "package policycheck.dates\n",
        "# a comment\n\npackage\n\tpolicycheck.dates\n",
        'package policycheck["dates"]\n',
        "package policycheck.outcome\n",
    ],
)
def test_a_module_that_adds_to_the_library_makes_it_another(text: str, tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    assert lifter(rules, "acme.demo_2024").known_library
    (rules / "acme/demo_2024/more.rego").write_text(text, encoding="utf-8")
    assert not lifter(rules, "acme.demo_2024").known_library


def test_the_dates_of_another_library_are_its_own(tmp_path: Path) -> None:
    """Years that count double: what is known of the shipped function must not be used."""
    library = (shipped("rego") / "policycheck/dates.rego").read_text(encoding="utf-8")
    changed = library.replace("0 - years, 0, 0)", "0 - (2 * years), 0, 0)")
    assert changed != library
    body = "import data.policycheck.dates\n\np := dates.years_before(input.as_of, 1)"

    @dataclass(frozen=True)
    class WithLibrary(Small):
        dates: str = ""

        @property
        def modules(self) -> Mapping[str, str]:
            outcome_text = (shipped("rego") / "policycheck/outcome.rego").read_text(
                encoding="utf-8"
            )
            return {
                "a.rego": f"package a\n\nimport rego.v1\n{self.body}\n",
                "policycheck/dates.rego": self.dates,
                "policycheck/outcome.rego": outcome_text,
            }

        @property
        def digest(self) -> str:
            return self.dates

    for text, expected, left in (
        (library, "2023-02-28", {}),
        (changed, "2022-02-28", {"unliftable": 1}),
    ):
        program = CompiledProgram(
            Lifter(WithLibrary(body, dates=text), load_schemas()), trusted=True
        )
        assert program.query(ENTRYPOINT, {"as_of": "2024-02-29"}) == expected
        assert program.left == left


# ## Through the public names


def test_an_engine_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"no engine called 'compield'\. Did you mean compiled"):
        policycheck.load(engine="compield")


def test_rules_of_others_decide_the_same(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    case = {
        "contract_year": 2024,
        "as_of": "2023-09-01",
        "insurers": {
            "asr": {"contract_request": {"received_on": "2023-08-01", "channel": "other"}}
        },
    }
    made = {engine: policycheck.load(rules, engine=engine) for engine in ("regopy", "compiled")}
    decisions = {
        engine: each.decide("acme.demo_2024", "application", case) for engine, each in made.items()
    }
    assert decisions["regopy"] == decisions["compiled"]
    assert {engine: each.left() for engine, each in made.items()} == {"regopy": {}, "compiled": {}}
    assert all(each.prepare("acme.demo_2024") for each in made.values())


def test_rules_that_do_not_compile_are_an_error_when_they_are_loaded(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    file = rules / "acme/demo_2024/application.rego"
    change(file, 'conditions["contract-year"] :=', 'conditions["contract-year"] := :=')
    errors = []
    for engine in ("regopy", "compiled"):
        with pytest.raises(EngineError) as found:
            policycheck.load(rules, engine=engine)
        errors.append(vars(found.value))
    assert errors[0] == errors[1]


def test_a_decision_without_its_rule_is_an_error_when_it_is_loaded(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    file = rules / "acme/demo_2024/application.rego"
    change(file, "decision := outcome", "decided := outcome")
    for engine in ("regopy", "compiled"):
        with pytest.raises(EngineError) as found:
            policycheck.load(rules, engine=engine)
        assert found.value.code == "unknown_entrypoint"


def test_the_reason_of_every_query_that_is_left_has_a_name() -> None:
    """The attribute says what each of them means."""
    text = str(CompiledProgram.left.__doc__)
    for each in ("unliftable", "readings", "out_of_bounds", "conflict", "undefined", "misfit"):
        assert f"``{each}``" in text
