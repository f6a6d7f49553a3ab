"""Every file of the handbook."""

from collections.abc import Iterator

from policycheck.handbook import addresses
from policycheck.handbook.book import Book, Chapter
from policycheck.handbook.decision_view import decision_view
from policycheck.handbook.fact_view import askers
from policycheck.handbook.highlight import module_lines
from policycheck.handbook.page import Crumb, Page
from policycheck.handbook.policy_view import (
    clause_rows,
    lines_rows,
    milestone_views,
    parameter_rows,
    reading_rows,
    term_views,
)
from policycheck.handbook.search_index import search_script
from policycheck.handbook.templates import ASSETS, Templates, asset
from policycheck.model import Language
from policycheck.words import Words

_File = tuple[str, bytes]


def site_files(book: Book) -> dict[str, bytes]:
    """The contents of every file of the handbook, by path; the same book gives the same bytes."""
    templates = Templates()
    files = {f"assets/{name}": asset(name) for name in ASSETS}
    files["assets/search-index.js"] = search_script(book).encode()
    files["index.html"] = templates.text("root.html", {"languages": list(Language)})
    for language in Language:
        files |= _Tree(book, Words(language), templates).files()
    return files


class _Tree:
    """The pages in one language."""

    def __init__(self, book: Book, words: Words, templates: Templates) -> None:
        self._book, self._words, self._templates = book, words, templates
        self._start = Crumb(words("handbook.title"), addresses.START)
        self._facts = Crumb(words("handbook.facts"), addresses.FACTS)

    def files(self) -> dict[str, bytes]:
        """Every page, by path."""
        found = [self._home()]
        for chapter in self._book.chapters.values():
            found += self._chapter(chapter)
        return dict([*found, *self._dictionary()])

    def _home(self) -> _File:
        page = Page(self._book, self._words, addresses.START, self._words("handbook.title"))
        return self._file("start.html", page)

    def _file(self, template: str, page: Page, **values: object) -> _File:
        return page.file, self._templates.page(template, page, addresses=addresses, **values)

    def _chapter(self, chapter: Chapter) -> Iterator[_File]:
        policy, words = chapter.policy, self._words
        home = Page(
            book=self._book,
            words=words,
            path=addresses.policy_page(policy.id),
            title=f"{policy.insurer_name}: {words.of(policy.title)}",
            chapter=chapter,
            trail=(self._start,),
        )
        yield self._file(
            "policy.html",
            home,
            milestones=milestone_views(home),
            terms=term_views(home),
            parameters=parameter_rows(home),
            readings=reading_rows(home),
        )
        trail = (self._start, Crumb(home.title, home.path))

        def below(path: str, title: str) -> Page:
            return Page(self._book, words, path, title, chapter, trail)

        clauses = below(addresses.clauses_page(policy.id), words("handbook.clauses"))
        rows = clause_rows(clauses)
        yield self._file("clauses.html", clauses, clauses=rows, lines=lines_rows(clauses))
        for rule in policy.decisions.values():
            page = below(addresses.decision_page(policy.id, rule.id), words.of(rule.title))
            yield self._file("decision.html", page, view=decision_view(page, rule))
        for file, module in chapter.code.modules.items():
            page = below(
                addresses.module_page(policy.id, file), words("handbook.module_of", module=file)
            )
            code = module_lines(chapter.code, module, page.meant)
            yield self._file("module.html", page, code=code)

    def _dictionary(self) -> Iterator[_File]:
        asked = askers(self._book)
        title = self._words("handbook.facts")
        overview = Page(self._book, self._words, addresses.FACTS, title, trail=(self._start,))
        yield self._file("facts.html", overview, asked=asked)
        for fact in self._book.dictionary.values():
            page = Page(
                book=self._book,
                words=self._words,
                path=addresses.fact_page(fact.pointer),
                title=self._words.of(fact.title),
                trail=(self._start, self._facts),
            )
            yield self._file(
                "fact.html",
                page,
                fact=fact,
                askers=asked.get(fact.pointer, ()),
                members=self._book.dictionary.members(fact.pointer),
            )
