"""Documents as text: JSON and YAML, with unseen characters escaped."""

import io
import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.representer import SafeRepresenter

# Control, direction and separator characters, which a terminal or an editor might obey.
_UNSEEN = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_UNSEEN_IN_YAML = re.compile(f"[\x00-\x1f]|{_UNSEEN.pattern}")


def json_text(document: Any) -> str:
    """The document in JSON: two spaces, keys in the order given, letters as they are."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def yaml_text(document: Any) -> str:
    """The document in YAML 1.2: block style, keys in the order given, letters as they are."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = sys.maxsize  # folding would leave blanks at the ends of lines
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(str, _string)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _string(representer: "SafeRepresenter", text: str) -> "ScalarNode":
    style = '"' if _UNSEEN_IN_YAML.search(text) else None
    node: ScalarNode = representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node
