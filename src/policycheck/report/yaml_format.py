"""Documents as YAML."""

import io
import re
import sys
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from policycheck.report.json_format import UNSEEN, escaped


class _Representer(SafeRepresenter):
    """Strings with unseen characters between double quotes, where they can be escaped."""

    def represent_str(self, data: str) -> ScalarNode:
        style = '"' if re.search(f"[\x00-\x1f]|{UNSEEN}", data) else None
        node: ScalarNode = self.represent_scalar("tag:yaml.org,2002:str", data, style=style)
        return node


_Representer.add_representer(str, _Representer.represent_str)


def yaml_text(document: Any) -> str:
    """The document in YAML 1.2: block style, keys in the order given, letters as they are."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = sys.maxsize  # folding would leave blanks at the ends of lines
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return escaped(stream.getvalue())
