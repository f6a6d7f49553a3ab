"""Layout: what is put right, that nothing else changes, and that once is enough."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks.pages import POLICY
from made_up import made_up_rules
from policycheck.checks import check_subject, fix_layout, read_subject
from policycheck.checks.layout import laid_out
from policycheck.resources import shipped
from policycheck.source import tokens_of

FILES = sorted(shipped("rego").rglob("*.rego"))
HEAD = "package a.b\n\nimport rego.v1\n\n"


def meaning(text: str) -> list[str]:
    """The tokens that mean something, without the imports, which may change places."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("import ")]
    return [token.text for token in tokens_of("\n".join(lines)) if token.significant]


def imports(text: str) -> list[str]:
    return sorted({line.strip() for line in text.split("\n") if line.startswith("import ")})


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_shipped_module_is_laid_out(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert laid_out(text) == text


@pytest.mark.parametrize("file", FILES[::7], ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_module_without_its_layout_gets_it_back(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    flat = "\n\n\n".join(line.strip() + "  " for line in text.split("\n"))
    spaced = text.replace("\t", "    ").replace("\n", " \r\n")
    assert laid_out(spaced) == text
    again = laid_out(flat)
    assert meaning(again) == meaning(text)
    assert [line for line in again.split("\n") if line] == [x for x in text.split("\n") if x]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("package a.b\np := 1", HEAD + "p := 1\n"),
        (HEAD + "p := 1\n\n\n\n", HEAD + "p := 1\n"),
        (HEAD + "\n\n\np := 1\nq := 2\n", HEAD + "p := 1\n\nq := 2\n"),
        (HEAD + "p := 1\n# about q\nq := 2\n", HEAD + "p := 1\n\n# about q\nq := 2\n"),
        (
            HEAD + "p if {\n  q\n      with input.x as 1\n}",
            HEAD + "p if {\n\tq\n\t\twith input.x as 1\n}\n",
        ),
        (HEAD + "p := f([{\n1,\n}])\n", HEAD + "p := f([{\n\t1,\n}])\n"),
        (
            HEAD + "p := [x |\nsome x in [\n1,\n]\n]\n",
            HEAD + "p := [x |\n\tsome x in [\n\t\t1,\n\t]\n]\n",
        ),
        (HEAD + "p := `a  \n   b`  \n", HEAD + "p := `a  \n   b`\n"),
        (HEAD + "p := `a\n\n\n\nb`\n", HEAD + "p := `a\n\n\n\nb`\n"),
        (HEAD + "p := 1 +\n    2\n", HEAD + "p := 1 +\n    2\n"),
        (
            HEAD + "p if {\n\tq\n} else := 2 if {\n    r\n    }\n",
            HEAD + "p if {\n\tq\n} else := 2 if {\n\tr\n}\n",
        ),
        (
            "package a.b\nimport rego.v1\n# of c\nimport data.c\n\nimport rego.v1\np := 1\n",
            "package a.b\n\n# of c\nimport data.c\nimport rego.v1\n\np := 1\n",
        ),
        (
            "# top\npackage a.b # why\nimport data.c as d\np := d",
            "# top\npackage a.b # why\n\nimport data.c as d\nimport rego.v1\n\np := d\n",
        ),
        (HEAD, "package a.b\n\nimport rego.v1\n"),
    ],
)
def test_what_is_put_right(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted
    assert laid_out(wanted) == wanted


@pytest.mark.parametrize(
    "text", ["", "\n", HEAD + "p := [1\n   q", HEAD + "p := 1}\n", HEAD + "p ~ q   \n"]
)
def test_what_is_not_whole_is_left_alone(text: str) -> None:
    assert laid_out(text) == text


PIECES = st.lists(
    st.sampled_from(
        [
            "p",
            "q",
            " := ",
            " if ",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "\n",
            "\n",
            "\n\n",
            "  ",
            "\t",
            "1",
            '"a b"',
            "`x\n  y `",
            "# note\n",
            "import data.c",
            "import rego.v1",
            "with",
            "else",
            "|",
            "every",
            "some",
            "in",
            ",",
            ";",
            "not",
            "=",
            "==",
            "-1",
            "package a.b",
        ]
    ),
    max_size=30,
)


@example(["`x\n  y `", "import data.c"])
@given(PIECES)
def test_nothing_else_changes_and_once_is_enough(pieces: list[str]) -> None:
    text = HEAD + "".join(pieces)
    once = laid_out(text)
    assert laid_out(once) == once
    assert meaning(once) == meaning(text)
    assert set(imports(text)) <= set(imports(once))


def test_fixing_ends_the_findings_of_layout(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    file = rules / "acme/demo_2024/application.rego"
    text = file.read_text(encoding="utf-8")
    crooked = text.replace("\t", "  ").replace("import rego.v1\n", "").replace("\n\n", "\n\n\n")
    file.write_text(crooked + " \n", encoding="utf-8")
    file.chmod(0o640)
    before = check_subject(read_subject(rules, POLICY))
    assert {finding.check for finding in before} == {"layout", "rego-v1-import"}
    assert fix_layout(read_subject(rules, POLICY)) == ["acme/demo_2024/application.rego"]
    assert file.read_text(encoding="utf-8") == text
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".")] == []
    assert check_subject(read_subject(rules, POLICY)) == []
    assert fix_layout(read_subject(rules, POLICY)) == []


@given(PIECES)
def test_layout_is_found_exactly_where_it_is_put_right(pieces: list[str]) -> None:
    from policycheck.checks.layout import _differences
    from policycheck.checks.module import Module

    text = HEAD + "".join(pieces)
    module = Module("a/b.rego", text)
    wanted = laid_out(text, imports=False)
    found = list(_differences(module, wanted))
    assert bool(found) == (wanted != text)
    assert all(1 <= spot.line <= text.count("\n") + 1 for spot in found)
