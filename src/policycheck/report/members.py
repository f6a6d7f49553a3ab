"""What many documents have as a member: texts in both languages, and citations."""

from typing import Any

from policycheck.model import Source, Text


def text_document(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"nl": text.nl, "en": text.en}


def source_document(source: Source) -> dict[str, Any]:
    """Where something stands in the source document."""
    return {
        "document": source.document,
        "section": source.section,
        "lines": list(source.lines),
        "refs": list(source.refs),
    }
