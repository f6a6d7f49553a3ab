"""Manifests are checked on load, every problem at once, and a mistake is named where it stands."""

from pathlib import Path

import pytest

from made_up import made_up_rules, replace
from policycheck.errors import RulesError, UsageError
from policycheck.policies import load_manifests, policy_ids, rule_set
from policycheck.resources import shipped
from policycheck.version import __version__

POLICY = "acme/demo_2024"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path)


def messages(rules: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load_manifests(rules)
    return [problem.message for problem in caught.value.problems]


def test_the_made_up_policy_loads(rules: Path) -> None:
    manifest = load_manifests(rules)["acme.demo_2024"]
    clauses = [clause.id for clause in manifest.clauses]
    assert clauses == ["sco-01", "inf-01", "app-01", "app-02", "app-03"]
    assert manifest.decisions["application"].conditions["request-in-time"].lines == (3,)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "policy.yaml",
            "id: acme.demo_2024",
            "id: acme.other_2024",
            "the policy calls itself acme.other_2024 and lies in acme.demo_2024",
        ),
        ("policy.yaml", "insurer: acme", "insurer: other", "the insurer other is not the first"),
        ("policy.yaml", "id: inf-01", "id: app-01", "the clause app-01 stands 2 times"),
        ("policy.yaml", "reason: invitation", "reason: mood", "reason that does not exist"),
        (
            "policy.yaml",
            "{reason: invitation}",
            "{reason: mood, argument: {nl: Zo., en: So.}}",
            "reason that does not exist: mood",
        ),
        ("policy.yaml", "id: acme-demo", "id: ../secret", "does not match"),
        ("policy.yaml", 'lines: "9"', 'lines: "9,8"', "amendment second-notice cites lines that"),
        ("application.yaml", 'lines: "3"', 'lines: "3-2"', "clause app-01 cites lines that do not"),
        ("application.yaml", 'lines: "3"', 'lines: "3,3"', "clause app-01 cites lines that do not"),
        ("application.yaml", 'lines: "3"', 'lines: "0"', "does not match"),
        ("application.yaml", 'lines: "3"', 'lines: "1-9999999"', "does not match"),
        (
            "application.yaml",
            "    checksum: f0b5828bf274e44f",
            "    checksum: f0b5828bf274e44f\n    information: {reason: aim}",
            "{'id': 'app-02', ",
        ),
        ("not_normative.yaml", "kind: cover", "kind: mood", "the mood in not_normative.yaml is no"),
        (
            "not_normative.yaml",
            'lines: "7"',
            'lines: "8-7"',
            "the cover in not_normative.yaml cites",
        ),
        ("not_normative.yaml", 'lines: "8"', 'lines: "6,8"', "does not match"),
        ("not_normative.yaml", "kind: cover", "sort: cover", "'kind' is a required property"),
        ("policy.yaml", 'first: "2024-01-01"', 'first: "2025-01-01"', "period ends before"),
        ("readings.yaml", "default: included", "default: maybe", "has no value maybe"),
        ("readings.yaml", "default: included", "default: excluded", "must be defensible"),
        ("readings.yaml", "refs: [app-01]", "refs: [app-09]", "cites app-09, which is no clause"),
        ("parameters.yaml", "published: null", 'published: "2023-08-05"', "order of publication"),
        ("parameters.yaml", 'published: "2023-08-02"', "published: null", "can lack a day"),
        ("parameters.yaml", "refs: [app-01]", "refs: [app-09]", "cites app-09"),
        (
            "application.yaml",
            "modality: must",
            "modality: must\n        exempt_by: [nobody]",
            "is exempted by nobody, which does not exist",
        ),
        (
            "application.yaml",
            "modality: must",
            "modality: must\n        reading: first-day",
            "differs under first-day, which is no reading",
        ),
        (
            "application.yaml",
            "modality: must",
            "modality: expectation",
            "exactly when it has any",
        ),
        ("application.yaml", "modality: must", "modality: should", "'should' is not one of"),
        ("application.yaml", "clauses:", "claws:", "claws"),
        ("application.yaml", 'lines: "3"', 'lines: "three"', "does not match"),
    ],
)
def test_a_mistake_is_named(rules: Path, file: str, old: str, new: str, expected: str) -> None:
    replace(rules / POLICY / file, old, new)
    assert any(expected in message for message in messages(rules)), messages(rules)


def test_a_decision_without_rules_is_named(rules: Path) -> None:
    (rules / POLICY / "application.rego").unlink()
    assert messages(rules) == [
        "the decision application has no application.rego beside its manifest"
    ]


def test_a_clause_that_no_condition_decides_is_named(rules: Path) -> None:
    replace(
        rules / POLICY / "policy.yaml",
        "information: {reason: invitation}",
        "decided_by: [application/requests-in-time]",
    )
    assert messages(rules) == [
        "the clause inf-01 is decided by application/requests-in-time, which does not exist"
    ]


