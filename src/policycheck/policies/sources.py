"""Whether every clause has its place, and every line of a document is accounted for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from pathlib import Path

from policycheck.policies.documents import TooLarge, checksum, read_document
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.marks import is_one_sentence, marked_lines

# As many as a sentence about a line can name.
_MOST_MARKS = 5


class Place(StrEnum):
    """What in a manifest cites lines."""

    CLAUSE = "clause"
    AMENDMENT = "amendment"
    NOT_NORMATIVE = "not_normative"


@dataclass(frozen=True)
class Locator:
    """Lines that a manifest cites, and their checksum.

    Attributes:
        name: The id of the clause or amendment, or the kind of the lines that are not normative.
        argued: Whether an argument of their own says why the lines bind nobody.
    """

    place: Place
    name: str
    lines: tuple[int, ...]
    checksum: str
    argued: bool = False


class FindingKind(StrEnum):
    """What can be wrong between a policy's manifests and its document."""

    MISSING = "missing"
    OVERLAP = "overlap"
    NO_DOCUMENT = "no_document"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    UNREADABLE = "unreadable"
    BEYOND_END = "beyond_end"
    BLANK = "blank"
    DRIFTED = "drifted"
    UNCLAIMED = "unclaimed"
    UNARGUED = "unargued"
    SENTENCES = "sentences"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        locator: The clause, amendment or group that it is about; ``None`` for the document and
            for lines that nobody claims.
        lines: The lines that it is about; empty for the document as a whole.
        detail: What the sentence about it needs: a file name, a checksum, the marks of a line.
    """

    kind: FindingKind
    policy: str
    locator: Locator | None = None
    lines: tuple[int, ...] = ()
    detail: str = ""


@dataclass(frozen=True)
class Accounts:
    """Where the clauses of a policy went and, with its document, where the lines did.

    Attributes:
        document: The lines of the document; ``None`` where it was not asked for or not read.
        findings: What is wrong, in the order of the document.
    """

    policy: PolicyManifest
    document: tuple[str, ...] | None
    findings: tuple[Finding, ...]

    @cached_property
    def written(self) -> frozenset[int]:
        """The numbers of the lines that are not blank."""
        return frozenset(n for n, line in enumerate(self.document or (), 1) if line.strip())

    @property
    def claimed(self) -> frozenset[int]:
        """Those of them that a clause or an amendment cites."""
        return self.written & _lines(self.policy, Place.CLAUSE, Place.AMENDMENT)

    @property
    def not_normative(self) -> frozenset[int]:
        """Those of them that are listed as not normative."""
        return self.written & _lines(self.policy, Place.NOT_NORMATIVE)

    @property
    def unclaimed(self) -> frozenset[int]:
        """Those of them that are missing from the manifests."""
        return self.written - self.claimed - self.not_normative

    @property
    def drifted(self) -> frozenset[Locator]:
        """The clauses, amendments and groups whose text is not what it was."""
        kinds = (FindingKind.DRIFTED, FindingKind.BEYOND_END, FindingKind.BLANK)
        return frozenset(f.locator for f in self.findings if f.kind in kinds and f.locator)


def account(policy: PolicyManifest, documents: Path | None) -> Accounts:
    """Account for the clauses of a policy and, in a directory of documents, for every line.

    The document of a policy is the file ``<document id>.txt`` in that directory. What is wrong
    with it is a finding, too.
    """
    findings = [*_missing(policy), *_overlaps(policy)]
    if documents is None:
        return Accounts(policy, None, tuple(findings))
    file = documents / f"{policy.document}.txt"
    try:
        lines = read_document(file)
    except (OSError, ValueError) as error:
        return Accounts(policy, None, (*findings, _unread(policy, file, error)))
    findings += [*_drift(policy, lines), *_arguments(policy, lines), *_unclaimed(policy, lines)]
    findings.sort(key=lambda finding: finding.lines[:1])
    return Accounts(policy, lines, tuple(findings))


def locators(policy: PolicyManifest) -> tuple[Locator, ...]:
    """Everything in the manifests of a policy that cites lines of its document."""
    return (
        *(Locator(Place.CLAUSE, c.id, c.lines, c.checksum) for c in policy.clauses),
        *(Locator(Place.AMENDMENT, a.id, a.lines, a.checksum) for a in policy.amendments.values()),
        *(
            Locator(Place.NOT_NORMATIVE, g.kind, g.lines, g.checksum, g.argument is not None)
            for g in policy.not_normative
        ),
    )


def _lines(policy: PolicyManifest, *places: Place) -> frozenset[int]:
    return frozenset(n for each in locators(policy) if each.place in places for n in each.lines)


def _missing(policy: PolicyManifest) -> Iterator[Finding]:
    missing = {clause.id for clause in policy.clauses if clause.missing}
    for each in locators(policy):
        if each.place is Place.CLAUSE and each.name in missing:
            yield Finding(FindingKind.MISSING, policy.id, each, each.lines)


def _overlaps(policy: PolicyManifest) -> Iterator[Finding]:
    """Groups with lines that a clause or an amendment claims, or a group before it lists."""
    taken = set(_lines(policy, Place.CLAUSE, Place.AMENDMENT))
    for each in locators(policy):
        if each.place is Place.NOT_NORMATIVE:
            if both := tuple(n for n in each.lines if n in taken):
                yield Finding(FindingKind.OVERLAP, policy.id, each, both)
            taken.update(each.lines)


def _unread(policy: PolicyManifest, file: Path, error: Exception) -> Finding:
    kinds = {
        FileNotFoundError: FindingKind.NO_DOCUMENT,
        TooLarge: FindingKind.TOO_LARGE,
        UnicodeDecodeError: FindingKind.NOT_UTF8,
    }
    kind = kinds.get(type(error), FindingKind.UNREADABLE)
    return Finding(kind, policy.id, detail=file.name)


def _drift(policy: PolicyManifest, lines: Sequence[str]) -> Iterator[Finding]:
    for each in locators(policy):
        beyond = tuple(n for n in each.lines if n > len(lines))
        if beyond:
            yield Finding(FindingKind.BEYOND_END, policy.id, each, beyond, str(len(lines)))
            continue
        cited = [lines[n - 1] for n in each.lines]
        now = checksum(cited)
        if not any(map(str.strip, cited)):
            yield Finding(FindingKind.BLANK, policy.id, each, each.lines)
        elif now != each.checksum:
            yield Finding(FindingKind.DRIFTED, policy.id, each, each.lines, now)


def _arguments(policy: PolicyManifest, lines: Sequence[str]) -> Iterator[Finding]:
    """Marked lines without an argument, and arguments for more than one sentence."""
    marked: Mapping[int, tuple[str, ...]] = marked_lines(lines)
    for each in locators(policy):
        if each.place is not Place.NOT_NORMATIVE:
            continue
        if not each.argued:
            for number in filter(marked.__contains__, each.lines):
                few = marked[number][:_MOST_MARKS]
                words = ", ".join((*few, *(["…"] if len(few) < len(marked[number]) else [])))
                yield Finding(FindingKind.UNARGUED, policy.id, each, (number,), words)
        elif not is_one_sentence([lines[n - 1] for n in each.lines if n <= len(lines)]):
            yield Finding(FindingKind.SENTENCES, policy.id, each, each.lines)


def _unclaimed(policy: PolicyManifest, lines: Sequence[str]) -> Iterator[Finding]:
    """Runs of lines that are nowhere in the manifests; blank lines do not end a run."""
    claimed = _lines(policy, *Place)
    written = [n for n, line in enumerate(lines, 1) if line.strip()]
    for unclaimed, run in groupby(written, lambda number: number not in claimed):
        if unclaimed:
            yield Finding(FindingKind.UNCLAIMED, policy.id, lines=tuple(run))
