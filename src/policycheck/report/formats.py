"""Documents as text: JSON and YAML."""

import io
import json
from typing import Any


def json_text(document: Any) -> str:
    """The document in JSON: two spaces, keys in the order given, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def yaml_text(document: Any) -> str:
    """The document in YAML 1.2: block style, keys in the order given, letters as they are."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 100
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()
