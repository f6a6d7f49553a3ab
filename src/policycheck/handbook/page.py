"""One page of the handbook: its language, its address, and links from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policycheck.facts import FactDefinition
from policycheck.facts.problems import dotted
from policycheck.handbook import addresses
from policycheck.handbook.addresses import anchor, link
from policycheck.handbook.book import Book, Chapter
from policycheck.handbook.code import Meant
from policycheck.model import Language, Text
from policycheck.report.plain import line_ranges
from policycheck.version import __version__
from policycheck.words import Words


@dataclass(frozen=True)
class Crumb:
    """A page above another one."""

    title: str
    page: str


@dataclass(frozen=True)
class Page:
    """What every template knows of the page that it makes.

    Attributes:
        path: Its address below the folder of its language.
        title: Its heading.
        chapter: The policy that it is about; ``None`` for the start page and the facts.
        trail: The pages above it, the start page first.
    """

    book: Book
    words: Words
    path: str
    title: str
    chapter: Chapter | None = None
    trail: tuple[Crumb, ...] = ()

    @property
    def language(self) -> Language:
        """The language that it is written in."""
        return self.words.language

    @property
    def other_language(self) -> Language:
        """The language of the same page in the other tree."""
        return Language.EN if self.language is Language.NL else Language.NL

    @property
    def file(self) -> str:
        """Its address below the folder of the handbook."""
        return f"{self.language}/{self.path}"

    @property
    def elsewhere(self) -> str:
        """The link to the same page in the other language."""
        return link(self.file, f"{self.other_language}/{self.path}")

    @property
    def top(self) -> str:
        """What goes before an address below the folder of the language, for the search."""
        return "../" * self.path.count("/")

    def url(self, page: str, kind: str = "", id: str = "") -> str:
        """A link to a page in this language, or to a place in it."""
        return link(self.path, page, anchor(kind, id) if kind else "")

    def asset(self, name: str) -> str:
        """A link to a file that all pages share."""
        return link(self.file, f"assets/{name}")

    def policy(self, kind: str = "", id: str = "") -> str:
        """A link to the page of this policy, or to a parameter, reading or milestone there."""
        return self.url(addresses.policy_page(self.about.policy.id), kind, id)

    def decision(self, decision: str, kind: str = "", id: str = "") -> str:
        """A link to a decision of this policy, or to a condition there."""
        return self.url(addresses.decision_page(self.about.policy.id, decision), kind, id)

    def clause(self, id: str) -> str:
        """A link to a clause in the list of the clauses of this policy."""
        return self.url(addresses.clauses_page(self.about.policy.id), "clause", id)

    def module(self, file: str, row: int | None = None) -> str:
        """A link to a module of Rego, or to a line of it."""
        page = addresses.module_page(self.about.policy.id, file)
        return self.url(page, "line" if row else "", str(row or ""))

    def fact(self, pointer: str) -> str | None:
        """A link to a fact; ``None`` where the dictionary does not have it."""
        fact = self.book.dictionary.at(pointer)
        return self.url(addresses.fact_page(fact.pointer)) if fact else None

    def fact_at(self, pointer: str) -> FactDefinition | None:
        """A fact by its pointer."""
        return self.book.dictionary.at(pointer)

    def meant(self, meant: Meant) -> str | None:
        """A link to what a name in Rego stands for; ``None`` where nothing is said of it."""
        match meant.kind:
            case "fact":
                return self.fact(meant.name)
            case "parameter":
                known = meant.name in self.about.policy.parameters
                return self.policy("parameter", meant.name) if known else None
        if meant.module is None:
            return None
        rows = [r.statement.first.row for r in meant.module.rules if r.name == meant.name]
        return self.module(meant.module.file, rows[0])

    @property
    def about(self) -> Chapter:
        """The policy that it is about; only where it is about one."""
        if self.chapter is None:
            raise LookupError(self.path)
        return self.chapter

    @property
    def stamp(self) -> list[str]:
        """What it was made of: the text, the rules or the facts, and the version."""
        words = self.words
        made_of = []
        for id, chapter in self.book.chapters.items():
            if self.chapter in (None, chapter):
                made_of.append(words("handbook.rules", policy=id, digest=chapter.rules))
                made_of.append(words("handbook.text", policy=id, text=self.text_of(chapter)))
        return [
            *made_of,
            words("handbook.schema", digest=self.book.schema),
            words("handbook.version", version=__version__),
        ]

    def text_of(self, chapter: Chapter) -> str:
        """Which text of a policy is shown."""
        if chapter.day:
            return self.words("handbook.text_of", day=self.day(chapter.day))
        if chapter.last_change:
            return self.words("handbook.text_last", day=self.day(chapter.last_change))
        return self.words("handbook.text_undated")

    def day(self, day: date) -> str:
        """A day in words."""
        return self.words.day(day)

    def heading(self, text: Text) -> str:
        """A text without its full stop; one that ends an abbreviation such as a.s.r. stays."""
        return self.words.title(text)

    def lines(self, lines: Sequence[int]) -> str:
        """The lines of a document, with what they are called."""
        return self.words("handbook.at_lines", lines=line_ranges(lines))

    def dotted(self, pointer: str) -> str:
        """A fact as people write it."""
        return dotted(pointer)
