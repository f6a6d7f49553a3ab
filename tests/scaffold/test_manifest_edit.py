"""A name is added to the decisions of a manifest, and everything else stays as it is."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from policycheck.errors import UsageError
from policycheck.policies import load_manifests
from policycheck.scaffold.manifest_edit import with_decision

WIDE = ", ".join(f"decision_number_{n}" for n in range(5))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a]", "[a, new]"),
        ("[ a , b ]  # why", "[ a , b, new ]  # why"),
        ("[a, b,]", "[a, b, new,]"),
        ("['a', \"b\"]", "['a', \"b\", new]"),
        ("[a,\n   b, # last\n  ]", "[a,\n   b, new, # last\n  ]"),
        (f"[{WIDE}]", f"[{WIDE},\n      new]"),
        (f"[a,\n    {WIDE}, b_c]", f"[a,\n    {WIDE}, b_c,\n    new]"),
        ("\n  - a\n  - b", "\n  - a\n  - b\n  - new"),
        ("\n- a  # one\n# two", "\n- a  # one\n- new\n# two"),
        (
            "\n  -   a\n\n  # between\n  -   'b'\n",
            "\n  -   a\n\n  # between\n  -   'b'\n  -   new\n",
        ),
        ("[&x a, b]", "[&x a, b, new]"),
    ],
)
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("# Top.\nid: a.b\n\ndecisions: ", "\n\n# Below.\nscope:   [{id: 'x'}]   # odd\n"),
        ("# Top.\ndecisions: ", ""),
        ("---\ndecisions: ", "\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_name_is_added(
    before: str, after: str, start: str, end: str, newline: str
) -> None:
    old, new = (f"{start}{text}{end}".replace("\n", newline) for text in (before, after))
    made = with_decision(old, "new", "policy.yaml")
    # A file that ends without the end of a line has one more.
    assert made in (new, new + newline)
    assert made == new or not old.endswith("\n")


@pytest.mark.parametrize("policy", load_manifests())
def test_shipped_manifests_change_in_that_place_alone(root: Path, policy: str) -> None:
    file = root / "rego" / policy.replace(".", "/") / "policy.yaml"
    old = file.read_bytes().decode()
    new = with_decision(old, "one_more", str(file))
    assert new.count("one_more") == 1
    start = new.index("one_more")
    # What is taken out again is a comma, a blank or a new line, and the name.
    end = start + len("one_more")
    comma = new.rindex(",", 0, start)
    assert not new[comma + 1 : start].strip()
    assert new[:comma] + new[end:] == old
    assert max(map(len, new.splitlines())) <= max(100, *map(len, old.splitlines()))
    yaml = YAML(typ="safe", pure=True)
    assert yaml.load(new)["decisions"] == [*yaml.load(old)["decisions"], "one_more"]


@pytest.mark.parametrize(
    "text",
    [
        "decisions: []\n",
        "decisions: a\n",
        "other: [a]\n",
        "[a]\n",
        "",
        # The list stands somewhere else, and others would change with it.
        "all: &all [a, b]\ndecisions: *all\n",
    ],
)
def test_what_it_cannot_do_it_leaves(text: str) -> None:
    with pytest.raises(UsageError) as error:
        with_decision(text, "new", "x/policy.yaml")
    assert str(error.value) == (
        "x/policy.yaml writes its decisions in an unusual way: add new by hand"
    )


def test_only_the_decisions_at_the_top_are_meant() -> None:
    text = "words: {decisions: [b]}\ndecisions: [a]\n? decisions_2\n: {decisions: [c]}\n"
    made = with_decision(text, "new", "policy.yaml")
    assert made == text.replace("decisions: [a]", "decisions: [a, new]")
