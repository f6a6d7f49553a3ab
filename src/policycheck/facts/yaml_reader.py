"""Reads YAML 1.2.

Imported only when a YAML file is read, because importing ruamel.yaml takes long.
"""

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import DocumentStartEvent, Event
from ruamel.yaml.reader import ReaderError

from policycheck.facts import documents
from policycheck.facts.documents import Document, refuse
from policycheck.facts.problems import Places, position, printable
from policycheck.facts.yaml_builder import WITHOUT_TAGS, Builder

# What ruamel.yaml lets slip on texts that are not YAML, such as an escape beyond Unicode.
_SLIPS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)

# ruamel.yaml takes quadratic time to scan a tag, and tags are refused in any case.
_ENDLESS_TAG = re.compile(r"!\S{1000}")


def read_yaml(text: str, name: str) -> Document:
    """Read one YAML document.

    Raises:
        InvalidCase: It is not YAML 1.2, or not one document with a mapping at the top, or it is
            too large, too deep or too long.
    """
    if len(text) > documents.MOST_YAML:
        refuse("too-large", documents.TOO_LARGE_YAML, name)
    if endless := _ENDLESS_TAG.search(text):
        refuse("tag", WITHOUT_TAGS, name, *position(text, endless.start()))
    builder = Builder(name)
    started = False
    for event in _events(text, name):
        if isinstance(event, DocumentStartEvent):
            _check_start(event, started, name)
            started = True
        builder.take(event)
    if not started or (builder.top is None and not builder.findings):
        refuse("empty-file", documents.EMPTY, name, 1, 1)
    if not isinstance(builder.top, dict):
        sentence = f"the top level is {documents.kind(builder.top)}; expected a mapping of facts"
        place = builder.values[""]
        refuse("not-a-mapping", sentence, name, place.line, place.column)
    places = Places(builder.values, builder.keys)
    return Document(name, builder.top, tuple(builder.findings), lambda: places)


def _events(text: str, name: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.context, error.problem) if part)
        at = (mark.line + 1, mark.column + 1) if mark else (None, None)
        refuse("invalid-yaml", f"not valid YAML: {printable(said, 160)}", name, *at)
    except ReaderError as error:
        sentence = f"the character U+{error.character:04X} is not allowed in YAML"
        refuse("invalid-yaml", sentence, name, *position(text, error.position))
    except (YAMLError, *_SLIPS) as error:
        refuse("invalid-yaml", f"not valid YAML: {printable(str(error), 160)}", name)


def _check_start(event: DocumentStartEvent, started: bool, name: str) -> None:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if started:
        sentence = "a second document begins here; expected one case per file"
        refuse("several-documents", sentence, name, line, column)
    if event.version not in (None, (1, 2)):
        major, minor = event.version
        sentence = f"YAML {major}.{minor} is asked for; only YAML 1.2 is read: remove the directive"
        refuse("yaml-version", sentence, name, line, column)
