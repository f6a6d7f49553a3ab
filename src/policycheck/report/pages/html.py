"""Pages of HTML that need nothing but themselves: no network, no font, no script of others."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policycheck.model import Language, Text
from policycheck.report.pages.cases import CaseView
from policycheck.report.pages.labels import labels
from policycheck.report.pages.portfolio import PortfolioView
from policycheck.report.pages.problems import ProblemsView
from policycheck.report.plain import clean
from policycheck.report.style import styled

_TEMPLATES = Path(__file__).parent / "templates"
_JSON_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def case_html(view: CaseView, language: Language) -> str:
    """The page of one case; ``language`` is shown first."""
    return _page("case.html.jinja", view, view.name, language, ("report.js",))


def portfolio_html(view: PortfolioView, language: Language) -> str:
    """The page of several cases."""
    scripts = ("report.js", "portfolio.js")
    return _page("portfolio.html.jinja", view, view.title, language, scripts)


def problems_html(view: ProblemsView, language: Language) -> str:
    """The page of cases that are invalid."""
    return _page("problems.html.jinja", view, view.title, language, ("report.js",))


def say(text: Text) -> Markup:
    """A text in both languages, of which the page shows one."""
    nl, en = clean(text.nl), clean(text.en)
    if nl == en:
        return Markup.escape(nl)
    pair = '<span class="t" lang="nl">{}</span><span class="t" lang="en">{}</span>'
    return Markup(pair).format(nl, en)  # noqa: S704 - format escapes what it puts in


def embedded(document: Any) -> Markup:
    """JSON that ends no script element, whatever a case says."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_JSON_ESCAPES))  # noqa: S704 - nothing in it is markup now


def _page(
    template: str,
    view: Any,
    title: Text,
    language: Language,
    scripts: Sequence[str],
) -> str:
    style, *sources = (_source(name) for name in ("report.css", *scripts))
    return (
        _environment()
        .get_template(template)
        .render(
            page=view,
            title=title,
            lang=language,
            languages=tuple(Language),
            t=labels(),
            style=style,
            scripts=sources,
            policy=_security_policy(style, sources),
        )
    )


def _security_policy(style: str, scripts: Sequence[str]) -> str:
    """What the page may load: its own style and scripts, by their hashes, and nothing else."""
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": " ".join(map(_hash, scripts)),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def _source(name: str) -> Markup:
    file = _TEMPLATES / name
    content = styled(file) if file.suffix == ".css" else file.read_text(encoding="utf-8")
    return Markup(content)  # noqa: S704 - files of ours


def _plain(value: Any) -> Any:
    """Text of others without unseen characters, before it is escaped."""
    return clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"say": say, "embedded": embedded}
    return environment