def test_a_clause_is_not_decided_by_an_outcome_that_there_is_not(rules: Path) -> None:
    file = rules / POLICY / "policy.yaml"
    replace(file, "information: {reason: invitation}", "decided_by: [application/outcome]")
    load_manifests(rules)
    application = rules / POLICY / "application.yaml"
    text = application.read_text(encoding="utf-8")
    before, _, rest = text.partition("outcomes:\n")
    without = before + rest[rest.index("clauses:") :]
    application.write_text(without.replace("modality: must", "modality: expectation"), "utf-8")
    assert messages(rules) == [
        "the clause inf-01 is decided by application/outcome, which does not exist"
    ]


def test_a_clause_without_a_place_loads_and_says_so(rules: Path) -> None:
    replace(rules / POLICY / "policy.yaml", "    information: {reason: invitation}\n", "")
    clauses = {c.id: c for c in load_manifests(rules)["acme.demo_2024"].clauses}
    assert [id for id, clause in clauses.items() if clause.missing] == ["inf-01"]
    assert not clauses["inf-01"].decided
    assert clauses["app-01"].decided


def test_an_exemption_that_exempts_from_nothing_is_named(rules: Path) -> None:
    replace(
        rules / POLICY / "application.yaml",
        "clauses:",
        "exemptions:\n  idle: {title: {nl: a, en: b}, refs: [app-01], facts: [/contract_year]}\n"
        "clauses:",
    )
    assert messages(rules) == ["the exemption application/idle exempts from nothing"]


def test_yaml_that_does_not_parse_is_named_with_its_line(rules: Path) -> None:
    replace(rules / POLICY / "parameters.yaml", "unit: date", "unit: [date")
    with pytest.raises(RulesError) as caught:
        load_manifests(rules)
    (problem,) = caught.value.problems
    assert problem.code == "yaml"
    assert problem.file.endswith("parameters.yaml")
    assert problem.line is not None


def test_a_key_that_stands_twice_is_refused(rules: Path) -> None:
    replace(rules / POLICY / "parameters.yaml", "unit: date", "unit: date\n  unit: euro")
    assert any("unit" in message for message in messages(rules))


def test_an_absent_manifest_is_named(rules: Path) -> None:
    (rules / POLICY / "readings.yaml").unlink()
    assert messages(rules) == ["cannot be read: No such file or directory"]


def test_problems_of_all_files_come_at_once(rules: Path) -> None:
    replace(rules / POLICY / "readings.yaml", "default: included", "default: maybe")
    replace(rules / POLICY / "policy.yaml", "reason: invitation", "reason: mood")
    assert len(messages(rules)) == 2


def test_a_library_of_its_own_counts(rules: Path) -> None:
    policy = load_manifests(rules)["acme.demo_2024"]
    shared = rule_set(rules, policy).modules
    assert [name for name in shared if name.startswith("policycheck/")]
    (rules / "policycheck").mkdir()
    (rules / "policycheck" / "own.rego").write_text("package policycheck.own\n", encoding="utf-8")
    own = rule_set(rules, policy).modules
    assert [name for name in own if name.startswith("policycheck/")] == ["policycheck/own.rego"]


def test_a_directory_without_policies_says_so(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="holds no policy"):
        load_manifests(tmp_path)
    with pytest.raises(RulesError, match="there is no such directory"):
        load_manifests(tmp_path / "absent")


def test_an_unknown_policy_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"there is no policy asr\.ggz_2042"):
        load_manifests(policies=["asr.ggz_2042"])


def test_directories_packages_and_fixtures_have_one_name() -> None:
    rego = shipped("rego")
    fixtures = Path(__file__).parents[2] / "fixtures"
    for policy in policy_ids(rego):
        insurer, _, name = policy.partition(".")
        for file in (rego / insurer / name).glob("*.rego"):
            package = file.read_text(encoding="utf-8")
            assert f"package {policy}.{file.stem}\n" in package, file.name
        assert (fixtures / "cases" / policy).is_dir()
        assert (fixtures / "scenarios" / policy).is_dir()


def test_every_decision_has_rules_manifest_and_tests() -> None:
    for policy, manifest in load_manifests().items():
        folder = shipped("rego") / policy.replace(".", "/")
        for decision in manifest.decisions:
            for file in (f"{decision}.rego", f"{decision}.yaml", f"{decision}_test.rego"):
                assert (folder / file).is_file(), file


def test_a_key_of_a_newer_version_is_told_as_one(rules: Path) -> None:
    file = rules / POLICY / "policy.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}horizon: 2030\n", encoding="utf-8")
    newer = f"policycheck {__version__} does not have it: is it of a newer version?"
    assert messages(rules) == [f"unknown key horizon; {newer}"]
    replace(file, "horizon: 2030", "milestone: []")
    assert messages(rules) == ["unknown key milestone; did you mean milestones?"]
