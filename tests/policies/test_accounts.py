"""Every kind of thing that can be wrong between manifests and a document is found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from made_up import made_up_rules, replace
from policycheck.policies import load_manifests
from policycheck.policies.documents import MOST_BYTES, checksum
from policycheck.policies.sources import Accounts, Finding, FindingKind, Place, account

ID = "acme.demo_2024"
DOCUMENTS = Path(__file__).parents[1] / "documents"
Kinds = list[tuple[str, str | None, tuple[int, ...]]]


@pytest.fixture
def manifests(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path) / "acme/demo_2024"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return shutil.copytree(DOCUMENTS, tmp_path / "documents") / "acme-demo.txt"


@pytest.fixture
def accounts(manifests: Path, document: Path) -> Callable[[], Accounts]:
    rules = manifests.parents[1]
    return lambda: account(load_manifests(rules)[ID], document.parent)


def told(accounts: Accounts) -> Kinds:
    return [
        (str(f.kind), f.locator.name if f.locator else None, f.lines) for f in accounts.findings
    ]


def test_a_document_that_is_accounted_for(accounts: Callable[[], Accounts]) -> None:
    whole = accounts()
    assert whole.findings == ()
    assert whole.written == {1, 2, 3, 4, 5, 7, 8, 9}
    assert whole.claimed == {1, 2, 3, 4, 5, 9}
    assert whole.not_normative == {7, 8}
    assert not whole.unclaimed
    assert not whole.drifted


def test_without_documents_only_the_manifests_are_compared(manifests: Path) -> None:
    without = account(load_manifests(manifests.parents[1])[ID], None)
    assert (without.document, without.findings) == (None, ())
    replace(manifests / "policy.yaml", "    information: {reason: invitation}\n", "")
    without = account(load_manifests(manifests.parents[1])[ID], None)
    assert told(without) == [("missing", "inf-01", (2,))]


def test_a_changed_line_is_drift_of_what_cites_it(
    accounts: Callable[[], Accounts], document: Path
) -> None:
    replace(document, "1 september 2023", "1 oktober 2023")
    found = accounts()
    assert told(found) == [("drifted", "app-01", (3,))]
    assert found.findings[0].detail == checksum(["Een verzoek komt uiterlijk 1 oktober 2023."])
    assert {locator.name for locator in found.drifted} == {"app-01"}


def test_blanks_are_no_drift(accounts: Callable[[], Accounts], document: Path) -> None:
    replace(document, "Wij helpen graag.", "\f Wij  helpen\tgraag. \r")
    assert accounts().findings == ()


@pytest.mark.parametrize(
    ("old", "new", "name", "place"),
    [
        ("Bericht van", "Nieuws van", "second-notice", Place.AMENDMENT),
        ("Acme\n", "ACME\n", "cover", Place.NOT_NORMATIVE),
        ("altijd", "soms", "contact", Place.NOT_NORMATIVE),
    ],
)
def test_amendments_and_other_lines_drift_too(
    accounts: Callable[[], Accounts], document: Path, old: str, new: str, name: str, place: Place
) -> None:
    replace(document, old, new)
    (finding,) = accounts().findings
    assert finding.kind is FindingKind.DRIFTED
    assert finding.locator is not None
    assert (finding.locator.name, finding.locator.place) == (name, place)


def test_a_line_that_nobody_claims(accounts: Callable[[], Accounts], document: Path) -> None:
    with document.open("a", encoding="utf-8") as file:
        file.write("Nieuw.\n\nOok nieuw.\n")
    found = accounts()
    assert told(found) == [("unclaimed", None, (10, 12))]
    assert found.unclaimed == {10, 12}


def test_runs_of_unclaimed_lines_end_at_a_claimed_one(
    accounts: Callable[[], Accounts], manifests: Path
) -> None:
    (manifests / "not_normative.yaml").write_text("groups: []\n", encoding="utf-8")
    replace(manifests / "application.yaml", 'lines: "5"', 'lines: "4"')
    runs = [f.lines for f in accounts().findings if f.kind is FindingKind.UNCLAIMED]
    assert runs == [(5, 7, 8)]


def test_a_line_that_is_claimed_and_listed(
    accounts: Callable[[], Accounts], manifests: Path
) -> None:
    replace(manifests / "application.yaml", 'lines: "5"', 'lines: "5-8"')
    found = accounts()
    overlaps = [each for each in told(found) if each[0] == "overlap"]
    assert overlaps == [("overlap", "cover", (7,)), ("overlap", "contact", (8,))]
    assert ("drifted", "app-03", (5, 6, 7, 8)) in told(found)


def test_a_line_that_is_listed_twice(accounts: Callable[[], Accounts], manifests: Path) -> None:
    file = manifests / "not_normative.yaml"
    text = file.read_text(encoding="utf-8")
    again = text[text.index("  - kind: cover") : text.index("  - kind: contact")]
    file.write_text(text + again, encoding="utf-8")
    assert told(accounts()) == [("overlap", "cover", (7,))]


def test_a_marked_line_without_an_argument(
    accounts: Callable[[], Accounts], manifests: Path
) -> None:
    replace(
        manifests / "not_normative.yaml",
        "    argument: {nl: Wie iets wil weten kan vragen., en: Who wants to know can ask.}\n",
        "",
    )
    found = accounts()
    assert told(found) == [("unargued", "contact", (8,))]
    assert found.findings[0].detail == "kunt"


def test_a_finding_names_a_few_marks_only(
    accounts: Callable[[], Accounts], manifests: Path, document: Path
) -> None:
    replace(document, "Acme\n", f"Acme {' '.join(str(year) for year in range(2000, 2100))}\n")
    (finding,) = (f for f in accounts().findings if f.kind is FindingKind.UNARGUED)
    assert finding.detail == "2000, 2001, 2002, 2003, 2004, …"


def test_an_argument_for_more_than_one_sentence(
    accounts: Callable[[], Accounts], manifests: Path, document: Path
) -> None:
    replace(document, "Acme\nVragen", "Acme.\nVragen")
    both = checksum(["Acme.", "Vragen kunt u altijd stellen."])
    (manifests / "not_normative.yaml").write_text(
        "groups:\n  - kind: contact\n    lines: 7-8\n"
        f"    checksum: '{both}'\n    argument: {{nl: Zo., en: So.}}\n",
        encoding="utf-8",
    )
    assert told(accounts()) == [("sentences", "contact", (7, 8))]


def test_lines_beyond_the_end(accounts: Callable[[], Accounts], manifests: Path) -> None:
    replace(manifests / "not_normative.yaml", 'lines: "7"', 'lines: "7,10-11"')
    found = accounts()
    assert told(found) == [("beyond_end", "cover", (10, 11))]
    assert found.findings[0].detail == "9"


def test_lines_without_text(accounts: Callable[[], Accounts], manifests: Path) -> None:
    replace(manifests / "application.yaml", 'lines: "5"', 'lines: "6"')
    assert told(accounts()) == [("unclaimed", None, (5,)), ("blank", "app-03", (6,))]


def test_a_document_that_is_not_there(accounts: Callable[[], Accounts], document: Path) -> None:
    document.unlink()
    found = accounts()
    assert found.document is None
    assert found.findings == (Finding(FindingKind.NO_DOCUMENT, ID, detail="acme-demo.txt"),)
    assert found.written == frozenset()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"caf\xe9", FindingKind.NOT_UTF8), (b"x" * (MOST_BYTES + 1), FindingKind.TOO_LARGE)],
)
def test_a_document_that_is_no_text(
    accounts: Callable[[], Accounts], document: Path, content: bytes, kind: FindingKind
) -> None:
    document.write_bytes(content)
    assert [f.kind for f in accounts().findings] == [kind]


def test_a_document_that_cannot_be_read(
    accounts: Callable[[], Accounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by its permissions: whoever runs the tests may be allowed to read everything."""

    def refused(_: Path) -> tuple[str, ...]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("policycheck.policies.sources.read_document", refused)
    assert [f.kind for f in accounts().findings] == [FindingKind.UNREADABLE]


def test_an_empty_document_has_nothing_that_is_cited(
    accounts: Callable[[], Accounts], document: Path
) -> None:
    document.write_bytes(b"")
    found = {(f.kind, f.locator.name) for f in accounts().findings if f.locator}
    assert found == {
        ("blank", "sco-01"),
        *(("beyond_end", name) for name in ("inf-01", "app-01", "app-02", "app-03")),
        *(("beyond_end", name) for name in ("second-notice", "cover", "contact")),
    }
