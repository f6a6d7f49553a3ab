"""``diff``: two policies, and two revisions of one."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from changes.repository import Repository, made_repository
from made_up import RULES, replace

from .conftest import Run

PARAMETERS = "acme/demo_2024/parameters.yaml"
WIDE = {"COLUMNS": "200"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = made_repository(tmp_path / "work")
    shutil.copytree(RULES, made.rules)
    made.commit()
    replace(made.rules / PARAMETERS, 'value: "2023-10-01"', 'value: "2023-09-15"')
    replace(made.rules / "acme/demo_2024/application.yaml", "en: Too late.", "en: Later.")
    return made


def test_a_change_list_with_values_and_citations(run: Run, repository: Repository) -> None:
    before = repository.state()
    result = run("diff", "--base", "HEAD", "--rules", repository.rules, env=WIDE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [row.strip() for row in result.stdout.splitlines() if row.strip()] == [
        f"From HEAD ({repository.git('rev-parse', 'HEAD')[:10]}) to the work tree, "
        "with what is not committed",
        "acme.demo_2024",
        "Amounts, days and terms",
        "~ Parameter request_until: The last day for a request",
        "value: up to and including 1 October 2023, since 2 August 2023 → up to and including "
        "15 September 2023, since 2 August 2023",
        "Aanvraag, l. 3 (app-01)",
        "read by application/request-in-time",
        "Calendar",
        "~ Milestone requests: The provider asks, with name; address",
        "day: by 1 October 2023 → by 15 September 2023",
        "Aanvraag, l. 3 (app-01)",
        "Different in wording only",
        "· Decision application: Application",
        "meaning of the values differs",
        "2 differences, 1 in wording only",
    ]
    assert repository.state() == before


def test_exit_codes(run: Run, repository: Repository) -> None:
    options = ("diff", "--base", "HEAD", "--rules", repository.rules)
    assert run(*options, "--exit-code").exit_code == 1
    repository.commit()
    same = run(*options, "--exit-code")
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, "Nothing differs.")
    earlier = run("diff", "--base", "HEAD~1", "--head", "HEAD", "--rules", repository.rules)
    assert "1 October 2023" in earlier.stdout


def test_paths_and_names_of_policies_choose(run: Run, repository: Repository) -> None:
    policy = repository.rules / "acme/demo_2024"
    assert "2 differences" in run("diff", "--base", "HEAD", policy).stdout
    assert "2 differences" in run("diff", "--base", "HEAD", policy / "application.rego").stdout
    named = run("diff", "--base", "HEAD", "--rules", repository.rules, "acme.demo_2024")
    assert "2 differences" in named.stdout
    unknown = run("diff", "--base", "HEAD", "--rules", repository.rules, "acme.demo_2042")
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def test_documents(run: Run, root: Path, repository: Repository) -> None:
    options = ("diff", "--base", "HEAD", "--rules", repository.rules, "--format")
    document = json.loads(run(*options, "json").stdout)
    schema = json.loads((root / "schemas/output/diff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    assert YAML(typ="safe", pure=True).load(run(*options, "yaml").stdout) == document
    (policy,) = document["policies"]
    value = policy["changes"][0]["differences"][0]
    assert [v["value"] for v in value["after"]] == ["2023-09-01", "2023-09-15"]
    assert policy["changes"][2]["differences"][0]["after"][0]["last"] == "2023-09-15"


def test_markdown(run: Run, repository: Repository) -> None:
    options = ("diff", "--base", "HEAD", "--rules", repository.rules, "--format", "markdown")
    lines = run(*options, "--lang", "nl").stdout.splitlines()
    assert "## acme.demo\\_2024" in lines
    assert "### Bedragen, dagen en termijnen" in lines
    assert "- **Parameter request\\_until: De laatste dag voor een verzoek**" in lines
    assert lines[-1] == "**2 verschillen, 1 alleen in tekst**"


@pytest.mark.parametrize("columns", ["40", "100"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_year_roll_fits_the_terminal(run: Run, lang: str, columns: str) -> None:
    result = run("diff", "asr.ggz_2022", "asr.ggz_2024", "--lang", lang, env={"COLUMNS": columns})
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
    assert "{" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name two policies, or a git revision with --base"),
        (("asr.ggz_2022",), "name two policies"),
        (("asr.ggz_2022", "asr.ggz_2042"), "did you mean"),
        (("--head", "HEAD", "asr.ggz_2022", "asr.ggz_2024"), "with --base"),
        (("--base", "no-such-revision"), 'there is no revision "no-such-revision"'),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
