"""What docs/batch.md shows is what happens."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policycheck.batch.columns import decided_schema
from policycheck.tabular import read_mapping_file

PAGE = (Path(__file__).parents[2] / "docs/batch.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def commands() -> list[list[str]]:
    return [line.split()[2:] for line in "".join(blocks("console")).splitlines()]


def test_the_example_gives_what_is_shown(tmp_path: Path, root: Path) -> None:
    cases, reject = blocks("json")
    (tmp_path / "cases.ndjson").write_text(cases, encoding="utf-8")
    first, resumed = commands()
    assert resumed == [*first, "--resume"]
    for command in (resumed, [*first, "--overwrite"]):
        made = subprocess.run(
            [sys.executable, "-m", "policycheck", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (made.returncode, made.stderr) == (1, "")
        assert "4 rows read = 2 decided + 2 rejected" in made.stdout
        assert (tmp_path / "decisions.csv").read_text(encoding="utf-8") == blocks("csv")[0]
        lines = (tmp_path / "decisions.rejects.ndjson").read_text(encoding="utf-8").splitlines()
        assert json.loads(lines[1]) == json.loads(reject)


def test_every_column_is_told() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ", PAGE, flags=re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert told == decided_schema(full=True).names


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", PAGE))))
def test_every_option_is_there(option: str) -> None:
    from policycheck.commands.batch import command

    assert option in {name for parameter in command.params for name in parameter.opts}


def test_the_mapping_file_is_one(tmp_path: Path) -> None:
    (mapping,) = blocks("yaml")
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    naming = read_mapping_file(tmp_path / "mapping.yaml")
    assert naming.columns == {"KvK-nummer": "provider.kvk"}
