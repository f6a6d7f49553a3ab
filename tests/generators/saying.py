"""What tests tell whoever runs them, whether or not they fail and however pytest captures."""

import sys

import pytest


def say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Print to standard error, which the workers of pytest-xdist show too."""
    with capsys.disabled():
        print(f"\n{text}", file=sys.stderr, flush=True)
