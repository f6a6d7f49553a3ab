"""The made-up policy, without tests yet."""

from pathlib import Path

import pytest

from testing.demo import Demo, made_up_demo


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return made_up_demo(tmp_path)
