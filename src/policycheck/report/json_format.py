"""Documents as JSON."""

import json
import re
from typing import Any

UNSEEN = "[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
"""Control, direction and separator characters, which a terminal or an editor might obey."""


def json_text(document: Any) -> str:
    """The document in JSON: two spaces, keys in the order given, letters as they are."""
    return escaped(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def escaped(text: str) -> str:
    """The text of a document with unseen characters as escapes.

    In JSON, and in YAML as it is written here, they stand between double quotes only.
    """
    return re.sub(UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)
