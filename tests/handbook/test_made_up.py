"""Policies of others: escaped, deterministic, and true to their scenarios."""

from datetime import date
from pathlib import Path

import pytest

from made_up import replace
from policycheck.errors import RulesError, UsageError
from policycheck.handbook import read_book, site_files

from .conftest import pages_of

MARKUP = '<script>alert(1)</script> & <b>"bold"</b>'


def test_the_same_rules_give_the_same_bytes(rules: Path) -> None:
    first = site_files(read_book(rules, None, None))
    second = site_files(read_book(rules, None, None))
    assert first == second
    assert list(first) == list(second)


def test_markup_in_rules_is_shown_as_text(rules: Path) -> None:
    policy = rules / "acme/demo_2024"
    replace(policy / "policy.yaml", "en: Example policy 2024}", f"en: '{MARKUP}'}}")
    with policy.joinpath("application.rego").open("a", encoding="utf-8") as file:
        file.write(f"\n# {MARKUP}\nodd := `{MARKUP}`\n")
    files = site_files(read_book(rules, None, None))
    pages = pages_of(files)
    home = pages["en/policies/acme.demo_2024/index.html"]
    assert MARKUP in home.text
    (rego,) = pages["en/policies/acme.demo_2024/rules/application.html"].elements("pre")
    assert "".join(rego.itertext()).count(MARKUP) == 2
    for page in pages.values():
        assert page.errors == []
        assert list(page.elements("b")) == []
        assert all(each.attrib.get("src") for each in page.elements("script"))


def test_a_rule_for_whatever_is_named_is_shown(rules: Path) -> None:
    """A condition without a rule of its own gets the rules that are written for any."""
    rego = rules / "acme/demo_2024/application.rego"
    book = read_book(rules, None, None)
    (chapter,) = book.chapters.values()
    rule = chapter.policy.decisions["application"]
    names = [each for each in rule.conditions if f'conditions["{each}"] :=' in rego.read_text()]
    assert names
    code = chapter.code
    assert all(code.of_condition("application", each) for each in rule.conditions)
    assert code.of_condition("application", "absent") == ()


def scenario(folder: Path, outcome: str) -> Path:
    file = folder / "scenarios/acme.demo_2024/application.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f"""policy: acme.demo_2024
decision: application
base: {{contract_year: 2023, as_of: 2024-02-01}}
scenarios:
  - name: Another year <i>is not</i> this policy's
    change:
      /provider: {{sectors: [ggz]}}
    expect:
      outcome: {outcome}
""",
        encoding="utf-8",
    )
    return folder


def test_an_example_is_decided(rules: Path, tmp_path: Path) -> None:
    book = read_book(rules, None, scenario(tmp_path / "fixtures", "not_applicable"))
    page = pages_of(site_files(book))["en/policies/acme.demo_2024/decisions/application.html"]
    shown = page.of("example-1")
    assert "Another year <i>is not</i> this policy's" in shown
    assert shown.endswith("not applicable")
    assert "provider.sectors" in shown


def test_an_example_that_is_not_true_is_an_error(rules: Path, tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        read_book(rules, None, scenario(tmp_path / "fixtures", "met"))
    (problem,) = caught.value.problems
    assert problem.line == 5
    assert "outcome is not_applicable, not met" in problem.message


def test_a_parameter_shows_its_versions_and_which_one_holds(rules: Path) -> None:
    def shown(known_at: date | None) -> str:
        pages = pages_of(site_files(read_book(rules, None, None, known_at)))
        return pages["en/policies/acme.demo_2024/index.html"].of("parameter-request_until")

    first, second = "up to and including 1 September 2023", "up to and including 1 October 2023"
    assert f"{first} holds in this text {second}, since 2 August 2023" in shown(date(2023, 8, 1))
    assert f"{first} {second}, since 2 August 2023 holds in this text" in shown(date(2023, 8, 2))
    assert shown(None) == shown(date(2023, 8, 2))


def test_a_day_before_the_first_text_is_refused(rules: Path) -> None:
    with pytest.raises(UsageError, match="nothing was known"):
        read_book(rules, None, None, date(2023, 6, 30))
