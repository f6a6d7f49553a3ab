"""What a run is about, so that it is only resumed as the same run."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from policycheck import cache
from policycheck.batch.encodings import Encoding
from policycheck.batch.questions import Questions
from policycheck.errors import UsageError
from policycheck.facts import load_schemas
from policycheck.policies import load_manifests, rule_set
from policycheck.resources import shipped
from policycheck.version import __version__

_HEAD = 1 << 20


def input_identity(path: str) -> dict[str, Any]:
    """What tells a file of cases from another, and from itself after a change.

    Raises:
        UsageError: It cannot be read.
    """
    file = Path(path)
    try:
        state = file.stat()
        with file.open("rb") as content:
            head = hashlib.sha256(content.read(_HEAD)).hexdigest()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    return {"name": path, "size": state.st_size, "modified": state.st_mtime_ns, "head": head}


def makers(questions: Questions) -> dict[str, Any]:
    """What decides: the modules of policycheck, the schemas, and the rules of each policy."""
    root = questions.rules or shipped("rego")
    manifests = load_manifests(root, questions.policies)
    return {
        "policycheck": f"{__version__} {cache.code()[:16]}",
        "schema": load_schemas().digest,
        "rules": {name: rule_set(root, each).digest for name, each in manifests.items()},
    }


def run_identity(
    questions: Questions, encoding: Encoding, read: Mapping[str, Any]
) -> dict[str, Any]:
    """Everything that the bytes of the output depend on, but for the input and today.

    Args:
        questions: What is asked.
        encoding: How the output is written.
        read: How the input is read.
    """
    content = {
        **makers(questions),
        "decisions": [".".join(each) for each in questions.decisions],
        "as_of": _day(questions.as_of),
        "known_at": _day(questions.known_at),
        "readings": {policy: dict(chosen) for policy, chosen in questions.readings.items()},
        "keep": list(questions.keep),
        "full": questions.full,
        "format": encoding.suffix,
        "read": dict(read),
    }
    plain: dict[str, Any] = json.loads(json.dumps(content))
    return plain


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What is not as it was, each as a few words."""
    return [
        f"{name}: {_short(before.get(name))} then, {_short(now.get(name))} now"
        for name in {**before, **now}
        if before.get(name) != now.get(name)
    ]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else f"{text[:100]}…"
